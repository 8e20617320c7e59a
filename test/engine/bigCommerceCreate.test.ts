import { runCreate, sentToBigCommerce } from './support/bigCommerce';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const bigcommerce = () => hub.world.bigcommerce;
const stored = () =>
	bigcommerce()
		.codes()
		.map(({ code }) => code);
const posts = () => bigcommerce().requests.filter(({ method }) => method === 'POST');

describe('BigCommerce, Promotion Code: Create', () => {
	it('looks a code up, and creates the one that is missing', async () => {
		const { id } = bigcommerce().addPromotion({ name: 'Creators' });
		const options = { maxUses: 100, maxUsesPerCustomer: 1 };
		const [json] = pairedJson(await runCreate(hub, id, [' SARAH10 '], {}, { options }));
		expect(json).toMatchObject({
			id: expect.any(Number),
			code: 'SARAH10',
			created: true,
			state: 'usable',
			promotion_id: id,
			promotion_name: 'Creators',
			max_uses: 100,
			max_uses_per_customer: 1,
		});
		expect(sentToBigCommerce(hub)).toEqual([
			`GET /promotions/${id}`,
			'GET /promotions/codes',
			`POST /promotions/${id}/codes`,
		]);
		expect(posts()[0].body).toEqual({ code: 'SARAH10', max_uses: 100, max_uses_per_customer: 1 });
	});

	it('leaves a code alone that the promotion has', async () => {
		const { id } = bigcommerce().addPromotion();
		const { id: codeId } = bigcommerce().addCode(id, 'SARAH10', { max_uses: 3 });
		const [json] = pairedJson(await runCreate(hub, id, ['sarah10']));
		expect(json).toMatchObject({ id: codeId, code: 'SARAH10', created: false, max_uses: 3 });
		expect(posts()).toEqual([]);
	});

	it('creates a code once, however many items ask for it', async () => {
		const { id } = bigcommerce().addPromotion();
		hub.world.faults.set('bigcommerce', { latencyMs: [0, 20] });
		const codes = ['A1', 'B1', 'a1', 'C1', 'A1', 'D1', 'E1', 'F1'];
		const made = pairedJson(await runCreate(hub, id, codes)).map(({ created }) => created);
		expect(made).toEqual([true, true, false, true, false, true, true, true]);
		expect(stored().sort()).toEqual(['A1', 'B1', 'C1', 'D1', 'E1', 'F1']);
		expect(bigcommerce().requests.filter(({ path }) => path.endsWith(`/${id}`))).toHaveLength(1);
		expect(bigcommerce().maxSimultaneousReached).toBeLessThanOrEqual(4);
	});

	it('says which other promotion has the code', async () => {
		const { id } = bigcommerce().addPromotion();
		const other = bigcommerce().addPromotion({ name: 'Summer' });
		bigcommerce().addCode(other.id, 'SARAH10');
		const [json] = pairedJson(await runCreate(hub, id, ['SARAH10'], CONTINUE));
		expect(json).toEqual({
			error: `The code "SARAH10" belongs to the promotion "Summer" (ID ${other.id})`,
			details: { reason: 'code_in_other_promotion', description: expect.any(String) },
		});
		expect(posts()).toEqual([]);
	});

	it.each(['problem', 'list'] as const)(
		'goes on with the next item after an error, and pairs each (%s)',
		async (errorForm) => {
			bigcommerce().switches.errorForm = errorForm;
			const { id } = bigcommerce().addPromotion();
			const other = bigcommerce().addPromotion();
			bigcommerce().addCode(other.id, 'TAKEN');
			const codes = ['A1', 'TAKEN', '', 'Ä', 'B1'];
			const rows = pairedJson(await runCreate(hub, id, codes, CONTINUE));
			expect(rows.map(({ code, error }) => code ?? error)).toEqual([
				'A1',
				expect.stringContaining('belongs to'),
				'The parameter Code is empty',
				expect.stringContaining('The parameter Code has characters'),
				'B1',
			]);
			expect(stored()).toEqual(['TAKEN', 'A1', 'B1']);
			const run = await runCreate(hub, id, codes, ERROR_OUTPUT);
			expect(itemsOf(run).map(({ json }) => json.created)).toEqual([false, false]);
			expect(itemsOf(run, 1).map(({ json }) => json.code)).toEqual(['TAKEN', '', 'Ä']);
		},
	);

	it('stops at the first error when it is not set to go on', async () => {
		const { id } = bigcommerce().addPromotion();
		const run = await runCreate(hub, id, ['Ä', 'B1']);
		expect(errorOf(run)?.message).toContain('The parameter Code has characters');
	});

	it.each([
		[{ coupon_type: 'SINGLE' }, 'is for a single code'],
		[{ redemption_type: 'AUTOMATIC' }, 'is applied without a code'],
	] as const)('refuses a promotion with %j', async (kind, what) => {
		const { id } = bigcommerce().addPromotion({ name: 'Other', ...kind });
		const run = await runCreate(hub, id, ['SARAH10']);
		expect(errorOf(run)?.message).toContain(what);
		expect(posts()).toEqual([]);
	});

	it.each([409, 422] as const)(
		'takes a code that somebody else created meanwhile as there already (%s)',
		async (duplicateStatus) => {
			bigcommerce().switches.duplicateStatus = duplicateStatus;
			const { id } = bigcommerce().addPromotion();
			const { fetch } = hub.world;
			jest.spyOn(hub.world, 'fetch').mockImplementation(async (request) => {
				if (request.method === 'POST') bigcommerce().addCode(id, 'SARAH10');
				return await fetch(request);
			});
			const [json] = pairedJson(await runCreate(hub, id, ['SARAH10']));
			jest.restoreAllMocks();
			expect(json).toMatchObject({ code: 'SARAH10', created: false });
			expect(stored()).toEqual(['SARAH10']);
		},
	);

	it('gives what BigCommerce says when it refuses a code', async () => {
		const { id } = bigcommerce().addPromotion();
		const { fetch } = hub.world;
		jest
			.spyOn(hub.world, 'fetch')
			.mockImplementation(async (request) =>
				request.method === 'POST'
					? Response.json({ status: 422, title: 'Bad', errors: { code: 'no' } }, { status: 422 })
					: await fetch(request),
			);
		const [json] = pairedJson(await runCreate(hub, id, ['SARAH10'], CONTINUE));
		jest.restoreAllMocks();
		expect(json).toMatchObject({ error: 'Bad (code: no)', details: { httpCode: '422' } });
	});

	describe('when it is not clear what became of the request', () => {
		it.each([
			['the answer got lost', 'reset-after'],
			['a gateway answered', '502-html'],
		] as const)('looks the code up and does not send it again: %s', async (_what, fault) => {
			const { id } = bigcommerce().addPromotion();
			hub.world.faults.failNext({ service: 'bigcommerce', method: 'POST', fault });
			const [json] = pairedJson(await runCreate(hub, id, ['SARAH10'], CONTINUE));
			expect(posts()).toHaveLength(1);
			expect(sentToBigCommerce(hub).at(-1)).toBe(`GET /promotions/${id}/codes`);
			if (fault === 'reset-after') {
				expect(json).toMatchObject({ code: 'SARAH10', created: true });
			} else {
				expect(json).toMatchObject({
					error: expect.stringContaining('gave no clear answer'),
					details: { reason: 'unknown_outcome', description: expect.stringContaining('again') },
				});
				expect(stored()).toEqual([]);
			}
			// The next run finds out.
			const [again] = pairedJson(await runCreate(hub, id, ['SARAH10']));
			expect(again.created).toBe(fault === '502-html');
			expect(stored()).toEqual(['SARAH10']);
		});

		it('looks the code up when the answer cannot be read', async () => {
			const { id } = bigcommerce().addPromotion();
			const { fetch } = hub.world;
			jest.spyOn(hub.world, 'fetch').mockImplementation(async (request) => {
				const answer = await fetch(request);
				return request.method === 'POST' ? new Response('OK', { status: 201 }) : answer;
			});
			const [json] = pairedJson(await runCreate(hub, id, ['SARAH10']));
			jest.restoreAllMocks();
			expect(json).toMatchObject({ code: 'SARAH10', created: true });
			expect(posts()).toHaveLength(1);
		});
	});
});
