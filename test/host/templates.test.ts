import { contactOf } from '../../scripts/demo/contacts';
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
	const first = reportOf(await workflow.execute(), 'Report');
	expect(first).toMatchObject({ ready: true, problems: [] });
	expect(first.made).toHaveLength(21);
	const audience = world.mailchimp.audience(AUDIENCE.id);
	expect(audience.tags.has(TAG)).toBe(true);
	expect(audience.mergeFields.map(({ tag }) => tag)).toEqual(
		expect.arrayContaining(['AFFLINK', 'COUPON', 'LINKDATE']),
	);
	const mails = world.mailchimp.templates();
	expect(mails).toHaveLength(6);
	for (const { name, html } of mails) {
		expect(name).toMatch(/^Creator Hub: [1-5][ab]? /);
		expect(html).toContain('href="*|AFFLINK|*"');
		expect(html).not.toContain('[[');
	}

	await rig.fresh();
	const again = reportOf(await workflow.execute(), 'Report');
	expect(again).toMatchObject({ ready: true, made: [], problems: [] });
	expect(again.was_there).toHaveLength(22);
	expect(writes()).toEqual(mails.map(({ id }) => `PATCH /3.0/templates/${id}`));
	expect(world.mailchimp.templates()).toHaveLength(6);
});

it('backfill-existing-affiliates says what would happen, does it, and has nothing left to do', async () => {
	const { world } = rig;
	world.refersion.dashboard.removeWebhooks();
	const affiliates = Array.from({ length: 30 }, (_, index) =>
		world.refersion.addAffiliate({
			first_name: `Creator ${index}`,
			last_name: 'Smith',
			email: `backfill${index}@creators.example`,
			status: 'ACTIVE',
		}),
	);
	const [there, tagged, gone, linkless, ...rest] = affiliates.map(({ email }) => email);
	world.mailchimp.addMember(AUDIENCE.id, { email: there ?? '', status: 'subscribed' });
	world.mailchimp.addMember(AUDIENCE.id, { email: tagged ?? '', tags: [TAG] });
	world.mailchimp.addMember(AUDIENCE.id, { email: gone ?? '', status: 'unsubscribed' });
	world.refersion.setLink(affiliates[3]?.id ?? 0, null);
	const workflow = await importByHand(rig, 'backfill-existing-affiliates');

	const would = reportOf(await workflow.execute(), 'What would happen');
	expect(would).toMatchObject({
		affiliates: 30,
		numbers: { new: 26, update: 1, already: 1, held: 2 },
		update: [{ name: 'Creator 0 Smith', email: there }],
		already: [{ email: tagged }],
		held: [
			{ email: gone, why: 'Has unsubscribed' },
			{ email: linkless, why: 'Refersion has no tracking link for this affiliate' },
		],
		same_address: [],
	});
	expect(would.summary).toContain('Dry run: nothing was changed and no mail was sent.');
	expect(writes()).toEqual([]);

	await workflow.set('Settings', 'dryRun', false);
	await workflow.set('Settings', 'startWelcomeJourney', true);
	const done = reportOf(await workflow.execute(), 'What was done');
	expect(done).toMatchObject({
		numbers: { new: 26, updated: 1, already: 1, held: 2, tagged: 27, welcome_journeys: 27 },
		held: [
			{ email: gone, reason: 'unsubscribed' },
			{ email: linkless, reason: 'empty_link' },
		],
	});
	for (const { id, email } of affiliates) {
		const mails = world.outbox.to(email);
		if (email !== there && !rest.includes(email)) {
			expect(mails).toEqual([]);
			continue;
		}
		const link = world.refersion.linkOf(id);
		expect(contactOf(world, AUDIENCE.id, email)).toMatchObject({
			status: 'subscribed',
			tags: [TAG],
			mergeFields: { AFFLINK: link },
		});
		expect(mails).toHaveLength(1);
		expect(mails[0]?.links).toContain(link);
	}

	await rig.fresh();
	const again = reportOf(await workflow.execute(), 'What was done');
	expect(again).toMatchObject({ numbers: { new: 0, updated: 0, already: 28, held: 2, tagged: 0 } });
	expect(world.outbox.mails).toEqual([]);
	expect(rig.served.refusedHosts).toEqual([]);
});
