import type { IDataObject } from 'n8n-workflow';
import { creator, LINK, runUpsert, tags, type UpsertRun } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const upsert = async (run?: UpsertRun) => await runUpsert(hub, run);

const contact = (email = 'jo@creator-mail.com') =>
	hub.world.mailchimp.member(hub.audienceId, email);

const tagsOf = (email = 'jo@creator-mail.com') => hub.world.mailchimp.tagsOf(hub.audienceId, email);

const sent = () => hub.world.mailchimp.requests.map(({ method, path }) => `${method} ${path}`);

describe('Mailchimp Audience, Contact: Create or Update', () => {
	it('writes merge fields first and tags second, in two requests', async () => {
		const run = await upsert();
		expect(errorOf(run)).toBeUndefined();
		expect(sent()).toEqual([
			expect.stringMatching(/^PUT \/3\.0\/lists\/\w+\/members\/[0-9a-f]{32}$/),
			expect.stringMatching(/^POST \/3\.0\/lists\/\w+\/members\/[0-9a-f]{32}\/tags$/),
		]);
		expect(hub.world.outbox.mails).toHaveLength(1);
		expect(hub.world.outbox.mails[0].links).toEqual([LINK]);
	});

	it('says what became of the contact', async () => {
		const [item] = outputOf(await upsert(), 'Node');
		expect(item).toEqual({
			json: {
				email_address: 'jo@creator-mail.com',
				id: expect.stringMatching(/^[0-9a-f]{32}$/),
				contact_id: expect.any(String),
				audience_id: hub.audienceId,
				status: 'subscribed',
				merge_fields: expect.objectContaining({ FNAME: 'Jo', AFFLINK: LINK }),
				tags: ['new-affiliate'],
				tags_added: ['new-affiliate'],
				tags_already_present: [],
				tags_removed: [],
				warnings: [],
			},
			pairedItem: { item: 0 },
		});
	});

	it('needs one request when there is nothing to tag, and sends no second mail', async () => {
		await upsert();
		hub.world.mailchimp.clearRequests();
		const [item] = outputOf(await upsert(), 'Node');
		expect(sent()).toEqual([expect.stringMatching(/^PUT /)]);
		expect(item.json).toMatchObject({ tags_added: [], tags_already_present: ['new-affiliate'] });
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('removes tags that are there', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, {
			email: 'jo@creator-mail.com',
			tags: ['Applicant', 'vip'],
		});
		const [item] = outputOf(
			await upsert({ parameters: { tagsToRemove: tags('applicant', 'not there') } }),
			'Node',
		);
		expect(item.json.tags_removed).toEqual(['applicant']);
		expect(tagsOf().sort()).toEqual(['new-affiliate', 'vip']);
	});

	it('finds a tag beyond the 50 that Mailchimp lists with a contact', async () => {
		const many = Array.from({ length: 60 }, (_value, index) => `tag-${index}`);
		hub.world.mailchimp.addMember(hub.audienceId, {
			email: 'jo@creator-mail.com',
			tags: [...many, 'new-affiliate'],
		});
		const [item] = outputOf(await upsert(), 'Node');
		expect(item.json.tags_already_present).toEqual(['new-affiliate']);
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it.each([
		['JO@Creator-Mail.COM', 'jo@creator-mail.com'],
		['  jo+tag@creator-mail.com ', 'jo+tag@creator-mail.com'],
		['jörg@creator-mäil.com', 'jörg@creator-mäil.com'],
		['JÖRG@creator-mail.com', 'jörg@creator-mail.com'],
	])('finds the right contact for %j', async (email, stored) => {
		hub.world.mailchimp.addMember(hub.audienceId, { email: stored, mergeFields: { LNAME: 'Old' } });
		const run = await upsert({ items: [creator({ email })] });
		expect(errorOf(run)).toBeUndefined();
		expect(contact(stored)).toMatchObject({ merge_fields: { AFFLINK: LINK, LNAME: 'Old' } });
		expect(hub.world.mailchimp.audience(hub.audienceId).members.size).toBe(1);
	});

	it('leaves fields alone for which an item has no value', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, {
			email: 'jo@creator-mail.com',
			mergeFields: { FNAME: 'Johanna' },
		});
		await upsert({ items: [creator({ name: '' }), creator({ name: null })] });
		expect(contact()).toMatchObject({ merge_fields: { FNAME: 'Johanna' } });
	});

	it('takes an address as the object it is, and an empty one for none', async () => {
		const address = { addr1: 'Main Street 1', city: 'Springfield', state: 'IL', zip: '62701' };
		const context = editorContext(hub, 'mailchimpAudience', {
			authentication: 'apiKey',
			audience: locator('id', hub.audienceId),
		});
		const { resourceMapping } = hub.engine.nodeType('mailchimpAudience').methods ?? {};
		const fields = (await resourceMapping?.getMergeFields.call(context))?.fields ?? [];
		expect(fields.map(({ id }) => id)).toContain('ADDRESS');
		const value = { ADDRESS: '={{ $json.address }}' };
		const mergeFields = {
			mappingMode: 'defineBelow',
			value,
			matchingColumns: [],
			schema: fields,
			attemptToConvertTypes: false,
			convertFieldsToString: false,
		};
		const items = [creator({ address }), creator({ email: 'no@address.com', address: '' })];
		const run = await upsert({ items, parameters: { mergeFields } });
		expect(errorOf(run)).toBeUndefined();
		expect(contact()).toMatchObject({
			merge_fields: { ADDRESS: address },
		});
		expect(outputOf(run, 'Node')[1].json.warnings).toEqual([]);
	});

	describe('with all fields of the item', () => {
		const all = (item: IDataObject) =>
			upsert({
				items: [{ email: 'jo@creator-mail.com', ...item }],
				// Without the schema that the panel saves, and with one of before LNAME was there.
				parameters: {
					trackingLink: LINK,
					mergeFields: {
						mappingMode: 'autoMapInputData',
						value: null,
						schema: ['FNAME', 'AFFLINK'].map((id) => ({ id, displayName: id })),
					},
				},
			});

		it('maps those that the audience has now, in any case', async () => {
			await all({ fname: 'Jo', LNAME: 'Doe' });
			expect(contact()).toMatchObject({
				merge_fields: { FNAME: 'Jo', AFFLINK: LINK, LNAME: 'Doe' },
			});
		});

		it('names what the audience has not', async () => {
			const run = await all({ fname: 'Jo', FNAM: 'x', other: 1 });
			expect(outputOf(run, 'Node')[0].json.warnings).toEqual([
				'The audience has no merge field for these fields of the item: FNAM, other',
			]);
		});
	});

	it('keeps items, also several of one contact, in order and paired', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: [0, 20] });
		const items = Array.from({ length: 12 }, (_value, index) =>
			creator({ email: `jo${index % 5}@creator-mail.com`, name: `Jo ${index}` }),
		);
		const output = outputOf(await upsert({ items }), 'Node');
		expect(output.map(({ json }) => json.email_address)).toEqual(items.map(({ email }) => email));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_item, item) => ({ item })),
		);
		expect(hub.world.outbox.mails).toHaveLength(5);
		expect(contact('jo1@creator-mail.com')).toMatchObject({ merge_fields: { FNAME: 'Jo 11' } });
		expect(hub.world.mailchimp.maxSimultaneousReached).toBeLessThanOrEqual(8);
	});
});

