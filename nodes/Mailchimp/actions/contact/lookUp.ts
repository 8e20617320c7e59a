import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { mapInOrder } from '../../../shared/concurrency';
import { createOutcomes, type Outcomes } from '../../../shared/outcomes';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readRequired } from '../../../shared/parameters';
import { contactItem, type FieldChoice } from '../../rules/contactFields';
import {
	addLookup,
	comparedPart,
	isBetter,
	valueOf,
	type Lookup,
	type LookupKinds,
} from '../../rules/lookUp';
import type { MailchimpClient } from '../../transport/client';
import { contactPages, readContact } from '../../transport/contacts';
import { expecting } from '../../transport/errors';
import { audiencePath } from '../../transport/paths';
import { readTags } from '../../transport/tags';
import { hasStatus } from '../contactErrors';
import { readAudience, readEmail } from '../parameters';
import { CONTACTS_AT_ONCE, lazyClient, READ_AT_ONCE } from '../perContact';
import { lookUpProperties } from './lookUp.properties';

/** With more addresses than this, the audience is read page by page; with fewer, each contact alone. */
const FEW = 20;

const CHOICE: FieldChoice = { simplify: true, fields: [] };

/** Address in lower case, or what is compared of the merge field → contact. */
type Found = Map<string, IDataObject>;

export const lookUp: Operation = {
	option: {
		name: 'Look Up',
		value: 'lookUp',
		description:
			'Add to each item the contact it is about, or null when the audience has none. For many items the audience is read 1,000 contacts at a time, so that it takes few requests.',
		action: 'Look up contacts',
	},
	properties: lookUpProperties,
	async execute(itemCount) {
		return await lookUpAll.call(this, itemCount);
	},
};

async function lookUpAll(
	this: IExecuteFunctions,
	itemCount: number,
): Promise<INodeExecutionData[]> {
	const outcomes = createOutcomes.call(this, itemCount);
	const connect = lazyClient.call(this);
	const { kinds, fields } = await readAll.call(this, itemCount, outcomes);
	const input = this.getInputData();
	for (const { lookup, items } of kinds.values()) {
		if (outcomes.isStopped()) break;
		try {
			const found = await find(await connect(), lookup, [...items.keys()]);
			for (const [value, indexes] of items) {
				const contact = found.get(value) ?? null;
				for (const itemIndex of indexes) {
					const output = { ...input[itemIndex].json, [fields[itemIndex]]: contact };
					outcomes.settle(itemIndex, { output });
				}
			}
		} catch (error) {
			for (const itemIndex of [...items.values()].flat()) outcomes.settle(itemIndex, { error });
		}
	}
	return outcomes.items();
}

/**
 * Reads what all items ask for, so that a wrong parameter is an error of its item alone.
 *
 * @returns the lookups, and for each item the field that gets the contact
 */
async function readAll(
	this: IExecuteFunctions,
	itemCount: number,
	outcomes: Outcomes,
): Promise<{ kinds: LookupKinds; fields: string[] }> {
	const kinds: LookupKinds = new Map();
	const fields: string[] = [];
	for (let itemIndex = 0; itemIndex < itemCount && !outcomes.isStopped(); itemIndex++) {
		if (itemIndex % READ_AT_ONCE === 0) await sleep(0);
		try {
			const lookup = readLookup.call(this, itemIndex);
			const name = readRequired.call(this, 'outputField', 'Put Contact in Field', itemIndex);
			fields[itemIndex] = name;
			addLookup(kinds, lookup, itemIndex);
		} catch (error) {
			outcomes.settle(itemIndex, { error });
		}
	}
	return { kinds, fields };
}

/** @throws NodeOperationError when the audience, the address or the value is missing */
function readLookup(this: IExecuteFunctions, itemIndex: number): Lookup {
	const audienceId = readAudience.call(this, itemIndex);
	if (this.getNodeParameter('matchBy', itemIndex, 'email') !== 'mergeField') {
		return { audienceId, value: readEmail.call(this, itemIndex).toLowerCase() };
	}
	const part = readPart.call(this, itemIndex);
	return {
		audienceId,
		mergeTag: readRequired.call(this, 'mergeTag', 'Merge Tag', itemIndex).toUpperCase(),
		part,
		preferTag: String(this.getNodeParameter('options.preferTag', itemIndex, '')),
		value: comparedPart(readRequired.call(this, 'mergeValue', 'Value', itemIndex), part),
	};
}

/** @throws NodeOperationError when it is no regular expression */
function readPart(this: IExecuteFunctions, itemIndex: number): RegExp | undefined {
	const source = String(this.getNodeParameter('options.compareOnly', itemIndex, ''));
	try {
		return source === '' ? undefined : new RegExp(source);
	} catch {
		const remedy = 'Correct it, or leave it empty to compare whole values.';
		throw invalidParameter.call(this, 'Compare Only', 'is no regular expression', remedy);
	}
}

async function find(client: MailchimpClient, lookup: Lookup, values: string[]): Promise<Found> {
	const isFew = lookup.mergeTag === undefined && values.length <= FEW;
	const found = isFew
		? await findAlone(client, lookup.audienceId, values)
		: await findInPages(client, lookup, values);
	for (const [value, member] of found) found.set(value, contactItem(member, CHOICE));
	await tagInFull(client, lookup.audienceId, [...found.values()]);
	return found;
}

/** Completes the tags of contacts that have more than the 50 that are listed with a contact. */
async function tagInFull(
	client: MailchimpClient,
	audienceId: string,
	contacts: IDataObject[],
): Promise<void> {
	const cut = contacts.filter(
		({ tags, tags_count: all }) => Array.isArray(tags) && tags.length < Number(all),
	);
	await mapInOrder(cut, CONTACTS_AT_ONCE, async (contact) => {
		contact.tags = await readTags(client, { audienceId, email: String(contact.email_address) });
	});
}

/** Addresses are unique, so that reading ends when all are found; values of merge fields need not be. */
async function findInPages(
	client: MailchimpClient,
	{ audienceId, mergeTag, part, preferTag }: Lookup,
	values: string[],
): Promise<Found> {
	const wanted = new Set(values);
	const found: Found = new Map();
	for await (const page of contactPages(client, { audienceId }, CHOICE, Infinity)) {
		for (const member of page) {
			const value = valueOf(member, { mergeTag, part });
			if (!wanted.has(value)) continue;
			const other = found.get(value);
			if (!other || isBetter(member, other, preferTag)) found.set(value, member);
		}
		if (mergeTag === undefined && found.size === wanted.size) break;
	}
	return found;
}

async function findAlone(
	client: MailchimpClient,
	audienceId: string,
	addresses: string[],
): Promise<Found> {
	const found: Found = new Map();
	const failures: unknown[] = [];
	await mapInOrder(addresses, CONTACTS_AT_ONCE, async (address) => {
		try {
			const request = readContact(client, { audienceId, email: address }, CHOICE);
			const answer = await expecting(request, (error) => hasStatus(error, 404));
			const isThere = 'value' in answer && answer.value.status !== 'archived';
			if (isThere) found.set(address, answer.value);
		} catch (error) {
			failures.push(error);
		}
	});
	if (failures.length > 0) throw failures[0];
	// An audience that does not exist has none of the contacts either, with the same answer.
	if (found.size === 0) {
		const path = audiencePath(audienceId);
		await client.request({ method: 'GET', path, qs: { fields: 'id' } });
	}
	return found;
}
