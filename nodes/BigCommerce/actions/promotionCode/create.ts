import type { INodeProperties } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { remember } from '../../../shared/remember';
import { Run } from '../../../shared/run';
import { fold } from '../../../shared/texts';
import { isOutcomeUnknown } from '../../transport/errors';
import { readPromotion } from '../../transport/promotions';
import { lazyClient, promotion } from '../common';
import { CODES_AT_ONCE, readCodeOfPromotion } from './codes';
import { ensureCode, type CodeRequest } from './ensureCode';

const uses = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: `${description}; 0 means any number`,
});

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description:
			'Add a coupon code to a promotion. A code that the promotion has already is left as it is, so that this can be run again.',
		action: 'Create a promotion code',
	},
	properties: [
		{
			...promotion,
			required: true,
			description:
				'The promotion that the code gives: one with coupon codes, which was made for several (coupon_type BULK)',
		},
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. SARAH10',
			description: 'Up to 50 letters, digits, blanks, underscores and hyphens',
			hint: 'Looked up in the whole store first. One that belongs to another promotion is an error.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				uses(
					'Max Uses',
					'maxUses',
					'How often the code can be used; the limit of the promotion counts too',
				),
				uses(
					'Max Uses per Customer',
					'maxUsesPerCustomer',
					'How often one customer can use the code',
				),
			],
		},
	],
	async execute() {
		const connect = lazyClient.call(this);
		const now = new Date();
		// Each promotion is read once; a failure that may pass is not remembered.
		const promotionOf = remember(
			async (id) => await readPromotion(await connect(), id),
			isOutcomeUnknown,
		);
		return await new Run(this).forEachItem(
			async (input) => {
				const request = readRequest(input);
				const target = await promotionOf(request.promotionId);
				return await ensureCode(await connect(), target, request, now);
			},
			{
				concurrency: CODES_AT_ONCE,
				// A second item with the same code has to find what the first one created.
				keyOf: (input) => fold(input.text('code', 'Code')),
			},
		);
	},
};

function readRequest(input: ItemInput): CodeRequest {
	const range = { min: 0, isWhole: true };
	return {
		...readCodeOfPromotion(input, 'is to be added to'),
		maxUses: input.number('options.maxUses', 'Max Uses', 0, range),
		maxUsesPerCustomer: input.number(
			'options.maxUsesPerCustomer',
			'Max Uses per Customer',
			0,
			range,
		),
	};
}
