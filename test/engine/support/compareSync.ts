import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { outputOf } from './engine';
import { locator, type Hub } from './hub';
import { runMailchimp } from './mailchimp';

/** A creator of the programme, by a number; the link has the code in it. */
export function person(number: number, more: IDataObject = {}): IDataObject {
	return {
		code: `c${number}`,
		email: `jo${number}@creator-mail.com`,
		status: 'ACTIVE',
		link: linkOf(number),
		first_name: `Jo ${number}`,
		last_name: 'Doe',
		...more,
	};
}

export const people = (count: number, from = 0) =>
	Array.from({ length: count }, (_value, index) => person(from + index));

export const linkOf = (number: number) => `https://shop.refersion.com/?rfsn=c${number}`;

/** The field of the code, which the hub's audience does not have. */
export function addKeyField({ world, audienceId }: Hub): void {
	world.mailchimp.addMergeField(audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
}

/** The contact of a creator, as it is when all is right, or with something else. */
export function addInStep(
	{ world, audienceId }: Hub,
	number: number,
	more: Partial<Parameters<Hub['world']['mailchimp']['addMember']>[1]> = {},
): void {
	world.mailchimp.addMember(audienceId, {
		email: `jo${number}@creator-mail.com`,
		mergeFields: { AFFCODE: `c${number}`, AFFLINK: linkOf(number), FNAME: `Jo ${number}` },
		tags: ['new-affiliate'],
		...more,
	});
}

/** What Compare and Sync have in common, as a new node has it, and a first name. */
export const PROGRAM: INodeParameters = {
	keyField: 'code',
	emailField: 'email',
	linkField: 'link',
	stateField: 'status',
	activeWhen: 'ACTIVE',
	inactiveWhen: 'DENIED, DISABLED',
	ignoredWhen: 'PENDING',
	keyMergeField: 'AFFCODE',
	linkMergeField: 'AFFLINK',
	mergeFields: { rows: [{ mergeField: 'FNAME', itemField: 'first_name' }] },
	activeTag: 'new-affiliate',
	inactiveTag: 'affiliate-inactive',
	tagGroups: {},
};

export const compareParameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation: 'compare',
	...PROGRAM,
	...more,
	options: { createMissing: true, ...Object(more.options) },
});

export const syncParameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation: 'sync',
	...PROGRAM,
	newContactStatus: 'subscribed',
	isApproval: true,
	...more,
	options: { createMissing: true, ...Object(more.options) },
});

/** Runs Compare on the hub's audience. */
export async function compare(
	hub: Hub,
	items: IDataObject[],
	more: INodeParameters = {},
	node: Partial<INode> = {},
): Promise<IRun> {
	const audience = locator('id', hub.audienceId);
	return await runMailchimp(hub, compareParameters({ audience, ...more }), items, node);
}

/** Runs Sync on the hub's audience; without Compare's word the items are approvals. */
export async function sync(
	hub: Hub,
	items: IDataObject[],
	more: INodeParameters = {},
	node: Partial<INode> = {},
	onStart?: (cancel: () => void) => void,
): Promise<IRun> {
	const audience = locator('id', hub.audienceId);
	return await runMailchimp(hub, syncParameters({ audience, ...more }), items, node, onStart);
}

const dataOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);

/** What Compare has given. */
export function compared(run: IRun) {
	const [toDo, held, right, totals] = [0, 1, 2, 3].map((output) =>
		dataOf(outputOf(run, 'Node', output)),
	);
	return { toDo, held, right, totals };
}

/** What Sync has given. */
export function synced(run: IRun) {
	return { done: dataOf(outputOf(run, 'Node', 0)), held: dataOf(outputOf(run, 'Node', 1)) };
}

/** The items of people, each with what Compare says of it. */
export async function decided(
	hub: Hub,
	items: IDataObject[],
	more: INodeParameters = {},
): Promise<IDataObject[]> {
	const run = await compare(hub, items, { brakePeople: 0, ...more });
	return outputOf(run, 'Node', 0).map(({ json, pairedItem }) => {
		const index = Number(Object(pairedItem).item);
		return { ...items[index], ...json, name: json.name };
	});
}
