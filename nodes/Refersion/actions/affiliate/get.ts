import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { readLocator, type Locator } from '../../../shared/parameters';
import { wait } from '../../../shared/retry';
import type { Affiliate } from '../../affiliate';
import { affiliateLocator, readAffiliate } from './locator';

/** Affiliates read at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

/** Pauses between two looks for the link, in milliseconds; the last one repeats. */
const LINK_PAUSES_MS = [1_000, 2_000, 3_000, 5_000];

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Get an affiliate with the tracking link',
		action: 'Get an affiliate',
	},
	properties: [
		affiliateLocator,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Wait for Tracking Link (Seconds)',
					name: 'waitForLink',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 600 },
					default: 60,
					description:
						'How long to wait for the tracking link of an active affiliate. Refersion may make it only after the approval. Without a link in that time the item is held: it goes to the error output. With 0 the affiliate is taken as it is.',
				},
			],
		},
	],
	async execute(itemCount) {
		return await forEachItem.call(
			this,
			itemCount,
			async (itemIndex) => {
				const locator = readLocator(this.getNodeParameter('affiliate', itemIndex), 'code');
				const waitForLink = Number(this.getNodeParameter('options.waitForLink', itemIndex, 0));
				return await readWithLink.call(this, locator, waitForLink);
			},
			{ concurrency: CONCURRENCY },
		);
	},
};

/**
 * Reads an affiliate and, when it is active but has no link yet, reads it again until it has one.
 *
 * @param waitSeconds how long to go on; 0 reads once and takes what comes
 * @throws NodeOperationError when there is no link by then
 */
async function readWithLink(
	this: IExecuteFunctions,
	locator: Locator,
	waitSeconds: number,
): Promise<Affiliate> {
	const deadline = Date.now() + waitSeconds * 1_000;
	for (let look = 0; ; look++) {
		const affiliate = await readAffiliate.call(this, locator);
		// Refersion makes a link only for an approved affiliate: for others there is nothing to wait for.
		if (affiliate.link || affiliate.status !== 'ACTIVE' || waitSeconds <= 0) return affiliate;
		const left = deadline - Date.now();
		const pause = LINK_PAUSES_MS[Math.min(look, LINK_PAUSES_MS.length - 1)];
		if (left <= 0 || !(await wait(Math.min(pause, left), this.getExecutionCancelSignal()))) {
			throw noLink.call(this, affiliate, waitSeconds);
		}
	}
}

function noLink(this: IExecuteFunctions, affiliate: Affiliate, waitSeconds: number) {
	return new NodeOperationError(
		this.getNode(),
		`The affiliate ${affiliate.email} has no tracking link after ${waitSeconds} seconds`,
		{
			type: 'no_link',
			description:
				'The item is held so that no mail goes out without a link. Look at the affiliate in Refersion: when the link is there, run this item again.',
		},
	);
}
