import { readOptions } from '../../../scripts/bench/options';

const USUAL = ['ours-journeys', 'ours-bulk', 'builtin-update-tag', 'builtin-create-update-tag'];

describe('the command line of the benchmark', () => {
	it('measures 1,000 contacts, the same with faults, memory, webhooks, and 10,000 contacts in a real n8n', () => {
		expect(readOptions([])).toMatchObject({
			sets: [
				{ contacts: 1000, faults: false, flows: USUAL },
				{ contacts: 1000, faults: true, flows: USUAL },
			],
			memoryItems: 100_000,
			webhookRounds: 15,
			n8nContacts: 10_000,
			n8nRounds: 3,
			latencyMs: 100,
			seed: 1,
			out: undefined,
		});
	});

	it('measures only what is asked for', () => {
		expect(readOptions(['memory'])).toMatchObject({
			sets: [],
			memoryItems: 100_000,
			webhookRounds: 0,
		});
		expect(readOptions(['webhooks', '--rounds', '3'])).toMatchObject({
			sets: [],
			memoryItems: 0,
			webhookRounds: 3,
			n8nContacts: 0,
		});
		expect(readOptions(['n8n', '--contacts', '500', '--rounds', '2'])).toMatchObject({
			sets: [],
			memoryItems: 0,
			webhookRounds: 0,
			n8nContacts: 500,
			n8nRounds: 2,
		});
		expect(readOptions(['n8n'])).toMatchObject({ sets: [], n8nContacts: 10_000, n8nRounds: 3 });
		expect(readOptions(['--contacts', '10000'])).toMatchObject({
			sets: [{ contacts: 10_000, faults: false, flows: USUAL }],
			memoryItems: 0,
			webhookRounds: 0,
			n8nContacts: 0,
		});
		expect(readOptions(['--faults', '--flow', 'ours-bulk,builtin-update-tag'])).toMatchObject({
			sets: [{ contacts: 1000, faults: true, flows: ['ours-bulk', 'builtin-update-tag'] }],
			memoryItems: 0,
		});
		expect(readOptions(['--latency', '0', '--seed', '7', '--out', 'x'])).toMatchObject({
			latencyMs: 0,
			seed: 7,
			out: 'x',
		});
	});

	it.each([
		[['--contacts', '0'], '--contacts needs a whole number from 1 on'],
		[['--contacts'], '--contacts needs'],
		[['--latency', '1.5'], '--latency needs'],
		[['--flow', 'theirs'], 'Unknown flow "theirs"'],
		[['--flow'], 'Unknown flow ""'],
		[['--out', '--faults'], '--out needs a value'],
		[['--quick'], 'Unknown option --quick'],
	])('refuses %j', (args, message) => {
		expect(() => readOptions(args)).toThrow(message);
	});
});
