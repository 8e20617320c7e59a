import connection from 'node:tls';
import { errorOf, outputOf } from './support/engine';
import { listen } from './support/hostile';
import { resetHub, startHub, type Hub } from './support/hub';
import { asked, LINK, runCheck, setProfile } from './support/linktree';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const mine = { title: 'My shop', url: LINK };

describe('Linktree, errors', () => {
	const items = [
		{ profile: 'anna' },
		{ profile: 'https://beacons.ai/anna' },
		{ profile: '' },
		{ profile: 'bob', link: 'shop' },
		{ profile: 'bob', link: 'https://shop.example/?utm_source=anna' },
		{ profile: 'bob', link: '' },
		{ profile: 'bob' },
	];
	const MESSAGES = [
		'Profile is neither a Linktree user name nor an address on linktr.ee',
		'Profile is empty',
		'Link is not a web link: "shop"',
		'Link is the address of a whole shop',
		'Link is empty',
	];
	beforeEach(() => {
		setProfile(hub, { links: [mine] });
		setProfile(hub, { links: [] }, 'bob');
	});

	it('is an error of its item alone, when the node continues', async () => {
		const json = pairedJson(await runCheck(hub, { items, node: CONTINUE }));
		expect(json[0].status).toBe('live');
		expect(json[6].status).toBe('not_found');
		expect(json.slice(1, 6).map(({ error }) => error)).toEqual(
			MESSAGES.map((message) => expect.stringContaining(message)),
		);
		for (const { details } of json.slice(1, 6))
			expect(details).toMatchObject({ reason: 'invalid_input' });
		expect(asked(hub)).toEqual(['GET /anna', 'GET /bob']);
	});

	it('goes to the error output, with the fields of the input', async () => {
		const run = await runCheck(hub, { items, node: ERROR_OUTPUT });
		expect(itemsOf(run, 0).map(({ json }) => json.username)).toEqual(['anna', 'bob']);
		expect(itemsOf(run, 0).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 6 }]);
		expect(itemsOf(run, 1).map(({ json }) => json)).toMatchObject(
			MESSAGES.map((message, index) => ({
				...items[index + 1],
				error: expect.stringContaining(message),
			})),
		);
	});

	it('stops the node otherwise, naming the item', async () => {
		const run = await runCheck(hub, { items });
		expect(errorOf(run)).toMatchObject({ context: { itemIndex: 1 } });
		expect(outputOf(run, 'Node')).toEqual([]);
		expect(asked(hub)).toEqual(['GET /anna']);
	});

	it.each([0, 61, 'x', -1])('a time-out of %s is refused', async (timeout) => {
		const run = await runCheck(hub, { parameters: { options: { timeout } } });
		expect(errorOf(run)?.message).toContain('Timeout (Seconds) is not a number from 1 to 60');
		expect(asked(hub)).toEqual([]);
	});

	it('an answer that cannot be unpacked is an error, and no answer of the check', async () => {
		listen(hub, {
			to: () => true,
			answer: () => new Response('hello', { headers: { 'content-encoding': 'gzip' } }),
		});
		const run = await runCheck(hub);
		expect(errorOf(run)?.name).toBe('NodeApiError');
		expect(outputOf(run, 'Node')).toEqual([]);
	});

	it('a certificate that is not trusted is an error, and no answer of the check', async () => {
		const refused = Object.assign(new Error('certificate has expired'), {
			code: 'CERT_HAS_EXPIRED',
		});
		const tls = jest.spyOn(connection, 'checkServerIdentity').mockReturnValue(refused);
		const run = await runCheck(hub);
		expect(tls).toHaveBeenCalled();
		expect(errorOf(run)).toMatchObject({ name: 'NodeApiError', httpCode: 'CERT_HAS_EXPIRED' });
	});

	it('a cancelled run ends soon, and asks for no other page', async () => {
		const release = hub.world.faults.hold('linktree');
		const run = await runCheck(hub, {
			items: [{ profile: 'anna' }, { profile: 'bob' }],
			onStart: (cancel) => setTimeout(cancel, 300),
		});
		release();
		expect(outputOf(run, 'Node')).toEqual([]);
		expect(asked(hub)).toEqual(['GET /anna']);
	});
});
