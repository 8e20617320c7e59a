import { measureMemory } from '../../scripts/bench/memory';
import { measure, startEmulator, type Emulator } from '../../scripts/bench/run';
import type { Conditions } from '../../scripts/bench/emulator';
import type { FlowId } from '../../scripts/bench/flows';

const CONTACTS = 30;
const conditions: Conditions = { contacts: CONTACTS, seed: 1, latencyMs: 0, faults: {} };
const everyContact = { right: CONTACTS, wrong: 0, causes: [], unexpected: 0 };
const everyMail = {
	expected: CONTACTS,
	right: CONTACTS,
	wrong: 0,
	doubled: 0,
	missing: 0,
	unwanted: 0,
};

let emulator: Emulator;
beforeAll(() => {
	emulator = startEmulator();
});
afterAll(async () => await emulator.close());

const run = async (
	flow: FlowId,
	more: { continueOnError?: boolean; conditions?: Conditions } = {},
) =>
	await measure(emulator, more.conditions ?? conditions, {
		flow,
		continueOnError: more.continueOnError ?? true,
	});

// Every run starts a process that loads n8n.
jest.setTimeout(120_000);

describe('the benchmark, small and without latency', () => {
	it('our flow that starts journeys: everything right, one request a contact and the batch', async () => {
		const result = await run('ours-journeys');
		expect(result).toMatchObject({ contacts: everyContact, mails: everyMail, error: null });
		expect(result.requests.kinds).toMatchObject({
			'POST /lists/{id}': 1,
			'POST /lists/{id}/members/{id}/tags': CONTACTS,
		});
		expect(result.memory.rssPeak).toBeGreaterThan(50);
		expect(result.seconds).toBeGreaterThan(0);
	});

	it('our flow in bulk: everything right, no mail, a handful of requests', async () => {
		const result = await run('ours-bulk');
		expect(result).toMatchObject({ contacts: everyContact, error: null });
		expect(result.mails).toMatchObject({ expected: 0, unwanted: 0 });
		expect(result.requests.total).toBeLessThan(8);
	});

	it('n8n: update, then tag: everything right with two requests a contact', async () => {
		const result = await run('builtin-update-tag');
		expect(result).toMatchObject({ contacts: everyContact, mails: everyMail, error: null });
		expect(result.requests.total).toBe(2 * CONTACTS);
		expect(result.requests.mostAtOnce).toBe(1);
	});

	it('n8n: create, else update and tag: everything right, three requests for those who exist', async () => {
		const result = await run('builtin-create-update-tag');
		expect(result).toMatchObject({ contacts: everyContact, mails: everyMail, error: null });
		expect(result.requests.total).toBe(CONTACTS + 2 * (CONTACTS / 5));
	});

	it('n8n: create, error output: its items have lost their address, so nobody is updated', async () => {
		const result = await run('builtin-create-error-output');
		expect(result.contacts.wrong).toBe(CONTACTS / 5);
		expect(result.contacts.causes).toEqual([
			{ cause: 'no tag', contacts: CONTACTS / 5 },
			{ cause: 'old link', contacts: CONTACTS / 10 },
		]);
		expect(result.errorItems).toBe(CONTACTS / 5);
	});

	it('with faults: what n8n loses is counted, and a flow without Continue stops', async () => {
		const faulty: Conditions = { ...conditions, faults: { '429': 0.3 } };
		const going = await run('builtin-update-tag', { conditions: faulty });
		expect(going.error).toBeNull();
		expect(going.contacts.wrong).toBeGreaterThan(0);
		expect(going.errorItems).toBe(going.contacts.wrong);
		expect(going.requests.answers429).toBe(going.errorItems);

		const stopping = await run('builtin-update-tag', {
			conditions: faulty,
			continueOnError: false,
		});
		expect(stopping.error).toContain('too many requests');
		expect(stopping.contacts.right).toBe(0);
	});

	it('memory: the same items in a No-Op node and through ours', async () => {
		const result = await measureMemory(emulator, { ...conditions, contacts: 600 });
		expect(result.ours.contactsRight).toBe(600);
		for (const { rssPeak, heapPeak, weighed } of [result.noOp, result.ours]) {
			expect(weighed).toBeGreaterThan(10);
			expect(heapPeak).toBeGreaterThan(10);
			expect(rssPeak).toBeGreaterThan(weighed);
		}
	});
});
