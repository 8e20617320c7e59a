import { creator, LINK, mapped, runUpsert, tags, type UpsertRun } from './support/contacts';
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
		const value = { ADDRESS: '={{ $json.address }}', AFFLINK: '={{ $json.link }}' };
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

	it('maps fields by their names when asked to', async () => {
		await upsert({
			items: [{ email: 'jo@creator-mail.com', fname: 'Jo', AFFLINK: LINK, other: 'x' }],
			parameters: {
				mergeFields: {
					mappingMode: 'autoMapInputData',
					value: null,
					schema: ['FNAME', 'AFFLINK'].map((id) => ({ id, displayName: id })),
				},
			},
		});
		expect(hub.world.mailchimp.requests[0].body).toMatchObject({
			merge_fields: { FNAME: 'Jo', AFFLINK: LINK },
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

describe('holding', () => {
	const held = async (wanted: UpsertRun) => {
		const run = await upsert({ ...wanted, node: { onError: 'continueErrorOutput' } });
		expect(outputOf(run, 'Node', 0)).toEqual([]);
		expect(hub.world.outbox.mails).toEqual([]);
		return outputOf(run, 'Node', 1)[0].json;
	};

	it.each([
		['', 'empty_link'],
		[null, 'empty_link'],
		['shop.refersion.com/c/a3y7', 'bad_link'],
		['javascript:alert(1)', 'bad_link'],
	])('sends nothing for the link %j', async (link, reason) => {
		const json = await held({ items: [creator({ link })] });
		expect(json).toMatchObject({ email: 'jo@creator-mail.com', details: { reason } });
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('does not tag when a text field has cut the link', async () => {
		const { id } = hub.world.mailchimp.addAudience({ name: 'Text links' });
		hub.world.mailchimp.addMergeField(id, { tag: 'AFFLINK', name: 'Link', type: 'text' });
		const json = await held({
			items: [creator({ link: `${LINK}?x=${'y'.repeat(300)}` })],
			parameters: { audience: locator('id', id) },
		});
		expect(json.error).toContain('Mailchimp cut the value of the merge field AFFLINK');
		expect(json.details).toMatchObject({
			reason: 'field_not_stored',
			description: expect.stringContaining('255 bytes'),
		});
		expect(hub.world.mailchimp.tagsOf(id, 'jo@creator-mail.com')).toEqual([]);
	});

	it('does not tag when the audience lacks the field', async () => {
		const { id } = hub.world.mailchimp.addAudience({ name: 'No link field' });
		const json = await held({ parameters: { audience: locator('id', id) } });
		expect(json.error).toContain('The audience has no merge field AFFLINK');
	});

	it('holds a contact without a required field', async () => {
		const json = await held({
			items: [creator({ name: '' })],
			options: { requiredMergeFields: 'fname, LNAME' },
		});
		expect(json.error).toContain('The merge field FNAME is empty');
	});

	it('only warns about a field that is not required', async () => {
		const run = await upsert({
			parameters: { mergeFields: mapped({ AFFLINK: LINK, NOSUCH: 'x' }) },
		});
		expect(outputOf(run, 'Node')[0].json.warnings).toEqual([
			'The audience has no merge field NOSUCH; Mailchimp ignored it',
		]);
	});

	it('needs no link when none is asked for', async () => {
		const run = await upsert({
			items: [creator({ link: '' })],
			parameters: { linkMergeField: '' },
		});
		expect(outputOf(run, 'Node')).toHaveLength(1);
	});
});

describe('errors', () => {
	it("gives Mailchimp's title, detail and field messages", async () => {
		hub.world.mailchimp.addMergeField(hub.audienceId, { tag: 'LTV', name: 'LTV', type: 'number' });
		const error = errorOf(
			await upsert({ parameters: { mergeFields: mapped({ AFFLINK: LINK, LTV: 'a lot' }) } }),
		);
		expect(error?.message).toBe(
			'Invalid Resource: Your merge fields were invalid. (LTV: Please enter a number)',
		);
		expect(error).toMatchObject({ httpCode: '400', context: { itemIndex: 0 } });
	});

	it.each([
		['', 'The parameter Email is empty'],
		['not an address', 'The parameter Email is not an email address: "not an address"'],
	])('names item and parameter for the address %j', async (email, message) => {
		const error = errorOf(await upsert({ items: [creator(), creator({ email })] }));
		expect(error).toMatchObject({ message, context: { itemIndex: 1 } });
		expect(error?.description).toContain('The item was not sent');
	});

	it('keeps going with one item for each, when set to continue', async () => {
		const items = [
			creator(),
			creator({ email: 'fake@example.com' }),
			creator({ email: 'x@y.com' }),
		];
		const run = await upsert({ items, node: { onError: 'continueRegularOutput' } });
		const output = outputOf(run, 'Node');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(output[1].json.error).toContain('looks fake or invalid');
		expect(output[2].json.email_address).toBe('x@y.com');
	});

	it('moves refused items to the error output, with the fields they came with', async () => {
		const items = [creator({ email: 'fake@example.com' }), creator()];
		const run = await upsert({ items, node: { onError: 'continueErrorOutput' } });
		expect(outputOf(run, 'Node', 0)).toHaveLength(1);
		expect(outputOf(run, 'Node', 1)[0].json).toMatchObject({
			email: 'fake@example.com',
			name: 'Jo',
			error: expect.stringContaining('Invalid Resource'),
			details: { httpCode: '400' },
		});
	});

	it.each(['x-evil.example/', 'x-us1.evil', 'x-us1@evil.example'])(
		'refuses the crafted key %s before any request leaves',
		async (apiKey) => {
			hub.credentials.mailchimpAudienceApi = { apiKey };
			const error = errorOf(await upsert());
			expect(error?.message).toContain('The Mailchimp API key is not valid');
			expect(error?.message).not.toContain(apiKey);
			expect(hub.world.mailchimp.requests).toEqual([]);
			expect(hub.served.refusedHosts).toEqual([]);
		},
	);

	it('makes a key that is not valid the error of each item, when set to continue', async () => {
		hub.credentials.mailchimpAudienceApi = { apiKey: 'x-us1.evil' };
		const items = [creator(), creator({ email: 'second@creator-mail.com' })];
		const run = await upsert({ items, node: { onError: 'continueErrorOutput' } });
		expect(errorOf(run)).toBeUndefined();
		expect(outputOf(run, 'Node', 1).map(({ json }) => [json.email, json.error])).toEqual(
			items.map(({ email }) => [email, expect.stringContaining('API key is not valid')]),
		);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('says what to do about a wrong key', async () => {
		hub.credentials.mailchimpAudienceApi = { apiKey: `${'f'.repeat(32)}-us21` };
		const error = errorOf(await upsert());
		expect(error).toMatchObject({ httpCode: '401' });
		expect(error?.description).toContain('paste a current API key');
		expect(JSON.stringify(error)).not.toContain('ffffffff');
	});

	it.each(['429', '403-no-body', '502-html', 'reset-before', 'reset-after'] as const)(
		'%s: repeats the request, and still sends one mail',
		async (fault) => {
			for (const method of ['PUT', 'POST']) {
				hub.world.faults.failNext({ service: 'mailchimp', method, fault, times: 2 });
			}
			const run = await upsert();
			expect(errorOf(run)).toBeUndefined();
			expect(sent()).toHaveLength(6);
			expect(hub.world.outbox.mails).toHaveLength(1);
		},
	);
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
