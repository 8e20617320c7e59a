import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { mapInOrder } from '../../../shared/concurrency';
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

/** Address in lower case → contact. */
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
		email,
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
	/** Audience → address in lower case → input items. */
	const wanted = new Map<string, Map<string, number[]>>();
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		try {
			const audienceId = readAudience.call(this, itemIndex);
			const address = readEmail.call(this, itemIndex).toLowerCase();
			const byAddress = wanted.get(audienceId) ?? new Map<string, number[]>();
			wanted.set(audienceId, byAddress);
			byAddress.set(address, [...(byAddress.get(address) ?? []), itemIndex]);
		} catch (error) {
			outcomes.settle(itemIndex, { error });
		}
	}
	for (const [audienceId, byAddress] of wanted) {
		if (outcomes.isStopped()) break;
		const items = [...byAddress.values()].flat();
		try {
			const client = await mailchimpClient.call(this);
			const found = await find(client, audienceId, [...byAddress.keys()]);
			for (const [address, indexes] of byAddress) {
				for (const itemIndex of indexes) {
					const output = outputOf.call(this, itemIndex, found.get(address) ?? null);
					outcomes.settle(itemIndex, { output });
				}
			}
		} catch (error) {
			for (const itemIndex of items) outcomes.settle(itemIndex, { error });
		}
	}
	return outcomes.items();
}

function outputOf(
	this: IExecuteFunctions,
	itemIndex: number,
	contact: IDataObject | null,
): IDataObject {
	const field = readRequired.call(this, 'outputField', 'Put Contact in Field', itemIndex);
	return { ...this.getInputData()[itemIndex].json, [field]: contact };
}

async function find(
	client: MailchimpClient,
	audienceId: string,
	addresses: string[],
): Promise<Found> {
	return addresses.length > FEW
		? await findInPages(client, audienceId, addresses)
		: await findAlone(client, audienceId, addresses);
}

/** Reads no further than until all are found. */
async function findInPages(
	client: MailchimpClient,
	audienceId: string,
	addresses: string[],
): Promise<Found> {
	const missing = new Set(addresses);
	const found: Found = new Map();
	for await (const page of contactPages(client, { audienceId }, CHOICE, Infinity)) {
		for (const member of page) {
			const address = String(member.email_address).toLowerCase();
			if (missing.delete(address)) found.set(address, contactItem(member, CHOICE));
		}
		if (missing.size === 0) break;
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
