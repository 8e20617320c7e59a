import type { PageText } from '../settings/creatorPage';
import type { Look } from './settle';
import type { Stand } from './stand';

/** Every page that a creator can get. */
export type AnswerKey =
	| 'form'
	| 'name_mistake'
	| 'url_mistake'
	| 'unknown'
	| 'state'
	| 'later'
	| 'tomorrow'
	| 'live'
	| 'wrong_code'
	| 'not_found'
	| 'unverifiable'
	| 'self_reported'
	| 'no_page'
	| 'gone'
	| 'not_looked'
	| 'newer'
	| 'no_link'
	| 'no_fields'
	| 'failed';

/** What a page has: its status, its words and its parts. */
export interface Answer {
	/** HTTP status. */
	code: number;
	title: PageText;
	text: PageText;
	/** The forms: a Linktree name, another page, the word without a look, and what is stored. */
	forms: Array<'check' | 'other' | 'word' | 'state'>;
	/** Whether it shows what to do now. */
	hasSteps: boolean;
	/** Whether it shows the tracking link, where it is known. */
	hasLink: boolean;
	/** Whether it leads to the creator's page. */
	leadsToPage: boolean;
}

const BOTH: Answer['forms'] = ['check', 'other'];

function answer(
	code: number,
	title: PageText,
	text: PageText,
	forms: Answer['forms'],
	more: Partial<Answer> = {},
): Answer {
	return { code, title, text, forms, hasSteps: false, hasLink: false, leadsToPage: false, ...more };
}

const START = answer(200, 'formTitle', 'formText', ['check', 'other', 'state']);
const MISTAKE = { ...START, code: 422 };
const FAILED = answer(503, 'failedTitle', 'failedText', BOTH);
const TO_DO = { hasLink: true, hasSteps: true };
const WITH_LINK = { hasLink: true };

const ANSWERS: Record<Exclude<AnswerKey, 'state'>, Answer> = {
	form: START,
	name_mistake: MISTAKE,
	url_mistake: MISTAKE,
	unknown: answer(404, 'unknownTitle', 'unknownText', []),
	later: answer(429, 'laterTitle', 'laterText', BOTH, WITH_LINK),
	tomorrow: answer(429, 'tomorrowTitle', 'tomorrowText', ['other'], WITH_LINK),
	live: answer(200, 'liveTitle', 'liveText', [], { leadsToPage: true }),
	wrong_code: answer(200, 'wrongCodeTitle', 'wrongCodeText', BOTH, TO_DO),
	not_found: answer(200, 'notFoundTitle', 'notFoundText', BOTH, TO_DO),
	unverifiable: answer(200, 'unverifiableTitle', 'unverifiableText', BOTH, WITH_LINK),
	self_reported: answer(200, 'wordTitle', 'wordText', []),
	no_page: answer(422, 'noPageTitle', 'noPageText', BOTH, WITH_LINK),
	gone: answer(200, 'noPageTitle', 'goneText', BOTH, WITH_LINK),
	not_looked: answer(503, 'notLookedTitle', 'notLookedText', ['check', 'word', 'other'], WITH_LINK),
	newer: answer(409, 'newerTitle', 'newerText', BOTH, WITH_LINK),
	no_link: FAILED,
	no_fields: FAILED,
	failed: FAILED,
};

/** What is shown of a contact, by its status. */
const STATES: Record<string, Answer> = {
	'': answer(200, 'nothingYetTitle', 'nothingYetText', BOTH, TO_DO),
	live: answer(200, 'liveTitle', 'stateLiveText', BOTH, { hasLink: true, leadsToPage: true }),
	self_reported: answer(200, 'wordTitle', 'stateWordText', BOTH, WITH_LINK),
	unverifiable: answer(200, 'unverifiableTitle', 'stateUnverifiableText', BOTH, WITH_LINK),
	wrong_code: ANSWERS.wrong_code,
	not_found: ANSWERS.not_found,
};

/** What explains an answer better than its own text, by the Linktree node's reasons. */
const BY_REASON: Record<string, PageText> = {
	code_missing: 'codeMissingText',
	gated: 'gatedText',
	short_link: 'shortLinkText',
	may_redirect: 'shortLinkText',
	other_address: 'otherAddressText',
};

/**
 * @param stand the contact, where it is known
 * @param look of a check that was made
 */
export function answerOf(key: AnswerKey, stand?: Stand, look?: Look): Answer {
	if (key === 'state') return STATES[stand?.status ?? ''] ?? STATES.unverifiable;
	const known = ANSWERS[key];
	if (key === 'self_reported' && stand?.page) return { ...known, text: 'wordPageText' };
	const isExplained = key === 'not_found' || key === 'unverifiable';
	const text = isExplained && look ? BY_REASON[look.reason] : undefined;
	return text ? { ...known, text } : known;
}

/** Whether somebody who keeps the workflow has to know: something did not work that the creator cannot mend. */
export function isOnUs(key: AnswerKey): boolean {
	return ['failed', 'no_link', 'no_fields', 'not_looked'].includes(key);
}
