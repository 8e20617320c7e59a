import type { INodeProperties } from 'n8n-workflow';
import { words as de } from './de';
import { words as en, type Words } from './en';

/** The languages in which the programme's texts are written. */
export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

const WORDS: Record<Language, Words> = { en, de };

/** All texts in a language. */
export function wordsOf(language: Language): Words {
	return WORDS[language];
}

/** The parameter with which an operation is told the language; read it with `choice`. */
export const languageProperty: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: [
		{ name: 'English', value: 'en' },
		{ name: 'German', value: 'de' },
	],
	default: 'en',
	description: 'The language of the texts. What people or services have written stays as it is.',
};
