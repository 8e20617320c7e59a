import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { mapInOrder } from '../../../shared/concurrency';
import { isRecord } from '../../../shared/http';
import { createOutcomes } from '../../../shared/outcomes';
import type { Operation } from '../../../shared/operations';
import { readRequired } from '../../../shared/parameters';
import { contactItem, type FieldChoice } from '../../rules/contactFields';
import { mailchimpClient, type MailchimpClient } from '../../transport/client';
import { contactPages, readContact } from '../../transport/contacts';
import { expecting } from '../../transport/errors';
import { audiencePath } from '../../transport/paths';
import { audience, email } from '../common';
import { hasStatus } from '../contactErrors';
import { readAudience, readEmail } from '../parameters';

/** With more addresses than this, the audience is read page by page; with fewer, each contact alone. */
const FEW = 20;

/** Contacts read alone at the same time; the client keeps to Mailchimp's limit of connections. */
const CONCURRENCY = 8;

const CHOICE: FieldChoice = { simplify: true, fields: [] };

/** What contacts are found by. */
interface Lookup {
	audienceId: string;
	/** Merge tag (upper case), or undefined for the address. */
	mergeTag?: string;
	/** Address in lower case, or value of the merge field. */
	value: string;
}

/** Address in lower case, or value of the merge field → contact. */
type Found = Map<string, IDataObject>;

export const lookUp: Operation = {
	option: {
		name: 'Look Up',
		value: 'lookUp',
		description:
			'Add to each item the contact it is about, or null when the audience has none. For many items the audience is read 1,000 contacts at a time, so that it takes few requests.',
		action: 'Look up contacts',
	},
	properties: [
		audience,
		{
			displayName: 'Match By',
			name: 'matchBy',
			type: 'options',
			default: 'email',
			description: 'What an item and its contact have in common',
			options: [
				{ name: 'Email', value: 'email' },
				{
					name: 'Merge Field',
					value: 'mergeField',
					description: 'For example the tracking link, when the address may have changed',
				},
			],
		},
		{ ...email, displayOptions: { show: { matchBy: ['email'] } } },
		{
			displayName: 'Merge Tag',
			name: 'mergeTag',
			type: 'string',
			required: true,
			default: 'AFFLINK',
			placeholder: 'e.g. AFFLINK',
			displayOptions: { show: { matchBy: ['mergeField'] } },
			description:
				'The merge field to compare. The whole audience is read, 1,000 contacts at a time.',
		},
		{
			displayName: 'Value',
			name: 'mergeValue',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { matchBy: ['mergeField'] } },
			description:
				'The value that the contact has, exactly. When several contacts have it, the one that changed last is taken.',
		},
		{
			displayName: 'Put Contact in Field',
			name: 'outputField',
			type: 'string',
			required: true,
			default: 'contact',
			description: 'The field of the output item that gets the contact',
			hint: 'Archived contacts count as not being in the audience',
		},
	],
	async execute(itemCount) {
		return await lookUpAll.call(this, itemCount);
	},
};

async function lookUpAll(
	this: IExecuteFunctions,
	itemCount: number,
): Promise<INodeExecutionData[]> {
	const outcomes = createOutcomes.call(this, itemCount);
	/** Lookups of one kind → value → input items. */
	const kinds = new Map<string, { lookup: Lookup; items: Map<string, number[]> }>();
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		try {
			const lookup = readLookup.call(this, itemIndex);
			const name = `${lookup.audienceId} ${lookup.mergeTag ?? ''}`;
			const kind = kinds.get(name) ?? { lookup, items: new Map<string, number[]>() };
			kinds.set(name, kind);
			kind.items.set(lookup.value, [...(kind.items.get(lookup.value) ?? []), itemIndex]);
		} catch (error) {
			outcomes.settle(itemIndex, { error });
		}
	}
	for (const { lookup, items } of kinds.values()) {
		if (outcomes.isStopped()) break;
		try {
			const client = await mailchimpClient.call(this);
			const found = await find(client, lookup, [...items.keys()]);
			for (const [value, indexes] of items) {
				for (const itemIndex of indexes) {
					const output = outputOf.call(this, itemIndex, found.get(value) ?? null);
					outcomes.settle(itemIndex, { output });
				}
			}
		} catch (error) {
			for (const itemIndex of [...items.values()].flat()) outcomes.settle(itemIndex, { error });
		}
	}
	return outcomes.items();
}

/** @throws NodeOperationError when the audience, the address or the value is missing */
function readLookup(this: IExecuteFunctions, itemIndex: number): Lookup {
	const audienceId = readAudience.call(this, itemIndex);
	if (this.getNodeParameter('matchBy', itemIndex, 'email') !== 'mergeField') {
		return { audienceId, value: readEmail.call(this, itemIndex).toLowerCase() };
	}
	return {
		audienceId,
		mergeTag: readRequired.call(this, 'mergeTag', 'Merge Tag', itemIndex).toUpperCase(),
		value: readRequired.call(this, 'mergeValue', 'Value', itemIndex),
	};
}

function outputOf(
	this: IExecuteFunctions,
	itemIndex: number,
	contact: IDataObject | null,
): IDataObject {
	const field = readRequired.call(this, 'outputField', 'Put Contact in Field', itemIndex);
	return { ...this.getInputData()[itemIndex].json, [field]: contact };
}

async function find(client: MailchimpClient, lookup: Lookup, values: string[]): Promise<Found> {
	const isFew = lookup.mergeTag === undefined && values.length <= FEW;
	return isFew
		? await findAlone(client, lookup.audienceId, values)
		: await findInPages(client, lookup, values);
}

/** Addresses are unique, so that reading ends when all are found; values of merge fields need not be. */
async function findInPages(
	client: MailchimpClient,
	{ audienceId, mergeTag }: Lookup,
	values: string[],
): Promise<Found> {
	const wanted = new Set(values);
	const found: Found = new Map();
	for await (const page of contactPages(client, { audienceId }, CHOICE, Infinity)) {
		for (const member of page) {
			const value = valueOf(member, mergeTag);
			if (!wanted.has(value)) continue;
			const other = found.get(value);
			if (!other || changedAt(member) > changedAt(other)) {
				found.set(value, contactItem(member, CHOICE));
			}
		}
		if (mergeTag === undefined && found.size === wanted.size) break;
	}
	return found;
}

function valueOf({ email_address: address, merge_fields: fields }: IDataObject, mergeTag?: string) {
	if (mergeTag === undefined) return String(address).toLowerCase();
	return isRecord(fields) ? String(fields[mergeTag] ?? '') : '';
}

function changedAt({ last_changed: changed }: IDataObject): number {
	return Date.parse(String(changed)) || 0;
}

async function findAlone(
	client: MailchimpClient,
	audienceId: string,
	addresses: string[],
): Promise<Found> {
	const found: Found = new Map();
	const failures: unknown[] = [];
	await mapInOrder(addresses, CONCURRENCY, async (address) => {
		try {
			const request = readContact(client, { audienceId, email: address }, CHOICE);
			const answer = await expecting(request, (error) => hasStatus(error, 404));
			const isThere = 'value' in answer && answer.value.status !== 'archived';
			if (isThere) found.set(address, contactItem(answer.value, CHOICE));
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
