import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, itemsOf, pairedJson, runRefersion, sentTo } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

describe('Refersion, Offer: Add SKU Commission', () => {
	const add: INodeParameters = {
		resource: 'offer',
		operation: 'addSkuCommission',
		offer: locator('id', '={{ $json.offer ?? 1234 }}'),
		sku: '={{ $json.sku }}',
		commissionType: '={{ $json.type ?? "FLAT_RATE" }}',
		commissionAmount: '={{ $json.amount ?? 10 }}',
		options: { productDescription: '={{ $json.text }}' },
	};

	it('gathers by offer, 50 at most, amounts as texts', async () => {
		hub.world.refersion.addOffer({ id: 77, name: 'VIP', type: 'FLAT_RATE', commission: '1' });
		const items = Array.from({ length: 53 }, (_value, n) => ({ sku: `SKU-${n}` }));
		const special = { sku: 'SKU-0', offer: 77, type: 'PERCENT_OF_SALE', amount: '7.5', text: 'x' };
		const run = await runRefersion(hub, add, [...items, special]);
		expect(pairedJson(run)).toEqual(
			[...items, special].map(({ sku }, n) => ({
				offer_id: n === 53 ? 77 : 1234,
				sku,
				added: true,
			})),
		);
		const skus = items.map(({ sku }) => ({
			sku,
			commission_type: 'FLAT_RATE',
			commission_amount: '10',
		}));
		expect(sentTo(hub, '/offer/new_sku_commission')).toEqual([
			{ offer_id: 1234, skus: skus.slice(0, 50) },
			{ offer_id: 1234, skus: skus.slice(50) },
			{
				offer_id: 77,
				skus: [
					{
						sku: 'SKU-0',
						commission_type: 'PERCENT_OF_SALE',
						commission_amount: '7.5',
						product_description: 'x',
					},
				],
			},
		]);
	});

	it('says of each SKU whether it was there already', async () => {
		await runRefersion(hub, add, [{ sku: 'B' }]);
		const run = await runRefersion(
			hub,
			add,
			['A', 'B', 'C', 'A'].map((sku) => ({ sku })),
		);
		const warning = expect.stringContaining('has a commission for this SKU already');
		expect(pairedJson(run)).toEqual([
			{ offer_id: 1234, sku: 'A', added: true },
			{ offer_id: 1234, sku: 'B', added: false, warning },
			{ offer_id: 1234, sku: 'C', added: true },
			{ offer_id: 1234, sku: 'A', added: false, warning },
		]);
	});

	it('gives each item its own error and goes on', async () => {
		const items = [
			{ sku: 'A', offer: 99 },
			{ sku: 'B', type: 'GIFT' },
			{ sku: 'C' },
			{ sku: ' ' },
			{ sku: 'D', amount: 'much' },
			{ sku: 'E', offer: 'best' },
		];
		const run = await runRefersion(hub, add, items, CONTINUE);
		expect(pairedJson(run).map(({ error }) => error)).toEqual([
			'Offer ID does not exist (error 1).',
			'The parameter Commission Type is none of its choices: "GIFT"',
			undefined,
			'The parameter SKU is empty',
			'The parameter Commission Amount is not an amount: "much"',
			'The parameter Offer is not an ID: "best"',
		]);
	});

	it('says when the plan does not have it', async () => {
		hub.world.refersion.switches.skuCommissionsInPlan = false;
		expect(errorOf(await runRefersion(hub, add, [{ sku: 'A' }]))).toMatchObject({
			message: 'Your account plan does not support this feature (error 1).',
			httpCode: '422',
		});
	});

	it('is an error when Refersion does not name the SKU', async () => {
		jest.spyOn(hub.world, 'fetch').mockResolvedValueOnce(Response.json({ added: ['OTHER'] }));
		const [item] = pairedJson(await runRefersion(hub, add, [{ sku: 'A' }], CONTINUE));
		expect(item).toMatchObject({
			error: 'Refersion does not say what became of the SKU "A"',
			details: { reason: 'unknown_outcome' },
		});
	});
});

