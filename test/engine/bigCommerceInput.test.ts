import type { INodeParameters } from 'n8n-workflow';
import { runBigCommerce, sentToBigCommerce } from './support/bigCommerce';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { itemsOf } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const VALUE = '={{ $json.value }}';
const create = { operation: 'create', promotion: locator('id', '1'), code: 'TEN' };
const getMany = { operation: 'getMany', promotion: locator('list', '') };

const run = async (parameters: INodeParameters, value: unknown) =>
	await runBigCommerce(hub, parameters, [{ ...Object({ value }) }]);

describe('BigCommerce: what is not clearly meant', () => {
	it.each([
		['Return All', { ...getMany, returnAll: VALUE }],
		['Limit', { ...getMany, limit: VALUE }],
		['Promotion', { ...getMany, promotion: locator('id', VALUE) }],
		['Max Uses', { ...create, options: { maxUses: VALUE } }],
		['Max Uses per Customer', { ...create, options: { maxUsesPerCustomer: VALUE } }],
	])('%s: is an error, and nothing is sent', async (label, parameters) => {
		hub.world.bigcommerce.addCode(hub.world.bigcommerce.addPromotion().id, 'SARAH10');
		for (const [value, what] of [
			['maybe', 'is n'],
			[undefined, 'is empty'],
		]) {
			const error = errorOf(await run(parameters, value));
			expect(error?.message).toContain(`The parameter ${label} ${what}`);
			expect(error).toMatchObject({ type: 'invalid_input' });
		}
		expect(sentToBigCommerce(hub)).toEqual([]);
	});

	it('a code that is a list is no code', async () => {
		const error = errorOf(await run({ ...create, code: VALUE }, ['TEN']));
		expect(error?.message).toBe('The parameter Code is no text: a list');
		expect(sentToBigCommerce(hub)).toEqual([]);
	});

	it('Return All as "Yes" is all', async () => {
		const { id } = hub.world.bigcommerce.addPromotion();
		for (let number = 0; number < 60; number++) hub.world.bigcommerce.addCode(id, `C-${number}`);
		const all = { ...getMany, returnAll: VALUE };
		expect(itemsOf(await run(all, 'Yes'))).toHaveLength(60);
		expect(itemsOf(await run(all, 'false'))).toHaveLength(50);
	});
});
