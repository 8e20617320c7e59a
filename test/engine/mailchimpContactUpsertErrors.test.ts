import { creator, LINK, mapped, runUpsert, type UpsertRun } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const upsert = async (run?: UpsertRun) => await runUpsert(hub, run);

const sent = () => hub.world.mailchimp.requests.map(({ method, path }) => `${method} ${path}`);

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
		expect(json.error).toContain('Mailchimp cut the Tracking Link in the merge field AFFLINK');
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
			parameters: { mergeFields: mapped({ NOSUCH: 'x' }) },
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
		const error = errorOf(await upsert({ parameters: { mergeFields: mapped({ LTV: 'a lot' }) } }));
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
