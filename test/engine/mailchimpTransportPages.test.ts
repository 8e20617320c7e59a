import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { addContact, distinct, runOnContacts } from './support/mailchimpContact';
import { CONTINUE, itemsOf } from './support/refersion';

const COUNT = 2_300;

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const addMany = (count = COUNT, tags: string[] = []) => {
	for (let index = 0; index < count; index++) {
		// Each at a time of its own, so that the order by it is one.
		const member = addContact(hub, { email: `jo${index}@creator-mail.com`, tags });
		member.timestampOpt = new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString();
	}
};
const set = (switches: Partial<Hub['world']['mailchimp']['switches']>) =>
	Object.assign(hub.world.mailchimp.switches, switches);

const getMany = (filters: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation: 'getMany',
	returnAll: true,
	filters,
});
const run = async (filters?: INodeParameters) => await runOnContacts(hub, getMany(filters), [{}]);
/** Fails unless all contacts have come, each of them once. */
const expectAll = async (filters?: INodeParameters) => {
	const contacts = itemsOf(await run(filters)).map(({ json }) => json);
	expect(contacts).toHaveLength(COUNT);
	expect(distinct(contacts, 'email_address')).toBe(COUNT);
};
const counts = () =>
	hub.world.mailchimp.requests
		.filter(({ path }) => path.endsWith('/members'))
		.map(({ query }) => Number(query.count));

describe('Mailchimp Audience, Contact: Get Many, of a large list', () => {
	it('asks for smaller pages when large ones end in a 504', async () => {
		addMany();
		set({ slowPages: 400 });
		await expectAll();
		expect(counts()).toEqual([1_000, 1_000, 500, 500, ...Array(10).fill(250)]);
	});

	it('goes on after pages that are shorter than asked for', async () => {
		addMany();
		set({ pageCap: 300 });
		await expectAll();
		expect(counts()).toHaveLength(8);
	});

	it.each([
		['no total', { showTotal: false }, 4],
		['another order in every answer, unless one is asked for', { unstableOrder: true }, 3],
	])('reads it whole when it has %s', async (_what, switches, requests) => {
		addMany();
		set(switches);
		await expectAll();
		expect(counts()).toHaveLength(requests);
	});

	it('reads the contacts of a tag in the order in which they come', async () => {
		addMany(COUNT, ['vip']);
		await expectAll({ tag: locator('name', 'vip') });
	});

	it.each([
		['order in every answer, for which there is no way to ask', { unstableOrder: true }],
		['total in every answer', { totalDrift: 3 }],
	])('is an error, and no gap, with another %s', async (_what, switches) => {
		addMany(COUNT, ['vip']);
		set(switches);
		const filters = 'unstableOrder' in switches ? { tag: locator('name', 'vip') } : {};
		const error = errorOf(await run(filters));
		expect(error?.message).toMatch(/^The list of members is incomplete: \d+ of \d+ were read$/);
		expect(error).toMatchObject({ type: 'list_incomplete' });
	});

	it('is whole when the total only seems to fall', async () => {
		addMany();
		set({ totalDrift: -3 });
		await expectAll();
	});

	it('ends as an error item where the node goes on', async () => {
		addMany(3);
		set({ totalDrift: 3 });
		hub.world.mailchimp.switches.pageCap = 2;
		const [{ json }] = itemsOf(await runOnContacts(hub, getMany(), [{}], CONTINUE));
		expect(json).toMatchObject({ details: { reason: 'list_incomplete' } });
	});
});
