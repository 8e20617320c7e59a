import { arrow, card, DARK, drawing, LIGHT, words, type Theme } from './draw';
import type { Mail } from '../../nodes/CreatorProgram/mails/build';

const WIDTH = 720;
const BOX = { width: 300, height: 60 };

const waiting = ({ wait_days: days }: Mail): string =>
	`Wait ${days} ${days === 1 ? 'day' : 'days'}`;

/** The journey as a map: the mails, the waits and where it branches. */
function map(theme: Theme, mails: Mail[]): string {
	const [one, two, three, live, notYet, last] = mails;
	if (!one || !two || !three || !live || !notYet || !last)
		throw new Error('There are six mails and a reminder.');
	const parts: string[] = [];
	const box = (middle: number, y: number, head: string, below: string, fill = theme.card): void => {
		const x = middle - BOX.width / 2;
		parts.push(card({ x, y, ...BOX }, fill, theme.line));
		parts.push(words([middle, y + 26], head, theme.text, { size: 16, bold: true, middle: true }));
		parts.push(words([middle, y + 47], below, theme.quiet, { size: 14, middle: true }));
	};
	const mail = (middle: number, y: number, { name, day }: Mail): void =>
		box(middle, y, name.replace('Creator Hub: ', 'Mail '), `Send email, day ${day}`);
	const wait = (middle: number, y: number, text: string): void => {
		parts.push(arrow([middle, y], [middle, y + 46], theme.quiet));
		if (text) parts.push(words([middle + 14, y + 27], text, theme.quiet, { size: 14 }));
	};
	const [left, centre, right] = [185, 360, 535];
	box(centre, 24, 'Tag added: new-affiliate', 'Starting point', theme.held);
	wait(centre, 84, '');
	mail(centre, 130, one);
	wait(centre, 190, waiting(two));
	mail(centre, 236, two);
	wait(centre, 296, waiting(three));
	mail(centre, 342, three);
	wait(centre, 402, waiting(live));
	box(centre, 448, 'Is tagged link-live?', 'If/Else', theme.held);
	for (const [middle, answer, variant] of [
		[left, 'Yes', live],
		[right, 'No', notYet],
	] as const) {
		const side = middle < centre ? centre - BOX.width / 2 : centre + BOX.width / 2;
		parts.push(arrow([side, 478], [middle, 560], theme.quiet));
		parts.push(words([middle + 14, 538], answer, theme.text, { size: 15, bold: true }));
		mail(middle, 560, variant);
		wait(middle, 620, waiting(last));
		mail(middle, 666, last);
	}
	const about =
		'The tag new-affiliate starts the journey. Mail 1 goes out at once, mail 2 a day later, mail 3 two days later. Three days later the journey branches: contacts with the tag link-live get mail 4a, all others mail 4b. Seven days later both get mail 5.';
	return drawing({ width: WIDTH, height: 750, title: 'The welcome journey', about }, theme, parts);
}

/** One step of the journey as a form: what stands in which field. Not Mailchimp's own screen. */
function form(theme: Theme, title: string, fields: Array<[string, string]>): string {
	const height = 72 + fields.length * 58;
	const parts = [
		words([32, 44], title, theme.text, { size: 20, bold: true }),
		...fields.flatMap(([label, value], index) => {
			const y = 64 + index * 58;
			return [
				words([32, y + 28], label, theme.quiet, { size: 15 }),
				card({ x: 220, y: y + 4, width: 468, height: 40 }, theme.card, theme.line, 6),
				words([236, y + 29], value, theme.text, { size: 15 }),
			];
		}),
	];
	const about = `What to fill in. ${fields.map(([label, value]) => `${label}: ${value}`).join('. ')}.`;
	return drawing({ width: WIDTH, height, title, about }, theme, parts);
}

/** @returns the pictures of docs/build-the-welcome-journey.md by their file names, each for a light and a dark page */
export function journeyPictures(mails: Mail[]): Map<string, string> {
	const [first] = mails;
	if (!first) throw new Error('There are no mails.');
	const pictures: Record<string, (theme: Theme) => string> = {
		journey: (theme) => map(theme, mails),
		'journey-start': (theme) =>
			form(theme, 'Starting point', [
				['Starts when', 'Tag added'],
				['Tag', 'new-affiliate'],
				['Filter', 'none'],
				['Contacts can re-enter', 'off'],
				['Exit condition', 'is tagged affiliate-inactive'],
			]),
		'journey-mail': (theme) =>
			form(theme, 'Send email (mail 1)', [
				['Subject', first.subject],
				['Preview text', 'empty: the mail brings its own'],
				['From', 'a name and an address that creators know'],
				['Design', `Saved template: ${first.name}`],
				['Plain text', 'plain_text of the Summary in n8n'],
				['Track clicks', 'off'],
				['Google Analytics', 'off'],
			]),
		'journey-if-else': (theme) =>
			form(theme, 'If/Else', [
				['Condition', 'Tags: contact is tagged link-live'],
				['Yes', 'Creator Hub: 4a Link is live'],
				['No', 'Creator Hub: 4b Link not yet'],
			]),
	};
	return new Map(
		Object.entries(pictures).flatMap(([name, draw]): Array<[string, string]> => [
			[`${name}.svg`, draw(LIGHT)],
			[`${name}.dark.svg`, draw(DARK)],
		]),
	);
}
