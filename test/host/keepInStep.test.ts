import { setImmediate as nextTurn } from 'node:timers/promises';
import { contactOf } from '../../scripts/demo/contacts';
import { CODE_FIELD, LINK_FIELD } from '../../scripts/demo/seed';
import type { Execution } from '../../scripts/n8n/api';
import { importByHand } from './support/byHand';
import { AUDIENCE, outputOf, shareRig, TAG, type Rig } from './support/rig';
import { addVariant, type Variant } from './support/variant';

const WORKFLOW = 'keep-creators-in-step';

let rig: Rig;

beforeEach(async () => {
	rig = await shareRig();
	rig.world.refersion.dashboard.removeWebhooks();
});

afterEach(async () => {
	await rig?.close();
});

const add = (name: string) =>
	rig.world.refersion.addAffiliate({
		first_name: name,
		last_name: 'Reed',
		email: `${name.toLowerCase()}@creators.example`,
		status: 'ACTIVE',
	});
type Person = ReturnType<typeof add>;

/** A contact as the workflow leaves it. */
function bringInStep({ id, code, email, first_name }: Person, link?: string): void {
	const { mailchimp, refersion } = rig.world;
	mailchimp.addMember(AUDIENCE.id, {
		email,
		mergeFields: {
			[LINK_FIELD]: link ?? refersion.linkOf(id) ?? '',
			[CODE_FIELD]: code,
			FNAME: first_name,
			LNAME: 'Reed',
		},
		tags: [TAG],
	});
}

function addCodeField(): void {
	const field = { tag: CODE_FIELD, name: 'Code', type: 'text' } as const;
	rig.world.mailchimp.addMergeField(AUDIENCE.id, field);
}

const summaryOf = (execution: Execution) => outputOf(execution, 'Summary').at(-1);
const mailsTo = (): string[] => rig.world.outbox.mails.map(({ to }) => to).sort();
const contact = (email: string) => contactOf(rig.world, AUDIENCE.id, email);
const writes = () => rig.world.mailchimp.requests.filter(({ method }) => method !== 'GET').length;

describe('a look by hand', () => {
	it('says what would be done, does it, names who is held, and has nothing left to do', async () => {
		const { world } = rig;
		addCodeField();
		const [right, missing, wrong, denied, gone] = ['Ana', 'Ben', 'Cleo', 'Dan', 'Eve'].map(add);
		if (!right || !missing || !wrong || !denied || !gone) throw new Error('Nobody was added.');
		bringInStep(right);
		bringInStep(wrong, 'https://shop.refersion.com/c/someoneelse');
		bringInStep(denied);
		world.refersion.setStatus(denied.id, 'DENIED');
		world.mailchimp.addMember(AUDIENCE.id, { email: gone.email, status: 'unsubscribed' });
		world.outbox.clear();
		const workflow = await importByHand(rig, WORKFLOW);

		await workflow.set('Settings', 'dryRun', true);
		world.mailchimp.clearRequests();
		const would = summaryOf(await workflow.execute());
		expect(would).toMatchObject({
			dry_run: true,
			counts: { added: 1, corrected: 1, offboarded: 1, held: 1 },
			held: [{ email: gone.email, reason: 'unsubscribed', what_to_do: expect.any(String) }],
		});
		expect(writes()).toBe(0);
		expect(world.outbox.mails).toEqual([]);

		await workflow.set('Settings', 'dryRun', false);
		const execution = await workflow.execute();
		const done = summaryOf(execution);
		expect(done).toMatchObject({
			dry_run: false,
			tell: true,
			counts: { added: 1, welcomed: 1, corrected: 1, offboarded: 1, held: 1 },
			held: [{ email: gone.email, reason: 'unsubscribed' }],
		});
		// Who is held is not overlooked: the run counts as failed, and says the same.
		expect(execution.status).toBe('error');
		expect(execution.data?.resultData?.error?.message).toBe(done?.text);
		expect(mailsTo()).toEqual([missing.email]);
		expect(world.outbox.mails[0]?.links).toContain(world.refersion.linkOf(missing.id));
		for (const person of [right, missing, wrong]) {
			expect(contact(person.email)).toMatchObject({
				tags: [TAG],
				mergeFields: {
					[LINK_FIELD]: world.refersion.linkOf(person.id),
					[CODE_FIELD]: person.code,
				},
			});
		}
		expect(contact(denied.email)).toMatchObject({
			status: 'subscribed',
			tags: ['affiliate-inactive'],
		});
		expect(contact(gone.email)).toMatchObject({ status: 'unsubscribed', tags: [] });

		world.mailchimp.clearRequests();
		expect(summaryOf(await workflow.execute())).toMatchObject({
			counts: { right: 3, added: 0, corrected: 0, offboarded: 0, held: 1 },
		});
		expect(writes()).toBe(0);
		expect(world.outbox.mails).toHaveLength(1);
		expect(rig.served.refusedHosts).toEqual([]);
	});

	it('with Take Over tags who were affiliates before, and sends them nothing', async () => {
		const { world } = rig;
		const before = Array.from({ length: 40 }, (_, index) => add(`Creator${index}`));
		const workflow = await importByHand(rig, WORKFLOW);

		// Forty people without a tag where nobody has it are more likely a first run than news.
		const stopped = await workflow.execute();
		expect(summaryOf(stopped)).toMatchObject({
			counts: { added: 0 },
			held: [{ reason: 'brake', what_to_do: expect.stringContaining('Take Over') }],
		});
		expect(world.mailchimp.audience(AUDIENCE.id).members.size).toBe(0);

		await workflow.set('Settings', 'takeOver', true);
		const taken = await workflow.execute();
		expect(taken.status).toBe('success');
		expect(summaryOf(taken)).toMatchObject({
			counts: { added: 40, welcomed: 0, tagged_without_mail: 40 },
			held: [],
		});
		for (const { id, email } of before) {
			expect(contact(email)).toMatchObject({
				tags: [TAG],
				mergeFields: { [LINK_FIELD]: world.refersion.linkOf(id) },
			});
		}
		expect(world.outbox.mails).toEqual([]);

		await workflow.set('Settings', 'takeOver', false);
		const again = await workflow.execute();
		expect(summaryOf(again)).toMatchObject({ counts: { right: 40, added: 0 }, held: [] });
		expect(world.outbox.mails).toEqual([]);
	});

	it('asks at most 125 times when 10,000 affiliates are right, and writes nothing', async () => {
		const { world } = rig;
		const count = 10_000;
		addCodeField();
		for (let index = 0; index < count; index += 1) {
			bringInStep(add(`Creator${index}`));
			// A connection that n8n closes meanwhile must be seen to be closed, or the next request is sent on it.
			if (index % 500 === 0) await nextTurn();
		}
		const workflow = await importByHand(rig, WORKFLOW);
		world.mailchimp.clearRequests();
		world.refersion.clearRequests();
		const started = Date.now();
		const execution = await workflow.execute();
		const requests = world.mailchimp.requests.length + world.refersion.requests.length;
		const took = ((Date.now() - started) / 1000).toFixed(1);
		console.log(`Looked at ${count} affiliates with ${requests} requests in ${took} s.`);
		expect(execution.status).toBe('success');
		expect(summaryOf(execution)).toMatchObject({ counts: { right: count }, held: [] });
		expect(requests).toBeLessThanOrEqual(125);
		expect(writes()).toBe(0);
	}, 600_000);
});

