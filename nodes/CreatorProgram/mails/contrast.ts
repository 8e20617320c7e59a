import type { MailSettings } from '../settings/mailSettings';

/** What may be as a user wants it, and probably is not. */
export type MailWarning = { code: string; message: string; fix: string };

type ColourName = Extract<keyof MailSettings, `${string}Colour`>;

/** Which colours stand on which, by the labels of their parameters. */
const PAIRS: Array<[front: [ColourName, string], back: [ColourName, string]]> = [
	[
		['textColour', 'Text Colour'],
		['cardColour', 'Card Colour'],
	],
	[
		['textColour', 'Text Colour'],
		['backgroundColour', 'Background Colour'],
	],
	[
		['quietColour', 'Small Print Colour'],
		['cardColour', 'Card Colour'],
	],
	[
		['quietColour', 'Small Print Colour'],
		['backgroundColour', 'Background Colour'],
	],
	[
		['accentColour', 'Accent Colour'],
		['cardColour', 'Card Colour'],
	],
	[
		['buttonTextColour', 'Button Text Colour'],
		['accentColour', 'Accent Colour'],
	],
	[
		['darkTextColour', 'Dark Text Colour'],
		['darkCardColour', 'Dark Card Colour'],
	],
	[
		['darkTextColour', 'Dark Text Colour'],
		['darkBackgroundColour', 'Dark Background Colour'],
	],
	[
		['darkQuietColour', 'Dark Small Print Colour'],
		['darkCardColour', 'Dark Card Colour'],
	],
	[
		['darkQuietColour', 'Dark Small Print Colour'],
		['darkBackgroundColour', 'Dark Background Colour'],
	],
	[
		['darkAccentColour', 'Dark Accent Colour'],
		['darkCardColour', 'Dark Card Colour'],
	],
	[
		['darkButtonTextColour', 'Dark Button Text Colour'],
		['darkAccentColour', 'Dark Accent Colour'],
	],
];

/** WCAG 2, level AA, for text of normal size. */
const ENOUGH = 4.5;

/** Says which colours are so close to each other that text is hard to read. */
export function colourWarnings(settings: MailSettings): MailWarning[] {
	return PAIRS.flatMap(([[front, frontLabel], [back, backLabel]]) => {
		const ratio = Math.floor(contrast(settings[front], settings[back]) * 10) / 10;
		if (ratio >= ENOUGH) return [];
		return [
			{
				code: 'low_contrast',
				message: `${frontLabel} and ${backLabel} have a contrast of ${ratio} to 1, and text is hard to read`,
				fix: `Make one of them lighter or darker, until it is ${ENOUGH} to 1 or more.`,
			},
		];
	});
}

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2, contrast ratio). */
function contrast(one: string, other: string): number {
	const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
}

/** @param colour # and six digits (WCAG 2, relative luminance) */
function luminance(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const part = parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
