import type { INodeProperties } from 'n8n-workflow';
import { BigCommerce } from '../../../nodes/BigCommerce/BigCommerce.node';

const { properties } = new BigCommerce().description;

const operationOf = (resource: string): INodeProperties | undefined =>
	properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	);

describe('a BigCommerce node that was just added', () => {
	it('reads coupon codes', () => {
		expect(properties.find(({ name }) => name === 'resource')?.default).toBe('promotionCode');
	});

	it.each(['promotionCode', 'promotion'])('reads when it is set to %s', (resource) => {
		const { default: first, options = [] } = operationOf(resource) ?? {};
		expect(first).toBe('getMany');
		const names = options.map(({ name }) => name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
	});
});