describe('news from Refersion, with the trigger enabled', () => {
	let hears: Variant;

	beforeEach(async () => {
		hears = await addVariant(rig, { name: WORKFLOW });
		rig.world.refersion.dashboard.createWebhook({ url: hears.webhookUrl, topics: 'all' });
	});

	/** Waits until so many executions have ended well. */
	async function expectSuccess(count: number): Promise<void> {
		await rig.world.refersion.settled();
		const executions = await hears.executions(count);
		expect(executions.map(({ status }) => status)).toEqual(Array(count).fill('success'));
	}

	it('welcomes who is approved, stores another name and marks who is denied', async () => {
		const { refersion, outbox } = rig.world;
		const { id, code, email } = refersion.addAffiliate({
			first_name: 'Ana',
			last_name: 'Reed',
			email: 'ana@creators.example',
		});
		const before = (await hears.executions(0)).length;
		refersion.approve(id);
		await expectSuccess(before + 1);
		const mergeFields = { [LINK_FIELD]: refersion.linkOf(id), [CODE_FIELD]: code, FNAME: 'Ana' };
		expect(contact(email)).toMatchObject({ status: 'subscribed', tags: [TAG], mergeFields });

		refersion.editAffiliate(id, { first_name: 'Anita' });
		await expectSuccess(before + 2);
		expect(contact(email)).toMatchObject({ tags: [TAG], mergeFields: { FNAME: 'Anita' } });

		refersion.setStatus(id, 'DENIED');
		await expectSuccess(before + 3);
		expect(contact(email)).toMatchObject({ status: 'subscribed', tags: ['affiliate-inactive'] });
		expect(outbox.mails).toHaveLength(1);
	});

	it('leaves another address to the next look, which renames the contact without a second mail', async () => {
		const { refersion, outbox } = rig.world;
		const { id, email } = add('Ben');
		await expectSuccess(1);
		Object.assign(refersion.affiliate(id) ?? {}, { email: `new.${email}` });
		refersion.editAffiliate(id, {});
		await expectSuccess(2);
		expect(contact(email)).toMatchObject({ tags: [TAG] });

		const look = await (await importByHand(rig, WORKFLOW)).execute();
		expect(summaryOf(look)).toMatchObject({ counts: { moved: 1, added: 0 }, held: [] });
		expect(contact(email)).toBeUndefined();
		expect(contact(`new.${email}`)).toMatchObject({ tags: [TAG] });
		expect(outbox.mails).toHaveLength(1);
	});

	it('ends in the present state when news come late', async () => {
		const { refersion, outbox } = rig.world;
		const { id, email } = add('Cleo');
		await expectSuccess(1);
		const denied = refersion.signedRequest('AFFILIATE_STATUS_CHANGE', {
			...refersion.affiliatePayload(id),
			status: 'DENIED',
		});
		const renamed = refersion.signedRequest('AFFILIATE_DETAILS_CHANGE', {
			...refersion.affiliatePayload(id),
			first_name: 'Old name',
		});
		Object.assign(refersion.affiliate(id) ?? {}, { first_name: 'Present' });
		for (const request of [denied, renamed]) {
			const response = await fetch(hears.webhookUrl, { method: 'POST', ...request });
			expect(response.status).toBe(200);
		}
		await expectSuccess(3);
		expect(contact(email)).toMatchObject({ tags: [TAG], mergeFields: { FNAME: 'Present' } });
		expect(outbox.mails).toHaveLength(1);
	});
});
