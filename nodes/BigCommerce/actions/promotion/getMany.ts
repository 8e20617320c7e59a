import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { outputItem, readToolOutput, toolOutput } from '../../../shared/output';
import { howMany, readLimit } from '../../../shared/paging';
import { Run } from '../../../shared/run';
import { promotionItem } from '../../rules/promotion';
import { couponPromotionPages } from '../../transport/promotions';
import { lazyClient } from '../common';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the promotions that have coupon codes. 250 are read at a time.',
		action: 'Get many promotions',
	},
	properties: [...howMany, ...toolOutput('e.g. id, name, status, rules')],
	async execute() {
		const run = new Run(this);
		const connect = lazyClient.call(this);
		return await run.forEachItem(async (input): Promise<IDataObject[]> => {
			const limit = readLimit(input);
			const output = readToolOutput(this, input) ?? { kind: 'simple', fields: [] };
			return await run.collect(couponPromotionPages(await connect()), limit, (raw) =>
				outputItem(output, { raw, simple: promotionItem(raw) }),
			);
		});
	},
};
