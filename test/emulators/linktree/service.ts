import type { RequestRecord } from '../requestLog';
import { endlessPage, hugePage, packedPage, stallingPage } from './bodies';
import { renderChallenge, renderNotFound, renderProfile } from './page';
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
	redirectTo: '',
	description: '',
	socialLinks: [],
	isActive: true,
	activeGates: [],
	contentGating: 'none',
	hasSensitiveContent: false,
};

export function createLinktree(initialSwitches: Partial<LinktreeSwitches> = {}): LinktreeRuntime {
	const switches: LinktreeSwitches = { ...DEFAULT_SWITCHES, ...initialSwitches };
	const profiles = new Map<string, Profile>();
	const requests: RequestRecord[] = [];

	const headers = { 'content-type': 'text/html; charset=utf-8' };

	function page(username: string): Response {
		const profile = profiles.get(username.toLowerCase());
		if (profile === undefined || profile.page === 'not-found') {
			const status = switches.notFoundStatus;
			return new Response(renderNotFound(username), { status, headers });
		}
		if (profile.redirectTo !== '') return redirect(profile.redirectTo);
		const text = renderProfile(username, profile, switches);
		switch (profile.page) {
			case 'challenge':
				return new Response(renderChallenge(), { headers });
			case 'huge':
				return hugePage(text, headers);
			case 'packed':
				return packedPage(text, headers);
			case 'endless':
				return endlessPage(text, headers);
			case 'stalls':
				return stallingPage(text, headers);
			default:
				return new Response(text, { headers });
		}
	}

	function redirect(location: string): Response {
		return new Response(null, { status: 301, headers: { location } });
	}

	/** The answer to everybody, whatever they ask for. */
	function refusal(): Response | undefined {
		const challenge = renderChallenge();
		switch (switches.block) {
			case '403':
			case '429':
				return new Response('', { status: Number(switches.block) });
			case 'cloudflare':
				return new Response(challenge, {
					status: 503,
					headers: { ...headers, 'cf-mitigated': 'challenge' },
				});
			case 'aws-waf':
				return new Response('', { status: 202, headers: { 'x-amzn-waf-action': 'challenge' } });
			default:
				return undefined;
		}
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
			const refused = refusal();
			if (refused !== undefined) return refused;
			if (pathname === '/robots.txt') return new Response(switches.robots);
			const [, username] = /^\/@?([\w.-]+)\/?$/.exec(pathname) ?? [];
			if (username === undefined) return page('');
			const lower = username.toLowerCase();
			if (switches.redirectUpperCase && lower !== username) {
				return redirect(`https://linktr.ee/${lower}`);
			}
			return page(username);
		},
		reset() {
			profiles.clear();
			requests.splice(0);
			Object.assign(switches, DEFAULT_SWITCHES, initialSwitches);
		},
	};
}
