import type { WebLink } from './link';

/**
 * Services whose links lead anywhere. tr.ee is Linktree's own (help.linktr.ee, 8133719). Following one of
 * them to see where it leads would count as a click.
 */
const SHORTENERS = new Set(
	'tr.ee bit.ly bitly.com buff.ly cutt.ly dub.sh goo.gl is.gd lnkd.in ow.ly rb.gy rebrand.ly shorturl.at snip.ly t.co t.ly tiny.cc tinyurl.com v.gd'.split(
		' ',
	),
);

/** Whether a link leads to a place that only a click would show. */
export function isShortLink({ host, path }: WebLink): boolean {
	// Mailchimp puts such an address behind the buttons of a mail: a creator may copy it from there.
	const isMailchimps = /(?:^|\.)list-manage\.com$/.test(host) && path === '/track/click';
	return SHORTENERS.has(host) || isMailchimps;
}

/**
 * Services that show pages of their own at their addresses: nobody can make one of these lead to a shop.
 * Everything else may: a domain of the creator's, a shortener that is not known here, a plugin for
 * affiliate links on a blog.
 */
const SHOW_THEMSELVES = new Set(
	'apps.apple.com bsky.app buymeacoffee.com discord.com discord.gg facebook.com github.com instagram.com ko-fi.com linkedin.com linktr.ee m.facebook.com m.youtube.com medium.com music.apple.com music.youtube.com open.spotify.com patreon.com paypal.com paypal.me pinterest.com play.google.com podcasts.apple.com reddit.com snapchat.com soundcloud.com spotify.com t.me threads.com threads.net tiktok.com twitch.tv twitter.com vimeo.com wa.me whatsapp.com x.com youtu.be youtube.com'.split(
		' ',
	),
);

/** Where such a service has a page that sends visitors on, such as youtube.com/redirect. */
const SENDS_ON = /^\/(?:away|l\.php|link|out|redir|redirect|url)(?:\/|$)/i;

/**
 * Whether a link may lead to another address than the one it shows. Only a click would tell, and the check
 * makes none: it would count for somebody, and it would be a request that nobody asked for.
 */
export function mayLeadOn({ host, path }: WebLink): boolean {
	return !SHOW_THEMSELVES.has(host) || SENDS_ON.test(path);
}
