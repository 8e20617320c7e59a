import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { creators } from './support/contacts';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { locator, oneNode, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const lookUp = async (
	items: IDataObject[],
	parameters: INodeParameters = {},
	node: Partial<INode> = {},
) =>
	await runWorkflow(
		hub.engine,
		oneNode(
			'mailchimpAudience',
			{
				authentication: 'apiKey',
				resource: 'contact',
				operation: 'lookUp',
				audience: locator('id', hub.audienceId),
				email: '={{ $json.email }}',
				outputField: 'contact',
				...parameters,
			},
			node,
		),
		{ start: 'Start', items, credentials: hub.credentials },
	);

const add = (email: string, more: IDataObject = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, { email, ...more });

const sent = () => hub.world.mailchimp.requests.map(({ method, path }) => `${method} ${path}`);

describe('Mailchimp Audience, Contact: Look Up', () => {
	it('adds the contact of each item, or null, and keeps the fields of the item', async () => {
		add('jo0@creator-mail.com', { tags: ['new-affiliate'], mergeFields: { FNAME: 'Jo' } });
		const json = pairedJson(
			await lookUp([
				{ email: 'JO0@creator-mail.com', code: 'a1' },
				{ email: 'nobody@creator-mail.com' },
			]),
		);
		expect(json).toEqual([
			{
				email: 'JO0@creator-mail.com',
				code: 'a1',
				contact: expect.objectContaining({
					email_address: 'jo0@creator-mail.com',
					status: 'subscribed',
					tags: ['new-affiliate'],
					merge_fields: expect.objectContaining({ FNAME: 'Jo' }),
				}),
			},
			{ email: 'nobody@creator-mail.com', contact: null },
		]);
	});

	it.each([1, 30])('has all tags of a contact with more than 50 (%i items)', async (count) => {
		const tags = Array.from({ length: 60 }, (_value, index) => `tag-${index}`);
		add('jo0@creator-mail.com', { tags });
		const json = pairedJson(await lookUp(creators(count)));
		expect([...Object(json[0].contact).tags].sort()).toEqual(tags.sort());
	});

	it('compares a part of the values only, and prefers a tag', async () => {
		const links = ['https://a.shop/?rfsn=1.ab&utm=old', 'https://shop/?x=1&rfsn=1.abc', 'none'];
		for (const [index, AFFLINK] of links.entries()) {
			add(`jo${index}@creator-mail.com`, { mergeFields: { AFFLINK }, tags: ['wanted'] });
		}
		add('last@creator-mail.com', { mergeFields: { AFFLINK: links[0] } });
		const parameters = {
			matchBy: 'mergeField',
			mergeTag: 'AFFLINK',
			mergeValue: '={{ $json.link }}',
			options: { compareOnly: '[?&](rfsn=[0-9]+\\.[0-9A-Za-z]+)', preferTag: 'Wanted' },
		};
		const values = ['https://b.shop/?rfsn=1.ab', 'https://b.shop/?rfsn=1.abc', 'none', 'nobody'];
		const json = pairedJson(
			await lookUp(
				values.map((link) => ({ link })),
				parameters,
			),
		);
		expect(json.map(({ contact }) => Object(contact).email_address)).toEqual([
			'jo0@creator-mail.com',
			'jo1@creator-mail.com',
			'jo2@creator-mail.com',
			undefined,
		]);
		const wrong = await lookUp([{ link: 'x' }], { ...parameters, options: { compareOnly: '(' } });
		expect(errorOf(wrong)?.message).toBe('The parameter Compare Only is no regular expression');
	});

	it('reads the audience 1,000 at a time for many items', async () => {
		for (const { email } of creators(2_500)) add(String(email));
		const json = pairedJson(await lookUp(creators(2_600)));
		expect(sent()).toEqual(
			Array.from({ length: 3 }, () => `GET /3.0/lists/${hub.audienceId}/members`),
		);
		expect(json.filter(({ contact }) => contact === null)).toHaveLength(100);
		expect(json[2_499]).toMatchObject({ contact: { email_address: 'jo2499@creator-mail.com' } });
	});

	it('stops reading when all are found', async () => {
		for (const { email } of creators(2_500)) add(String(email));
		pairedJson(await lookUp(creators(30)));
		expect(sent()).toHaveLength(1);
	});

	it.each([2, 30])('counts an archived contact as missing (%i items)', async (count) => {
		add('jo1@creator-mail.com', { status: 'archived' });
		add('jo0@creator-mail.com');
		const json = pairedJson(await lookUp(creators(count)));
		expect(json[0].contact).not.toBeNull();
		expect(json[1].contact).toBeNull();
	});

	it.each([2, 30])('does not take a missing audience for missing contacts (%i)', async (count) => {
		const run = await lookUp(creators(count), { audience: locator('id', 'ffffffffff') });
		expect(errorOf(run)?.message).toContain('Resource Not Found');
	});

	it('gives an error item for an address that is none, and goes on', async () => {
		add('jo0@creator-mail.com');
		const output = outputOf(
			await lookUp([...creators(1), { email: 'no address' }, ...creators(1)], {}, CONTINUE),
			'Node',
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(output[1].json).toMatchObject({ details: { reason: 'invalid_input' } });
		expect(output[2].json.contact).toMatchObject({ email_address: 'jo0@creator-mail.com' });
	});

	it('writes the contact into the field that is named', async () => {
		add('jo0@creator-mail.com');
		const [item] = pairedJson(await lookUp(creators(1), { outputField: 'inMailchimp' }));
		expect(item.inMailchimp).toMatchObject({ email_address: 'jo0@creator-mail.com' });
	});

	it('finds a contact by a merge field, the last changed one of several', async () => {
		const link = 'https://shop.refersion.com/c/a3y7';
		add('old@creator-mail.com', { mergeFields: { AFFLINK: link } });
		await new Promise((done) => setTimeout(done, 1_100));
		add('new@creator-mail.com', { mergeFields: { AFFLINK: link } });
		add('other@creator-mail.com', { mergeFields: { AFFLINK: `${link}9` } });
		const parameters = {
			matchBy: 'mergeField',
			mergeTag: 'afflink',
			mergeValue: '={{ $json.link }}',
		};
		const json = pairedJson(await lookUp([{ link }, { link: `${link}8` }], parameters));
		expect(json[0]).toMatchObject({ contact: { email_address: 'new@creator-mail.com' } });
		expect(json[1]).toMatchObject({ contact: null });
	});

	it('wants a value to match by', async () => {
		const parameters = {
			matchBy: 'mergeField',
			mergeTag: 'AFFLINK',
			mergeValue: '={{ $json.link }}',
		};
		const [item] = outputOf(await lookUp([{ link: '' }], parameters, CONTINUE), 'Node');
		expect(item.json.error).toBe('The parameter Value is empty');
	});

	it('takes an empty Put Contact in Field as an error of its item alone', async () => {
		add('jo0@creator-mail.com');
		const [one] = creators(1);
		const output = outputOf(
			await lookUp(
				[
					{ ...one, field: 'contact' },
					{ ...one, field: '' },
					{ ...one, field: 'inMailchimp' },
				],
				{ outputField: '={{ $json.field }}' },
				CONTINUE,
			),
			'Node',
		);
		const found = { email_address: 'jo0@creator-mail.com' };
		expect(output.map(({ json }) => json)).toMatchObject([
			{ contact: found },
			{
				error: 'The parameter Put Contact in Field is empty',
				details: { reason: 'invalid_input' },
			},
			{ inMailchimp: found },
		]);
		expect(sent()).toHaveLength(1);
	});

	it('sends nothing after an item that is wrong, unless it is set to continue', async () => {
		add('jo0@creator-mail.com');
		const run = await lookUp([...creators(1), { email: 'no address' }]);
		expect(errorOf(run)?.message).toContain('is not an email address');
		expect(sent()).toEqual([]);
	});

	it('lets other work of n8n have its turn while it reads many items', async () => {
		let turns = 0;
		const other = setInterval(() => (turns += 1), 0);
		const items = Array.from({ length: 3_000 }, () => ({ email: 'no address' }));
		await lookUp(items, {}, CONTINUE);
		clearInterval(other);
		expect(sent()).toEqual([]);
		expect(turns).toBeGreaterThan(50);
	});
});
