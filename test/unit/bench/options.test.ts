import { readOptions } from '../../../scripts/bench/options';

const USUAL = ['ours-journeys', 'ours-bulk', 'builtin-update-tag', 'builtin-create-update-tag'];

describe('the command line of the benchmark', () => {
	it('measures 1,000 contacts, the same with faults, memory, webhooks, 10,000 contacts and three programmes in a real n8n', () => {
		expect(readOptions([])).toMatchObject({
			sets: [
				{ contacts: 1000, faults: false, flows: USUAL },
				{ contacts: 1000, faults: true, flows: USUAL },
			],
			memoryItems: 100_000,
			webhookRounds: 15,
			n8nContacts: 10_000,
			n8nRounds: 3,
			keep: [
				{ creators: 10_000, others: 0, looks: 2 },
				{ creators: 2_000, others: 98_000, looks: 1 },
				{ creators: 100_000, others: 0, looks: 1 },
			],
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
			keep: [],
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

	it('measures only the programmes that are asked for', () => {
		const none = { sets: [], memoryItems: 0, webhookRounds: 0, n8nContacts: 0 };
		expect(readOptions(['keep'])).toMatchObject({ ...none, keep: { length: 3 } });
		expect(readOptions(['keep', '--programs', '500,20+80'])).toMatchObject({
			...none,
			keep: [
				{ creators: 500, others: 0, looks: 1 },
				{ creators: 20, others: 80, looks: 1 },
			],
		});
		const { keep } = readOptions(['--programs', '10000', '--rounds', '2']);
		expect(keep).toEqual([{ creators: 10_000, others: 0, looks: 2 }]);
	});

	it.each([
		[['--programs', '1+2+3'], '--programs has a strange part "1+2+3"'],
		[['--programs', '0+5'], '--programs needs a whole number from 1 on'],
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
