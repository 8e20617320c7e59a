import { retry } from '../../../nodes/shared/retry';

const sleeps: number[] = [];
jest.mock('n8n-workflow', () => ({
	sleep: async (ms: number) => {
		sleeps.push(ms);
	},
}));

/** How often something is tried, and how long all pauses are together, in milliseconds. */
async function triesOf(notBeforeMs: number | undefined, mostWaitMs?: number) {
	sleeps.length = 0;
	let tries = 0;
	const attempt = async () => ({ done: false, value: ++tries, notBeforeMs });
	await retry(attempt, { attempts: 6, baseMs: 1, capMs: 1 }, { mostWaitMs });
	return { tries, waitedMs: sleeps.reduce((sum, ms) => sum + ms, 0) };
}

describe('the bound of all pauses together', () => {
	it('lets those be that fit in', async () => {
		expect(await triesOf(10_000, 180_000)).toEqual({ tries: 6, waitedMs: 50_000 });
	});

	it('ends the tries with the first pause that does not', async () => {
		expect(await triesOf(120_000, 180_000)).toEqual({ tries: 2, waitedMs: 120_000 });
	});

	it('does not begin a pause that is too long by itself', async () => {
		expect(await triesOf(120_000, 20_000)).toEqual({ tries: 1, waitedMs: 0 });
	});
});
