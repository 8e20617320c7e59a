import { pageWords, type PageSettings, type PageText } from '../settings/creatorPage';
import { answerOf, type Answer, type AnswerKey } from './answers';
import type { Entry, Mistake } from './entry';
import type { Look } from './settle';
import type { Stand } from './stand';

/** What one visit is about, as far as it is known. */
export interface Visit {
	settings: PageSettings;
	/** Mailchimp's unique email id, as it is in the address; '' where it is none. */
	id: string;
	/** What was sent; undefined when the page was only opened. */
	entry?: Entry | Mistake;
	stand?: Stand;
	look?: Look;
	/** Until one may press again. */
	seconds?: number;
}

/** Everything that a page shows, as plain text: nothing in here is HTML. */
export interface View extends Omit<Answer, 'title' | 'text'> {
	key: AnswerKey;
	settings: PageSettings;
	words: Record<PageText, string>;
	id: string;
	title: string;
	text: string;
	/** The field in which there is a mistake. */
	mistake: 'name' | 'url' | undefined;
	/** The tracking link; '' when it is not shown. */
	link: string;
	/** The creator's page; '' when it is not known. */
	page: string;
	/** What stands in the two boxes. */
	name: string;
	url: string;
	isFirst: boolean;
}

/** Puts together what a page shows. */
export function viewOf(key: AnswerKey, visit: Visit): View {
	const { settings, id, entry, stand, look, seconds = 0 } = visit;
	const answer = answerOf(key, stand, look);
	const words = pageWords(settings);
	const page = pageOf(key, visit);
	const fill = (text: string): string =>
		text
			.replaceAll('{page}', page.replace(/^https?:\/\//, ''))
			// Never "1 seconds", whoever wrote the text: a second more does no harm.
			.replaceAll('{seconds}', String(Math.max(2, seconds)))
			.replaceAll('{email}', settings.supportEmail);
	return {
		...answer,
		key,
		settings,
		words: { ...words, questionsMail: fill(words.questionsMail) },
		id,
		title: fill(words[answer.title]),
		text: fill(words[answer.text]),
		mistake: key === 'name_mistake' ? 'name' : key === 'url_mistake' ? 'url' : undefined,
		link: answer.hasLink ? (stand?.link ?? '') : '',
		page: /^https?:\/\//i.test(page) ? page : '',
		...boxes(entry, stand),
		isFirst: ['form', 'name_mistake', 'url_mistake', 'state'].includes(key),
	};
}

/** The page that an answer is about: that of the form, or the one that is stored. */
function pageOf(key: AnswerKey, { entry, stand }: Visit): string {
	const own = entry && 'asks' in entry ? entry.page : '';
	return key === 'state' || own === '' ? (stand?.page ?? '') : own;
}

/** What was entered is shown again; before anything was, what is stored. */
function boxes(entry: Entry | Mistake | undefined, stand: Stand | undefined) {
	if (entry && entry.entered !== '') {
		const isName = 'mistake' in entry ? entry.mistake === 'name' : entry.asks === 'check';
		return { name: isName ? entry.entered : '', url: isName ? '' : entry.entered };
	}
	const known = stand?.page ?? '';
	const name = /^https:\/\/linktr\.ee\/([a-z0-9._-]+)$/.exec(known)?.[1] ?? '';
	return { name, url: name ? '' : known };
}
