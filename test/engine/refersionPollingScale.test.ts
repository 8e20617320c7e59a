import { resetHub, startHub, type Hub } from './support/hub';
import { addAffiliates, requestCount, startPoller } from './support/poll';
import { skipWaits } from './support/skipWaits';

/** Everybody, and what a poll may take: a tenth of both unless all of it is asked for. It changes nothing in the number of polls. */
const PART = process.env.POLLING_SCALE === 'whole' ? 1 : 0.1;
const AFFILIATES = 100_000 * PART;
const BUDGET_MS = 45_000 * PART;
/** In a short poll of a busy machine what is not waiting weighs more. */
const MOST_POLLS = PART === 1 ? 3 : 6;
const LATENCY_MS = 300;
/** For a request that was sent before the deadline and comes in a little later. */
const GRACE_MS = 300;

skipWaits();
let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

it(`finishes a list of ${AFFILIATES} at ${LATENCY_MS} ms in at most ${MOST_POLLS} polls, each within its budget`, async () => {
	const ids = addAffiliates(hub, AFFILIATES);
	const poller = startPoller(
		hub,
		{ events: ['affiliateApproved'] },
		{ budgetMs: BUDGET_MS, isDurable: true },
	);
	hub.world.faults.set('refersion', { latencyMs: LATENCY_MS });
	const took: number[] = [];
	const poll = async () => {
		const before = Date.now();
		const given = (await poller.poll()) ?? [];
		took.push(Date.now() - before);
		// By what is asked, not by when the poll is over: what it makes of the answers takes longer on a busy machine.
		const last = Math.max(...hub.world.refersion.requests.map(({ startedAt }) => startedAt));
		expect(last - before).toBeLessThan(BUDGET_MS + GRACE_MS);
		return given.map(({ id }) => id);
	};
	const isRecorded = () => !JSON.stringify(poller.saved()).includes('"isRecorded":false');
	// Nobody is news before the list has been read once.
	do expect(await poll()).toEqual([]);
	while (!isRecorded());
	expect(took.length).toBeLessThanOrEqual(MOST_POLLS);
	hub.world.refersion.approve(ids[0]);
	hub.world.refersion.approve(ids[AFFILIATES - 1]);
	hub.world.refersion.clearRequests();
	const given: unknown[] = [];
	for (let polls = 0; polls < MOST_POLLS && given.length < 2; polls++)
		given.push(...(await poll()));
	expect(given.sort()).toEqual([ids[0], ids[AFFILIATES - 1]].sort());
	// Each page once, and after the end of the list its first pages again.
	expect(requestCount(hub, '/v2/affiliate/list')).toBeLessThan((1.6 * AFFILIATES) / 100);
	if (PART === 1) console.log(`Polls of ${AFFILIATES} affiliates took ${took.join(', ')} ms.`);
}, 600_000);