describe('Refersion, Report', () => {
	const report = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
		resource: 'report',
		operation,
		reportId: '={{ $json.id }}',
		...parameters,
	});
	const answerWith = (link: string) =>
		jest.spyOn(hub.world, 'fetch').mockResolvedValueOnce(Response.json({ download_link: link }));

	it('gets the link, the id as an integer', async () => {
		const { id } = hub.world.refersion.addReport();
		const run = await runRefersion(hub, report('getDownloadLink'), [{ id: String(id) }]);
		expect(pairedJson(run)).toEqual([
			{
				report_id: id,
				download_link: expect.stringMatching(/^https:\/\/www\.refersion\.com\//),
				expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			},
		]);
		expect(sentTo(hub, '/reporting/link')).toEqual([{ report_id: id }]);
	});

	it.each(['getDownloadLink', 'download'])(
		"%s gives Refersion's own words and goes on",
		async (operation) => {
			const waiting = hub.world.refersion.addReport({ ready: false });
			const ready = hub.world.refersion.addReport();
			const items = [99, waiting.id, 'x', ready.id].map((id) => ({ id }));
			const run = await runRefersion(hub, report(operation), items, CONTINUE);
			expect(pairedJson(run).map(({ error }) => error)).toEqual([
				'Report ID not Found or Expired (error 5).',
				'File is not available',
				'The parameter Report ID is not an ID: "x"',
				undefined,
			]);
		},
	);

	it('downloads the file, without sending a credential', async () => {
		const content = 'id,name\n1,Zoë\n';
		const { id } = hub.world.refersion.addReport({ content });
		const parameters = report('download', { binaryPropertyName: 'file' });
		const [item] = itemsOf(await runRefersion(hub, parameters, [{ id }]));
		expect(item.json).toEqual({ report_id: id, file_name: `report-${id}.csv`, bytes: 15 });
		expect(item.binary?.file).toMatchObject({
			fileName: `report-${id}.csv`,
			mimeType: 'text/csv',
			data: Buffer.from(content).toString('base64'),
		});
		const [, download] = hub.world.refersion.requests;
		expect(download).toMatchObject({ method: 'GET', host: 'www.refersion.com' });
		expect(Object.keys(download.headers).filter((name) => name.includes('refersion'))).toEqual([]);
		expect(download.headers.authorization).toBeUndefined();
	});

	it.each([
		'http://www.refersion.com/report',
		'https://refersion.com.evil.example/report',
		'https://evilrefersion.com/report',
		'https://user@www.refersion.com/report',
		'https://www.refersion.com:8443/report',
		'file:///etc/passwd',
		'report',
	])('does not follow %s', async (link) => {
		answerWith(link);
		const run = await runRefersion(hub, report('download'), [{ id: 1 }], CONTINUE);
		expect(pairedJson(run)).toEqual([
			{
				error: "The download link does not lead to one of Refersion's own hosts",
				details: { reason: 'foreign_link', description: expect.any(String) },
			},
		]);
		expect(hub.served.refusedHosts).toEqual([]);
		expect(hub.world.refersion.requests).toEqual([]);
	});

	it('does not follow a redirect', async () => {
		const redirect = new Response(null, { status: 302, headers: { location: 'https://a.b/c' } });
		answerWith('https://www.refersion.com/x').mockResolvedValueOnce(redirect);
		const run = await runRefersion(hub, report('download'), [{ id: 1 }]);
		expect(errorOf(run)?.message).toBe('Refersion redirects the download to another address');
		expect(hub.served.refusedHosts).toEqual([]);
	});

	it('gives up on a file that is too large', async () => {
		const { id } = hub.world.refersion.addReport({ content: 'x'.repeat(1_200_000) });
		const options = { sizeLimitMb: 1 };
		const run = await runRefersion(hub, report('download', { options }), [{ id }], CONTINUE);
		expect(pairedJson(run)[0]).toMatchObject({
			error: 'The report is larger than 1 MB',
			details: { reason: 'too_large' },
		});
	});

	it.each(['502-html', 'reset-before', '429'] as const)('tries again after %s', async (fault) => {
		const { id } = hub.world.refersion.addReport();
		hub.world.faults.failNext({ service: 'refersion', method: 'GET', fault });
		expect(pairedJson(await runRefersion(hub, report('download'), [{ id }]))).toHaveLength(1);
	});

	it('says when the file is gone, or empty', async () => {
		answerWith('https://www.refersion.com/gone');
		const gone = await runRefersion(hub, report('download'), [{ id: 1 }]);
		expect(errorOf(gone)).toMatchObject({
			message: 'The file of the report could not be downloaded (404)',
			httpCode: '404',
		});
		const { id } = hub.world.refersion.addReport({ content: '' });
		const empty = await runRefersion(hub, report('download'), [{ id }]);
		expect(errorOf(empty)?.message).toContain('could not be downloaded (200)');
	});
});
