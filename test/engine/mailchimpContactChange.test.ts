import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { JO, runOnContacts, sentShapes } from './support/mailchimpContact';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';

const NEW = 'johanna@creator-mail.com';
const LOST = ['reset-before', 'reset-after', '502-html', '429', '403-no-body'] as const;

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

type Seed = Parameters<Hub['world']['mailchimp']['addMember']>[1];
const add = (seed: Partial<Seed> = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, { email: JO, ...seed });
const contact = (email = JO) => hub.world.mailchimp.member(hub.audienceId, email);

/** Runs an operation on a contact. */
const run = async (operation: string, more: INodeParameters = {}, ...rest: [IDataObject[]?]) =>
	await runOnContacts(hub, { resource: 'contact', operation, ...more }, ...rest);

describe('Mailchimp Audience, Contact: Archive', () => {
	it('archives in one request; nothing is deleted', async () => {
		add({ tags: ['vip'] });
		expect(pairedJson(await run('archive'))).toEqual([
			{
				email_address: JO,
				id: contact()?.id,
				audience_id: hub.audienceId,
				status: 'archived',
				changed: true,
			},
		]);
		expect(sentShapes(hub)).toEqual(['DELETE /lists/<list>/members/<hash>']);
		expect(contact()).toMatchObject({ status: 'archived', tags: [{ name: 'vip' }] });
	});

	it('counts as done for a contact that is archived', async () => {
		add({ status: 'archived' });
		expect(pairedJson(await run('archive'))).toMatchObject([
			{ status: 'archived', changed: false },
		]);
	});

	it.each(LOST)('%s: repeats the request', async (fault) => {
		add();
		hub.world.faults.failNext({ service: 'mailchimp', method: 'DELETE', fault });
		expect(pairedJson(await run('archive'))).toMatchObject([{ status: 'archived' }]);
		expect(contact()).toMatchObject({ status: 'archived' });
	});

	it.each([
		['pending', 'Contact: Unsubscribe first'],
		['cleaned', 'can stay as it is'],
	] as const)('says what to do about a contact that is %s', async (status, remedy) => {
		add({ status });
		const error = errorOf(await run('archive'));
		expect(error?.message).toBe(`Mailchimp does not archive a contact that is ${status} (${JO})`);
		expect(error?.description).toContain(remedy);
		expect(contact()).toMatchObject({ status });
	});

	it('goes on after an address that is not there and one that cannot be archived', async () => {
		add({ status: 'pending' });
		add({ email: NEW });
		const items = [{ email: JO }, { email: 'nobody@creator-mail.com' }, { email: NEW }];
		const parameters = { resource: 'contact', operation: 'archive' };
		const output = pairedJson(await runOnContacts(hub, parameters, items, CONTINUE));
		expect(output).toMatchObject([
			{ details: { reason: 'pending' } },
			{ error: expect.stringContaining('nobody@creator-mail.com'), details: { httpCode: '404' } },
			{ email_address: NEW, changed: true },
		]);
	});
});

