import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { numberedPages, offsetPages, type Page } from '../../../nodes/Refersion/transport/pages';
import { isProblem } from '../../../nodes/shared/problem';

const rowsFrom = (from: number, to: number): IDataObject[] =>
	Array.from({ length: to - from }, (_value, index) => ({ id: from + index }));

/** A list that tests change while it is read. */
interface Server {
	rows: IDataObject[];
	/** The most rows in an answer. */
	cap: number;
	/** The number of the first page. */
	firstPage: number;
	/** The total of each answer; the number of rows when it is left out, none when it is undefined. */
	total: (answer: number) => number | undefined;
	/** Called before each answer. */
	before: (answer: number) => void;
	/** The rows of an answer, where it has others than it should. */
	instead: (answer: number, start: number) => IDataObject[] | undefined;
}

interface How {
	limit?: number;
	isParallel?: boolean;
	isTotalExact?: boolean;
	seen?: Set<string>;
}

function serve(more: Partial<Server> = {}) {
	const server: Server = {
		rows: rowsFrom(0, 450),
		cap: 100,
		firstPage: 1,
		total: () => server.rows.length,
		before: () => undefined,
		instead: () => undefined,
		...more,
	};
	/** Pages or places that were asked for. */
	const asked: number[] = [];
	const told: string[] = [];
	const progress = { every: 100, tell: (text: string) => void told.push(text) };
	let under = 0;
	let most = 0;
	const answer = async (start: number, count: number): Promise<Page> => {
		most = Math.max(most, ++under);
		const number = asked.length;
		await Promise.resolve();
		under -= 1;
		server.before(number);
		const size = Math.min(count, server.cap);
		const rows = server.instead(number, start) ?? server.rows.slice(start, start + size);
		return { rows, total: server.total(number) };
	};
	const gather = async (pages: AsyncIterable<IDataObject[]>) => {
		const found: IDataObject[] = [];
		for await (const page of pages) found.push(...page);
		return found;
	};
	const numbered = async ({ limit = Infinity, isParallel = true }: How = {}) =>
		await gather(
			numberedPages({
				what: 'affiliates',
				limit,
				isParallel,
				progress,
				read: async (page) => {
					asked.push(page);
					if (page < server.firstPage) return { rows: [], total: server.rows.length };
					return await answer((page - server.firstPage) * server.cap, server.cap);
				},
			}),
		);
	const offset = async ({ limit = Infinity, isTotalExact = true, seen }: How = {}) =>
		await gather(
			offsetPages({
				what: 'conversions',
				limit,
				seen,
				isTotalExact,
				pageSize: 100,
				progress,
				read: async (place, count) => {
					asked.push(place);
					return await answer(place, count);
				},
			}),
		);
	return { server, asked, told, numbered, offset, most: () => most };
}

const incomplete = (of: string) => ({
	problem: {
		code: 'list_incomplete',
		message: expect.stringContaining(of),
		fix: expect.stringContaining('Run it again'),
	},
});

const ids = (rows: IDataObject[]) => rows.map(({ id }) => Number(id));

describe('pages with numbers', () => {
	it('take no request more than there are pages, four at a time after the first', async () => {
		const { numbered, asked, most, told } = serve({ rows: rowsFrom(0, 1_000) });
		expect(await numbered()).toEqual(rowsFrom(0, 1_000));
		expect(asked).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(most()).toBe(4);
		expect(told).toHaveLength(10);
		expect(told[0]).toBe('100 of 1000 affiliates');
	});

	it('are read one after the other where not all are wanted, and no further than the limit', async () => {
		const { numbered, asked, most } = serve();
		expect(await numbered({ limit: 150, isParallel: false })).toEqual(rowsFrom(0, 150));
		expect(asked).toEqual([1, 2]);
		expect(most()).toBe(1);
	});

	it('may have nothing', async () => {
		const { numbered, asked } = serve({ rows: [] });
		expect(await numbered()).toEqual([]);
		expect(asked).toEqual([1]);
	});

	it('are as large as they come, not as was asked for', async () => {
		const { numbered, asked } = serve({ rows: rowsFrom(0, 1_000), cap: 50 });
		expect(await numbered()).toEqual(rowsFrom(0, 1_000));
		expect(asked).toHaveLength(20);
	});

	it.each([57, 450])('may be counted from 0: all of %d come', async (count) => {
		const { numbered } = serve({ rows: rowsFrom(0, count), firstPage: 0 });
		expect(ids(await numbered()).sort((a, b) => a - b)).toEqual(ids(rowsFrom(0, count)));
	});

	it('are read again when one was empty that should not be', async () => {
		const { numbered } = serve({ instead: (answer) => (answer === 3 ? [] : undefined) });
		expect(ids(await numbered()).sort((a, b) => a - b)).toEqual(ids(rowsFrom(0, 450)));
	});

	it('are an error when one stays empty, after one more try', async () => {
		const { numbered, asked } = serve({
			instead: (_answer, start) => (start === 200 ? [] : undefined),
		});
		await expect(numbered({ isParallel: false })).rejects.toMatchObject(
			incomplete('The list of affiliates is incomplete: 200 of 450 were read'),
		);
		expect(asked).toEqual([1, 2, 3, 0, 1, 2, 3]);
	});

	it('are an error when the same page comes again and again', async () => {
		const { numbered } = serve({ instead: () => rowsFrom(0, 100) });
		await expect(numbered()).rejects.toMatchObject(incomplete('100 of 450 were read'));
	});

	it('are an error when the total is never reached', async () => {
		const { numbered } = serve({ total: () => 10_000_000 });
		await expect(numbered()).rejects.toMatchObject(incomplete('450 of 10000000 were read'));
	});

	it('are not cut off by a total that is too low', async () => {
		const { numbered } = serve({ total: () => 60 });
		expect(await numbered()).toHaveLength(450);
	});

	it('pass on what goes wrong', async () => {
		const { numbered } = serve({
			before: (answer) => {
				if (answer === 3) throw new Error('no answer');
			},
		});
		await expect(numbered()).rejects.toThrow('no answer');
	});
});

