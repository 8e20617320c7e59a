import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { expectFindings } from './findings';
import { locator, resetHub, startHub, type Hub } from './hub';
import { runMailchimp } from './mailchimp';
import { itemsOf } from './refersion';

/** The address that the check derives from the own one. */
export const TEST = 'jo+creator-hub-check@shop.com';

const OWN = 'jo@shop.com';

let hub: Hub;

/** Starts the services, and puts an audience with one creator there before each test. */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(() => {
		resetHub(hub);
		// Otherwise the check looks a second time, two seconds later.
		mailchimp().switches.putTagsOnExisting = 'added';
		mailchimp().addMergeField(hub.audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
		mailchimp().addMember(hub.audienceId, {
			email: 'creator@creators.com',
			mergeFields: { AFFLINK: 'https://shop.refersion.com/c/c1', AFFCODE: 'c1' },
			tags: ['new-affiliate'],
		});
		mailchimp().clearRequests();
	});
	afterAll(async () => await hub.close());
}

export const theHub = () => hub;
export const mailchimp = () => hub.world.mailchimp;
export const audience = () => mailchimp().audience(hub.audienceId);
export const testContact = () => mailchimp().member(hub.audienceId, TEST);

/** The parameters of Audience: Check, with some of them changed. */
export const parameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'audience',
	operation: 'check',
	// As chosen from the list: for an id n8n runs a regular expression with a time limit, which a busy machine may miss.
	audience: locator('list', hub.audienceId),
	ownEmail: OWN,
	activeTag: 'new-affiliate',
	keyMergeField: 'AFFCODE',
	linkMergeField: 'AFFLINK',
	...more,
});

/** Runs it. */
export const check = async (more: INodeParameters = {}, onStart?: (cancel: () => void) => void) =>
	await runMailchimp(hub, parameters(more), [{}], {}, onStart);

export const rowsOf = (run: IRun): IDataObject[] =>
	expectFindings(
		itemsOf(run).map(({ json }) => json),
		mailchimp().switches,
	);
export const rowIn = (rows: IDataObject[], name: string): IDataObject => {
	const found = rows.filter((row) => row.check === name);
	expect(found).toHaveLength(1);
	return found[0] ?? {};
};
export const row = async (name: string): Promise<IDataObject> => rowIn(rowsOf(await check()), name);

/** Everything of the audience but the test contact, to see that it stays. */
export const others = () => ({
	members: [...audience().members.values()]
		.filter(({ email }) => email !== TEST)
		.map(({ email, status, tags, mergeFields, lastChanged }) => [
			email,
			status,
			[...tags.keys()],
			[...mergeFields],
			lastChanged,
		]),
	fields: audience().mergeFields.map(({ tag }) => tag),
	tags: [...audience().tags.keys()],
});

/** The test contact is archived, its tags are gone, nobody got a mail, and nothing else has changed. */
export function expectClean(before: ReturnType<typeof others>): void {
	expect(testContact()).toMatchObject({ status: 'archived', tags: [] });
	expect(others()).toEqual(before);
	expect(hub.world.outbox.mails).toEqual([]);
}
