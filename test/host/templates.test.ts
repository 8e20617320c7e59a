import type { Execution } from '../../scripts/n8n/api';
import { importByHand } from './support/byHand';
import { AUDIENCE, nodesThatRan, outputOf, shareRig, TAG, type Rig } from './support/rig';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
});

afterAll(async () => {
	await rig?.close();
});

beforeEach(async () => {
	await rig.fresh();
});

/** The one item of a report, after checking that the execution succeeded. */
function reportOf(execution: Execution, node: string): Record<string, unknown> {
	const items = outputOf(execution, node);
	const [item] = items;
	if (execution.status !== 'success' || items.length !== 1 || !item) {
		const { error } = execution.data?.resultData ?? {};
		const ran = nodesThatRan(execution);
		throw new Error(`No report: ${JSON.stringify({ status: execution.status, error, ran })}`);
	}
	return item;
}

const writes = (): string[] =>
	rig.world.mailchimp.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => `${method} ${path}`);

it('prepare-mailchimp-audience makes what is missing, and nothing the second time', async () => {
	const { world } = rig;
	const workflow = await importByHand(rig, 'prepare-mailchimp-audience');
	const first = reportOf(await workflow.execute(), 'Summary');
	expect(first).toMatchObject({ ready: true, problems: [] });
	expect(first.made).toHaveLength(26);
	const audience = world.mailchimp.audience(AUDIENCE.id);
	expect(audience.tags.has(TAG)).toBe(true);
	expect(audience.mergeFields.map(({ tag }) => tag)).toEqual(
		expect.arrayContaining(['AFFLINK', 'AFFCODE', 'COUPON', 'COUPONOLD', 'UNPAID', 'LINKDATE']),
	);
	const mails = world.mailchimp.templates();
	expect(mails).toHaveLength(7);
	for (const { name, html } of mails) {
		expect(name).toMatch(/^Creator Hub: (?:[1-5][ab]? |Payout)/);
		expect(html.includes('href="*|AFFLINK|*"')).toBe(!name.includes('Payout'));
		expect(html).not.toContain('[[');
	}

	await rig.fresh();
	const again = reportOf(await workflow.execute(), 'Summary');
	expect(again).toMatchObject({ ready: true, made: [], problems: [] });
	expect(again.was_there).toHaveLength(27);
	expect(writes()).toEqual(mails.map(({ id }) => `PATCH /3.0/templates/${id}`));
	expect(world.mailchimp.templates()).toHaveLength(7);
});
