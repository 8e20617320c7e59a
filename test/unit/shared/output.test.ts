import { Collection } from '../../../nodes/shared/input';
import { outputItem, pick, readToolOutput, type Output } from '../../../nodes/shared/output';

const nodeOf = (type: string) => ({
	getNode: () => ({
		id: '1',
		name: 'Node',
		type: `n8n-nodes-creator-hub.${type}`,
		typeVersion: 1,
		position: [0, 0] satisfies [number, number],
		parameters: {},
	}),
});

const read = (values: Record<string, string | string[]>, type = 'refersionTool') =>
	readToolOutput(nodeOf(type), new Collection(values));

describe('Output of a tool', () => {
	it('is read in tools only', () => {
		expect(read({ output: 'raw' }, 'refersion')).toBeUndefined();
		expect(read({})).toEqual({ kind: 'simple', fields: [] });
		expect(read({ output: 'raw' })).toEqual({ kind: 'raw', fields: [] });
		expect(read({ output: 'fields', fields: ' code, custom_fields.Site ' })).toEqual({
			kind: 'fields',
			fields: ['code', 'custom_fields.Site'],
		});
	});

	it.each([
		[{ output: 'everything' }, 'Output is none of its choices'],
		[{ output: 'fields' }, 'Fields is empty'],
		[{ output: 'fields', fields: ' , ' }, 'Fields is empty'],
	])('%j is an error', (values, message) => {
		expect(() => read(values)).toThrow(message);
	});

	const record = {
		raw: { id: 1, custom_fields: { Site: 'x' }, 'a.b': 2, gone: null },
		simple: { id: 1, state: 'usable' },
	};
	const item = (output: Output) => outputItem(output, record);

	it('gives one form or the other', () => {
		expect(item({ kind: 'simple', fields: [] })).toBe(record.simple);
		expect(item({ kind: 'raw', fields: [] })).toBe(record.raw);
	});

	it('selects fields out of both, and says null of what is not there', () => {
		const fields = [
			'state',
			'custom_fields.Site',
			'a.b',
			'custom_fields.Other',
			'gone',
			'no.where',
		];
		expect(item({ kind: 'fields', fields })).toEqual({
			state: 'usable',
			'custom_fields.Site': 'x',
			'a.b': 2,
			'custom_fields.Other': null,
			gone: null,
			'no.where': null,
		});
	});

	it('finds nothing that a record only inherits', () => {
		const fields = ['constructor', 'custom_fields.toString'];
		expect(Object.values(item({ kind: 'fields', fields }))).toEqual([null, null]);
		expect(pick({ a: 1 }, ['a', 'toString'])).toEqual({ a: 1 });
	});
});
