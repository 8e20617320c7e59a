import type { Locator } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { wait } from '../../../shared/retry';
import { Run } from '../../../shared/run';
import { counted } from '../../../shared/texts';
import type { Affiliate } from '../../affiliate';
import { affiliateLocator } from '../locators';
import { readAffiliate } from './locator';

/** Affiliates read at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

/** The longest that can be waited for a link, in seconds. */
const LONGEST_WAIT_S = 600;

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
					typeOptions: { minValue: 0, maxValue: LONGEST_WAIT_S },
					default: 60,
					description:
						'How long to wait for the tracking link of an active affiliate. Refersion may make it only after the approval. Without a link in that time the item is held: it goes to the error output. With 0 the affiliate is taken as it is.',
				},
			],
		},
	],
	async execute() {
		const run = new Run(this);
		return await run.forEachItem(
			async (input) => {
				const locator = input.locator('affiliate', 'Affiliate', 'code');
				const range = { min: 0, max: LONGEST_WAIT_S };
				const label = 'Wait for Tracking Link (Seconds)';
				return await readWithLink(
					run,
					locator,
					input.number('options.waitForLink', label, 0, range),
				);
			},
			{ concurrency: CONCURRENCY },
		);
	},
};

/**
 * Reads an affiliate and, when it is active but has no link yet, reads it again until it has one.
 *
 * @param waitSeconds how long to go on; 0 reads once and takes what comes
 * @throws ProblemError when there is no link by then
 */
async function readWithLink(run: Run, locator: Locator, waitSeconds: number): Promise<Affiliate> {
	const deadline = Date.now() + waitSeconds * 1_000;
	for (let look = 0; ; look++) {
		const affiliate = await readAffiliate.call(run.context, locator);
		// Refersion makes a link only for an approved affiliate: for others there is nothing to wait for.
		if (affiliate.link || affiliate.status !== 'ACTIVE' || waitSeconds <= 0) return affiliate;
		const left = deadline - Date.now();
		const pause = LINK_PAUSES_MS[Math.min(look, LINK_PAUSES_MS.length - 1)];
		if (left <= 0 || !(await wait(Math.min(pause, left), run.signal))) {
			throw noLink(affiliate, waitSeconds);
		}
	}
}

function noLink(affiliate: Affiliate, waitSeconds: number): ProblemError {
	return new ProblemError({
		code: 'no_link',
		message: `The affiliate ${affiliate.email} has no tracking link after ${counted(waitSeconds, 'second')}`,
		fix: 'The item is held so that no mail goes out without a link. Look at the affiliate in Refersion: when the link is there, run this item again.',
	});
}
