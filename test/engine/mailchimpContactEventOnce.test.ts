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

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addEventJourney(hub);
});
afterAll(async () => await hub.close());

const add = (email = JO) => hub.world.mailchimp.addMember(hub.audienceId, { email });

describe('Mailchimp Audience, Contact: Record Event, once by a property', () => {
	const once = (more: INodeParameters = {}) =>
		event({
			properties: properties({ name: 'conversion_id', value: '={{ $json.id }}' }),
			options: { recordOnceBy: 'conversion_id' },
			...more,
		});
	const sale = (id: unknown, email = JO): IDataObject => ({ email, id: String(id) });
	const recorded = async (items: IDataObject[], more: INodeParameters = {}) =>
		pairedJson(await runOnContacts(hub, once(more), items)).map((json) => json.recorded);
	const past = (name: string, conversionId: string) => ({
		name,
		properties: { conversion_id: conversionId },
		occurredAt: '',
	});

	it('records an event that is not there, and not again', async () => {
		const member = add();
		expect(await recorded([sale(1)])).toEqual([true]);
		expect(await recorded([sale(1)])).toEqual([false]);
		expect(await recorded([sale(2), sale(1)])).toEqual([true, false]);
		expect(member.events.map(({ properties: { conversion_id: id } }) => id)).toEqual(['1', '2']);
		expect(hub.world.outbox.mails).toHaveLength(2);
		expect(sentShapes(hub).slice(0, 3)).toEqual([
			'GET /lists/<list>/members/<hash>/events',
			'POST /lists/<list>/members/<hash>/events',
			'GET /lists/<list>/members/<hash>/events',
		]);
	});

	it.each(['oldest-first', 'newest-first', 'not-yet'] as const)(
		'records doubled items of one run once (events are listed %s)',
		async (eventsListed) => {
			hub.world.mailchimp.switches.eventsListed = eventsListed;
			const member = add();
			add('other@creator-mail.com');
			const items = [
				sale(1),
				sale(1),
				sale(1, 'other@creator-mail.com'),
				sale(1, JO.toUpperCase()),
			];
			expect(await recorded(items)).toEqual([true, false, true, false]);
			expect(member.events).toHaveLength(1);
		},
	);

	it('takes another name, another value or another property for another event', async () => {
		const member = add();
		member.events.push(past('commission_denied', '1'), past('commission_approved', '11'));
		member.events.push({ name: 'commission_approved', properties: { other: '1' }, occurredAt: '' });
		expect(await recorded([sale(1)])).toEqual([true]);
	});

	it.each(['oldest-first', 'newest-first'] as const)(
		'finds an event among thousands (%s)',
		async (eventsListed) => {
			hub.world.mailchimp.switches.eventsListed = eventsListed;
			const member = add();
			for (let id = 0; id < 2_500; id++) member.events.push(past('commission_approved', `${id}`));
			expect(await recorded([sale(0), sale(2_499), sale(1_250)])).toEqual([false, false, false]);
			expect(await recorded([sale(2_500)])).toEqual([true]);
			expect(member.events).toHaveLength(2_501);
		},
	);

	it('records nothing when the events cannot be read', async () => {
		const member = add();
		hub.world.faults.failNext({ service: 'mailchimp', method: 'GET', fault: '400' });
		const [json] = pairedJson(await runOnContacts(hub, once(), [sale(1)], CONTINUE));
		expect(json).toHaveProperty('error');
		expect(member.events).toEqual([]);
	});

	it('an answer that got lost: looks whether the event is there', async () => {
		const member = add();
		hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault: 'reset-after' });
		expect(await recorded([sale(1)])).toEqual([true]);
		expect(member.events).toHaveLength(1);
	});

	it('a request that got lost: says that it is not known, and records it with the next run', async () => {
		const member = add();
		hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault: 'reset-before' });
		const [json] = pairedJson(await runOnContacts(hub, once(), [sale(1)], CONTINUE));
		expect(json).toMatchObject({
			error: expect.stringContaining('it is not known whether the event was recorded'),
			details: {
				reason: 'unknown_outcome',
				description: expect.stringContaining('Run this item again'),
			},
		});
		expect(await recorded([sale(1)])).toEqual([true]);
		expect(member.events).toHaveLength(1);
	});

	it('does not hide that two runs at the same moment both record', async () => {
		const member = add();
		hub.world.faults.set('mailchimp', { latencyMs: [30, 30] });
		const both = await Promise.all([recorded([sale(1)]), recorded([sale(1)])]);
		expect(both).toEqual([[true], [true]]);
		expect(member.events).toHaveLength(2);
	});

	it('gives an address that is not there on the error output', async () => {
		const run = await runOnContacts(hub, once(), [sale(1)], ERROR_OUTPUT);
		expect(itemsOf(run, 1)[0].json).toMatchObject({
			error: expect.stringContaining(JO),
			details: { httpCode: '404' },
		});
	});

	it.each<[INodeParameters, IDataObject]>([
		[{ options: { recordOnceBy: 'order' } }, sale(1)],
		[{}, sale(' ')],
		[{ properties: {} }, sale(1)],
	])('sends nothing without a value for the property: %j', async (more, item) => {
		add();
		const run = await runOnContacts(hub, once(more), [item]);
		expect(errorOf(run)?.message).toContain(
			'The parameter Record Once By Property names a property without a value',
		);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});
});
