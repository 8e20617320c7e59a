import { NodeApiError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { NotAttempted } from '../../shared/governor';
import type { Input } from '../../shared/input';
import { toNodeError, type Outcome } from '../../shared/outcomes';
import type { MergeField } from '../mergeFields';
import type { MailchimpRun } from '../run';
import { readChosenAudience, type ChosenAudience } from '../transport/audiences';
import type { MailchimpClient } from '../transport/client';
import { planAgain } from './again';
import { programMergeFields } from './audience';
import { carryOut, type ToCarryOut } from './carryOut';
import { decision, held, offboard } from './decide';
import { hasTag } from './differences';
import { decisionItem, personOf, readSyncItems, TO_DO, type SyncItem } from './items';
import { addressOf, plan } from './plan';
import { readNow, type Found } from './readNow';
import { explain, isReason } from './reasons';
import { programInput, readSettings, rulesOf, type SyncSettings } from './settings';
import { asItCameOut, untilConfirmed } from './settle';
import type { Contact, Decision, Rules } from './types';

/** Merge fields that every audience has from the start, as texts (Mailchimp's help, audience fields). */
const KNOWN_TEXTS = ['FNAME', 'LNAME'];

/** With more contacts than this, and few pages, an audience is read instead of each contact alone. */
const FEW = 20;

/** What is known of the audience before anything is decided. */
interface Ground {
	client: MailchimpClient;
	audienceId: string;
	audience?: ChosenAudience;
	definitions?: Map<string, MergeField>;
	statusIfNew: string;
}

/**
 * Decides once more with what is there now, and does it. With an item of Compare's behind it, a person gets no
 * more than Compare said; without, only what concerns the own or a free contact at the address.
 *
 * @returns the outputs Done and Held
 */
export async function syncAll(run: MailchimpRun): Promise<INodeExecutionData[][]> {
	return await sync(run).catch((error: unknown) => {
		// n8n would pass the input on as done.
		if (run.context.continueOnFail() || error instanceof NotAttempted) return allHeld(run, error);
		throw error;
	});
}

async function sync(run: MailchimpRun): Promise<INodeExecutionData[][]> {
	const input = programInput(run);
	const settings = readSettings(input);
	const isDry = isDryRun(input);
	const ground = await readGround(run, input, settings);
	const { client, audienceId, definitions = new Map(), statusIfNew } = ground;
	const timeZone = run.context.getTimezone();
	const items = readSyncItems(run, settings, { definitions, timeZone });
	const contactCount = ground.audience?.contactCount ?? Infinity;
	const found = await readNow({ client, audienceId, contactCount }, settings, addressesOf(items));
	const rules = rulesOf(
		settings,
		{ isComplete: false, takeOver: false, offboardOrphans: false },
		definitions,
		timeZone,
	);
	const first = new Map<string, string>();
	const decided = items.map((item) => {
		const made = isSecond(item, first) ? later(item) : decide(item, found, rules);
		return { item, decision: untilConfirmed(made, statusIfNew) };
	});
	const toDo = decided.flatMap(({ item, decision: made }): ToCarryOut[] =>
		TO_DO.includes(made.verdict) ? [{ index: item.itemIndex, decision: made }] : [],
	);
	const carrying = { run, client, audienceId, settings, rules, statusIfNew };
	const done = isDry
		? new Map<number, Outcome>()
		: await carryOut({ ...carrying, definitions: ground.definitions }, toDo);
	const cameOut = decided.map(({ item, decision: made }) => ({
		item,
		decision: asItCameOut(made, done.get(item.itemIndex), rules),
	}));
	return outputs(run, cameOut, done, isDry);
}

function isDryRun(input: Input): boolean {
	return input.switch('dryRun', 'Dry Run', false);
}

/** What is read before the items; an approval takes none of these requests with the settings of the templates. */
async function readGround(
	run: MailchimpRun,
	input: Input,
	settings: SyncSettings,
): Promise<Ground> {
	const statuses = ['subscribed', 'pending', 'audience'] as const;
	const label = 'Status of New Contacts';
	const whenNew = input.choice('newContactStatus', label, statuses, 'audience');
	const client = await run.client(input);
	const isMany = run.itemCount > FEW;
	const audience =
		settings.audienceId === '' || whenNew === 'audience' || isMany
			? await readChosenAudience(client, settings.audienceId)
			: undefined;
	const audienceId = audience?.id ?? settings.audienceId;
	const areTexts = [...settings.fields.mergeFields.keys()].every((tag) =>
		KNOWN_TEXTS.includes(tag),
	);
	const definitions = areTexts ? undefined : await programMergeFields(client, audienceId, settings);
	const asAudience = audience?.doubleOptIn === true ? 'pending' : 'subscribed';
	const statusIfNew = whenNew === 'audience' ? asAudience : whenNew;
	return { client, audienceId, audience, definitions, statusIfNew };
}

/** The people's addresses and those that Compare named. */
function addressesOf(items: SyncItem[]): string[] {
	return items.flatMap(({ person, said, failure, thrown }) => {
		if (failure !== undefined || thrown !== undefined) return [];
		const emails = [person?.email, said?.contactEmail, said?.otherEmail];
		return emails.flatMap((email) => email || []);
	});
}

/**
 * Whether another person of the same news has the address: only the whole programme tells whose it is.
 *
 * @param first address → the key of who came first; this one is added
 */
function isSecond({ person, said }: SyncItem, first: Map<string, string>): boolean {
	if (!person || said) return false;
	const address = addressOf(person);
	const key = first.get(address);
	if (key === undefined) first.set(address, person.key);
	return key !== undefined && key !== person.key;
}

function later({ person }: SyncItem): Decision {
	return decision('later', { person, reason: 'next_look' });
}

/** A decision, or what was thrown instead of one. */
type Made = Decision & { error?: unknown };

function decide({ person, said, failure, thrown }: SyncItem, found: Found, rules: Rules): Made {
	if (failure !== undefined) return held(person, 'not_read', failure);
	if (thrown !== undefined) return { ...held(person, 'not_read'), error: thrown };
	const emails = [person?.email, said?.contactEmail, said?.otherEmail];
	const addresses = new Set(emails.flatMap((email) => (email ? [addressOf({ email })] : [])));
	const contacts: Contact[] = [];
	for (const address of addresses) {
		const contact = found.get(address);
		if (contact && 'error' in contact) {
			return { ...held(person, 'not_read'), error: contact.error };
		}
		if (contact) contacts.push(contact);
	}
	const made = person ? decidePerson(person, contacts, rules, said) : decideOrphan(contacts, rules);
	const isLinkMissing = made.changes.some(({ to }) => to === undefined);
	return isLinkMissing && TO_DO.includes(made.verdict) ? held(person, 'no_link') : made;
}

function decidePerson(
	person: NonNullable<SyncItem['person']>,
	contacts: Contact[],
	rules: Rules,
	said: SyncItem['said'],
): Decision {
	return said ? planAgain(person, contacts, rules, said) : plan([person], contacts, rules)[0];
}

/** A contact that nobody claimed when it was compared. */
function decideOrphan([contact]: Contact[], rules: Rules): Decision {
	const isStill = contact !== undefined && hasTag(contact, rules.activeTag);
	return isStill
		? offboard(contact, rules, { reason: 'orphan' })
		: decision('nothing', { contact });
}

function outputs(
	run: MailchimpRun,
	decided: Array<{ item: SyncItem; decision: Made }>,
	results: Map<number, Outcome>,
	isDry: boolean,
): INodeExecutionData[][] {
	const done: INodeExecutionData[] = [];
	const kept: INodeExecutionData[] = [];
	for (const { item, decision: made } of decided) {
		const result = results.get(item.itemIndex);
		const isUnfinished = !isDry && TO_DO.includes(made.verdict) && result === undefined;
		const thrown = isUnfinished ? new NotAttempted('cancelled') : errorOf(made, result);
		const json = { ...decisionItem(made), dry_run: isDry };
		const pairedItem = { item: item.itemIndex };
		if (thrown !== undefined) kept.push({ json: { ...json, ...heldBy(run, thrown) }, pairedItem });
		else if (made.verdict === 'held') kept.push({ json, pairedItem });
		else done.push({ json: { ...json, ...contactPart(result) }, pairedItem });
	}
	return [done, kept];
}

/** The same where that parameter may be what is wrong. */
function isDryRunOrNot(run: MailchimpRun): boolean {
	try {
		return isDryRun(programInput(run));
	} catch {
		return false;
	}
}

/** Every item, where nothing could be read that all of them need. */
function allHeld(run: MailchimpRun, thrown: unknown): INodeExecutionData[][] {
	const reason = { ...heldBy(run, thrown), dry_run: isDryRunOrNot(run) };
	const kept = run.context.getInputData().map(({ json }, item) => {
		const about = personOf(json);
		const decided = decisionItem(held(about, 'not_read'));
		return { json: { ...decided, ...reason }, pairedItem: { item } };
	});
	return [[], kept];
}

function errorOf(made: Made, result: Outcome | undefined): unknown {
	return made.error ?? (result && 'error' in result ? result.error : undefined);
}

/** Codes of the write path, in the words of the decision. */
const REASON_OF: Record<string, string> = { pending: 'waiting', cleaned: 'bounced' };

/** What a failure says in the place of a decision. */
function heldBy(run: MailchimpRun, thrown: unknown): IDataObject {
	const error = toNodeError(run.context.getNode(), thrown);
	const code = error instanceof NodeApiError ? error.httpCode : error.type;
	const reason = (code && REASON_OF[code]) || code || 'failed';
	if (isReason(reason)) return { verdict: 'held', reason, ...explain(reason) };
	return {
		verdict: 'held',
		reason,
		what_happened: error.message,
		what_to_do: error.description ?? '',
	};
}

/** The contact as it is now. */
function contactPart(result: Outcome | undefined): IDataObject {
	if (!result || !('output' in result) || Array.isArray(result.output)) return {};
	const { id, contact_id, status, tags_added, tags_removed, warnings } = result.output;
	return id === undefined ? {} : { id, contact_id, status, tags_added, tags_removed, warnings };
}
