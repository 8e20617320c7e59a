import { sleep, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import type { Outcomes } from '../../../shared/outcomes';
import { invalidInput } from '../../../shared/problem';
import { audience, email } from '../../parameters';
import { tag, textField } from '../../pickers';
import { MailchimpRun, readEmail } from '../../run';
import { comparedPart, findContacts, type Lookup } from './lookUpContacts';

const properties: INodeProperties[] = [
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
		...textField,
		displayName: 'Merge Tag',
		name: 'mergeTag',
		required: true,
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
			'The value that the contact has, exactly. When several contacts have it, the one that changed last is taken; one whose mails bounced only when there is no other.',
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
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { matchBy: ['mergeField'] } },
		options: [
			{
				displayName: 'Compare Only',
				name: 'compareOnly',
				type: 'string',
				default: '',
				placeholder: 'e.g. [?&](rfsn=[0-9]+\\.[0-9A-Za-z]+)',
				description:
					'A regular expression for the part of the values that is compared: what its groups have, or else all that it matches. Values that it does not match are compared whole, as are all when it is empty.',
			},
			{
				...tag,
				displayName: 'Prefer Tag',
				name: 'preferTag',
				description: 'When several contacts have the value, one with this tag is taken',
			},
		],
	},
];

/** Items whose parameters are read in one go, before other work of n8n has its turn. */
const READ_AT_ONCE = 20;

export const lookUp: Operation = {
	option: {
		name: 'Look Up',
		value: 'lookUp',
		description:
			'Add to each item the contact it is about, or null when the audience has none. For many items the audience is read 1,000 contacts at a time, so that it takes few requests.',
		action: 'Look up contacts',
	},
	properties,
	async execute() {
		return await lookUpAll(new MailchimpRun(this));
	},
};

/** An item that looks for a contact, and the field that gets it. */
interface Wanted {
	itemIndex: number;
	outputField: string;
}

/** Lookups that are answered together: in one audience, by the address or by one merge field. */
export interface LookupGroup {
	lookup: Lookup;
	/** Value → the items that look for it. */
	items: Map<string, Wanted[]>;
}

/** Adds what an item looks for to the lookups that are answered with it. */
export function addLookup(
	groups: Map<string, LookupGroup>,
	lookup: Lookup,
	value: string,
	wanted: Wanted,
): void {
	const { audienceId, mergeTag, part, preferTag } = lookup;
	const name = JSON.stringify([audienceId, mergeTag, part?.source, preferTag]);
	const group: LookupGroup = groups.get(name) ?? { lookup, items: new Map() };
	groups.set(name, group);
	const others = group.items.get(value);
	if (others) others.push(wanted);
	else group.items.set(value, [wanted]);
}

async function lookUpAll(run: MailchimpRun): Promise<INodeExecutionData[]> {
	const outcomes = run.outcomes();
	const input = run.context.getInputData();
	for (const { lookup, items } of (await readGroups(run, outcomes)).values()) {
		if (outcomes.isStopped()) break;
		try {
			const found = await findContacts(await run.client(), lookup, [...items.keys()]);
			for (const [value, wanted] of items) {
				const result = found.get(value) ?? { contact: null };
				for (const { itemIndex, outputField } of wanted) {
					if ('error' in result) {
						outcomes.settle(itemIndex, result);
						continue;
					}
					const { json, binary } = input[itemIndex];
					// An object for each item, so that a change to one of them does not show in the others.
					const contact = structuredClone(result.contact);
					outcomes.settle(itemIndex, { output: { ...json, [outputField]: contact }, binary });
				}
			}
		} catch (error) {
			for (const { itemIndex } of [...items.values()].flat()) outcomes.settle(itemIndex, { error });
		}
	}
	return outcomes.items();
}

/** Reads what all items ask for, so that a wrong parameter is an error of its item alone. */
async function readGroups(
	run: MailchimpRun,
	outcomes: Outcomes,
): Promise<Map<string, LookupGroup>> {
	const groups = new Map<string, LookupGroup>();
	for (let itemIndex = 0; itemIndex < run.itemCount && !outcomes.isStopped(); itemIndex++) {
		if (itemIndex % READ_AT_ONCE === 0) await sleep(0);
		try {
			const input = run.input(itemIndex);
			const { lookup, value } = await readLookup(run, input);
			const outputField = input.required('outputField', 'Put Contact in Field');
			addLookup(groups, lookup, value, { itemIndex, outputField });
		} catch (error) {
			outcomes.settle(itemIndex, { error });
		}
	}
	return groups;
}

/** @throws ProblemError when the address or the value is missing, or it is not clear which audience is meant */
async function readLookup(
	run: MailchimpRun,
	input: ItemInput,
): Promise<{ lookup: Lookup; value: string }> {
	const audienceId = await run.audienceId(input);
	if (input.choice('matchBy', 'Match By', ['email', 'mergeField'], 'email') === 'email') {
		return { lookup: { audienceId }, value: readEmail(input).toLowerCase() };
	}
	const part = readPart(input);
	const lookup = {
		audienceId,
		mergeTag: input.required('mergeTag', 'Merge Tag').toUpperCase(),
		part,
		preferTag: input.text('options.preferTag', 'Prefer Tag'),
	};
	return { lookup, value: comparedPart(input.required('mergeValue', 'Value'), part) };
}

/** @throws ProblemError when it is no regular expression */
function readPart(input: ItemInput): RegExp | undefined {
	const source = input.text('options.compareOnly', 'Compare Only');
	try {
		return source === '' ? undefined : new RegExp(source);
	} catch {
		const remedy = 'Correct it, or leave it empty to compare whole values.';
		throw invalidInput('Compare Only', 'is no regular expression', remedy);
	}
}
