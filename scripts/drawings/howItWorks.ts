import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { card, DARK, drawing, LIGHT, paragraph, words, type Theme } from './draw';

const ICONS = join(__dirname, '..', '..', 'icons');
const WIDTH = 1120;
const CARD = { width: 204, height: 136 };
const MARGIN = 24;
const TOP = 28;
const GAP = (WIDTH - 2 * MARGIN - 4 * CARD.width) / 3;
const PADDING = 18;
const MIDDLE = TOP + CARD.height / 2;

/** n8n's own mark is a trademark; this is a drawing of nodes and lines. */
const NODES =
	'<rect x="3" y="20" width="18" height="20" rx="5" fill="#d6336c"/><rect x="39" y="4" width="18" height="18" rx="5" fill="#d6336c"/><rect x="39" y="38" width="18" height="18" rx="5" fill="#d6336c"/><path d="M21 30h8V13h10M29 30v17h10" stroke="#d6336c" stroke-width="4" fill="none"/>';

/** The drawing of an icon of the package, without the frame around it. */
function icon(name: string, isDark: boolean): string {
	const svg = readFileSync(join(ICONS, `${name}${isDark ? '.dark' : ''}.svg`), 'utf8');
	return svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '').trim();
}

interface Step {
	icon: string;
	name: string;
	about: string;
	/** Stands above the arrow to the next. */
	then?: [string, string];
}

function steps(isDark: boolean): Step[] {
	return [
		{
			icon: icon('refersion', isDark),
			name: 'Refersion',
			about: 'You approve an affiliate',
			then: ['at once or', 'in 10 min'],
		},
		{
			icon: NODES,
			name: 'n8n',
			about: 'Compares everybody with their contact',
			then: ['link first,', 'then tag'],
		},
		{
			icon: icon('mailchimp', isDark),
			name: 'Mailchimp',
			about: 'Has link and tag; the tag starts the mails',
			then: ['welcome', 'mail'],
		},
		{
			icon: icon('linktree', isDark),
			name: 'Creator',
			about: 'Gets the link and adds it to Linktree',
		},
	];
}

const HELD = { x: 202, y: 222, width: 716, height: 74 };
const ABOUT =
	'You approve an affiliate in Refersion. n8n, at once or within ten minutes, compares everybody in Refersion with their contact in Mailchimp. The contact gets the link first and the tag then; the tag starts the welcome mail. The creator puts the link on Linktree. Whoever cannot be brought in step safely is held: no tag, no mail, the reason is shown.';

function draw(theme: Theme): string {
	const cards = steps(theme === DARK).flatMap((step, index) => {
		const x = MARGIN + index * (CARD.width + GAP);
		const end = x + CARD.width + GAP;
		const between = end - GAP / 2;
		return [
			card({ x, y: TOP, ...CARD }, theme.card, theme.line),
			`<g transform="translate(${x + PADDING} ${TOP + PADDING}) scale(.7)" fill="none">${step.icon}</g>`,
			words([x + 70, TOP + 46], step.name, theme.text, { size: 19, bold: true }),
			...paragraph([x + PADDING, TOP + 92], step.about, theme.quiet, {
				width: CARD.width - 2 * PADDING,
			}),
			...(step.then ?? []).map((text, line) =>
				words([between, MIDDLE - 28 + line * 16], text, theme.text, { size: 12, middle: true }),
			),
			...(step.then ? [across(end - GAP + 4, end - 4, theme.quiet)] : []),
		];
	});
	const x = MARGIN + CARD.width * 1.5 + GAP;
	return drawing(
		{ width: WIDTH, height: 320, title: 'From approval to welcome mail', about: ABOUT },
		theme,
		[
			...cards,
			`<path d="M${x} ${TOP + CARD.height + 4}V${HELD.y - 16}" stroke="${theme.heldLine}" stroke-width="3" stroke-dasharray="6 5"/><path d="M${x - 8} ${HELD.y - 16}l8 12 8-12z" fill="${theme.heldLine}"/>`,
			card(HELD, theme.held, theme.heldLine),
			words([HELD.x + 20, HELD.y + 29], 'Held: needs a look', theme.heldText, {
				size: 16,
				bold: true,
			}),
			words(
				[HELD.x + 20, HELD.y + 54],
				'No link, a broken link, an unsubscribed contact: no tag, no mail, reason shown.',
				theme.heldText,
			),
		],
	);
}

/** An arrow to the right. */
function across(from: number, to: number, colour: string): string {
	return `<path d="M${from} ${MIDDLE}H${to - 12}" stroke="${colour}" stroke-width="3"/><path d="M${to - 12} ${MIDDLE - 8}l12 8-12 8z" fill="${colour}"/>`;
}

/** @returns the drawing of what happens after an approval by its file names, for a light and a dark page */
export function howItWorks(): Map<string, string> {
	return new Map([
		['how-it-works.svg', draw(LIGHT)],
		['how-it-works.dark.svg', draw(DARK)],
	]);
}
