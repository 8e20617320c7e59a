import type { INode, INodeParameters } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { locator, oneNode, resetHub, startHub, type Hub } from './support/hub';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const get = async (
	mode: string,
	value: string,
	items: object[] = [{}],
	options: INodeParameters = {},
	extra: Partial<INode> = {},
) =>
	await runWorkflow(
		hub.engine,
		oneNode(
			'refersion',
			{ resource: 'affiliate', operation: 'get', affiliate: locator(mode, value), options },
			extra,
		),
		{ start: 'Start', items: items.map((item) => ({ ...item })), credentials: hub.credentials },
	);

const addBill = () =>
	hub.world.refersion.addAffiliate({
		first_name: 'Bill',
		email: 'Bill.Smith@shop-mail.com',
		status: 'ACTIVE',
		custom_fields: [{ id: 5, label: 'Site', value: 'https://linktr.ee/bill' }],
	});

describe('Refersion, Affiliate: Get', () => {
	it.each(['id', 'code', 'email', 'list'])(
		'gets one by %s, with the tracking link',
		async (mode) => {
			const bill = addBill();
			const values: Record<string, string> = {
				id: String(bill.id),
				code: bill.code,
				email: 'bill.smith@SHOP-MAIL.com',
				list: bill.code,
			};
			const run = await get(mode, values[mode]);
			expect(errorOf(run)).toBeUndefined();
			expect(outputOf(run, 'Node')).toEqual([
				expect.objectContaining({
					json: expect.objectContaining({
						id: bill.id,
						code: bill.code,
						status: 'ACTIVE',
						link: hub.world.refersion.linkOf(bill.id),
						custom_fields: { Site: 'https://linktr.ee/bill' },
					}),
					pairedItem: { item: 0 },
				}),
			]);
		},
	);

	it('needs one request by id', async () => {
		await get('id', String(addBill().id));
		expect(hub.world.refersion.requests.map(({ path }) => path)).toEqual(['/v2/affiliate/get']);
		expect(hub.world.refersion.requests[0].body).toEqual({ id: expect.any(Number) });
	});

	it('finds the whole address among those that only contain it', async () => {
		hub.world.refersion.addAffiliate({ email: 'not-bill.smith@shop-mail.com' });
		const bill = addBill();
		const run = await get('email', 'bill.smith@shop-mail.com');
		expect(outputOf(run, 'Node')[0].json.id).toBe(bill.id);
	});

	it('waits for a link that comes late', async () => {
		hub.world.refersion.switches.linkDelayMs = 1_500;
		const run = await get('id', String(addBill().id), [{}], { waitForLink: 10 });
		expect(outputOf(run, 'Node')[0].json.link).toMatch(/^https:\/\//);
		expect(hub.world.refersion.requests.length).toBeGreaterThan(1);
	});

	it.each(['empty', 'null', 'absent'] as const)(
		'holds an affiliate whose link never comes (%s)',
		async (missing) => {
			hub.world.refersion.switches.missingLink = missing;
			const bill = addBill();
			hub.world.refersion.setLink(bill.id, null);
			const run = await get('id', String(bill.id), [{}], { waitForLink: 1 });
			expect(errorOf(run)).toMatchObject({
				message: 'The affiliate Bill.Smith@shop-mail.com has no tracking link after 1 second',
			});
			expect(errorOf(run)?.description).toContain('The item is held');
		},
	);

	it('does not wait for the link of someone who is not active', async () => {
		const bill = hub.world.refersion.addAffiliate({ status: 'PENDING' });
		const run = await get('id', String(bill.id), [{}], { waitForLink: 600 });
		expect(outputOf(run, 'Node')[0].json).toMatchObject({ status: 'PENDING', link: '' });
		expect(hub.world.refersion.requests).toHaveLength(1);
	});

	it.each([
		['waits for an approval that the API has late', true, 'ACTIVE'],
		['takes who is not active yet as it is', false, 'PENDING'],
	])('%s, with Wait Until Active %s', async (_what, waitUntilActive, status) => {
		hub.world.refersion.switches.statusDelayMs = 1_500;
		const run = await get('id', String(addBill().id), [{}], { waitForLink: 10, waitUntilActive });
		expect(outputOf(run, 'Node')[0].json.status).toBe(status);
		expect(hub.world.refersion.requests.length > 1).toBe(waitUntilActive);
	});

	it.each([
		[0, 'seconds'],
		[1, 'second'],
	])('holds who is not active after %d %s', async (waitForLink, unit) => {
		const { id } = hub.world.refersion.addAffiliate({ email: 'Bill@shop-mail.com' });
		const run = await get('id', String(id), [{}], { waitForLink, waitUntilActive: true });
		expect(errorOf(run)?.message).toBe(
			`The affiliate Bill@shop-mail.com is not active after ${waitForLink} ${unit}: the status is PENDING`,
		);
		expect(errorOf(run)?.description).toContain('when the status is Active, run this item again');
	});

	it.each(['DENIED', 'DISABLED'] as const)('does not wait for who is %s', async (status) => {
		const { id } = hub.world.refersion.addAffiliate({ status });
		const run = await get('id', String(id), [{}], { waitForLink: 600, waitUntilActive: true });
		expect(outputOf(run, 'Node')[0].json).toMatchObject({ status });
		expect(hub.world.refersion.requests).toHaveLength(1);
	});

	it("gives Refersion's own words when there is no such affiliate", async () => {
		const run = await get('id', '99');
		expect(errorOf(run)).toMatchObject({
			name: 'NodeApiError',
			message: 'Affiliate not found.',
			httpCode: '422',
			context: { itemIndex: 0 },
		});
	});

	it.each([
		['id', 'abc', '"abc" is not an affiliate ID'],
		['code', 'a/b', '"a/b" is not an affiliate code'],
		['email', 'nobody', '"nobody" is not an affiliate email'],
		['id', '', 'The affiliate ID is empty'],
		['email', 'nobody@shop-mail.com', 'No affiliate has the email "nobody@shop-mail.com"'],
	])('says what is wrong with the %s "%s"', async (mode, value, message) => {
		// As an expression: n8n itself refuses a fixed value that does not fit the parameter.
		expect(errorOf(await get(mode, '={{ $json.value }}', [{ value }]))?.message).toBe(message);
	});

	it('says what to do about wrong keys', async () => {
		hub.credentials.refersionApi.secretKey = 'sec_wrong';
		const error = errorOf(await get('id', '1'));
		expect(error).toMatchObject({ httpCode: '401' });
		expect(error?.message).toContain('Invalid API credentials');
		expect(error?.description).toContain('copy the public and the secret key again');
		expect(JSON.stringify(error)).not.toContain('sec_wrong');
	});

	it('keeps going, with one item for each, when set to continue', async () => {
		const bill = addBill();
		const run = await get(
			'id',
			'={{ $json.id }}',
			[{ id: 99 }, { id: bill.id }, { id: 'x' }],
			{},
			{
				onError: 'continueRegularOutput',
			},
		);
		const items = outputOf(run, 'Node');
		expect(items.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(items[0].json).toMatchObject({
			error: 'Affiliate not found.',
			details: { httpCode: '422' },
		});
		expect(items[1].json.id).toBe(bill.id);
		expect(items[2].json.error).toBe('"x" is not an affiliate ID');
	});

	it('keeps many items in order', async () => {
		const ids = Array.from({ length: 25 }, () => hub.world.refersion.addAffiliate().id);
		hub.world.faults.set('refersion', { latencyMs: [0, 15] });
		const run = await get(
			'id',
			'={{ $json.id }}',
			ids.map((id) => ({ id })),
		);
		expect(outputOf(run, 'Node').map((item) => item.json.id)).toEqual(ids);
	});

	it.each(['502-html', 'reset-before', 'reset-after', '403-no-body'] as const)(
		'%s of the service: repeats a read that may pass, and explains one that does not',
		async (fault) => {
			hub.world.faults.failNext({ service: 'refersion', fault });
			const run = await get('id', String(addBill().id));
			if (fault === '403-no-body') {
				expect(errorOf(run)?.message).toContain('an answer that is not understood (403)');
			} else {
				expect(errorOf(run)).toBeUndefined();
				expect(outputOf(run, 'Node')).toHaveLength(1);
			}
		},
	);
});
