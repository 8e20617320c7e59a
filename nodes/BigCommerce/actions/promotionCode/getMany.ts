import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { invalidParameter } from '../../../shared/parameters';
import { sameCodes } from '../../rules/code';
import { codeItem } from '../../rules/promotionCode';
import type { BigCommerceClient } from '../../transport/client';
import { codePages, couponPromotionPages, readPromotion } from '../../transport/promotions';
import { lazyClient, promotion, readPromotionId } from '../common';

/** What an item asks for. */
interface CodeFilter {
	/** '' for all promotions with coupon codes. */
	promotionId: string;
	code?: string;
}

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description:
			'Get coupon codes, of one promotion or of all, with whether customers can use them. 250 are read at a time.',
		action: 'Get many promotion codes',
	},
	properties: [
		{
			...promotion,
			description: 'The promotion whose codes to get; leave empty for those of all promotions',
		},
		...howMany,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Code',
					name: 'code',
					type: 'string',
					default: '',
					placeholder: 'e.g. SARAH10',
					description:
						'Only this code, as a whole. Whether upper and lower case make a difference is up to BigCommerce.',
				},
			],
		},
	],
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		const now = new Date();
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const limit = readLimit.call(this, itemIndex);
			const filter: CodeFilter = {
				promotionId: readPromotionId.call(this, itemIndex),
				code: readCode.call(this, itemIndex),
			};
			const pages = itemPages(await connect(), filter, now);
			return await (collect<IDataObject, IDataObject>).call(this, pages, limit, (items) => items);
		});
	},
};

/** @throws NodeOperationError for an empty filter, which would let all codes through */
function readCode(this: IExecuteFunctions, itemIndex: number): string | undefined {
	const filters: IDataObject = this.getNodeParameter('filters', itemIndex, {});
	if (!('code' in filters)) return undefined;
	const code = String(filters.code ?? '').trim();
	if (code) return code;
	throw invalidParameter.call(
		this,
		'Code',
		'is empty',
		'Check what is mapped to it, or remove the filter to get all codes.',
	);
}

async function* itemPages(
	client: BigCommerceClient,
	{ promotionId, code }: CodeFilter,
	now: Date,
): AsyncGenerator<IDataObject[]> {
	for await (const promotions of promotionPages(client, { promotionId, code })) {
		for (const each of promotions) {
			for await (const rows of codePages(client, String(each.id), code)) {
				const wanted = code === undefined ? rows : sameCodes(rows, code);
				yield wanted.map((row) => codeItem(row, each, now));
			}
		}
	}
}

async function* promotionPages(
	client: BigCommerceClient,
	{ promotionId, code }: CodeFilter,
): AsyncGenerator<IDataObject[]> {
	if (promotionId) yield [await readPromotion(client, promotionId)];
	else yield* couponPromotionPages(client, code);
}
