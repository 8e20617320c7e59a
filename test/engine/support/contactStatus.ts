import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { subscriberHash } from '../../../nodes/Mailchimp/contact';
import { creator, creators, runUpsert, type UpsertRun } from './contacts';
import { outputOf } from './engine';
import { resetHub, startHub, type Hub } from './hub';
import { JO } from './mailchimpContact';
import { ERROR_OUTPUT } from './refersion';

let hub: Hub;

export const theHub = () => hub;
export const mailchimp = () => hub.world.mailchimp;

/** Starts the services for the tests of a file. */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(() => resetHub(hub));
	afterAll(async () => await hub.close());
}

export const add = (more: IDataObject = {}) =>
	mailchimp().addMember(hub.audienceId, { email: JO, ...more });
export const jo = () => mailchimp().member(hub.audienceId, JO);
export const tagsOfJo = () => mailchimp().tagsOf(hub.audienceId, JO);
export const mailsToJo = () => hub.world.outbox.mails.filter(({ to }) => to === JO);

/** The bodies of the requests about Jo alone. */
export const sentTo = (method: 'PUT' | 'POST') =>
	mailchimp()
		.requests.filter((each) => each.method === method && each.path.includes(subscriberHash(JO)))
		.map(({ body }) => body);

const itemOf = (pairedItem: INodeExecutionData['pairedItem']) =>
	typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;

/** How Jo's status is written: alone, or after a request with 24 other contacts. */
export const WAYS = [
	{ way: 'one item', others: 0 },
	{ way: 'in bulk', others: 24 },
];

/** @returns what writes Jo among so many others and gives her item or error; the others must be done and in place */
export const upsertAmong =
	(others: number) =>
	async (options: UpsertRun['options'], more: UpsertRun = {}) => {
		const items = more.items ?? [creator(), ...creators(others)];
		const run = await runUpsert(hub, { ...more, items, options, node: ERROR_OUTPUT });
		const batches = mailchimp().requests.filter(({ path }) => /\/lists\/\w+$/.test(path));
		expect(batches.some(({ method }) => method === 'POST')).toBe(items.length > 20);
		const [done, failed] = [outputOf(run, 'Node', 0), outputOf(run, 'Node', 1)];
		const paired = [...done, ...failed].map(({ json, pairedItem }) => {
			expect(items[itemOf(pairedItem)].email).toBe(json.email ?? json.email_address);
			return itemOf(pairedItem);
		});
		expect(paired.sort((one, other) => one - other)).toEqual(items.map((_item, item) => item));
		const isJo = ({ json }: { json: IDataObject }) => (json.email_address ?? json.email) === JO;
		expect(failed.filter((item) => !isJo(item))).toEqual([]);
		return { json: done.find(isJo)?.json, error: failed.find(isJo)?.json };
	};

export const expectError = (error: IDataObject | undefined, message: string, details: object) => {
	expect(error).toMatchObject({ error: expect.stringContaining(message), details });
	expect(mailsToJo()).toEqual([]);
};