describe('Mailchimp Audience, Contact: Unsubscribe', () => {
	it.each(['subscribed', 'pending', 'transactional'] as const)(
		'unsubscribes who is %s',
		async (status) => {
			const member = add({ status });
			expect(pairedJson(await run('unsubscribe'))).toEqual([
				{
					email_address: JO,
					id: contact()?.id,
					contact_id: member.contactId,
					audience_id: hub.audienceId,
					status: 'unsubscribed',
					changed: true,
					warnings: [],
				},
			]);
			expect(contact()).toMatchObject({ status: 'unsubscribed' });
			expect(hub.world.mailchimp.requests.map(({ method, body }) => [method, body])).toEqual([
				['GET', null],
				['PATCH', { status: 'unsubscribed' }],
			]);
		},
	);

	it('counts as done for who is unsubscribed, and leaves who did it as it is', async () => {
		const member = add({ status: 'unsubscribed', unsubscribedBy: 'self' });
		expect(pairedJson(await run('unsubscribe'))).toMatchObject([{ changed: false, warnings: [] }]);
		expect(member.unsubscribedBy).toBe('self');
		expect(sentShapes(hub)).toHaveLength(1);
	});

	it.each(['archived', 'cleaned'] as const)(
		'leaves a contact that is %s, and says so',
		async (status) => {
			add({ status });
			expect(pairedJson(await run('unsubscribe'))).toMatchObject([
				{ status, changed: false, warnings: [expect.stringContaining(status)] },
			]);
			expect(contact()).toMatchObject({ status });
		},
	);

	it('unsubscribes archived contacts too, when asked to', async () => {
		add({ status: 'archived' });
		const output = pairedJson(await run('unsubscribe', { options: { archivedToo: true } }));
		expect(output).toMatchObject([{ status: 'unsubscribed', changed: true, warnings: [] }]);
		expect(contact()).toMatchObject({ status: 'unsubscribed' });
	});

	it('does not fail for a required merge field without a value', async () => {
		add();
		hub.world.mailchimp.addMergeField(hub.audienceId, {
			tag: 'SHOP',
			name: 'Shop',
			type: 'text',
			required: true,
		});
		await run('unsubscribe');
		expect(hub.world.mailchimp.requests[1].query).toEqual({ skip_merge_validation: 'true' });
		expect(contact()).toMatchObject({ status: 'unsubscribed' });
	});

	it.each(LOST)('%s: repeats the request', async (fault) => {
		add();
		hub.world.faults.failNext({ service: 'mailchimp', method: 'PATCH', fault });
		expect(pairedJson(await run('unsubscribe'))).toMatchObject([{ status: 'unsubscribed' }]);
	});

	it('makes no contact of an address that is not there, and gives it on the error output', async () => {
		add({ email: NEW });
		const parameters = { resource: 'contact', operation: 'unsubscribe' };
		const items = [{ email: JO }, { email: NEW }];
		const both = await runOnContacts(hub, parameters, items, ERROR_OUTPUT);
		expect(itemsOf(both).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(itemsOf(both, 1)[0].json).toMatchObject({ email: JO, details: { httpCode: '404' } });
		expect(contact()).toBeUndefined();
	});
});

describe('Mailchimp Audience, Contact: Change Email', () => {
	const change = async (newEmail = NEW, items?: IDataObject[]) =>
		await run('changeEmail', { newEmail }, items);

	it('renames the contact, which keeps its data and tags', async () => {
		const member = add({ tags: ['vip'], mergeFields: { FNAME: 'Jo' } });
		expect(pairedJson(await change())).toEqual([
			{
				email_address: NEW,
				previous_email_address: JO,
				id: contact(NEW)?.id,
				contact_id: member.contactId,
				audience_id: hub.audienceId,
				status: 'subscribed',
				changed: true,
			},
		]);
		expect(contact()).toBeUndefined();
		expect(contact(NEW)).toMatchObject({
			contact_id: member.contactId,
			tags: [{ name: 'vip' }],
			merge_fields: { FNAME: 'Jo' },
		});
		expect(hub.world.mailchimp.requests.map(({ method, body }) => [method, body])).toEqual([
			['PATCH', { email_address: NEW }],
		]);
	});

	it('counts as done when it was done before', async () => {
		add();
		await change();
		expect(pairedJson(await change())).toMatchObject([{ email_address: NEW, changed: false }]);
	});

	it.each(LOST)('%s: repeats the request', async (fault) => {
		add();
		hub.world.faults.failNext({ service: 'mailchimp', method: 'PATCH', fault });
		expect(pairedJson(await change())).toMatchObject([{ email_address: NEW }]);
		expect(contact()).toBeUndefined();
	});

	it('changes the spelling only', async () => {
		add();
		expect(pairedJson(await change('Jo@Creator-Mail.com'))).toMatchObject([
			{ email_address: 'Jo@Creator-Mail.com', changed: true },
		]);
	});

	it.each([
		[JO, JO],
		['JO@creator-mail.com', JO],
		[JO, ` ${JO} `],
	])('writes nothing where the address of %s is %j already', async (email, newEmail) => {
		add();
		const output = pairedJson(await run('changeEmail', { newEmail }, [{ email }]));
		expect(output).toMatchObject([
			{ email_address: JO, previous_email_address: email, status: 'subscribed', changed: false },
		]);
		expect(sentShapes(hub)).toEqual(['GET /lists/<list>/members/<hash>']);
	});

	it('names both contacts when the new address is taken, and says what to do', async () => {
		add({ tags: ['vip'] });
		add({ email: NEW, status: 'unsubscribed' });
		const error = errorOf(await change());
		expect(error?.message).toBe(
			`${JO} cannot become ${NEW}: the audience has a contact with that address already (unsubscribed)`,
		);
		expect(error?.description).toContain(`then archive ${JO}`);
		expect(error).toMatchObject({ type: 'address_taken' });
		expect(contact()).toMatchObject({ tags: [{ name: 'vip' }] });
	});

	it.each([NEW, 'JO@creator-mail.com'])('knows nobody to rename to %s', async (newEmail) => {
		const error = errorOf(await change(newEmail));
		expect(error?.message).toBe(`The audience has no contact with the address ${JO}`);
		expect(hub.world.mailchimp.audience(hub.audienceId).members.size).toBe(0);
	});

	it("gives Mailchimp's words for an address it does not take", async () => {
		add();
		const error = errorOf(await change('jo@example.com'));
		expect(error?.message).toContain('jo@example.com looks fake or invalid');
		expect(contact()).toBeDefined();
	});

	it('names the parameter of a new address that is none', async () => {
		const error = errorOf(await change('none'));
		expect(error?.message).toBe('The parameter New Email is not an email address: "none"');
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('takes the items one after another, and goes on after an error', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: [0, 20] });
		add({ email: 'a@creator-mail.com' });
		const steps = [
			['a', 'b'],
			['nobody', 'x'],
			['b', 'c'],
			['c', 'd'],
		];
		const items = steps.map(([from, to]) => ({
			email: `${from}@creator-mail.com`,
			to: `${to}@creator-mail.com`,
		}));
		const parameters = {
			resource: 'contact',
			operation: 'changeEmail',
			newEmail: '={{ $json.to }}',
		};
		const output = pairedJson(await runOnContacts(hub, parameters, items, CONTINUE));
		expect(output).toMatchObject([
			{ changed: true },
			{ error: expect.stringContaining('nobody@creator-mail.com') },
			{ changed: true },
			{ email_address: 'd@creator-mail.com', changed: true },
		]);
		expect(hub.world.mailchimp.maxSimultaneousReached).toBe(1);
	});
});
