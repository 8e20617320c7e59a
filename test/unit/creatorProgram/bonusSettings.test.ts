import { readBonusTiers } from '../../../nodes/CreatorProgram/settings/bonuses';
import type { Measure } from '../../../nodes/CreatorProgram/tiers/types';
import { inputOf } from '../shared/runContext';

/** Measure, threshold and bonus of a tier. */
type Step = [Measure, number, number];

/** What is said of a ladder; '' where it is taken. */
function refusalOf(...steps: Step[]): string {
	const row = steps.map(([measure, threshold, bonus], index) => {
		return { name: `T${index}`, offerId: String(index), measure, threshold, bonus };
	});
	try {
		readBonusTiers(inputOf({ 'tiers.row': row }), 'USD');
		return '';
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

const START: Step = ['approvedCommission', 0, 0];

describe('a bonus that would reach a tier by itself', () => {
	it.each<[Step[], string]>([
		[
			[
				['approvedCommission', 500, 1_500],
				['approvedCommission', 2_000, 0],
			],
			'T2',
		],
		// A credit is commission, whatever the tier is measured by that brings it.
		[
			[
				['sales', 5_000, 300],
				['approvedCommission', 300, 0],
			],
			'T2',
		],
		[
			[
				['approvedConversions', 10, 300],
				['sales', 9_000, 0],
				['approvedCommission', 200, 0],
			],
			'T3',
		],
		// Who reaches a tier has reached those below it.
		[
			[
				['approvedCommission', 1_000, 0],
				['sales', 5_000, 500],
				['approvedCommission', 1_400, 0],
			],
			'T3',
		],
		// It is one conversion too, however small.
		[
			[
				['approvedConversions', 10, 1],
				['approvedConversions', 11, 0],
			],
			'T2',
		],
		[
			[
				['approvedConversions', 10, 0],
				['sales', 500, 1],
				['approvedConversions', 11, 0],
			],
			'T3',
		],
	])('is refused: %j', (steps, name) => {
		expect(refusalOf(START, ...steps)).toContain(`would reach "${name}" by itself`);
	});

	it.each<[Step[]]>([
		[
			[
				['approvedCommission', 500, 1_499.99],
				['approvedCommission', 2_000, 0],
			],
		],
		[
			[
				['sales', 5_000, 300],
				['approvedCommission', 300.01, 0],
			],
		],
		[
			[
				['approvedConversions', 10, 100],
				['approvedConversions', 12, 0],
			],
		],
		[
			[
				['approvedCommission', 500, 100],
				['sales', 550, 0],
			],
		],
		[
			[
				['approvedCommission', 500, 100],
				['approvedConversions', 1, 0],
			],
		],
		[
			[
				['approvedCommission', 500, 0],
				['approvedCommission', 501, 1_000],
			],
		],
	])('is none here: %j', (steps) => {
		expect(refusalOf(START, ...steps)).toBe('');
	});
});
