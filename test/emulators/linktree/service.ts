import type { RequestRecord } from '../requestLog';
import { renderNotFound, renderProfile } from './page';
import { DEFAULT_SWITCHES, type LinktreeSwitches, type Profile } from './types';

/** Linktree's public profile pages, `https://linktr.ee/<username>`. */
export interface LinktreeService {
	readonly switches: LinktreeSwitches;
	readonly requests: RequestRecord[];
	clearRequests(): void;
	setProfile(username: string, profile: Partial<Profile>): void;
	removeProfile(username: string): void;
	profiles(): Array<Profile & { username: string }>;
}

export interface LinktreeRuntime {
	service: LinktreeService;
	fetch(request: Request): Promise<Response>;
	reset(): void;
}

const EMPTY: Profile = {
	links: [],
	page: 'ok',
	description: '',
	socialLinks: [],
	isActive: true,
	activeGates: [],
	contentGating: '',
	hasSensitiveContent: false,
};

export function createLinktree(initialSwitches: Partial<LinktreeSwitches> = {}): LinktreeRuntime {
	const switches: LinktreeSwitches = { ...DEFAULT_SWITCHES, ...initialSwitches };
	const profiles = new Map<string, Profile>();
	const requests: RequestRecord[] = [];

	function page(username: string): Response {
		const headers = { 'content-type': 'text/html; charset=utf-8' };
		const profile = profiles.get(username.toLowerCase());
		if (profile === undefined || profile.page === 'not-found') {
			const status = switches.notFoundStatus;
			return new Response(renderNotFound(username), { status, headers });
		}
		return new Response(renderProfile(username, profile, switches), { headers });
	}

	return {
		service: {
			switches,
			requests,
			clearRequests: () => void requests.splice(0),
			setProfile(username, profile) {
				const key = username.toLowerCase();
				profiles.set(key, { ...EMPTY, ...profiles.get(key), ...profile });
			},
			removeProfile: (username) => void profiles.delete(username.toLowerCase()),
			profiles: () => [...profiles].map(([username, profile]) => ({ username, ...profile })),
		},
		async fetch(request) {
			const { pathname } = new URL(request.url);
			if (request.method !== 'GET' && request.method !== 'HEAD') {
				return new Response('Method Not Allowed', { status: 405 });
			}
			if (pathname === '/robots.txt') return new Response(switches.robots);
			const [, username] = /^\/@?([\w.-]+)\/?$/.exec(pathname) ?? [];
			return username === undefined ? page('') : page(username);
		},
		reset() {
			profiles.clear();
			requests.splice(0);
			Object.assign(switches, DEFAULT_SWITCHES, initialSwitches);
		},
	};
}
