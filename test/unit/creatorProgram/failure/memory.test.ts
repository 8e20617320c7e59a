import type { Failure } from '../../../../nodes/CreatorProgram/failure/failure';
import {
	readToldFailures,
	storedFailures,
	tellNow,
	type ToldFailures,
} from '../../../../nodes/CreatorProgram/failure/memory';

const failure = (more: Partial<Failure> = {}): Failure => ({
	workflowId: '7',
	workflow: 'Report',
	node: 'Sync',
	message: '3 people are held',
	fix: '',
	advice: 'other',
	isTrigger: false,
	url: '',
	...more,
});

describe('what was told', () => {
	it('is told again after an hour, with how often it came in between', () => {
		const told: ToldFailures = new Map();
		const at = (minute: number) => tellNow(told, failure(), 1000 + minute, 60);
		expect([0, 1, 59, 60, 61, 119, 120].map(at)).toEqual([
			0,
			undefined,
			undefined,
			2,
			undefined,
			undefined,
			2,
		]);
	});

	it('is the same with other numbers, and not in another workflow, node or with other words', () => {
		const told: ToldFailures = new Map();
		const now = (more: Partial<Failure>) => tellNow(told, failure(more), 1000, 60) !== undefined;
		expect(now({})).toBe(true);
		expect(now({ message: '14 people are held', url: 'https://n8n.example/2' })).toBe(false);
		expect(now({ workflow: 'Renamed' })).toBe(false);
		expect(now({ workflowId: '8' })).toBe(true);
		expect(now({ node: 'Compare' })).toBe(true);
		expect(now({ message: 'Nobody is held' })).toBe(true);
		expect(now({ workflowId: '', workflow: 'A' })).toBe(true);
		expect(now({ workflowId: '', workflow: 'B' })).toBe(true);
	});

	it('is told each time when there is no wait', () => {
		const told: ToldFailures = new Map();
		expect([0, 0, 0].map(() => tellNow(told, failure(), 1000, 0))).toEqual([0, 0, 0]);
	});

	it('is told when the memory is from a time that is yet to come', () => {
		const told: ToldFailures = new Map();
		tellNow(told, failure(), 5000, 60);
		expect(tellNow(told, failure(), 1000, 60)).toBe(0);
	});

	it('is stored and read again, and holds no words', () => {
		const told: ToldFailures = new Map();
		tellNow(told, failure(), 1000, 60);
		tellNow(told, failure(), 1001, 60);
		const stored = JSON.stringify(storedFailures(told));
		expect(stored).toMatch(/^\{"[\w-]{8}":\[1000,1\]\}$/);
		expect(readToldFailures(JSON.parse(stored))).toEqual(told);
	});

	it.each([undefined, null, 'x', [1], { a: 'x', b: [1], c: [1, -1], d: [1.5, 0], e: {} }])(
		'is forgotten when it is not understood: %j',
		(stored) => {
			expect(readToldFailures(stored).size).toBe(0);
		},
	);

	it('is at most 500 failures, the oldest of which is forgotten', () => {
		const told: ToldFailures = new Map();
		const next = (index: number) => tellNow(told, failure({ workflowId: `w${index}` }), 1000, 60);
		for (let index = 0; index <= 500; index += 1) next(index);
		expect(told.size).toBe(500);
		expect(next(500)).toBeUndefined();
		expect(next(1)).toBeUndefined();
		expect(next(0)).toBe(0);
	});
});
