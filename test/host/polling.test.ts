import { chosenVersion } from '../../scripts/n8n/versions.cjs';
import { describeAble } from './support/ability';
import { startPolling, type Polling } from './support/polling';
import { startRig, type Rig } from './support/rig';

const AFFILIATES = 500;

/** Makes n8n store what a poll has seen with every poll, in one transaction with the execution that it starts. */
const DURABLE = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

let rig: Rig;
let polling: Polling;
let ids: number[];
/** All that is to have been given out so far, by any test. */
let told: number[];

async function start(env: Record<string, string> = {}): Promise<void> {
	rig = await startRig({ env });
	rig.world.refersion.dashboard.removeWebhooks();
	told = [];
	ids = Array.from(
		{ length: AFFILIATES },
		(_, index) => rig.world.refersion.addAffiliate(index % 10 === 9 ? { status: 'ACTIVE' } : {}).id,
	);
	polling = await startPolling(rig);
}

const inOrder = (numbers: number[]): number[] => [...numbers].sort((one, other) => one - other);

/** Takes affiliates nobody has decided about yet. */
const take = (count: number): number[] => {
	const pending = ids.filter((id) => rig.world.refersion.affiliate(id)?.status === 'PENDING');
	return pending.slice(0, count);
};

const approve = (chosen: number[]): void => {
	for (const id of chosen) rig.world.refersion.approve(id);
};

/** What has been given out are those of `told`, and each of them was sent one mail with the right link. */
async function expectTold(): Promise<void> {
	expect(await polling.told(told.length)).toEqual(inOrder(told));
	expectMails();
}

function expectMails(): void {
	const { refersion, outbox } = rig.world;
	const people = [...new Set(told)];
	expect(outbox.mails.map(({ to }) => to)).toHaveLength(people.length);
	for (const id of people) {
		const mails = outbox.to(refersion.affiliate(id)?.email ?? '');
		expect(mails.map(({ links }) => links.includes(refersion.linkOf(id) ?? '-'))).toEqual([true]);
	}
}

const timesIn = (numbers: number[], id: number): number =>
	numbers.filter((each) => each === id).length;

/**
 * Kills n8n after a poll that saw a new applicant and that somebody was switched off, and decides about both and others
 * before it is started again.
 * @param isStored whether n8n has stored what such a poll saw, although it started no execution
 * @returns id of who was switched off and is switched on again, and all that had been given out
 */
async function crash(isStored: boolean): Promise<{ again: number; given: number[] }> {
	const { refersion } = rig.world;
	const [again = 0, ...others] = take(15);
	approve([again]);
	told.push(again);
	expect(new Set(await polling.told(told.length))).toEqual(new Set(told));

	const { id: applicant, code } = refersion.addAffiliate();
	refersion.setStatus(again, 'DISABLED');
	await polling.polls(1);
	const given = await polling.told(told.length);
	await rig.hub.instance.stop('SIGKILL');
	const before = refersion.requests.length;
	expect(rig.hub.instance.running).toBe(false);
	expect((await polling.saved()).includes(code)).toBe(isStored);

	approve([...others, applicant, again]);
	const { id: newcomer } = refersion.addAffiliate({ status: 'ACTIVE' });
	told.push(...others, applicant, newcomer);
	expect(refersion.requests).toHaveLength(before);
	await rig.hub.instance.start();
	return { again, given };
}

describe('the template behind the polling trigger', () => {
	beforeAll(async () => await start());
	afterAll(async () => await rig?.close());

	it('gives nothing at first, and then exactly those who were approved between two polls, once', async () => {
		await polling.polls(1);
		const { workflowId } = polling;
		expect(await rig.hub.api.executions({ workflowId })).toEqual([]);
		expect(rig.world.outbox.mails.map(({ to }) => to)).toEqual([]);

		const chosen = take(20);
		approve(chosen);
		told.push(...chosen);
		await expectTold();
		await polling.polls(2);
		await expectTold();
		expect(told).toHaveLength(20);
	});

	it('writes nothing when a poll has no news', async () => {
		await polling.sql('CREATE TABLE static_data_writes (id TEXT)');
		await polling.sql(
			'CREATE TRIGGER count_static_data_writes AFTER UPDATE OF staticData ON workflow_entity BEGIN INSERT INTO static_data_writes VALUES (NEW.id); END',
		);
		const writes = async (): Promise<number> =>
			(await polling.sql('SELECT id FROM static_data_writes')).length;
		const before = await polling.saved();
		expect(before).toContain(`"PENDING":"`);
		await polling.polls(3);
		expect(await polling.saved()).toBe(before);
		expect(await writes()).toBe(0);

		const chosen = take(1);
		approve(chosen);
		told.push(...chosen);
		await expectTold();
		expect(await writes()).toBe(1);
		expect(await polling.saved()).not.toBe(before);
	});

	it('loses and doubles nothing when n8n is killed between two polls', async () => {
		// By default n8n stores what a poll saw when that starts an execution. Whoever was switched off in a poll that
		// started none, and on again before the start, has therefore not changed for the new n8n, and is not told again.
		await crash(false);
		await expectTold();
		await polling.polls(2);
		await expectTold();
	});
});

const describeDurable = describeAble(chosenVersion().pollsDurably, 'durable polling');

describeDurable('with durable polling switched on in n8n', () => {
	beforeAll(async () => await start(DURABLE));
	afterAll(async () => await rig?.close());

	it('nothing is lost that only a poll without news had seen, and no mail is doubled', async () => {
		await polling.polls(1);
		const { again, given } = await crash(true);
		const news = 1 + told.length - new Set(given).size;
		await polling.told(given.length + news);
		// n8n makes up for polls that it missed in the last minute, several at once, and each gives out what it finds.
		await polling.polls(3);
		const now = await polling.told(given.length + news);
		expect(timesIn(now, again)).toBeGreaterThan(timesIn(given, again));
		expect([...new Set(now)]).toEqual(inOrder(told));
		expectMails();
	});
});
