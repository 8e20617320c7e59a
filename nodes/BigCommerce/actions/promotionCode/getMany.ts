import type { IDataObject } from 'n8n-workflow';
import { asText, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { outputItem, readToolOutput, toolOutput, type Output } from '../../../shared/output';
import { howMany, readLimit } from '../../../shared/paging';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
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
		...toolOutput('e.g. code, state, current_uses, promotion.name'),
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
	async execute() {
		const run = new Run(this);
		const connect = lazyClient.call(this);
		const now = new Date();
		return await run.forEachItem(async (input) => {
			const limit = readLimit(input);
			const filter: CodeFilter = { promotionId: readPromotionId(input), code: readCode(input) };
			const output = readToolOutput(this, input) ?? { kind: 'simple', fields: [] };
			const pages = itemPages(await connect(), filter, { now, output });
			return await run.collect(pages, limit, (item) => item);
		});
	},
};

/** @throws ProblemError for an empty filter, which would let all codes through */
function readCode(input: ItemInput): string | undefined {
	const filters = input.collection('filters', 'Filters');
	const code = filters.ifAdded('code', (value) => asText(value, 'Code'));
	if (code !== '') return code;
	throw invalidInput(
		'Code',
		'is empty',
		'Check what is mapped to it, or remove the filter to get all codes.',
	);
}

async function* itemPages(
	client: BigCommerceClient,
	{ promotionId, code }: CodeFilter,
	{ now, output }: { now: Date; output: Output },
): AsyncGenerator<IDataObject[]> {
	for await (const promotions of promotionPages(client, { promotionId, code })) {
		for (const each of promotions) {
			for await (const rows of codePages(client, String(each.id), code)) {
				const wanted = code === undefined ? rows : sameCodes(rows, code);
				yield wanted.map((row) =>
					outputItem(output, {
						raw: { ...row, promotion: each },
						simple: codeItem(row, each, now),
					}),
				);
			}
		}
	}
}

async function* promotionPages(
	client: BigCommerceClient,
	{ promotionId, code }: CodeFilter,
): AsyncGenerator<IDataObject[]> {
	if (promotionId) yield [await readPromotion(client, promotionId)];
	else yield* couponPromotionPages(client, { code });
}
