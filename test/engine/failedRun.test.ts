import type { INode } from 'n8n-workflow';
import { syncCoupons } from './support/coupon';
import { runProgram } from './support/creatorProgram';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, ERROR_OUTPUT } from './support/refersion';
import { skipSockets } from './support/withoutSockets';

// n8n gives the input of a node that throws and may go on out again, by its first output: to where something is done.

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	for (const tag of ['COUPON', 'COUPONOLD', 'AFFCODE']) {
		hub.world.mailchimp.addMergeField(hub.audienceId, { tag, name: tag, type: 'text' });
	}
});
afterAll(async () => await hub.close());
skipSockets(() => hub.world);

const WAYS: Array<[string, Partial<INode>]> = [
	['Continue', CONTINUE],
	['Continue (using error output)', ERROR_OUTPUT],
];

describe('Coupon: Compare with a list that was not read', () => {
	it.each(WAYS)('%s: makes no codes', async (_name, node) => {
		const { bigcommerce, refersion } = hub.world;
		const { id } = bigcommerce.addPromotion();
		for (const status of ['ACTIVE', 'DENIED', 'PENDING'] as const) {
			refersion.addAffiliate({ email: `${status}@creator-mail.com`.toLowerCase(), status });
		}
		const file = syncCoupons(hub, { promotionId: String(id) });
		for (const each of file.nodes) {
			if (each.name === 'Compare') Object.assign(each, node);
			// Nothing comes to the input: somebody has taken it off.
			if (each.name === 'Get contacts') each.alwaysOutputData = false;
		}
		const run = await runWorkflow(hub.engine, file, {
			start: 'By hand',
			credentials: hub.credentials,
		});
		expect(outputOf(run, 'Compare', 0)).toEqual([]);
		expect(outputOf(run, 'Compare', 1)).toEqual([]);
		const told = outputOf(run, 'Compare', node.onError === 'continueErrorOutput' ? 5 : 2);
		expect(told.map(({ json }) => json.error)).toEqual(['Nothing came to the input Contacts']);
		expect(bigcommerce.codes()).toEqual([]);
	});
});

describe('an operation with several outputs and a parameter that does not do', () => {
	const items = [{ id: 7, offer_to: '2' }, { id: 8 }];
	const wrong = (error: unknown) => ({ json: expect.objectContaining({ error }) });
	it.each([
		['tier', 'confirm', { approved: 'no, not now' }, 'The parameter Approved', 1, 3],
		['tier', 'decide', { language: 'fr' }, 'The parameter Tiers is empty', 1, 4],
		['tier', 'describe', { language: 'fr' }, 'The parameter', 1, 2],
		['commission', 'describe', { language: 'fr' }, 'The parameter Language', 2, 3],
		['payDay', 'measure', { language: 'fr' }, 'The parameter', 2, 3],
	])(
		'%s %s: nothing goes on as if it had been done',
		async (resource, operation, more, message, safe, outputs) => {
			const parameters = { resource, operation, ...more };
			const { run } = await runProgram(hub.engine, { parameters, items, node: CONTINUE });
			expect(errorOf(run)).toBeUndefined();
			for (let output = 0; output < outputs; output++) {
				const out = outputOf(run, 'Node', output);
				if (output !== safe) expect(out).toEqual([]);
				else expect(out[0]).toMatchObject(wrong(expect.stringContaining(message)));
			}
		},
	);

	it('each item is one of the error, with what it comes from', async () => {
		const parameters = { resource: 'tier', operation: 'confirm', approved: 'no, not now' };
		for (const [node, output] of [
			[CONTINUE, 1],
			[ERROR_OUTPUT, 3],
		] as const) {
			const { run } = await runProgram(hub.engine, { parameters, items, node });
			const out = outputOf(run, 'Node', output);
			expect(out.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			expect(out.map(({ json }) => json.error)).toEqual([
				expect.stringContaining('The parameter Approved'),
				expect.stringContaining('The parameter Approved'),
			]);
		}
	});
});
