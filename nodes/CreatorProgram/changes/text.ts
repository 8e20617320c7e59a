import type { Counts } from './counts';
import type { About, Change, Done, Held } from './gather';
import { plainValue } from './plain';

/** How many lines of a list are written out; "and 12 more" stands for the others. */
const LINES = 5;

/** What a text is made of. */
export interface TextInput {
	counts: Counts;
	told: Held[];
	held: Held[];
	changes: Done[];
	failed: boolean;
	isDryRun: boolean;
}

/**
 * A run in words, for a chat or a mail: numbers first, then what has to be looked at. All the wording of the
 * summary is in this file.
 */
export function textOf(input: TextInput): string {
	const { counts, told, held, changes, isDryRun } = input;
	const first = [headOf(input), ...restOf(counts, isDryRun)].join(' ');
	const plan = isDryRun ? listOf(changes.map(changeLine)) : [];
	return [first, ...plan, ...toldLines(told, held.length)].join('\n');
}

/** The entry that says that links have changed, for the list of what is told. */
export function linksChanged(count: number): Held {
	return {
		verdict: 'held',
		reason: 'links_changed',
		what_happened: `${number(count)} tracking links are not the ones that Mailchimp had`,
		what_to_do:
			'Only a few links are read again in each look. Switch on Read All Links in Settings (under Options) and execute the workflow by hand once, with Dry Run at No Run, so that all of them are.',
		email: '',
		name: '',
		key: '',
	};
}

/** What was done in one sentence. */
function headOf({ counts, held, failed, isDryRun }: TextInput): string {
	const done = doneParts(counts, isDryRun);
	const intro = isDryRun ? 'Dry run, nothing was changed. ' : '';
	if (done.length > 0) return `${intro}${isDryRun ? 'Would ' : ''}${sentence(done, !isDryRun)}`;
	if (failed) return `${intro}Nothing could be done.`;
	const isPlain = held.length === 0 || counts.right > 0;
	return `${intro}${isPlain ? 'Nothing was to be done.' : 'Nothing was done.'}`;
}

function doneParts(counts: Counts, isDryRun: boolean): string[] {
	const { added, corrected, moved, merged, offboarded } = counts;
	const verb = (base: string, past: string) => (isDryRun ? base : past);
	const address = moved === 1 ? 'to a new address' : 'to new addresses';
	const pairs = merged === 1 ? 'double contact' : 'double contacts';
	const parts: Array<[number, string]> = [
		[added, `${verb('add', 'added')} ${number(added)}${mailsOf(counts)}`],
		[corrected, `${verb('correct', 'corrected')} ${number(corrected)}`],
		[moved, `${verb('move', 'moved')} ${number(moved)} ${address}`],
		[merged, `${verb('merge', 'merged')} ${number(merged)} ${pairs}`],
		[offboarded, `${verb('offboard', 'offboarded')} ${number(offboarded)}`],
	];
	return parts.filter(([count]) => count > 0).map(([, text]) => text);
}

/** e.g. " (2 with the welcome mail, 1 without)" */
function mailsOf({ added, tagged_without_mail: without }: Counts): string {
	if (without === 0) return ' with the welcome mail';
	if (without === added) return ' without a mail';
	return ` (${number(added - without)} with the welcome mail, ${number(without)} without)`;
}

/** The sentences after the first one. */
function restOf(counts: Counts, isDryRun: boolean): string[] {
	const { right, tag_was_missing: missing, taken_over: taken, left, later } = counts;
	const had = (count: number) => `${number(count)} of them had`;
	const tag = isDryRun ? 'would get it again' : 'got it again';
	return [
		missing > 0 ? `${had(missing)} lost the tag and ${tag}.` : '',
		taken > 0 ? `${had(taken)} the contact of a former affiliate.` : '',
		right > 0 ? `${number(right)} ${is(right)} right.` : '',
		left > 0 ? `${number(left)} more ${is(left)} to be done, and ${come(left)} next.` : '',
		later > 0 ? `${number(later)} ${wait(later)} for the next look at everybody.` : '',
	].filter(Boolean);
}

function toldLines(told: Held[], held: number): string[] {
	// What is told and not held is the remark about links.
	const rest = held - told.filter(({ reason }) => reason !== 'links_changed').length;
	const still = rest > 0 ? [`${number(rest)} ${is(rest)} held as before.`] : [];
	if (told.length === 0) return still;
	const head = `${number(told.length)} ${told.length === 1 ? 'needs' : 'need'} a look:`;
	return [head, ...listOf(told.map(heldLine)), ...still];
}

function listOf(lines: string[]): string[] {
	const more = lines.length - LINES;
	const shown = lines.slice(0, LINES).map((line) => `• ${line}`);
	return more > 0 ? [...shown, `… and ${number(more)} more.`] : shown;
}

function heldLine(held: Held): string {
	const { what_happened: what, what_to_do: remedy } = held;
	const who = personOf(held);
	return [`${who && `${who}: `}${stopped(what)}`, stopped(remedy)].filter(Boolean).join(' ');
}

/** e.g. "Anna Bell (anna@example.com): add with the welcome mail; AFFLINK: (empty) → https://…" */
function changeLine(done: Done): string {
	const mail = done.mail === 'welcome' ? ' with the welcome mail' : '';
	const parts = [`${done.verdict}${mail}`, ...done.changes.map(changeText)];
	return `${personOf(done) || 'Somebody'}: ${parts.join('; ')}`;
}

function changeText({ what, name, from, to }: Change): string {
	const isGone = to === null || to === '' || to === false;
	if (what === 'tag') return `${isGone ? 'without' : 'with'} the tag ${name}`;
	const label = what === 'address' ? 'address' : name;
	// Refersion's list has no links: the new one is known when it is read. Compare has "?" in its place.
	const isUnknown = to === undefined || to === '?';
	const next = isUnknown ? '(read when it is done)' : valueText(to);
	return `${label}: ${valueText(from)} → ${next}`;
}

function valueText(value: unknown): string {
	return plainValue(value) || '(empty)';
}

function personOf({ name, email, key }: About): string {
	const address = email || (key && `code ${key}`);
	if (name === '') return address;
	return address ? `${name} (${address})` : name;
}

/** Parts as one sentence. */
function sentence(parts: string[], isStart: boolean): string {
	const text = `${parts.join(', ')}.`;
	return isStart ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function stopped(text: string): string {
	return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}

function is(count: number): string {
	return count === 1 ? 'is' : 'are';
}

function come(count: number): string {
	return count === 1 ? 'comes' : 'come';
}

function wait(count: number): string {
	return count === 1 ? 'waits' : 'wait';
}

/** e.g. "1,990" */
function number(count: number): string {
	return count.toLocaleString('en-US');
}
