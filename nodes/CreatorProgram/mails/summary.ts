import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { plain } from '../changes/plain';

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
export function summaryOf(uploads: Upload[], audience: IDataObject | undefined): IDataObject {
	const mails = uploads.flatMap(({ mail }) => (mail ? [mail] : []));
	const problems = dedupe([
		...rowsOf(audience?.problems).map(problemOf),
		...mails.flatMap(({ warnings }) => rowsOf(warnings)).map(problemOf),
		...uploads.flatMap(uploadProblems),
	]);
	const errors = problems.filter(({ severity }) => severity === 'error').length;
	const rows = [...audienceRows(audience), ...uploads.flatMap(uploadRows)];
	const made = rows.filter(({ isMade }) => isMade).map(({ what }) => what);
	const wasThere = rows.filter(({ isMade }) => !isMade).map(({ what }) => what);
	const ready = errors === 0 && audience?.ready !== false && mails.length > 0;
	return {
		summary: sentences({ audience, ready, errors, problems, made, wasThere }),
		ready,
		made,
		was_there: wasThere,
		problems,
		next_step: ready
			? 'Build the journeys in Mailchimp: starting point "Tag added", then the mails as they stand under mails.'
			: 'Solve what is under problems, as each fix says, and execute the workflow again. Then build the journeys.',
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

function sentences({ audience, ready, errors, problems, made, wasThere }: Told): string {
	const what = audience ? `The audience ${plain(audience.name)} is` : 'The mails are';
	const warnings = problems.length - errors;
	const toSolve = errors > 0 ? `: ${errors} ${plural(errors, 'problem')} to solve` : '';
	return [
		`${what} ${ready ? 'ready' : `not ready${toSolve}`}.`,
		`${made.length} made, ${wasThere.length} there already.`,
		...(warnings > 0
			? [`${warnings} ${plural(warnings, 'warning')} to look at, see problems.`]
			: []),
	].join(' ');
}

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

interface Row {
	isMade: boolean;
	what: string;
}

function audienceRows(audience: IDataObject | undefined): Row[] {
	const fields = rowsOf(audience?.merge_fields).map(({ tag, type, state }) => ({
		state,
		what: `Merge field ${plain(tag)} (${plain(type)})`,
	}));
	const tags = rowsOf(audience?.tags).map(({ name, state }) => ({
		state,
		what: `Tag ${plain(name)}`,
	}));
	return [...fields, ...tags]
		.filter(({ state }) => state === 'created' || state === 'present')
		.map(({ state, what }) => ({ isMade: state === 'created', what }));
}

function uploadRows({ result: { name, result, error } }: Upload): Row[] {
	if (error !== undefined || typeof result !== 'string') return [];
	const isMade = result === 'created';
	const again = isMade ? '' : ' (its HTML was put in again)';
	return [{ isMade, what: `Template ${plain(name)}${again}` }];
}

/** A mail that was not uploaded, or an item of which nothing is known. */
function uploadProblems({ result, mail }: Upload): Problem[] {
	if (typeof result.error === 'string') {
		const details = isRecord(result.details) ? result.details : {};
		const which = mail ? `The mail "${plain(mail.name)}"` : 'A mail';
		return [
			{
				severity: 'error',
				code: plain(details.reason) || 'mail_not_uploaded',
				message: `${which} was not uploaded: ${plain(result.error)}`,
				fix: plain(details.description) || 'Execute the workflow again.',
			},
		];
	}
	if (mail && isUpload(result)) return [];
	return [
		{
			severity: 'error',
			code: 'not_understood',
			message: 'An item is no mail that was uploaded',
			fix: 'Connect Welcome Mail: Build, Template: Create or Update and this node, one after the other.',
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
