import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import {
	addContact,
	distinct,
	JO,
	runOnContacts,
	sentShapes,
	type ContactSeed,
} from './support/mailchimpContact';
import { CONTINUE, itemsOf, pairedJson } from './support/refersion';

const LINK = 'https://shop.refersion.com/c/a3y7';
const HOUR = 3_600_000;

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const add = (seed?: ContactSeed) => addContact(hub, seed);
const lastQuery = () => hub.world.mailchimp.requests.at(-1)?.query;

describe('Mailchimp Audience, Contact: Get Many', () => {
	const getMany = (
		filters: INodeParameters = {},
		parameters: INodeParameters = {},
	): INodeParameters => ({
		resource: 'contact',
		operation: 'getMany',
		returnAll: true,
		filters,
		...parameters,
	});
	const read = async (parameters: INodeParameters) =>
		itemsOf(await runOnContacts(hub, parameters, [{}])).map(({ json }) => json);

	const STATUSES = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional'] as const;
	const addOneOfEach = (tags: string[] = []) => {
		for (const status of [...STATUSES, 'archived'] as const) {
			add({ email: `${status}@creator-mail.com`, status, tags });
		}
	};

	it('reads pages of 1,000 and no more of them than there are', async () => {
		for (let index = 0; index < 2000; index++) add({ email: `jo${index}@creator-mail.com` });
		const contacts = await read(getMany());
		expect(distinct(contacts, 'email_address')).toBe(2000);
		expect(hub.world.mailchimp.requests.map(({ query }) => [query.count, query.offset])).toEqual([
			['1000', '0'],
			['1000', '1000'],
		]);
	});

	it('asks for no more than the limit', async () => {
		for (let index = 0; index < 60; index++) add({ email: `jo${index}@creator-mail.com` });
		expect(await read(getMany({}, { returnAll: false, limit: 7 }))).toHaveLength(7);
		expect(lastQuery()).toMatchObject({ count: '7' });
		expect(await read(getMany({}, { returnAll: false }))).toHaveLength(50);
	});

	it("gives chosen fields, asked for under Mailchimp's name of the list", async () => {
		add({ mergeFields: { AFFLINK: LINK } });
		const fields = 'merge_fields.AFFLINK, members.status';
		expect(await read(getMany({}, { simplify: false, fields }))).toEqual([
			{ merge_fields: { AFFLINK: LINK }, status: 'subscribed' },
		]);
		expect(lastQuery()?.fields).toBe(
			'members.merge_fields.AFFLINK,members.status,total_items,members.id',
		);
	});

	it('gives the raw data without the links of the API', async () => {
		add();
		const [raw] = await read(getMany({}, { simplify: false }));
		expect(raw).toHaveProperty('stats');
		expect(raw).not.toHaveProperty('_links');
	});

	it('filters by status; without it, all but the archived ones', async () => {
		addOneOfEach();
		expect((await read(getMany())).map(({ status }) => status)).toEqual(STATUSES);
		for (const status of [...STATUSES, 'archived']) {
			expect(await read(getMany({ status }))).toEqual([expect.objectContaining({ status })]);
		}
	});

	it('filters by the time of the last change, in UTC to the second', async () => {
		add({ email: 'old@creator-mail.com' }).lastChanged = new Date('2026-11-01T08:00:00Z');
		add().lastChanged = new Date('2026-11-01T10:00:00Z');
		const changedSince = '2026-11-01T10:00:00.000+01:00';
		expect(await read(getMany({ changedSince }))).toEqual([
			expect.objectContaining({ email_address: JO }),
		]);
		expect(lastQuery()?.since_last_changed).toBe('2026-11-01T09:00:00+00:00');
	});

	it.each([
		['Tag', { tag: locator('name', '={{ $json.nothing }}') }],
		['Status', { status: '={{ $json.nothing }}' }],
		['Changed Since', { changedSince: '={{ $json.nothing }}' }],
	])('gives nobody for a filter %s whose expression finds nothing', async (label, filters) => {
		const run = await runOnContacts(hub, getMany(filters), [{}]);
		expect(errorOf(run)?.message).toBe(`The parameter ${label} is empty`);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('says that a time is none', async () => {
		const run = await runOnContacts(hub, getMany({ changedSince: 'recently' }), [{}]);
		expect(errorOf(run)?.message).toBe('The parameter Changed Since is not a date: "recently"');
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('filters by tag through its segment, whatever the case', async () => {
		addOneOfEach(['New-Affiliate']);
		add({ tags: ['new-affiliate-2'] });
		const contacts = await read(getMany({ tag: locator('name', 'new-affiliate') }));
		expect(contacts.map(({ status }) => status)).toEqual(STATUSES);
		expect(contacts[0]).toMatchObject({ unique_email_id: expect.any(String), merge_fields: {} });
		expect(sentShapes(hub)).toEqual([
			'GET /lists/<list>/tag-search',
			'GET /lists/<list>/segments/<id>/members',
		]);
	});

	it.each([...STATUSES, 'archived'] as const)(
		'filters by tag and the status %s',
		async (status) => {
			addOneOfEach(['vip']);
			add({ email: 'other@creator-mail.com', status });
			// Whether a segment lists pending contacts is not documented: it must not matter.
			hub.world.mailchimp.switches.segmentsListPending = false;
			const tag = locator('name', 'VIP');
			expect(await read(getMany({ tag, status }))).toEqual([
				expect.objectContaining({ email_address: `${status}@creator-mail.com`, status }),
			]);
		},
	);

	it('finds a tag beyond the 50 listed with an archived contact', async () => {
		const many = Array.from({ length: 60 }, (_value, index) => `tag-${index}`);
		add({ status: 'archived', tags: [...many, 'vip'] });
		add({ email: 'other@creator-mail.com', status: 'archived', tags: many });
		const tag = locator('list', 'vip');
		expect(await read(getMany({ tag, status: 'archived' }))).toHaveLength(1);
	});

	it('filters by tag and time, and reads on until the limit is reached', async () => {
		const now = Date.now();
		for (let index = 0; index < 1500; index++) {
			const contact = add({ email: `jo${index}@creator-mail.com`, tags: ['vip'] });
			contact.lastChanged = new Date(now - (index < 1200 ? 2 : 1) * HOUR);
		}
		const filters = {
			tag: locator('name', 'vip'),
			changedSince: new Date(now - 1.5 * HOUR).toISOString(),
		};
		const contacts = await read(getMany(filters, { returnAll: false, limit: 20 }));
		expect(contacts.map(({ email_address: email }) => email)).toEqual(
			Array.from({ length: 20 }, (_value, index) => `jo${1200 + index}@creator-mail.com`),
		);
	});

	it('says that there is no such tag', async () => {
		add({ tags: ['vip-2'] });
		const run = await runOnContacts(hub, getMany({ tag: locator('name', 'vip') }), [{}], CONTINUE);
		expect(pairedJson(run)[0]).toMatchObject({
			error: 'The audience has no tag "vip"',
			details: { reason: 'no_such_tag' },
		});
	});

	it('pairs the contacts of several items, and goes on after an error', async () => {
		add();
		add({ email: 'second@creator-mail.com' });
		const items = [{ list: hub.audienceId }, { list: 'gone1' }, { list: hub.audienceId }];
		const parameters = getMany({}, { audience: '={{ $json.list }}' });
		const output = itemsOf(await runOnContacts(hub, parameters, items, CONTINUE));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 2, 2].map((item) => ({ item })),
		);
		expect(output[2].json).toMatchObject({
			error: 'Resource Not Found: The requested resource could not be found.',
			details: { httpCode: '404' },
		});
	});
});
