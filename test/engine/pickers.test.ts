import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeParameters,
} from 'n8n-workflow';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const list = (type: 'refersion' | 'mailchimpAudience', name: string) => {
	const method = hub.engine.nodeType(type).methods?.listSearch?.[name];
	if (!method) throw new Error(`There is no ${name}`);
	return method;
};

const mergeFields = async (context: ILoadOptionsFunctions) => {
	const method = hub.engine.nodeType('mailchimpAudience').methods?.resourceMapping?.getMergeFields;
	return (await method?.call(context))?.fields ?? [];
};

const mailchimp = () =>
	editorContext(hub, 'mailchimpAudience', {
		authentication: 'apiKey',
		resource: 'contact',
		operation: 'upsert',
		audience: locator('list', hub.audienceId),
	});

describe('pickers of the Refersion node', () => {
	const refersion = () => editorContext(hub, 'refersion', {});

	it('list affiliates a page at a time', async () => {
		for (let count = 0; count < 130; count++) hub.world.refersion.addAffiliate();
		const searchAffiliates = list('refersion', 'searchAffiliates');
		const first = await searchAffiliates.call(refersion());
		expect(first).toMatchObject({ paginationToken: 'all:2' });
		const second = await searchAffiliates.call(refersion(), undefined, 'all:2');
		expect(second.results).toHaveLength(30);
		expect(second).toMatchObject({ paginationToken: undefined });
	});

	it('find affiliates by a part of their email, and find nobody without an error', async () => {
		const bill = hub.world.refersion.addAffiliate({
			first_name: 'Bill',
			last_name: 'Smith',
			email: 'bill@shop-mail.com',
			status: 'ACTIVE',
		});
		const searchAffiliates = list('refersion', 'searchAffiliates');
		expect(await searchAffiliates.call(refersion(), 'bill@')).toEqual({
			results: [{ name: 'Bill Smith <bill@shop-mail.com> (ACTIVE)', value: bill.code }],
			paginationToken: undefined,
		});
		expect(await searchAffiliates.call(refersion(), 'nobody@')).toMatchObject({ results: [] });
	});

	it('find affiliates by a part of their name, after those found by email', async () => {
		const named = { first_name: 'Zoë', last_name: 'Rivera' };
		const byEmail = hub.world.refersion.addAffiliate({ ...named, email: 'zoë@shop-mail.com' });
		for (let count = 0; count < 250; count++) hub.world.refersion.addAffiliate();
		const byName = hub.world.refersion.addAffiliate({ ...named, email: 'z@shop-mail.com' });
		const searchAffiliates = list('refersion', 'searchAffiliates');
		const first = await searchAffiliates.call(refersion(), 'Zoë');
		expect(first.results.map(({ value }) => value)).toEqual([byEmail.code]);
		const second = await searchAffiliates.call(refersion(), 'Zoë', String(first.paginationToken));
		expect(second).toEqual({
			results: [{ name: 'Zoë Rivera <z@shop-mail.com> (PENDING)', value: byName.code }],
			paginationToken: undefined,
		});
		expect(await searchAffiliates.call(refersion(), 'rivera')).toMatchObject({
			results: [{ value: byEmail.code }],
			paginationToken: 'names:2',
		});
		expect(await searchAffiliates.call(refersion(), 'nobody of this name')).toEqual({
			results: [],
			paginationToken: undefined,
		});
	});
});

