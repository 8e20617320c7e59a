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

/** Statuses that somebody chose, so that there is nothing to wait for. Refersion's documentation has no other word for it. */
const REFUSED = ['DENIED', 'DISABLED'];

/** Pauses between two looks, in milliseconds; the last one repeats. */
const PAUSES_MS = [1_000, 2_000, 3_000, 5_000];

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
				{
					displayName: 'Wait Until Active',
					name: 'waitUntilActive',
					type: 'boolean',
					default: true,
					description:
						'Whether to wait, as long as for the tracking link, for an affiliate who is not active yet. Refersion may tell of an approval before its API has it. Without one in that time the item is held: it goes to the error output. Who is denied or disabled is not waited for.',
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
				return await readWhenReady(run, locator, {
					seconds: input.number('options.waitForLink', label, 0, range),
					untilActive: input.switch('options.waitUntilActive', 'Wait Until Active', false),
				});
			},
			{ concurrency: CONCURRENCY },
		);
	},
};

/** What is waited for. */
interface Waiting {
	/** How long to go on; 0 reads once. */
	seconds: number;
	/** Whether an affiliate who is not active yet is waited for as well. */
	untilActive: boolean;
}

/**
 * Reads an affiliate, and reads it again until it has what is waited for.
 *
 * @throws ProblemError when that is not there by then
 */
async function readWhenReady(run: Run, locator: Locator, waiting: Waiting): Promise<Affiliate> {
	const deadline = Date.now() + waiting.seconds * 1_000;
	for (let look = 0; ; look++) {
		const affiliate = await readAffiliate.call(run.context, locator);
		const missing = whatIsMissing(affiliate, waiting);
		if (missing === undefined) return affiliate;
		const left = deadline - Date.now();
		const pause = PAUSES_MS[Math.min(look, PAUSES_MS.length - 1)];
		if (left <= 0 || !(await wait(Math.min(pause, left), run.signal))) throw missing;
	}
}

function whatIsMissing(affiliate: Affiliate, waiting: Waiting): ProblemError | undefined {
	const { link, status } = affiliate;
	// Refersion makes a link only for an approved affiliate.
	if (status === 'ACTIVE')
		return link || waiting.seconds <= 0 ? undefined : noLink(affiliate, waiting);
	if (!waiting.untilActive || REFUSED.includes(status)) return undefined;
	return notActive(affiliate, waiting);
}

function noLink({ email }: Affiliate, { seconds }: Waiting): ProblemError {
	return new ProblemError({
		code: 'no_link',
		message: `The affiliate ${email} has no tracking link after ${counted(seconds, 'second')}`,
		fix: 'The item is held so that no mail goes out without a link. Look at the affiliate in Refersion: when the link is there, run this item again.',
	});
}

function notActive({ email, status }: Affiliate, { seconds }: Waiting): ProblemError {
	return new ProblemError({
		code: 'not_active',
		message: `The affiliate ${email} is not active after ${counted(seconds, 'second')}: the status is ${status || 'empty'}`,
		fix: 'The item is held so that nobody is welcomed who is not approved. Look at the affiliate in Refersion: when the status is Active, run this item again. Who shall not take part has to be denied there.',
	});
}
