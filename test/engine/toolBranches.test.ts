import { NodeHelpers, type IDataObject, type INodeParameters } from 'n8n-workflow';
import {
	addInStep,
	addKeyField,
	compareParameters,
	person,
	syncParameters,
} from './support/compareSync';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { locator, oneNode, resetHub, startHub, type Hub } from './support/hub';
import { withTools } from './support/tools';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addKeyField(hub);
});
afterAll(async () => await hub.close());

type Node = 'mailchimpAudience' | 'creatorProgram';

/** Runs an operation as the tool of an agent, or as a node. */
async function run(node: Node, parameters: INodeParameters, items: IDataObject[], isTool = true) {
	const file = oneNode(node, parameters);
	if (isTool) file.nodes[1].type += 'Tool';
	return await runWorkflow(withTools(hub.engine), file, {
		start: 'Start',
		items,
		credentials: hub.credentials,
	});
}

/** What an agent reads: n8n hands it the first output, and no other. */
async function told(...of: Parameters<typeof run>): Promise<IDataObject[]> {
	const made = await run(...of);
	expect(errorOf(made)?.message).toBeUndefined();
	return outputOf(made, 'Node', 0).map(({ json }) => json);
}

const inAudience = () => ({ audience: locator('id', hub.audienceId) });

describe('an agent is told', () => {
	it('whom Contact: Sync has held, and what was done', async () => {
		addInStep(hub, 1, { status: 'unsubscribed', tags: [] });
		const parameters = syncParameters(inAudience());
		const [held, ...more] = await told('mailchimpAudience', parameters, [person(1)]);
		expect(held).toMatchObject({ output: 'Held', verdict: 'held', reason: 'unsubscribed' });
		expect(more).toEqual([]);
		const done = await told('mailchimpAudience', parameters, [person(2)]);
		expect(done).toMatchObject([{ output: 'Done', verdict: 'add', status: 'subscribed' }]);
	});

	it('what Contact: Compare says on each of its outputs', async () => {
		addInStep(hub, 1, { status: 'unsubscribed', tags: [] });
		const parameters = compareParameters(inAudience());
		const items = [person(1), person(2)];
		expect(await told('mailchimpAudience', parameters, items)).toMatchObject([
			{ output: 'To Do', verdict: 'add', plan: expect.anything() },
			{ output: 'Held', verdict: 'held' },
			{ output: 'Totals', totals: true, to_do: 1, held: 1 },
		]);
	});

	it('who is held by Tier: Decide, and the totals', async () => {
		const parameters = {
			resource: 'tier',
			operation: 'decide',
			tiers: {
				row: [
					{ offerId: '1', name: 'Start', threshold: 0 },
					{ offerId: '2', name: 'Silver', threshold: 500 },
				],
			},
		};
		expect(await told('creatorProgram', parameters, [{ nothing: 1 }])).toMatchObject([
			{ output: 'Held', verdict: 'held', reason: 'no_standing' },
			{ output: 'Totals', held: 1 },
		]);
	});
});

it('outside of tools each item stays on its own output, and has no name of one', async () => {
	addInStep(hub, 1, { status: 'unsubscribed', tags: [] });
	const made = await run('mailchimpAudience', syncParameters(inAudience()), [person(1)], false);
	expect(outputOf(made, 'Node', 0)).toEqual([]);
	expect(outputOf(made, 'Node', 1).map(({ json }) => 'output' in json)).toEqual([false]);
});

describe.each([
	['coupon', 'compare', 'Coupon: Compare'],
	['funnel', 'measure', 'Funnel: Measure'],
	['payDay', 'measure', 'Pay Day: Measure'],
])('%s: %s', (resource, operation, title) => {
	const parameters = { resource, operation };

	it('says that it is no tool', async () => {
		const error = errorOf(await run('creatorProgram', parameters, [{ code: 'a' }]));
		expect(error?.message).toBe(`${title} needs several inputs and cannot be used as a tool`);
		expect(error?.description).toContain('Let the agent call a workflow');
	});

	it.each([true, false])('the panel says so where it is a tool: %s', (isTool) => {
		const { description } = hub.engine.nodeType('creatorProgram');
		const type = { ...description, name: `${description.name}${isTool ? 'Tool' : ''}` };
		const shown = description.properties.filter(
			(property) =>
				property.name === 'noToolNotice' &&
				NodeHelpers.displayParameter(parameters, property, null, type),
		);
		expect(shown).toHaveLength(isTool ? 1 : 0);
	});
});
