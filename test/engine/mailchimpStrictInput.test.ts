import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { creators, mapped, runUpsert, tags } from './support/contacts';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { runMailchimp } from './support/mailchimp';
import {
	addContact,
	addEventJourney,
	event,
	JO,
	properties,
	runOnContacts,
} from './support/mailchimpContact';
import { pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const mailchimp = () => hub.world.mailchimp;
const mails = () => hub.world.outbox.mails.length;

type Value = IDataObject[string];

/** Runs an operation on Jo, with `$json.value` for its expressions. */
const run = async (parameters: INodeParameters, value: Value) =>
	await runOnContacts(hub, parameters, [{ email: JO, value }]);

const upsertJo = async (options: INodeParameters, value: Value) =>
	await runUpsert(hub, {
		items: [{ ...creators(1)[0], email: JO, value }],
		options,
	});

const addTag = (options: INodeParameters): INodeParameters => ({
	resource: 'tag',
	operation: 'add',
	tags: tags('new-affiliate'),
	options,
});

const contact = (operation: string, options: INodeParameters): INodeParameters => ({
	resource: 'contact',
	operation,
	mergeFields: mapped({ FNAME: 'Jo' }),
	linkMergeField: '',
	tagsToAdd: tags('new-affiliate'),
	tagsToRemove: {},
	options,
});

const VALUE = '={{ $json.value }}';
const START = { startAutomations: VALUE };

describe.each<[string, (value: Value) => Promise<IRun>]>([
	['Contact: Create or Update', async (value) => await upsertJo(START, value)],
	['Contact: Update', async (value) => await run(contact('update', START), value)],
	['Tag: Add', async (value) => await run(addTag(START), value)],
	['Contact: Record Event', async (value) => await run(event({ options: START }), value)],
])('Start Automations of %s', (_name, start) => {
	beforeEach(() => {
		addContact(hub);
		addEventJourney(hub);
	});

	it.each([true, 'yes', 'TRUE'])('%j sends the mail', async (value) => {
		expect(errorOf(await start(value))).toBeUndefined();
		expect(mails()).toBe(1);
	});

	it.each([false, 'No', 'no', 'false', ' FALSE '])('%j sends none', async (value) => {
		expect(errorOf(await start(value))).toBeUndefined();
		expect(mailchimp().requests.some(({ method }) => method !== 'GET')).toBe(true);
		expect(mails()).toBe(0);
	});

	it.each(['maybe', '', null, 1, 0, [], {}])(
		'%j is an error, and nothing is sent',
		async (value) => {
			const error = errorOf(await start(value));
			expect(error?.message).toMatch(/^The parameter Start Automations is /);
			expect(error).toMatchObject({ type: 'invalid_input' });
			expect(mailchimp().requests).toEqual([]);
		},
	);
});

const audienceOnly = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: operation === 'getMembers' ? 'tag' : operation === 'prepare' ? 'audience' : 'contact',
	operation,
	tag: locator('name', 'new-affiliate'),
	...more,
});

describe.each<[string, INodeParameters]>([
	['Clear Empty Fields', contact('upsert', { clearEmptyFields: VALUE })],
	['Revive Archived Contacts', contact('upsert', { reviveArchived: VALUE })],
	['Restart Automations', contact('upsert', { restartAutomations: VALUE })],
	['Restart Automations', addTag({ restartAutomations: VALUE })],
	['Status of Existing Contacts', contact('update', { existingContactStatus: VALUE })],
	['Status of New Contacts', contact('create', { newContactStatus: VALUE })],
	['Unsubscribed Contacts', contact('upsert', { unsubscribedContacts: VALUE })],
	['Time Limit (Minutes)', contact('upsert', { timeLimit: VALUE })],
	['Dry Run', audienceOnly('prepare', { dryRun: VALUE, wantedTags: ['vip'] })],
	['Return All', audienceOnly('getMany', { returnAll: VALUE })],
	['Limit', audienceOnly('getMany', { limit: VALUE })],
	['Simplify', audienceOnly('getMany', { simplify: VALUE })],
	['Return All', audienceOnly('getMembers', { returnAll: VALUE })],
	['Subscribed Only', audienceOnly('getMembers', { options: { subscribedOnly: VALUE } })],
	['Match Beginning of Name', audienceOnly('getMembers', { options: { matchBeginning: VALUE } })],
])('%s', (label, parameters) => {
	it.each(['maybe', '', null, [], {}])('%j is an error, and nothing is sent', async (value) => {
		addContact(hub, { tags: ['new-affiliate'] });
		const error = errorOf(await run(parameters, value));
		expect(error?.message).toMatch(/^The parameter /);
		expect(error?.message).toContain(`${label} is `);
		expect(error).toMatchObject({ type: 'invalid_input' });
		expect(mailchimp().requests).toEqual([]);
	});
});