describe('statuses', () => {
	it('follows the opt-in setting of the audience, read once', async () => {
		hub.world.mailchimp.audience(hub.audienceId).doubleOptin = true;
		const items = [creator(), creator({ email: 'second@creator-mail.com' })];
		const output = outputOf(
			await upsert({ items, options: { newContactStatus: 'audience' } }),
			'Node',
		);
		expect(output.map(({ json }) => json.status)).toEqual(['pending', 'pending']);
		expect(output[0].json.warnings).toEqual([
			'The contact has not confirmed yet and gets no mail before that',
		]);
		expect(sent().filter((line) => line.startsWith('GET'))).toHaveLength(1);
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('subscribes new contacts of an audience without double opt-in', async () => {
		const [item] = outputOf(await upsert({ options: { newContactStatus: 'audience' } }), 'Node');
		expect(item.json.status).toBe('subscribed');
	});

	it.each(['unsubscribed', 'cleaned', 'archived', 'transactional'] as const)(
		'leaves a contact alone who is %s, and reports it',
		async (status) => {
			hub.world.mailchimp.addMember(hub.audienceId, { email: 'jo@creator-mail.com', status });
			const run = await upsert({ node: { onError: 'continueErrorOutput' } });
			expect(outputOf(run, 'Node', 0)).toEqual([]);
			expect(outputOf(run, 'Node', 1)[0].json).toMatchObject({
				details: { reason: status, description: expect.stringContaining('No tag was added') },
			});
			expect(contact()).toMatchObject({ status });
			expect(tagsOf()).toEqual([]);
		},
	);

	it('changes the status of an existing contact only when told to', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, {
			email: 'jo@creator-mail.com',
			status: 'transactional',
		});
		const run = await upsert({ options: { existingContactStatus: 'subscribed' } });
		expect(outputOf(run, 'Node')[0].json.status).toBe('subscribed');
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('explains why somebody who unsubscribed cannot be subscribed again', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, {
			email: 'jo@creator-mail.com',
			status: 'unsubscribed',
		});
		const error = errorOf(await upsert({ options: { existingContactStatus: 'subscribed' } }));
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '400' });
		expect(error?.message).toContain('Member In Compliance State: ');
		expect(error?.description).toContain('sign up again');
	});
});

describe('OAuth2', () => {
	it('asks once for the data centre', async () => {
		const token = 'token-for-tests';
		hub.world.mailchimp.account.tokens.add(token);
		hub.credentials.mailchimpAudienceOAuth2Api = {
			oauthTokenData: { access_token: token, token_type: 'bearer' },
		};
		const items = [creator(), creator({ email: 'second@creator-mail.com' })];
		const run = await upsert({ items, parameters: { authentication: 'oAuth2' } });
		expect(errorOf(run)).toBeUndefined();
		expect(outputOf(run, 'Node')).toHaveLength(2);
		const metadata = hub.world.mailchimp.requests.filter(({ host }) => host.startsWith('login.'));
		expect(metadata).toHaveLength(1);
	});
});
