import fc from 'fast-check';
import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';
import type { MailchimpClient, MailchimpRequest } from '../../../nodes/Mailchimp/transport/client';
import { PAGE_SIZE, readPages, type PagedRead } from '../../../nodes/Mailchimp/transport/pages';
import { answerError } from '../../../nodes/shared/failures';
import { isProblem } from '../../../nodes/shared/problem';

const node: INode = {
	id: '1',
	name: 'Mailchimp',
	type: 'mailchimpAudience',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const rowsFrom = (from: number, to: number): IDataObject[] =>
	Array.from({ length: to - from }, (_value, index) => ({ id: `c${from + index}` }));

/** A list in Mailchimp, which tests change while it is read. */
interface FakeList {
	rows: IDataObject[];
	/** The most rows in one answer. */
	cap: number;
	/** `total_items` of each answer; the number of rows when it is left out, none at all when it is null. */
	total: (answer: number) => number | null;
	/** Called before each answer. */
	before: (answer: number, request: MailchimpRequest) => void;
}

function serve(more: Partial<FakeList> = {}) {
	const list: FakeList = {
		rows: rowsFrom(0, 2_500),
		cap: PAGE_SIZE,
		total: () => list.rows.length,
		before: () => undefined,
		...more,
	};
	const requests: MailchimpRequest[] = [];
	const client: MailchimpClient = {
		async request(request) {
			requests.push(request);
			const answer = requests.length;
			list.before(answer, request);
			const { count, offset } = request.qs ?? {};
			const total = list.total(answer);
			return {
				members: list.rows.slice(
					Number(offset),
					Number(offset) + Math.min(Number(count), list.cap),
				),
				...(total !== null && { total_items: total }),
			};
		},
	};
	const read = async (how: Partial<PagedRead> = {}): Promise<IDataObject[]> => {
		const pages = readPages(client, { path: '/x', rows: 'members', limit: Infinity, ...how });
		const found: IDataObject[] = [];
		for await (const page of pages) found.push(...page);
		return found;
	};
	const asked = () => requests.map(({ qs }) => [qs?.offset, qs?.count]);
	return { list, requests, read, asked };
}

const isIncomplete = (read: number, total: number) => ({
	problem: {
		code: 'list_incomplete',
		message: `The list of members is incomplete: ${read} of ${total} were read`,
	},
});

describe('a list that is read page by page', () => {
	it('needs no request more than it has pages', async () => {
		const { read, asked } = serve();
		expect(await read()).toEqual(rowsFrom(0, 2_500));
		expect(asked()).toEqual([
			[0, 1_000],
			[1_000, 1_000],
			[2_000, 1_000],
		]);
	});

	it('is asked for with time enough', async () => {
		const { read, requests } = serve();
		await read();
		expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual([120_000, 120_000, 120_000]);
	});

	it('may be empty', async () => {
		const { read, requests } = serve({ rows: [] });
		expect(await read()).toEqual([]);
		expect(requests).toHaveLength(1);
	});

	it('goes on after a page that is shorter than asked for', async () => {
		const { read, requests } = serve({ cap: 400 });
		expect(await read()).toEqual(rowsFrom(0, 2_500));
		expect(requests).toHaveLength(7);
	});

	it('ends with an empty page where there is no total', async () => {
		const { read, requests } = serve({ cap: 400, total: () => null });
		expect(await read()).toEqual(rowsFrom(0, 2_500));
		expect(requests).toHaveLength(8);
	});

	it('ends where there is no total and each page is the same', async () => {
		const { read, requests } = serve({
			total: () => null,
			before: (_answer, { qs }) => Object.assign(qs ?? {}, { offset: 0 }),
		});
		expect(await read()).toHaveLength(1_000);
		expect(requests).toHaveLength(2);
	});

	it('is read no further than its limit', async () => {
		const { read, asked } = serve({ total: () => 9_000 });
		expect(await read({ limit: 2_000 })).toHaveLength(2_000);
		expect(await read({ limit: 7 })).toHaveLength(7);
		expect(asked()).toEqual([
			[0, 1_000],
			[1_000, 1_000],
			[0, 7],
		]);
	});
});

describe('a list that is short of some', () => {
	it('is an error when nothing comes before the total, after one more try', async () => {
		const { read, asked } = serve({ total: () => 2_600 });
		await expect(read()).rejects.toMatchObject(isIncomplete(2_500, 2_600));
		expect(asked().slice(2)).toEqual([
			[2_000, 1_000],
			[2_500, 1_000],
			[2_500, 1_000],
		]);
	});

	it('is whole when the page that was empty comes the second time', async () => {
		const { list, read } = serve();
		const all = list.rows;
		list.total = () => all.length;
		list.before = (answer) => {
			list.rows = answer === 2 ? [] : all;
		};
		expect(await read()).toEqual(all);
	});

	it('is read again when rows changed places, and each row comes once', async () => {
		const { list, read, requests } = serve();
		const all = list.rows;
		// The last rows were in front when the beginning was read, and behind it afterwards.
		list.before = (answer) => {
			list.rows = answer === 1 ? [...all.slice(-300), ...all.slice(0, -300)] : all;
		};
		const found = await read();
		expect(new Set(found.map(({ id }) => id)).size).toBe(2_500);
		expect(found).toHaveLength(2_500);
		expect(requests).toHaveLength(6);
	});

	it('is an error when it is so again', async () => {
		const { list, read, requests } = serve();
		list.before = (_answer, { qs }) => {
			// The rows from 1,000 on never come: those before them come again.
			if (Number(qs?.offset) === 1_000) Object.assign(qs ?? {}, { offset: 0 });
		};
		await expect(read()).rejects.toMatchObject(isIncomplete(1_500, 2_500));
		expect(requests).toHaveLength(6);
	});
});

describe('a list that changes while it is read', () => {
	it('misses nobody when rows leave it', async () => {
		const { list, read } = serve();
		const all = list.rows;
		list.before = (answer) => {
			// From the pages that were read already: the rest moves forward.
			if (answer === 2) list.rows = all.slice(5);
			if (answer === 4) list.rows = all.slice(12);
		};
		const found = new Set((await read()).map(({ id }) => id));
		expect(all.filter(({ id }) => !found.has(id))).toEqual([]);
	});

	it('misses nobody when rows join it in front', async () => {
		const { list, read } = serve();
		const all = list.rows;
		list.before = (answer) => {
			if (answer === 2) list.rows = [...rowsFrom(9_000, 9_020), ...all];
		};
		const found = await read();
		expect(found).toHaveLength(2_520);
		expect(new Set(found.map(({ id }) => id)).size).toBe(2_520);
	});

	it('is not cut off by a total that is too low', async () => {
		const { read } = serve({ total: (answer) => (answer === 1 ? 2_500 : 1_900) });
		expect(await read()).toHaveLength(2_500);
	});

	it('misses nobody who is in it all the time, or is an error', async () => {
		/** What happens before an answer: rows leave (a share of the list, how many) or join (in front or not). */
		const change = fc.oneof(
			{ weight: 2, arbitrary: fc.constant(undefined) },
			fc.record({ leaveAt: fc.double({ min: 0, max: 1, noNaN: true }), many: fc.nat(30) }),
			fc.record({ inFront: fc.boolean(), many: fc.nat(30) }),
		);
		await fc.assert(
			fc.asyncProperty(fc.nat(400), fc.array(change, { maxLength: 40 }), async (size, changes) => {
				const { list, read } = serve({ rows: rowsFrom(0, size), cap: 30 });
				const always = new Set(list.rows.map(({ id }) => id));
				let next = 10_000;
				list.before = (answer) => {
					const now = changes[answer - 1];
					if (!now) return;
					if ('leaveAt' in now) {
						const at = Math.floor(now.leaveAt * list.rows.length);
						const gone = list.rows.slice(at, at + now.many);
						for (const { id } of gone) always.delete(id);
						list.rows = list.rows.filter((row) => !gone.includes(row));
					} else {
						const joined = rowsFrom(next, next + now.many);
						next += now.many;
						list.rows = now.inFront ? [...joined, ...list.rows] : [...list.rows, ...joined];
					}
				};
				const found = await read().catch((error: unknown) => {
					if (isProblem(error, 'list_incomplete')) return undefined;
					throw error;
				});
				if (!found) return;
				const ids = found.map(({ id }) => id);
				expect(new Set(ids).size).toBe(ids.length);
				expect([...always].filter((id) => !ids.includes(id))).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	it('is an error when the total falls on and on', async () => {
		const { read } = serve({ total: (answer) => 1_000_000 - 2_000 * answer });
		await expect(read()).rejects.toMatchObject({ problem: { code: 'list_incomplete' } });
	});

	it('is an error when rows leave it that cannot be told apart', async () => {
		const { list, read } = serve({ rows: Array.from({ length: 2_500 }, () => ({ name: 'x' })) });
		list.before = (answer) => {
			if (answer === 2) list.rows = list.rows.slice(1);
		};
		await expect(read()).rejects.toMatchObject(isIncomplete(2_000, 2_499));
	});

	it('is an error when the total grows on and on', async () => {
		const { read } = serve({ total: (answer) => 2_500 + answer });
		await expect(read()).rejects.toMatchObject({ problem: { code: 'list_incomplete' } });
	});
});

describe('a page that is too large', () => {
	const failing = (error: NodeApiError, from: number) =>
		serve({
			before: (_answer, { qs }) => {
				if (Number(qs?.count) >= from) throw error;
			},
		});
	const status = (statusCode: number) => answerError(node, { statusCode, message: 'x' });
	const code = (text: string) => new NodeApiError(node, { message: text }, { httpCode: text });

	it.each([
		['a gateway that was out of time', status(504)],
		['a fault', status(500)],
		['an answer that did not come in time', code('ETIMEDOUT')],
		['a lost connection', code('ECONNRESET')],
	])('is halved after %s, for the rest of the list', async (_what, error) => {
		const { read, asked } = failing(error, 500);
		expect(await read()).toEqual(rowsFrom(0, 2_500));
		expect(asked()[2]).toEqual([0, 250]);
		expect(asked().map(([, count]) => count)).toEqual([1_000, 500, ...Array(10).fill(250)]);
	});

	it('gets few tries, except for the smallest one', async () => {
		const { read, requests, asked } = failing(status(504), 0);
		await expect(read()).rejects.toMatchObject({ httpCode: '504' });
		expect(asked().map(([, count]) => count)).toEqual([1_000, 500, 250, 125]);
		expect(requests.map(({ mostFaults }) => mostFaults)).toEqual([2, 2, 2, undefined]);
	});

	it.each([
		['a refusal', status(400)],
		['no free connection', status(429)],
		['a connection that was refused', code('ECONNREFUSED')],
	])('is not what %s is about', async (_what, error) => {
		const { read, requests } = failing(error, 0);
		await expect(read()).rejects.toBe(error);
		expect(requests).toHaveLength(1);
	});
});

describe('the key of rows', () => {
	it('is asked for when it is named, and left out of the rows when it was not asked for', async () => {
		const { read, requests } = serve({ rows: [{ id: 'a', name: 'x' }] });
		const fields = 'members.name,total_items';
		expect(await read({ key: 'id', qs: { fields } })).toEqual([{ name: 'x' }]);
		expect(requests[0].qs).toMatchObject({ fields: 'members.name,total_items,members.id' });
	});

	it('stays when it was asked for', async () => {
		const { read, requests } = serve({ rows: [{ id: 'a' }] });
		const fields = 'members.id,total_items';
		expect(await read({ key: 'id', qs: { fields } })).toEqual([{ id: 'a' }]);
		expect(requests[0].qs).toMatchObject({ fields });
	});

	it('is not asked for when nothing is said: not all rows have an id', async () => {
		const { read, requests } = serve({ rows: [{ name: 'x' }, { name: 'x' }] });
		const fields = 'members.name,total_items';
		expect(await read({ qs: { fields } })).toHaveLength(2);
		expect(requests[0].qs).toMatchObject({ fields });
	});

	it('may be another property', async () => {
		const { read } = serve({ rows: [{ merge_id: 1 }, { merge_id: 2 }] });
		expect(await read({ key: 'merge_id' })).toEqual([{ merge_id: 1 }, { merge_id: 2 }]);
	});
});
