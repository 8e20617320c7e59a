import type { IDataObject } from 'n8n-workflow';
import { asText, type Collection, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { quoted } from '../../shared/texts';
import { LANGUAGES, wordsOf, type Language } from '../words';
import type { Words } from '../words/en';
import { asMergeField, checkedTag, refuseEqual } from './names';

/** The names of the page's texts. */
export type PageText = keyof Words['page'];

/** A colour of the page in light and, with `dark` before it, in dark mode; its CSS name and what it is without a setting. */
export const COLOURS = {
	background: '#f3f1ec',
	card: '#ffffff',
	text: '#24221e',
	quiet: '#5c574d',
	accent: '#1f5f46',
	buttonText: '#ffffff',
	darkBackground: '#161618',
	darkCard: '#222226',
	darkText: '#eeebe4',
	darkQuiet: '#b9b3a7',
	darkAccent: '#8fdcb8',
	darkButtonText: '#10231a',
} as const;

export type Colours = Record<keyof typeof COLOURS, string>;

/** The merge fields of the page. */
export type PageFields = {
	/** The tracking link. */
	link: string;
	/** The address of the creator's page. */
	page: string;
	status: string;
	/** The day of the newest form. */
	date: string;
	/** How many forms were sent that day. */
	checks: string;
};

/** Everything that a user sets about the creator's page, checked. A type, so that it is an item's data as it is. */
export type PageSettings = {
	language: Language;
	brandName: string;
	/** '' for none. */
	supportEmail: string;
	colours: Colours;
	/** The merchant's own wording, by the name of the text. */
	ownWords: IDataObject;
	secondsBetweenChecks: number;
	checksADay: number;
	liveTag: string;
	notFoundTag: string;
	fields: PageFields;
};

/**
 * Reads what is set on the trigger, and refuses what is not clearly meant.
 *
 * @throws ProblemError that names the parameter
 */
export function readPageSettings(input: Input): PageSettings {
	const language = input.choice('language', 'Language', LANGUAGES, 'en');
	const options = input.collection('options', 'Options');
	const names = input.collection('names', 'Tags and Merge Fields');
	const settings: PageSettings = {
		language,
		brandName: input.text('brandName', 'Brand Name'),
		supportEmail: input.text('supportEmail', 'Support Email'),
		colours: readColours(input.collection('colours', 'Colours')),
		ownWords: readOwnWords(input.rows('ownWords.row', 'Own Words')),
		secondsBetweenChecks: options.number('secondsBetweenChecks', 'Seconds Between Checks', 30, {
			min: 0,
			max: 86_400,
			isWhole: true,
		}),
		checksADay: options.number('checksADay', 'Checks a Day', 20, { min: 1, isWhole: true }),
		liveTag: tagOf(names, 'liveTag', 'Link Live Tag', 'link-live'),
		notFoundTag: tagOf(names, 'notFoundTag', 'Link Not Found Tag', 'link-not-found'),
		fields: {
			link: fieldOf(names, 'linkMergeField', 'Link Merge Field', 'AFFLINK'),
			page: fieldOf(names, 'pageMergeField', 'Page Merge Field', 'LINKTREE'),
			status: fieldOf(names, 'statusMergeField', 'Status Merge Field', 'LINKSTATUS'),
			date: fieldOf(names, 'dateMergeField', 'Date Merge Field', 'LINKDATE'),
			checks: fieldOf(names, 'checksMergeField', 'Checks Merge Field', 'LINKCHECKS'),
		},
	};
	refuseEqual(
		{ label: 'Link Not Found Tag', name: settings.notFoundTag },
		{ label: 'Link Live Tag', name: settings.liveTag },
	);
	refuseSharedFields(settings.fields);
	return settings;
}

/** Whether an item's data carries the settings of the page, as the trigger gives them. */
export function isPageSettings(value: unknown): value is PageSettings {
	return isRecord(value) && isRecord(value.fields) && typeof value.liveTag === 'string';
}

/** The page's texts in the language that is set, with the merchant's own ones in their place. */
export function pageWords({ language, ownWords }: PageSettings): Words['page'] {
	return { ...wordsOf(language).page, ...ownWords };
}

function tagOf(names: Collection, name: string, label: string, fallback: string): string {
	const tag = asText(names.value(name, fallback), label);
	if (tag !== '') return checkedTag(tag, label);
	throw invalidInput(label, 'is empty', 'Give the name of a tag, or remove the option.');
}

function fieldOf(names: Collection, name: string, label: string, fallback: string): string {
	return asMergeField(names.value(name, fallback), label);
}

function refuseSharedFields(fields: PageFields): void {
	const all = Object.values(fields);
	const twice = all.find((field, index) => all.indexOf(field) !== index);
	if (twice === undefined) return;
	throw invalidInput(
		'Tags and Merge Fields',
		`has one merge field for two things: ${twice}`,
		'Each merge field can hold one thing. Give each its own.',
	);
}

function readColours(chosen: Collection): Colours {
	const colours: Colours = { ...COLOURS };
	for (const name of colourNames()) {
		const colour = asText(chosen.value(name, COLOURS[name]), 'Colours');
		if (!/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour)) {
			throw invalidInput(
				'Colours',
				`has something that is no colour: "${quoted(colour)}"`,
				'Give each as # and six digits, such as #1f5f46.',
			);
		}
		colours[name] = colour.toLowerCase();
	}
	return colours;
}

function colourNames(): Array<keyof Colours> {
	return Object.keys(COLOURS).filter((name): name is keyof Colours => Object.hasOwn(COLOURS, name));
}

/** Whether a text of the page has this name. */
export function isPageText(name: string): name is PageText {
	return Object.hasOwn(wordsOf('en').page, name);
}

function readOwnWords(rows: IDataObject[]): IDataObject {
	return Object.fromEntries(
		rows.map((row, index) => {
			const label = `Own Words (row ${index + 1})`;
			const name = asText(row.text, label);
			const words = asText(row.words, label);
			if (!isPageText(name)) {
				throw invalidInput(label, `has no text "${quoted(name)}"`, 'Choose one of the list.');
			}
			if (words === '') {
				throw invalidInput(label, 'is empty', 'Write the text, or delete the row.');
			}
			return [name, words];
		}),
	);
}
