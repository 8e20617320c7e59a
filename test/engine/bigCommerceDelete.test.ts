import { runBigCommerce, sentToBigCommerce } from './support/bigCommerce';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
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

const run = async (promotionId: number | string, codes: unknown[], extra = {}) =>
	await runBigCommerce(
		hub,
		{
			operation: 'delete',
			promotion: locator('id', String(promotionId)),
			code: '={{ $json.code }}',
		},
		codes.map((code) => ({ ...Object({ code }) })),
		extra,
	);

describe('BigCommerce, Promotion Code: Delete', () => {
	it('deletes a code of the promotion, and nothing else', async () => {
		const { id } = bigcommerce().addPromotion({ name: 'Creators' });
		const { id: codeId } = bigcommerce().addCode(id, 'SARAH10');
		bigcommerce().addCode(id, 'SARAH100');
		const [json] = pairedJson(await run(id, ['sarah10']));
		expect(json).toEqual({
			id: codeId,
			code: 'sarah10',
			promotion_id: id,
			promotion_name: 'Creators',
			deleted: true,
		});
		expect(stored()).toEqual(['SARAH100']);
		expect(sentToBigCommerce(hub)).toEqual([
			`GET /promotions/${id}`,
			`GET /promotions/${id}/codes`,
			`DELETE /promotions/${id}/codes/${codeId}`,
		]);
	});

	it('says of a code that is gone that it was not deleted', async () => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'SARAH10');
		const rows = pairedJson(await run(id, ['SARAH10', 'SARAH10', 'NEVER']));
		expect(rows.map(({ deleted }) => deleted)).toEqual([true, false, false]);
	});

	it('never touches a code of another promotion', async () => {
		const { id } = bigcommerce().addPromotion();
		const other = bigcommerce().addPromotion({ name: 'Summer' });
		bigcommerce().addCode(other.id, 'SARAH10');
		const [json] = pairedJson(await run(id, ['SARAH10'], CONTINUE));
		expect(json).toMatchObject({
			error: `The code "SARAH10" belongs to the promotion "Summer" (ID ${other.id})`,
			details: { reason: 'code_in_other_promotion' },
		});
		expect(stored()).toEqual(['SARAH10']);
	});

	it('where upper and lower case are two codes, takes the one that is spelled so, or none', async () => {
		bigcommerce().switches.codeCase = 'sensitive';
		const { id } = bigcommerce().addPromotion();
		for (const code of ['A1', 'a1', 'B1', 'b1']) bigcommerce().addCode(id, code);
		expect(pairedJson(await run(id, ['A1']))).toMatchObject([{ deleted: true }]);
		expect(stored()).toEqual(['a1', 'B1', 'b1']);
	});

	it.each(['reset-before', 'reset-after', '502-html', '429'] as const)(
		'is done once it is known to be done, after %s',
		async (fault) => {
			const { id } = bigcommerce().addPromotion();
			bigcommerce().addCode(id, 'SARAH10');
			hub.world.faults.failNext({ service: 'bigcommerce', method: 'DELETE', fault });
			expect(pairedJson(await run(id, ['SARAH10']))).toMatchObject([{ deleted: true }]);
			expect(stored()).toEqual([]);
		},
		60_000,
	);

	it('an empty code, or promotion, deletes nothing', async () => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'SARAH10');
		for (const code of ['', undefined, null, ['SARAH10'], 'Ä']) {
			const error = errorOf(await run(id, [code]));
			expect(error?.message).toContain('The parameter Code');
		}
		expect(errorOf(await run('={{ $json.missing }}', ['SARAH10']))?.message).toContain(
			'The parameter Promotion',
		);
		expect(stored()).toEqual(['SARAH10']);
	});

	it('goes on after an error, and pairs each', async () => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'A1');
		bigcommerce().addCode(id, 'B1');
		const done = await run(id, ['A1', '', 'B1'], ERROR_OUTPUT);
		expect(itemsOf(done).map(({ json }) => json.deleted)).toEqual([true, true]);
		expect(itemsOf(done, 1)).toHaveLength(1);
		expect(stored()).toEqual([]);
	});

	it('needs the scope to modify', async () => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'A1');
		bigcommerce().account.scope = 'read-only';
		expect(errorOf(await run(id, ['A1']))).toMatchObject({ httpCode: '403' });
		expect(stored()).toEqual(['A1']);
	});
});
