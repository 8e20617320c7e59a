import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import {
	addEventJourney,
	event,
	JO,
	properties,
	runOnContacts,
	sentShapes,
} from './support/mailchimpContact';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addEventJourney(hub);
});
afterAll(async () => await hub.close());
skipWaits();

const add = (email = JO) => hub.world.mailchimp.addMember(hub.audienceId, { email });

describe('Mailchimp Audience, Contact: Record Event', () => {
	it('records name, properties as texts and time, and starts the automation', async () => {
		const member = add();
		const parameters = event({
			properties: properties(
				{ name: 'amount', value: '={{ $json.amount }}' },
				{ name: ' note ', value: '={{ $json.note }}' },
			),
			options: { occurredAt: '2026-11-01T10:00:00.000+01:00' },
		});
		const items = [{ email: JO, amount: 12.5, note: null }];
		const recorded = {
			name: 'commission_approved',
			properties: { amount: '12.5', note: '' },
			occurred_at: '2026-11-01T09:00:00+00:00',
		};
		expect(pairedJson(await runOnContacts(hub, parameters, items))).toEqual([
			{
				email_address: JO,
				id: hub.world.mailchimp.member(hub.audienceId, JO)?.id,
				audience_id: hub.audienceId,
				...recorded,
				recorded: true,
			},
		]);
		expect(sentShapes(hub)).toEqual(['POST /lists/<list>/members/<hash>/events']);
		expect(hub.world.mailchimp.requests[0].body).toEqual(recorded);
		expect(member.events).toHaveLength(1);
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('takes a list of properties from an expression in the first field of a row', async () => {
		const member = add();
		const parameters = event({ properties: properties({ name: '={{ $json.list }}', value: '' }) });
		const list = [
			{ name: 'amount', value: 12.5 },
			{ name: 'currency', value: 'USD' },
		];
		await runOnContacts(hub, parameters, [{ email: JO, list }]);
		expect(member.events).toEqual([
			expect.objectContaining({ properties: { amount: '12.5', currency: 'USD' } }),
		]);
	});

	it('sends no more than the name when there is no more', async () => {
		add();
		await runOnContacts(hub, event());
		expect(hub.world.mailchimp.requests[0].body).toEqual({ name: 'commission_approved' });
	});

	it('starts no automation when told so', async () => {
		const member = add();
		await runOnContacts(hub, event({ options: { startAutomations: false } }));
		expect(member.events).toHaveLength(1);
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it.each(['429', '403-no-body'] as const)('%s: sends it again, recorded once', async (fault) => {
		const member = add();
		hub.world.faults.failNext({ service: 'mailchimp', fault, times: 2 });
		expect(pairedJson(await runOnContacts(hub, event()))).toHaveLength(1);
		expect(sentShapes(hub)).toHaveLength(3);
		expect(member.events).toHaveLength(1);
	});

	it.each([
		['reset-before', 0],
		['reset-after', 1],
		['502-html', undefined],
	] as const)('%s: is not sent again, and says that it is not known', async (fault, recorded) => {
		const member = add();
		hub.world.faults.failNext({ service: 'mailchimp', fault });
		const [json] = pairedJson(await runOnContacts(hub, event(), undefined, CONTINUE));
		expect(json).toMatchObject({
			error: 'Mailchimp gave no clear answer: it is not known whether the event was recorded',
			details: {
				reason: 'unknown_outcome',
				description: expect.stringContaining('before you run this item again'),
			},
		});
		expect(sentShapes(hub)).toHaveLength(1);
		if (recorded !== undefined) expect(member.events).toHaveLength(recorded);
	});

	it('records the events of one contact in the order of the input', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: [0, 20] });
		const member = add();
		add('other@creator-mail.com');
		const items = Array.from({ length: 12 }, (_value, index) => ({
			email: index % 2 === 0 ? JO : 'other@creator-mail.com',
			name: `event-${index}`,
		}));
		const output = pairedJson(
			await runOnContacts(hub, event({ eventName: '={{ $json.name }}' }), items),
		);
		expect(output.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
		expect(member.events.map(({ name }) => name)).toEqual(
			[0, 2, 4, 6, 8, 10].map((index) => `event-${index}`),
		);
	});

	it('gives an address that is not there on the error output', async () => {
		add();
		const items = [{ email: 'nobody@creator-mail.com', sale: 7 }, { email: JO }];
		const run = await runOnContacts(hub, event(), items, ERROR_OUTPUT);
		expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(itemsOf(run, 1)[0].json).toMatchObject({
			sale: 7,
			error: expect.stringContaining('nobody@creator-mail.com'),
			details: { httpCode: '404' },
		});
	});

	it.each<[INodeParameters, IDataObject, string]>([
		[{ eventName: '={{ " " }}' }, {}, 'The parameter Event Name is empty'],
		[{ eventName: 'x' }, {}, 'The parameter Event Name is not 2 to 30 characters long: "x"'],
		[{ eventName: 'x'.repeat(31) }, {}, 'The parameter Event Name is not 2 to 30 characters long'],
		[
			{ properties: properties({ name: '', value: '1' }) },
			{},
			'The parameter Properties has a row without a name',
		],
		[
			{ properties: properties({ name: 'sale', value: '={{ $json.sale }}' }) },
			{ sale: { id: 1 } },
			'The parameter Properties (sale) is no text: an object',
		],
		[
			{ properties: properties({ name: '={{ $json.list }}', value: '' }) },
			{ list: ['amount'] },
			'The parameter Properties is no list of rows',
		],
		[
			{ options: { occurredAt: 'lately' } },
			{},
			'The parameter Occurred At is not a date: "lately"',
		],
	])('sends nothing for %j', async (parameters, json, message) => {
		add();
		const run = await runOnContacts(hub, event(parameters), [{ email: JO, ...json }]);
		expect(errorOf(run)?.message).toContain(message);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});
});