describe('pickers of the Mailchimp Audience node', () => {
	it('list the audiences, more than the ten that Mailchimp gives by default', async () => {
		for (let count = 0; count < 14; count++) {
			hub.world.mailchimp.addAudience({ name: `Audience ${count}` });
		}
		const searchAudiences = list('mailchimpAudience', 'searchAudiences');
		const all = await searchAudiences.call(mailchimp());
		expect(all.results).toHaveLength(15);
		expect(await searchAudiences.call(mailchimp(), 'creat')).toEqual({
			results: [{ name: 'Creators', value: hub.audienceId }],
		});
	});

	it('list the tags of the audience', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, { email: 'a@b.com', tags: ['vip', 'new'] });
		const searchTags = list('mailchimpAudience', 'searchTags');
		expect(await searchTags.call(mailchimp(), 'vi')).toEqual({
			results: [{ name: 'vip', value: 'vip' }],
		});
	});

	it('list all merge fields of the audience, not the first ten', async () => {
		for (let count = 0; count < 20; count++) {
			hub.world.mailchimp.addMergeField(hub.audienceId, {
				tag: `F${count}`,
				name: `Field ${count}`,
				type: count === 0 ? 'dropdown' : 'text',
				options: count === 0 ? { choices: ['Gold', 'Silver'] } : {},
			});
		}
		const existing = hub.world.mailchimp.audience(hub.audienceId).mergeFields.length;
		const fields = await mergeFields(mailchimp());
		expect(fields).toHaveLength(existing);
		expect(fields.find(({ id }) => id === 'F0')).toMatchObject({
			displayName: 'Field 0 (F0)',
			type: 'options',
			options: [
				{ name: 'Gold', value: 'Gold' },
				{ name: 'Silver', value: 'Silver' },
			],
		});
	});

	const unchosen = (more: INodeParameters = {}) =>
		editorContext(hub, 'mailchimpAudience', {
			authentication: 'apiKey',
			audience: locator('list', ''),
			...more,
		});

	it('take the only audience when none is chosen', async () => {
		expect((await mergeFields(unchosen())).map(({ id }) => id)).toContain('AFFLINK');
		const searchMergeFields = list('mailchimpAudience', 'searchMergeFields');
		expect(await searchMergeFields.call(unchosen(), 'afflink')).toEqual({
			results: [{ name: 'Tracking Link (AFFLINK)', value: 'AFFLINK' }],
		});
	});

	it('ask for an audience where there are several', async () => {
		hub.world.mailchimp.addAudience({ name: 'Customers' });
		expect(await mergeFields(unchosen())).toEqual([]);
		await expect(list('mailchimpAudience', 'searchTags').call(unchosen())).rejects.toThrow(
			'several audiences: "Creators", "Customers"',
		);
	});

	it('keep rows of an imported workflow whose fields are not there yet', async () => {
		const mapped = {
			mergeFields: { mappingMode: 'defineBelow', value: { AFFCODE: '={{ $json.code }}' } },
		};
		const withField = await mergeFields(unchosen(mapped));
		expect(withField.at(-1)).toMatchObject({
			id: 'AFFCODE',
			displayName: 'AFFCODE (not in the audience yet)',
		});
		hub.world.mailchimp.addAudience({ name: 'Customers' });
		expect(await mergeFields(unchosen(mapped))).toMatchObject([{ id: 'AFFCODE' }]);
	});

	it('list merge fields that must have a value, with those that are named already', async () => {
		const { getMergeTags } = hub.engine.nodeType('mailchimpAudience').methods?.loadOptions ?? {};
		const tags = await getMergeTags?.call(
			unchosen({ options: { requiredMergeFields: ['AFFLINK', 'COUPON'] } }),
		);
		expect(tags).toEqual(
			expect.arrayContaining([
				{ name: 'Tracking Link (AFFLINK)', value: 'AFFLINK' },
				{ name: 'COUPON (not in the audience yet)', value: 'COUPON' },
			]),
		);
	});

	describe('make what is missing', () => {
		const make = async (method: string, name: unknown) => {
			const handler = hub.engine.nodeType('mailchimpAudience').methods?.actionHandler?.[method];
			return await handler?.call(mailchimp(), { name } as IDataObject);
		};

		it('a tag, once', async () => {
			expect(await make('createTag', ' summer sale ')).toBe('summer sale');
			expect(await make('createTag', 'Summer Sale')).toBe('summer sale');
			const found = await list('mailchimpAudience', 'searchTags').call(mailchimp());
			expect(found.results).toEqual([{ name: 'summer sale', value: 'summer sale' }]);
		});

		it.each([
			['createTextField', 'Affiliate code', 'AFFILIATE', 'text'],
			['createLinkField', 'mylink', 'MYLINK', 'url'],
		])('%s: a merge field named %s', async (method, name, tag, type) => {
			expect(await make(method, name)).toBe(tag);
			// Another try takes the one that is there.
			expect(await make(method, name)).toBe(tag);
			const fields = hub.world.mailchimp.audience(hub.audienceId).mergeFields;
			expect(fields.filter((field) => field.tag === tag)).toMatchObject([{ name, type }]);
		});

		const addField = (tag: string, name: string, type: 'text' | 'url' = 'text') =>
			hub.world.mailchimp.addMergeField(hub.audienceId, { tag, name, type, options: {} });

		it('each name in a merge field of its own, though they begin alike', async () => {
			expect(await make('createTextField', 'Affiliate code')).toBe('AFFILIATE');
			expect(await make('createTextField', 'Affiliate coupon')).toBe('AFFILIATE2');
			expect(await make('createTextField', 'affiliate COUPON')).toBe('AFFILIATE2');
			expect(await make('createTextField', 'Tracking link of mine')).toBe('TRACKING_L');
			expect(await make('createTextField', 'Tracking links')).toBe('TRACKING_2');
		});

		it('nothing where a field is named so already, whatever its merge tag', async () => {
			addField('MMERGE7', 'Coupon', 'url');
			addField('MMERGE8', 'Coupon');
			expect(await make('createTextField', ' coupon ')).toBe('MMERGE8');
			expect(await make('createLinkField', 'Coupon')).toBe('MMERGE7');
			expect(await make('createTextField', 'mmerge8')).toBe('MMERGE8');
			addField('COUPON', 'Old one');
			expect(await make('createTextField', 'Coupon')).toBe('COUPON');
		});

		it('no merge field where no merge tag is left for it', async () => {
			for (const digit of ['', ...'23456789']) addField(`CODE${digit}`, `Field ${digit}`);
			const before = hub.world.mailchimp.audience(hub.audienceId).mergeFields.length;
			await expect(make('createTextField', 'code!')).rejects.toThrow('belong to other fields');
			expect(hub.world.mailchimp.audience(hub.audienceId).mergeFields).toHaveLength(before);
		});

		it('and takes no field of another name that gets the merge tag meanwhile', async () => {
			const answer = hub.world.fetch.bind(hub.world);
			const spy = jest.spyOn(hub.world, 'fetch').mockImplementation(async (request) => {
				if (request.method === 'POST') addField('AFFILIATE', 'Affiliate code');
				return await answer(request);
			});
			const making = make('createTextField', 'Affiliate coupon');
			await expect(making).rejects.toThrow('was just given to another field');
			spy.mockRestore();
			expect(await make('createTextField', 'Affiliate coupon')).toBe('AFFILIATE2');
		});

		it('no tag with a comma, which would be two where it is typed', async () => {
			await expect(make('createTag', 'summer, sale')).rejects.toThrow('has a comma');
			expect(hub.world.mailchimp.audience(hub.audienceId).tags.size).toBe(0);
		});

		it('and not what Mailchimp could not take', async () => {
			await expect(make('createTextField', 'AFFLINK')).rejects.toThrow('must be a text field');
			await expect(make('createTextField', '!')).rejects.toThrow('letters from A to Z');
			for (const nothing of ['', '  ', undefined]) {
				const making = make('createTag', nothing);
				await expect(making).rejects.toThrow('Type the name');
				await expect(making).rejects.toBeInstanceOf(NodeOperationError);
			}
		});
	});
});