describe('pages from a place on', () => {
	it('take no request more than there are pages, one after the other', async () => {
		const { offset, asked, most } = serve({ rows: rowsFrom(0, 400) });
		expect(await offset()).toEqual(rowsFrom(0, 400));
		expect(asked).toEqual([0, 100, 200, 300]);
		expect(most()).toBe(1);
	});

	it('go on where the page before ended, not where it should have', async () => {
		const { offset, asked } = serve({ cap: 50, rows: rowsFrom(0, 200) });
		expect(await offset()).toEqual(rowsFrom(0, 200));
		expect(asked).toEqual([0, 50, 100, 150]);
	});

	it('end where nothing comes after the last row, when there is no total', async () => {
		const { offset, asked } = serve({ total: () => undefined });
		expect(await offset()).toEqual(rowsFrom(0, 450));
		expect(asked).toEqual([0, 99, 198, 297, 396, 449]);
	});

	it('end there too where the total may be of more than this list', async () => {
		const { offset, asked } = serve({ rows: rowsFrom(0, 2), total: () => 450 });
		expect(await offset({ isTotalExact: false })).toEqual(rowsFrom(0, 2));
		expect(asked).toEqual([0, 1]);
	});

	it.each([[undefined], [450]])('end so with one row too, with %s as total', async (total) => {
		const { offset, asked } = serve({ rows: rowsFrom(0, 1), total: () => total });
		expect(await offset({ isTotalExact: false })).toEqual(rowsFrom(0, 1));
		expect(asked).toEqual([0, 0]);
	});

	it('ask once more when there is nothing where the total is of something', async () => {
		const { offset, asked } = serve({ rows: [], total: () => 450 });
		expect(await offset({ isTotalExact: false })).toEqual([]);
		expect(asked).toEqual([0, 0]);
		const other = serve({ instead: (answer) => (answer === 1 ? [] : undefined) });
		expect(await other.offset({ isTotalExact: false })).toHaveLength(450);
	});

	it.each([
		['no total', false, undefined, '199 were read, and how many there are is not said'],
		['a total of more', false, 900, '199 of 900 were read'],
		['a total', true, 450, '200 of 450 were read'],
	])('are an error when one stays empty, with %s', async (_what, isTotalExact, total, of) => {
		const { offset } = serve({
			total: () => total,
			instead: (_answer, start) => (start >= 198 && start <= 200 ? [] : undefined),
		});
		await expect(offset({ isTotalExact })).rejects.toMatchObject(incomplete(of));
	});

	it.each([
		['the total is known', 450],
		['it is not', undefined],
	])('are an error when the first page comes again and again, where %s', async (_what, total) => {
		const { offset } = serve({ total: () => total, instead: () => rowsFrom(0, 100) });
		await expect(offset()).rejects.toMatchObject(incomplete('100 '));
	});

	it('are an error when the total falls on and on', async () => {
		const { offset } = serve({ total: (answer) => 1_000_000 - 2_000 * answer });
		await expect(offset()).rejects.toMatchObject({ problem: { code: 'list_incomplete' } });
	});

	it('are not cut off by a total that is too low, nor by one that is 0 for a moment', async () => {
		expect(await serve({ total: () => 60 }).offset()).toHaveLength(450);
		const total = (answer: number) => (answer === 3 ? 0 : 450);
		expect(await serve({ total }).offset()).toHaveLength(450);
		const instead = (answer: number) => (answer === 3 ? [] : undefined);
		expect(await serve({ total, instead }).offset()).toHaveLength(450);
	});

	it.each([
		[true, (list: Server) => list.rows.length],
		[false, (list: Server) => list.rows.length],
		[false, () => 10_000],
		[false, () => undefined],
	])('miss nobody when rows leave (total of this list: %s)', async (isTotalExact, total) => {
		const { server, offset } = serve();
		const all = server.rows;
		server.total = () => total(server);
		server.before = (answer) => {
			if (answer === 2) server.rows = all.slice(5);
		};
		const found = ids(await offset({ isTotalExact }));
		expect(found.sort((a, b) => a - b)).toEqual(ids(all));
	});

	it('leave out what came out of another list, and do not count it against the limit', async () => {
		const { offset } = serve({ rows: rowsFrom(0, 30) });
		const seen = new Set(rowsFrom(0, 8).map(({ id }) => String(id)));
		expect(ids(await offset({ limit: 10, seen }))).toEqual(ids(rowsFrom(8, 18)));
	});

	it('tell rows without an id apart by what they hold', async () => {
		const rows = Array.from({ length: 150 }, (_value, n) => ({ name: `n${n}` }));
		expect(await serve({ rows }).offset()).toEqual(rows);
	});
});

