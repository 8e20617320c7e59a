import type { INodeProperties } from 'n8n-workflow';
import { Refersion } from '../../../nodes/Refersion/Refersion.node';

const { properties } = new Refersion().description;

/** The operation of a node that was just added and set to a resource. */
const operationOf = (resource: unknown): INodeProperties | undefined =>
	properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(String(resource)),
	);

describe('a Refersion node that was just added', () => {
	it('reads an affiliate', () => {
		const resource = properties.find(({ name }) => name === 'resource');
		expect(resource?.default).toBe('affiliate');
		expect(operationOf('affiliate')?.default).toBe('get');
	});

	it.each([
		['affiliate', 'get'],
		['conversion', 'getMany'],
		['offer', 'getMany'],
		['payment', 'getMany'],
	])('reads when it is set to the resource %s', (resource, operation) => {
		expect(operationOf(resource)?.default).toBe(operation);
	});

	it.each(['affiliate', 'conversion', 'conversionTrigger', 'offer', 'order', 'payment', 'report'])(
		'takes nothing away when it is set to the resource %s, and lists its operations by name',
		(resource) => {
			const { default: first, options = [] } = operationOf(resource) ?? {};
			expect(['changeStatus', 'cancel', 'delete', 'creditManually', 'creditByOrder']).not.toContain(
				first,
			);
			const names = options.map(({ name }) => name);
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		},
	);
});
