import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import {
	addContact,
	JO,
	runOnContacts,
	sentShapes,
	type ContactSeed,
} from './support/mailchimpContact';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';

const LINK = 'https://shop.refersion.com/c/a3y7';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const add = (seed?: ContactSeed) => addContact(hub, seed);
const lastQuery = () => hub.world.mailchimp.requests.at(-1)?.query;

describe('Mailchimp Audience, Contact: Get', () => {
	const get = (parameters: INodeParameters = {}): INodeParameters => ({
		resource: 'contact',
		operation: 'get',
		...parameters,
	});

	it('gives the useful fields, with tags as names, in one request', async () => {
		const member = add({ tags: ['new-affiliate'], mergeFields: { AFFLINK: LINK, FNAME: 'Jo' } });
		const [json] = pairedJson(
			await runOnContacts(hub, get(), [{ email: ' JO@Creator-mail.com ' }]),
		);
		expect(json).toEqual({
			id: expect.stringMatching(/^[0-9a-f]{32}$/),
			unique_email_id: member.uniqueEmailId,
			contact_id: member.contactId,
			email_address: JO,
			full_name: 'Jo',
			status: 'subscribed',
			merge_fields: expect.objectContaining({ AFFLINK: LINK }),
			vip: false,
			language: '',
			timestamp_opt: expect.any(String),
			last_changed: expect.any(String),
			tags: ['new-affiliate'],
			tags_count: 1,
		});
		expect(sentShapes(hub)).toEqual(['GET /lists/<list>/members/<hash>']);
	});

	it('gives the raw data without the links of the API, or chosen fields', async () => {
		add({ tags: ['new-affiliate'], mergeFields: { AFFLINK: LINK } });
		const [raw] = pairedJson(await runOnContacts(hub, get({ simplify: false })));
		expect(raw).toMatchObject({ stats: {}, tags: [{ name: 'new-affiliate' }] });
		expect(raw).not.toHaveProperty('_links');
		const fields = 'email_address, merge_fields.AFFLINK,';
		const [some] = pairedJson(await runOnContacts(hub, get({ simplify: false, fields })));
		expect(some).toEqual({ email_address: JO, merge_fields: { AFFLINK: LINK } });
	});

	it('names the address that the audience does not have, on the error output too', async () => {
		const error = errorOf(await runOnContacts(hub, get()));
		expect(error).toMatchObject({
			message: `The audience has no contact with the address ${JO}`,
			httpCode: '404',
			description: expect.stringContaining('Contact: Create or Update'),
		});
		add({ email: 'there@creator-mail.com' });
		const items = [{ email: JO, code: 'a3y7' }, { email: 'there@creator-mail.com' }];
		const run = await runOnContacts(hub, get(), items, ERROR_OUTPUT);
		expect(itemsOf(run)).toEqual([
			{ json: expect.objectContaining({ status: 'subscribed' }), pairedItem: { item: 1 } },
		]);
		expect(itemsOf(run, 1)[0].json).toMatchObject({
			code: 'a3y7',
			error: expect.stringContaining(JO),
			details: { httpCode: '404' },
		});
	});

	it('passes on what Mailchimp says about a field it does not know', async () => {
		add();
		const run = await runOnContacts(hub, get({ simplify: false, fields: 'nope' }));
		expect(errorOf(run)?.message).toBe('Bad Request: Invalid field specified: nope');
	});

	it('keeps the order of the input, with up to 8 requests at once', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: [0, 20] });
		const items = Array.from({ length: 30 }, (_value, index) => ({ email: `jo${index}@mail.com` }));
		for (const { email } of items) add({ email });
		const output = pairedJson(await runOnContacts(hub, get(), items));
		expect(output.map((json) => json.email_address)).toEqual(items.map(({ email }) => email));
		expect(hub.world.mailchimp.maxSimultaneousReached).toBeGreaterThan(1);
		expect(hub.world.mailchimp.maxSimultaneousReached).toBeLessThanOrEqual(8);
	});

	it('makes a bad credential the error of each item', async () => {
		hub.credentials.mailchimpAudienceApi = { apiKey: 'x-us1.evil' };
		const items = [{ email: JO }, { email: 'second@creator-mail.com' }];
		const output = pairedJson(await runOnContacts(hub, get(), items, CONTINUE));
		expect(output.map((json) => json.error)).toEqual(
			items.map(() => expect.stringContaining('API key is not valid')),
		);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});
});

describe('Mailchimp Audience, Contact: Get by unique email ID', () => {
	const get = (parameters: INodeParameters = {}): INodeParameters => ({
		resource: 'contact',
		operation: 'get',
		findBy: 'uniqueEmailId',
		uniqueEmailId: '={{ $json.id }}',
		...parameters,
	});

	it('finds the contact in one request, in the same fields as by address', async () => {
		add({ email: 'other@creator-mail.com' });
		const { uniqueEmailId: id } = add({ tags: ['vip'], mergeFields: { AFFLINK: LINK } });
		const [found] = pairedJson(await runOnContacts(hub, get(), [{ id: ` ${id} ` }]));
		expect(sentShapes(hub)).toEqual(['GET /lists/<list>/members']);
		expect(lastQuery()).toMatchObject({ unique_email_id: id, count: '1' });
		const byEmail = { resource: 'contact', operation: 'get' };
		expect([found]).toEqual(pairedJson(await runOnContacts(hub, byEmail)));
	});

	it('gives chosen fields, and those that it has to look at', async () => {
		const { uniqueEmailId: id } = add();
		const parameters = get({ simplify: false, fields: 'email_address' });
		const [found] = pairedJson(await runOnContacts(hub, parameters, [{ id }]));
		expect(found).toEqual({ email_address: JO, unique_email_id: id, status: 'subscribed' });
	});

	it('never gives another contact, even if Mailchimp does not apply the filter', async () => {
		hub.world.mailchimp.switches.uniqueEmailIdFilter = false;
		add({ email: 'other@creator-mail.com' });
		const { uniqueEmailId: id } = add();
		const run = await runOnContacts(hub, get(), [{ id }], CONTINUE);
		expect(pairedJson(run)[0]).toMatchObject({ details: { reason: 'unknown_unique_id' } });
	});

	it('names the ID that nobody has, an archived contact’s too, and goes on', async () => {
		hub.world.mailchimp.switches.membersListArchived = true;
		const { uniqueEmailId: gone } = add({ email: 'gone@creator-mail.com', status: 'archived' });
		const { uniqueEmailId: id } = add();
		const items = [{ id: '0123456789' }, { id: gone }, { id: '' }, { id }];
		const output = pairedJson(await runOnContacts(hub, get(), items, CONTINUE));
		expect(output.slice(0, 3)).toEqual([
			expect.objectContaining({
				error: 'The audience has no contact with the unique email ID "0123456789"',
				details: expect.objectContaining({ reason: 'unknown_unique_id' }),
			}),
			expect.objectContaining({ error: expect.stringContaining(gone) }),
			expect.objectContaining({ error: 'The parameter Unique Email ID is empty' }),
		]);
		expect(output[3]).toMatchObject({ email_address: JO });
		expect(hub.world.mailchimp.requests).toHaveLength(3);
	});

	it('tells an audience that is gone from a contact that is', async () => {
		const parameters = get({ audience: locator('id', 'gone1') });
		const run = await runOnContacts(hub, parameters, [{ id: '0123456789' }], CONTINUE);
		expect(pairedJson(run)[0]).toMatchObject({
			error: expect.stringContaining('Resource Not Found'),
			details: { httpCode: '404' },
		});
	});
});
