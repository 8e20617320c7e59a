import { collect, readLimit } from '../../../nodes/shared/paging';
import { isProblem } from '../../../nodes/shared/problem';
import { inputOf } from './runContext';

describe('readLimit', () => {
	it.each([
		[{}, 50],
		[{ returnAll: true }, Infinity],
		[{ returnAll: 'true', limit: 3 }, Infinity],
		[{ returnAll: 'YES' }, Infinity],
		[{ returnAll: 'No', limit: '3' }, 3],
		[{ returnAll: false, limit: 3 }, 3],
	])('reads %j', (parameters, expected) => {
		expect(readLimit(inputOf(parameters))).toBe(expected);
	});

	it.each([
		[{ returnAll: 'all' }, 'Return All is neither on nor off: "all"'],
		[{ returnAll: '' }, 'Return All is empty'],
		[{ returnAll: 1 }, 'Return All is neither on nor off: "1"'],
		[{ limit: 0 }, 'Limit is not a whole number of 1 or more: "0"'],
		[{ limit: 2.5 }, 'Limit is not a whole number of 1 or more: "2.5"'],
		[{ limit: null }, 'Limit is empty'],
	])('refuses %j', (parameters, what) => {
		expect(() => readLimit(inputOf(parameters))).toThrow(`The parameter ${what}`);
	});
});

describe('collect', () => {
	/** Pages of three numbers, and how many of them were read. */
	function pagesOf(count: number) {
		const read: number[] = [];
		async function* pages() {
			for (let page = 0; page < count; page++) {
				read.push(page);
				yield [page * 3, page * 3 + 1, page * 3 + 2];
			}
		}
		return { pages: pages(), read };
	}

	it('takes all there is', async () => {
		const { pages } = pagesOf(3);
		expect(await collect(pages, Infinity, (rows) => rows)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	});

	it('reads and prepares no more than it is to give', async () => {
		const { pages, read } = pagesOf(9);
		const prepared: number[][] = [];
		const items = await collect(pages, 4, async (rows) => {
			prepared.push(rows);
			return rows.map(String);
		});
		expect(items).toEqual(['0', '1', '2', '3']);
		expect(prepared).toEqual([[0, 1, 2], [3]]);
		expect(read).toEqual([0, 1]);
	});

	it('is an error, and no part of a list, when the execution is cancelled', async () => {
		const cancel = new AbortController();
		const { pages, read } = pagesOf(9);
		const run = collect(
			pages,
			Infinity,
			(rows) => {
				cancel.abort();
				return rows;
			},
			cancel.signal,
		);
		const error: unknown = await run.catch((thrown: unknown) => thrown);
		expect(isProblem(error, 'cancelled')).toBe(true);
		expect(read).toEqual([0]);
	});
});
