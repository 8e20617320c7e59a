import type { ProfileLink, World } from '../../test/emulators';

/** What a creator can have on the Linktree page of the sandbox: no link, the own one, one with another code, a short one. */
const PAGE_LINKS = ['none', 'right', 'wrong', 'short'] as const;

export type PageLink = (typeof PAGE_LINKS)[number];

export const isPageLink = (text: string): text is PageLink =>
	PAGE_LINKS.some((each) => each === text);

const OWN: ProfileLink = { title: 'My videos', url: 'https://www.tiktok.com/@me' };
const TITLE = 'Shop Sunny Threads';

/** @returns the user name on Linktree of an affiliate of the sandbox: first name and the end of the number */
export function usernameOf({ id, first_name }: { id: number; first_name: string }): string {
	const plain = first_name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '');
	return `${plain || 'creator'}${id % 1000}`;
}

/** Writes somebody's page, as the creator does it on Linktree. */
export function setPage(
	world: World,
	affiliate: { id: number; first_name: string },
	kind: PageLink,
): void {
	const link = world.refersion.linkOf(affiliate.id) ?? '';
	const urls: Record<PageLink, string> = {
		none: '',
		right: link,
		wrong: link.replace(/[0-9a-z]+$/i, 'someoneelse'),
		short: 'https://bit.ly/3xample',
	};
	const shop = urls[kind] === '' ? [] : [{ title: TITLE, url: urls[kind] }];
	world.linktree.setProfile(usernameOf(affiliate), { links: [...shop, OWN] });
}

/** @returns addresses on somebody's page, the first one first; none if there is no page yet */
export function linksOn(world: World, username: string): string[] {
	const page = world.linktree.profiles().find((each) => each.username === username);
	return (page?.links ?? []).flatMap(({ url }) => (url ? [url] : []));
}
