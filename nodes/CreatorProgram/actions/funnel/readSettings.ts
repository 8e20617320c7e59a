import { asCurrency } from '../../../shared/currency';
import { Collection, type Input } from '../../../shared/input';
import { STUCK_AFTER, type FunnelSettings } from '../../funnel/settings';
import type { NextStep } from '../../funnel/steps';
import { readMergeField, readTag } from '../../settings/names';
import { LANGUAGES, wordsOf } from '../../words';

/** The labels of Stuck After, by step. */
export const STUCK_LABELS: Record<NextStep, string> = {
	contact: 'Contact',
	opened: 'Opened',
	clicked: 'Clicked',
	live: 'Link Live',
	sold: 'First Sale',
	paid: 'Paid',
};

/**
 * Reads by what the funnel is measured.
 *
 * @throws ProblemError that names the parameter
 */
export function readFunnelSettings(input: Input): FunnelSettings {
	const options = input.collection('options', 'Options');
	const days = input.collection('stuckAfter', 'Stuck After');
	const stuckAfter = (step: NextStep) =>
		days.number(step, `${STUCK_LABELS[step]} (Stuck After)`, STUCK_AFTER[step], { min: 0 });
	const whole = (name: string, label: string, fallback: number) =>
		options.number(name, label, fallback, { min: 1, max: 1_000, isWhole: true });
	return {
		welcomeTag: readTag(input, 'welcomeTag', 'Welcome Tag'),
		liveTag: readTag(input, 'liveTag', 'Link Live Tag'),
		linkMergeField: readMergeField(input, 'linkMergeField', 'Link Merge Field'),
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
		liveStatuses: options.has('liveStatuses')
			? options.commaTexts('liveStatuses', 'Link Live When')
			: ['live'],
		currency: options.ifAdded('currency', (value) => asCurrency(value, 'Currency')) ?? 'USD',
		stuckAfter: {
			contact: stuckAfter('contact'),
			opened: stuckAfter('opened'),
			clicked: stuckAfter('clicked'),
			live: stuckAfter('live'),
			sold: stuckAfter('sold'),
			paid: stuckAfter('paid'),
		},
		offerNames: readOfferNames(options),
		monthsShown: whole('monthsShown', 'Months Shown', 12),
		offersShown: whole('offersShown', 'Offers Shown', 12),
		peopleShown: whole('peopleShown', 'Names in Each List', 12),
		words: wordsOf(input.choice('language', 'Language', LANGUAGES, 'en')).funnel,
	};
}

function readOfferNames(options: Collection): Map<string, string> {
	const rows = options.collection('offerNames', 'Offer Names').rows('row', 'Offer Names');
	return new Map(
		rows.map((values, index) => {
			const row = new Collection(values);
			const of = `(row ${index + 1} of Offer Names)`;
			return [row.required('offerId', `Offer ID ${of}`), row.required('name', `Name ${of}`)];
		}),
	);
}