/** What happens to a list before an answer. */
type Change =
	| { kind: 'leave'; at: number; many: number }
	| { kind: 'join'; at: number; many: number }
	| { kind: 'move'; from: number; to: number };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const change: fc.Arbitrary<Change | undefined> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant(undefined) },
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('leave' as const), at: share, many: fc.nat(30) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('join' as const), at: share, many: fc.nat(30) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('move' as const), from: share, to: share }),
	},
);

describe('a list that changes while it is read', () => {
	const histories = fc.tuple(
		fc.nat(400),
		fc.array(change, { maxLength: 40 }),
		fc.integer({ min: 7, max: 60 }),
	);

	/** Reads a list with such a history; returns what was missed, or undefined when it was an error. */
	const missedOf = async (
		[size, changes, cap]: [number, Array<Change | undefined>, number],
		read: (made: ReturnType<typeof serve>) => Promise<IDataObject[]>,
		total: (server: Server) => number | undefined,
	) => {
		const made = serve({ rows: rowsFrom(0, size), cap });
		const { server } = made;
		const always = new Set(ids(server.rows));
		let next = 10_000;
		let answered = 0;
		server.total = () => total(server);
		server.before = () => {
			const now = changes[answered++];
			if (!now) return;
			const rows = [...server.rows];
			const placeOf = (at: number) => Math.floor(at * rows.length);
			if (now.kind === 'leave') {
				for (const { id } of rows.splice(placeOf(now.at), now.many)) always.delete(Number(id));
			} else if (now.kind === 'join') {
				rows.splice(placeOf(now.at), 0, ...rowsFrom(next, (next += now.many)));
			} else {
				rows.splice(placeOf(now.to), 0, ...rows.splice(placeOf(now.from), 1));
			}
			server.rows = rows;
		};
		const found = await read(made).catch((error: unknown) => {
			if (isProblem(error, 'list_incomplete')) return undefined;
			throw error;
		});
		if (!found) return undefined;
		expect(new Set(ids(found)).size).toBe(found.length);
		const came = new Set(ids(found));
		return [...always].filter((id) => !came.has(id));
	};

	it.each([
		['numbers', 'in parallel', async (made: ReturnType<typeof serve>) => await made.numbered()],
		[
			'numbers',
			'one after the other',
			async (made: ReturnType<typeof serve>) => await made.numbered({ isParallel: false }),
		],
		['places', 'with a total', async (made: ReturnType<typeof serve>) => await made.offset()],
		[
			'places',
			'filtered',
			async (made: ReturnType<typeof serve>) => await made.offset({ isTotalExact: false }),
		],
	])(
		'has each row that is in it all the time, or is an error (%s, %s)',
		async (_kind, _how, read) => {
			let whole = 0;
			await fc.assert(
				fc.asyncProperty(histories, async (history) => {
					const missed = await missedOf(history, read, ({ rows }) => rows.length);
					if (missed) whole += 1;
					expect(missed ?? []).toEqual([]);
				}),
				{ numRuns: 400 },
			);
			// Most lists change little, and are read.
			expect(whole).toBeGreaterThan(200);
		},
	);

	it.each([
		['there is no total', () => undefined],
		['the total is of more', () => 5_000],
	])('has each row that is in it all the time, or is an error, where %s', async (_what, total) => {
		let whole = 0;
		await fc.assert(
			fc.asyncProperty(histories, async (history) => {
				const read = async (made: ReturnType<typeof serve>) =>
					await made.offset({ isTotalExact: false });
				const missed = await missedOf(history, read, total);
				if (missed) whole += 1;
				expect(missed ?? []).toEqual([]);
			}),
			{ numRuns: 400 },
		);
		expect(whole).toBeGreaterThan(200);
	});
});