it('VIP has no value where it has none, and anything else than on and off is an error', async () => {
	const error = errorOf(await run(contact('upsert', { vip: VALUE }), 'maybe'));
	expect(error?.message).toBe('The parameter VIP is neither on nor off: "maybe"');
	expect(mailchimp().requests).toEqual([]);
});

describe.each<[string, INodeParameters]>([
	['Changed Since', audienceOnly('getMany', { filters: { changedSince: VALUE } })],
	['Occurred At', event({ options: { occurredAt: VALUE } })],
	['Opt-In Time', contact('upsert', { optInTime: VALUE })],
	['Sign-Up Time', contact('upsert', { signUpTime: VALUE })],
])('%s', (label, parameters) => {
	it.each(['Order 4711', '2026-02-30', '11/30/2026 09:00', 5, 0, [2026], {}])(
		'%j is an error, and nothing is sent',
		async (value) => {
			addContact(hub);
			const error = errorOf(await run(parameters, value));
			expect(error?.message).toMatch(`The parameter ${label} is not a date: `);
			expect(error).toMatchObject({ type: 'invalid_input' });
			expect(mailchimp().requests).toEqual([]);
		},
	);
});

it.each([-1, 1.5, 0, '0x10', '1,000'])('a limit of %j is an error', async (value) => {
	const error = errorOf(await run(audienceOnly('getMany', { limit: VALUE }), value));
	expect(error?.message).toContain('The parameter Limit is not a whole number of 1 or more');
	expect(mailchimp().requests).toEqual([]);
});

it.each([true, 'true', 'Yes'])('Dry Run given as %j writes nothing', async (value) => {
	const parameters = audienceOnly('prepare', { dryRun: VALUE, wantedTags: ['vip'] });
	const [json] = pairedJson(await run(parameters, value));
	expect(json).toMatchObject({ dry_run: true, tags: [{ name: 'vip', state: 'would_create' }] });
	expect(mailchimp().requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it.each([
	['true', 60],
	['No', 50],
])('Return All given as %j gives %i of 60 contacts', async (value, count) => {
	for (const { email } of creators(60)) addContact(hub, { email: String(email), tags: ['vip'] });
	const all = { returnAll: VALUE };
	const contacts = await run(audienceOnly('getMany', all), value);
	const members = await run(
		audienceOnly('getMembers', { ...all, tag: locator('name', 'vip') }),
		value,
	);
	for (const { data } of [contacts, members]) {
		expect(data.resultData.runData.Node[0].data?.main[0]).toHaveLength(count);
	}
});

it('Restart while start is off is the same error everywhere', async () => {
	addContact(hub, { tags: ['new-affiliate'] });
	const options = { restartAutomations: true, startAutomations: 'no' };
	const errors = [
		errorOf(await upsertJo(options, undefined)),
		errorOf(await run(contact('update', options), undefined)),
		errorOf(await run(addTag(options), undefined)),
	];
	expect(errors.map((error) => error?.message)).toEqual(
		errors.map(() => 'The parameter Restart Automations is on while Start Automations is not Yes'),
	);
	expect(new Set(errors.map((error) => error?.description)).size).toBe(1);
	expect(mailchimp().requests).toEqual([]);
});

it('an event has no automations that do not matter', async () => {
	const parameters = event({ properties: properties(), options: START });
	const error = errorOf(await run(parameters, 'any'));
	expect(error?.message).toContain('Start Automations is neither on nor off: "any"');
	expect(mailchimp().requests).toEqual([]);
});

// Nothing in the place of a list could hold nobody, and send.
it.each(['maybe', '', null, {}, ['archived', 'gone'], ['']])(
	'Hold on Status: %j is no list of statuses, and nothing is sent',
	async (value) => {
		const error = errorOf(await run(contact('upsert', { holdOnStatus: VALUE }), value));
		expect(error?.message).toMatch(/^The parameter Hold on Status is /);
		expect(mailchimp().requests).toEqual([]);
	},
);

it('takes a plain run with items of all kinds', async () => {
	const items = [false, 'Yes', 'NO'].map((value, index) => ({ email: `jo${index}@b.com`, value }));
	const parameters = contact('upsert', { ...START, newContactStatus: 'Subscribed' });
	pairedJson(
		await runMailchimp(
			hub,
			{ audience: locator('id', hub.audienceId), email: '={{ $json.email }}', ...parameters },
			items,
		),
	);
	expect(hub.world.outbox.mails.map(({ to }) => to)).toEqual(['jo1@b.com']);
});
