import type { ChangesWords } from '../words/en/changes';
import { isAsked, type Counts } from './counts';
import type { About, Change, Done, Held } from './gather';
import { isWaiting } from './memory';
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

/** A run in words, for a chat or a mail: numbers first, then what has to be looked at. */
export function textOf(input: TextInput, words: ChangesWords): string {
	const { counts, told, held, changes, isDryRun } = input;
	const first = [headOf(input, words), ...restOf(counts, words)].join(' ');
	const plan = isDryRun
		? listOf(
				changes.map((each) => changeLine(each, words)),
				words,
			)
		: [];
	const toSee = held.filter((each) => !isWaiting(each));
	return [first, ...plan, ...toldLines(told, toSee.length, words)].join('\n');
}

/** What was done in one sentence. */
function headOf({ counts, held, failed, isDryRun }: TextInput, words: ChangesWords): string {
	const done = doneParts(counts, isDryRun, words);
	const intro = isDryRun ? `${words.dryRun} ` : '';
	if (done.length > 0) return `${intro}${isDryRun ? words.would(done) : words.done(done)}`;
	if (failed) return `${intro}${words.couldDoNothing}`;
	const isPlain = counts.right > 0 || held.every(isWaiting);
	return `${intro}${isPlain ? words.nothingToDo : words.nothingDone}`;
}

function doneParts(counts: Counts, would: boolean, words: ChangesWords): string[] {
	const { added, corrected, moved, merged, offboarded } = counts;
	const parts: Array<[number, string]> = [
		[added, words.added(added, mailsOf(counts, words), would)],
		[corrected, words.corrected(corrected, would)],
		[moved, words.moved(moved, would)],
		[merged, words.merged(merged, would)],
		[offboarded, words.offboarded(offboarded, would)],
	];
	return parts.filter(([count]) => count > 0).map(([, text]) => text);
}

/** e.g. " (2 with the welcome mail, 1 without)" */
function mailsOf(counts: Counts, words: ChangesWords): string {
	const { added, tagged_without_mail: without, asked_to_confirm: asked } = counts;
	const withMail = added - without - asked;
	if (withMail === added) return words.withMail;
	if (without === added) return words.withoutMail;
	if (asked === added) return words.asked;
	return words.mixed(withMail, without, asked);
}

/** The sentences after the first one. */
function restOf(counts: Counts, words: ChangesWords): string[] {
	const { right, tag_was_missing: missing, taken_over: taken, left, later } = counts;
	const { asked_to_confirm: asked, confirmed, waiting } = counts;
	return [
		asked > 0 ? words.welcomedLater : '',
		confirmed > 0 ? words.confirmed(confirmed) : '',
		missing > 0 ? words.tagWasMissing(missing) : '',
		taken > 0 ? words.takenOver(taken) : '',
		right > 0 ? words.right(right) : '',
		waiting > 0 ? words.waiting(waiting) : '',
		left > 0 ? words.left(left) : '',
		later > 0 ? words.later(later) : '',
	].filter(Boolean);
}

function toldLines(told: Held[], held: number, words: ChangesWords): string[] {
	// What is told and not held is the remark about links.
	const rest = held - told.filter(({ reason }) => reason !== 'links_changed').length;
	const still = rest > 0 ? [words.heldAsBefore(rest)] : [];
	if (told.length === 0) return still;
	const lines = told.map((each) => heldLine(each, words));
	return [words.needALook(told.length), ...listOf(lines, words), ...still];
}

function listOf(lines: string[], words: ChangesWords): string[] {
	const more = lines.length - LINES;
	const shown = lines.slice(0, LINES).map((line) => `• ${line}`);
	return more > 0 ? [...shown, words.more(more)] : shown;
}

function heldLine(held: Held, words: ChangesWords): string {
	const { what_happened: what, what_to_do: remedy } = held;
	const who = personOf(held, words);
	return [`${who && `${who}: `}${stopped(what)}`, stopped(remedy)].filter(Boolean).join(' ');
}

/** e.g. "Anna Bell (anna@example.com): add with the welcome mail; AFFLINK: (empty) → https://…" */
function changeLine(done: Done, words: ChangesWords): string {
	const asked = isAsked(done) ? words.asked : '';
	const mail = done.mail === 'welcome' ? words.withMail : asked;
	const changes = done.changes.map((each) => changeText(each, words));
	const parts = [`${verdictText(done.verdict, words)}${mail}`, ...changes];
	return `${personOf(done, words) || words.somebody}: ${parts.join('; ')}`;
}

/** What was decided for a person, in words; a verdict that has none stays as it is. */
export function verdictText(verdict: string, { verdicts }: ChangesWords): string {
	const found = Object.entries(verdicts).find(([name]) => name === verdict);
	return found?.[1] ?? verdict;
}

function changeText({ what, name, from, to }: Change, words: ChangesWords): string {
	const isGone = to === null || to === '' || to === false;
	if (what === 'tag') return isGone ? words.withoutTag(name) : words.withTag(name);
	const label = what === 'address' ? words.address : name;
	// Refersion's list has no links: the new one is known when it is read. Compare has "?" in its place.
	const isUnknown = to === undefined || to === '?';
	const next = isUnknown ? words.readWhenDone : valueText(to, words);
	return `${label}: ${valueText(from, words)} → ${next}`;
}

function valueText(value: unknown, words: ChangesWords): string {
	return plainValue(value) || words.empty;
}

function personOf({ name, email, key }: About, words: ChangesWords): string {
	const address = email || (key && words.code(key));
	if (name === '') return address;
	return address ? `${name} (${address})` : name;
}

function stopped(text: string): string {
	return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}
