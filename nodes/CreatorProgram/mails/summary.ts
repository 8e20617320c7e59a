import type { IDataObject } from 'n8n-workflow';
import { readErrorJson } from '../../shared/errorJson';
import { isRecord } from '../../shared/record';
import { plain } from '../changes/plain';
import type { PreparedWords } from '../words/en/prepared';

/** Where it says how to build the journeys. */
const HOW_TO =
	'https://github.com/creator-hub/n8n-nodes-creator-hub/blob/main/docs/build-the-welcome-journey.md';

/** What became of a mail, and the mail, if it is known. */
export interface Upload {
	result: IDataObject;
	mail: IDataObject | undefined;
}

type Problem = { severity: string; code: string; message: string; fix: string };

/** Whether an item is a mail of Welcome Mail: Build. */
export function isMail({ name, html, text, tag }: IDataObject): boolean {
	return [name, html, text, tag].every((value) => typeof value === 'string');
}

/** Whether an item is what Audience: Prepare gives. */
export function isAudience({ audience_id: id, merge_fields: fields, tags }: IDataObject): boolean {
	return typeof id === 'string' && Array.isArray(fields) && Array.isArray(tags);
}

/** Whether an item is what Template: Create or Update gives, or the error in its place. */
export function isUpload({ name, result, error }: IDataObject): boolean {
	return (typeof name === 'string' && typeof result === 'string') || typeof error === 'string';
}

/**
 * What was made for the mails, what was there, and what is to be done.
 *
 * @param uploads one for each mail
 * @param audience what Audience: Prepare gave; undefined when that did not run
 */
export function summaryOf(
	uploads: Upload[],
	audience: IDataObject | undefined,
	words: PreparedWords,
): IDataObject {
	const mails = uploads.flatMap(({ mail }) => (mail ? [mail] : []));
	const problems = dedupe([
		...rowsOf(audience?.problems).map(problemOf),
		...mails.flatMap(({ warnings }) => rowsOf(warnings)).map(problemOf),
		...uploads.flatMap((upload) => uploadProblems(upload, words)),
	]);
	const errors = problems.filter(({ severity }) => severity === 'error').length;
	const rows = [
		...audienceRows(audience, words),
		...uploads.flatMap((upload) => uploadRows(upload, words)),
	];
	const made = rows.filter(({ isMade }) => isMade).map(({ what }) => what);
	const wasThere = rows.filter(({ isMade }) => !isMade).map(({ what }) => what);
	const ready = errors === 0 && audience?.ready !== false && mails.length > 0;
	return {
		summary: sentences({ audience, ready, errors, problems, made, wasThere }, words),
		ready,
		made,
		was_there: wasThere,
		problems,
		next_step: ready ? words.nextStep : words.firstSolve,
		mails: mails.map(forTheJourney),
		how_to: HOW_TO,
	};
}

/** What has to be filled in where the mail is added to a journey; the template has its HTML. */
function forTheJourney({ text, ...mail }: IDataObject): IDataObject {
	const { name, subject, preview, tag, day, wait_days, only_if_tag, unless_tag, plan } = mail;
	const when = { tag, day, wait_days, only_if_tag, unless_tag, plan };
	return { name, subject, preview, ...when, plain_text: text };
}

interface Told {
	audience: IDataObject | undefined;
	ready: boolean;
	errors: number;
	problems: Problem[];
	made: string[];
	wasThere: string[];
}

function sentences(
	{ audience, ready, errors, problems, made, wasThere }: Told,
	words: PreparedWords,
): string {
	const what = audience ? words.audience(plain(audience.name)) : words.mails;
	const warnings = problems.length - errors;
	return [
		ready ? words.ready(what) : words.notReady(what, errors),
		words.counts(made.length, wasThere.length),
		...(warnings > 0 ? [words.warnings(warnings)] : []),
	].join(' ');
}

interface Row {
	isMade: boolean;
	what: string;
}

function audienceRows(audience: IDataObject | undefined, words: PreparedWords): Row[] {
	const fields = rowsOf(audience?.merge_fields).map(({ tag, type, state }) => ({
		state,
		what: words.mergeField(plain(tag), plain(type)),
	}));
	const tags = rowsOf(audience?.tags).map(({ name, state }) => ({
		state,
		what: words.tag(plain(name)),
	}));
	return [...fields, ...tags]
		.filter(({ state }) => state === 'created' || state === 'present')
		.map(({ state, what }) => ({ isMade: state === 'created', what }));
}

function uploadRows({ result: { name, result, error } }: Upload, words: PreparedWords): Row[] {
	if (error !== undefined || typeof result !== 'string') return [];
	const isMade = result === 'created';
	const what = isMade ? words.template(plain(name)) : words.templateAgain(plain(name));
	return [{ isMade, what }];
}

/** A mail that was not uploaded, or an item of which nothing is known. */
function uploadProblems({ result, mail }: Upload, words: PreparedWords): Problem[] {
	if (typeof result.error === 'string') {
		const told = readErrorJson(result);
		const which = mail ? words.theMail(plain(mail.name)) : words.aMail;
		return [
			{
				severity: 'error',
				code: plain(told.reason) || 'mail_not_uploaded',
				message: words.notUploaded(which, plain(told.message)),
				fix: plain(told.description) || words.again,
			},
		];
	}
	if (mail && isUpload(result)) return [];
	return [
		{
			severity: 'error',
			code: 'not_understood',
			message: words.notUnderstood,
			fix: words.connect,
		},
	];
}

function problemOf({ severity, code, message, fix }: IDataObject): Problem {
	return {
		severity: severity === 'error' ? 'error' : 'warning',
		code: plain(code),
		message: plain(message),
		fix: plain(fix),
	};
}

function dedupe(problems: Problem[]): Problem[] {
	return problems.filter(
		({ message }, index) => problems.findIndex((other) => other.message === message) === index,
	);
}

function rowsOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter((row): row is IDataObject => isRecord(row)) : [];
}
