import type { INodeParameters } from 'n8n-workflow';
import { mailchimpClient } from '../../nodes/Mailchimp/transport/client';
import { tags } from './support/contacts';
import { errorOf } from './support/engine';
import { connectOAuth2 } from './support/hostile';
import { resetHub, startHub, type Hub } from './support/hub';
import { addContact, runOnContacts } from './support/mailchimpContact';
import { CONTINUE, pairedJson } from './support/refersion';
import { executeContext, thrownBy } from './support/transport';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	for (const { email } of items) addContact(hub, { email });
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const items = Array.from({ length: 200 }, (_value, index) => ({
	email: `jo${index}@creator-mail.com`,
}));
const sent = () => hub.world.mailchimp.requests.length;
/** Waits between two tries take no time. */
const hurry = () => jest.spyOn(Math, 'random').mockReturnValue(0);
const down = () => hub.world.faults.set('mailchimp', { rates: { '502-html': 1 } });

const get: INodeParameters = { resource: 'contact', operation: 'get', options: {} };
const add: INodeParameters = {
	resource: 'tag',
	operation: 'add',
	tags: tags('new-affiliate'),
	options: {},
};

/** Ten tries for each of five requests, and those of the others that were under way. */
const MOST_REQUESTS = 8 * 10 + 8;

describe('Mailchimp Audience, when Mailchimp is down', () => {
	it.each([
		['Contact: Get', get],
		['Tag: Add', add],
	])('%s of 200 items: ends soon with what Mailchimp said', async (_name, parameters) => {
		hurry();
		down();
		const error = errorOf(await runOnContacts(hub, parameters, items));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '502',
			description: 'Mailchimp is not available right now. Run the item again later.',
		});
		expect(sent()).toBeLessThanOrEqual(MOST_REQUESTS);
	});

	it.each([
		['Contact: Get', get],
		['Tag: Add', add],
	])('%s of 200 items: the rest is not attempted, and told why', async (_name, parameters) => {
		hurry();
		down();
		const output = pairedJson(await runOnContacts(hub, parameters, items, CONTINUE));
		expect(output).toHaveLength(200);
		expect(output[0]).toMatchObject({ details: { httpCode: '502' } });
		const rest = output.slice(20);
		expect(rest.filter(({ error }) => error !== 'The item was not attempted')).toEqual([]);
		expect(rest[0].details).toEqual({
			reason: 'not_attempted',
			description:
				'The service is not available: 5 requests in a row failed through all their tries, the first with: status 502. Nothing was changed for it. Run it again.',
		});
		expect(sent()).toBeLessThanOrEqual(MOST_REQUESTS);
	});

	it('goes on with all items when it only was busy for a while', async () => {
		hurry();
		hub.world.faults.failNext({ service: 'mailchimp', fault: '502-html', times: 40 });
		const output = pairedJson(await runOnContacts(hub, get, items));
		expect(output.filter(({ email_address: email }) => email)).toHaveLength(200);
	});
});

describe('the question for the data centre of an OAuth2 account', () => {
	const METADATA = '/oauth2/metadata';
	const asked = () => hub.world.mailchimp.requests.filter(({ path }) => path === METADATA).length;
	const connect = async (deadline: number, signal?: AbortSignal) => {
		connectOAuth2(hub);
		const parameters = { authentication: 'oAuth2' };
		const context = executeContext(hub, 'mailchimpAudience', parameters, signal);
		const begun = Date.now();
		const error = await thrownBy(mailchimpClient.call(context, { deadline }));
		return { error, ms: Date.now() - begun };
	};

	it('is not asked when the time of the run is over', async () => {
		const { error } = await connect(Date.now() - 1);
		expect(error).toMatchObject({ reason: 'time_over' });
		expect(asked()).toBe(0);
	});

	it('is not asked when the run was cancelled', async () => {
		const { error } = await connect(Infinity, AbortSignal.abort());
		expect(error).toMatchObject({ reason: 'cancelled' });
		expect(asked()).toBe(0);
	});

	it('is asked no longer than the run may take', async () => {
		hub.world.faults.set('mailchimp', { rates: { '429': 1 } });
		const { error, ms } = await connect(Date.now() + 1_000);
		expect(error).toMatchObject({ httpCode: '429' });
		expect(ms).toBeLessThan(3_000);
	});
});
