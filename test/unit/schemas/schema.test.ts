import { schemaPath, schemaText } from '../../../scripts/schemas/files';
import { schemaOf, unknownFields } from '../../../scripts/schemas/schema';

describe('the schema of items', () => {
	it('has every field of every item, and what each can be', () => {
		const items = [
			{ id: 1, name: 'Jo', link: null, tags: ['a'], stats: { rate: 0.5 } },
			{ id: 'x', active: true, link: 'https://shop.example', tags: [], stats: { opens: 2 } },
		];
		expect(schemaOf(items)).toEqual({
			type: 'object',
			properties: {
				id: { type: ['number', 'string'] },
				name: { type: 'string' },
				link: { type: ['string', 'null'] },
				tags: { type: 'array', items: { type: 'string' } },
				stats: {
					type: 'object',
					properties: { rate: { type: 'number' }, opens: { type: 'number' } },
				},
				active: { type: 'boolean' },
			},
			version: 1,
		});
	});

	it('puts together the rows of lists', () => {
		const { properties } = schemaOf([{ rows: [{ a: 1 }, { b: null }, { b: 'x' }] }]);
		expect(properties.rows).toEqual({
			type: 'array',
			items: {
				type: 'object',
				properties: { a: { type: 'number' }, b: { type: ['string', 'null'] } },
			},
		});
	});

	it('shows what is in an object that can be null', () => {
		const { properties } = schemaOf([
			{ a: { b: 1 }, c: [1] },
			{ a: null, c: null },
		]);
		expect(properties).toEqual({
			a: { type: 'object', nullable: true, properties: { b: { type: 'number' } } },
			c: { type: 'array', nullable: true, items: { type: 'number' } },
		});
	});

	it('leaves open what an account names', () => {
		const item = { merge_fields: { FNAME: 'Jo' }, custom_fields: {}, shop: { EU: 1 } };
		expect(schemaOf([item], ['shop']).properties).toEqual({
			merge_fields: { type: 'object' },
			custom_fields: { type: 'object' },
			shop: { type: 'object' },
		});
	});

	it('is as the items are in JSON: what is undefined is not there', () => {
		expect(schemaOf([{ a: undefined, b: new Date(0).toISOString() }]).properties).toEqual({
			b: { type: 'string' },
		});
	});

	it('names fields that are never anything but null', () => {
		const items = [{ a: null, b: [], c: { d: null, e: 1 }, f: [{ g: null }], h: null }, { h: 1 }];
		expect(unknownFields(schemaOf(items))).toEqual(['a', 'c.d', 'f[].g']);
	});

	it('cannot be made of nothing', () => {
		expect(() => schemaOf([])).toThrow('no items');
	});
});

describe('the file of a schema', () => {
	it('is where n8n looks for it', () => {
		const nodeFile = 'dist/nodes/Refersion/Refersion.node.js';
		expect(schemaPath({ nodeFile, resource: 'affiliate', operation: 'getMany' })).toBe(
			'nodes/Refersion/__schema__/v1.0.0/affiliate/getMany.json',
		);
	});

	it('is written as Prettier writes it', () => {
		expect(schemaText(schemaOf([{ id: 1 }, { id: 'x' }]))).toBe(
			'{\n\t"type": "object",\n\t"properties": {\n\t\t"id": {\n\t\t\t"type": ["number", "string"]\n\t\t}\n\t},\n\t"version": 1\n}\n',
		);
	});
});
