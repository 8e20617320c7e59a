import { seededRandom } from '../emulators/common';
import { resetHub, startHub, type Hub } from '../engine/support/hub';
import { addAffiliates, startPoller } from '../engine/support/poll';

let hub: Hub;
/** What the clock of n8n shows, in milliseconds since 1970. */
let clock = 0;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	clock = Date.UTC(2026, 0, 1);
	jest.spyOn(Date, 'now').mockImplementation(() => clock);
});
afterEach(() => void jest.restoreAllMocks());
afterAll(async () => await hub.close());

const HOUR = 3_600_000;
const DAYS = 200;
const POLLS_A_DAY = 1;

/** What happened, as it is to be given out: "<event> <id>". */
interface History {
	expected: Set<string>;
	given: string[];
	killed: number;
}

/** Lives through 200 days with polls that do not run, fail in their middle, or are killed with n8n. */
async function live(approveAfterDays: number, isDurable: boolean, seed: number): Promise<History> {
	const { refersion } = hub.world;
	const random = seededRandom(seed);
	const pick = (count: number) => Math.floor(random() * count);
	const people = addAffiliates(hub, 90);
	const poller = startPoller(hub, { events: ['*'] }, { isDurable });
	const history: History = { expected: new Set(), given: [], killed: 0 };
	const { expected } = history;
	await poller.poll();
	// Refersion approves by itself, when a list is read; without the switch it leaves that to people.
	refersion.switches.approveAfterDays = approveAfterDays;

	for (let tick = 0; tick < DAYS * POLLS_A_DAY; tick++) {
		clock += (24 / POLLS_A_DAY) * HOUR;
		if (random() < 0.7) {
			const created = new Date(clock - pick(12) * HOUR);
			const affiliateId = people[pick(people.length)];
			const { id } = refersion.addConversion({ affiliateId, created });
			expected.add(`newConversion ${id}`);
		}
		const pending = refersion.conversions().filter(({ status }) => status === 'PENDING');
		const one = pending.at(pick(pending.length));
		if (one?.status === 'PENDING' && random() < 0.1) {
			const status = random() < 0.5 ? 'APPROVED' : 'DENIED';
			refersion.setConversionStatus(one.id, status);
		}
		if (random() < 0.05) {
			const payment = refersion.addPayment(people[0], []);
			expected.add(`newPayment ${payment.id}`);
		}
		const applicant = people[pick(people.length)];
		if (refersion.affiliate(applicant)?.status === 'PENDING' && random() < 0.3) {
			refersion.approve(applicant);
			expected.add(`affiliateApproved ${applicant}`);
		}
		const fate = random();
		// n8n is down at the time of the poll.
		if (fate < 0.1) {
			poller.kill();
			continue;
		}
		if (fate < 0.2) poller.loseNext();
		else if (fate < 0.25 && !isDurable) poller.repeatNext();
		else if (fate < 0.35) {
			const after = pick(9);
			hub.world.faults.failNext({ service: 'refersion', fault: '403-no-body', after });
		}
		if (fate < 0.25) history.killed += 1;
		const items = await poller.poll().catch(() => null);
		hub.world.faults.clear();
		history.given.push(...(items ?? []).map(({ event, id }) => `${String(event)} ${String(id)}`));
	}
	for (let polls = 0; polls < 4; polls++) {
		const items = await poller.poll();
		history.given.push(...(items ?? []).map(({ event, id }) => `${String(event)} ${String(id)}`));
	}
	for (const { id, status } of refersion.conversions()) {
		if (status === 'APPROVED') expected.add(`conversionApproved ${id}`);
		if (status === 'DENIED') expected.add(`conversionDenied ${id}`);
	}
	return history;
}

describe('Refersion Polling Trigger: 200 days', () => {
	it.each([
		[40, true],
		[90, true],
		[40, false],
		[90, false],
	])(
		'give every event at least once and none that did not happen, with approval after %d days (durable cursors: %p)',
		async (days, isDurable) => {
			const { expected, given, killed } = await live(days, isDurable, days);
			expect(killed).toBeGreaterThan(12);
			expect([...expected].filter((each) => each.startsWith('conversionA')).length).toBeGreaterThan(
				30,
			);
			expect(new Set(given)).toEqual(expected);
			const twice = given.length - expected.size;
			// Only what was stored without the state that belongs to it comes again.
			if (isDurable) expect(twice).toBe(0);
			else expect(twice).toBeLessThan(40);
			console.log(
				`Approved after ${days} days, ${isDurable ? 'with' : 'without'} durable cursors: ${expected.size} events, ${killed} polls killed or not heard of, ${twice} events twice.`,
			);
		},
		240_000,
	);
});
