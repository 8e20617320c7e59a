import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { contactSettings } from '../../settings/contacts';
import { BONUS_PREFIX, readMilestoneSettings } from '../../settings/milestones';
import { languageProperty } from '../../words';
import { amountForm } from '../commission/properties';
import { milestoneProperties } from '../tier/milestoneProperties';
import { bonusTierRows, currency } from '../tier/properties';
import { contactNames } from './contactNames';

/** Refersion does not say when a sale was approved, so that it cannot be seen whether what was read is older than what stands there. */
const OF_TWO_WRITERS =
	'Amounts Are and Currency have to be the same as there. A commission that changes while this runs may be overwritten by the one that was read before, until the next news or run.';

const option = (
	displayName: string,
	name: string,
	value: string,
	description: string,
	example = value,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: value,
	placeholder: `e.g. ${example}`,
	description,
});

export const setMilestones: Operation = {
	option: {
		name: 'Set Tiers and Milestones',
		value: 'setMilestones',
		description:
			'Everything there is to set for telling contacts what creators have reached, checked once for the whole workflow. Changes nothing by itself.',
		action: 'Set up tiers and milestones',
	},
	properties: [
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: true,
			description: 'Whether only to say what would be done, without changing anything in Mailchimp',
		},
		...milestoneProperties,
		bonusTierRows,
		currency,
		...contactNames,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				option(
					'Activity Tag Prefix',
					'activityPrefix',
					'activity-',
					'How the tags begin that say who sells: quiet or selling follows',
				),
				amountForm,
				option(
					'Bonus Tag Prefix',
					'bonusPrefix',
					BONUS_PREFIX,
					"How the tags begin by which you say that a tier's bonus was given; the number of its offer follows. No Tag Prefix of Keep creators in step may be the beginning of it: the tags would be taken off.",
				),
				languageProperty,
				option(
					'Last Commission Merge Field',
					'lastMergeField',
					'',
					`The merge field for the commission of the newest sale; empty to leave it to Commission notices. ${OF_TWO_WRITERS}`,
					'LASTCOMM',
				),
				option(
					'Milestone Tag Prefix',
					'milestonePrefix',
					'milestone-',
					'How the tags begin that say how many sales are reached; the number follows',
				),
				option(
					'Next Tier Merge Field',
					'nextTierMergeField',
					'NEXTTIER',
					'The merge field for the next tier and what is left to it',
				),
				option(
					'Tier Merge Field',
					'tierMergeField',
					'TIER',
					'The merge field for the name of the present tier',
				),
				option(
					'Tier Tag Prefix',
					'tierPrefix',
					'tier-offer-',
					'How the tags begin that say which offer a creator has; its number follows',
				),
				option(
					'Total Commission Merge Field',
					'totalMergeField',
					'',
					`The merge field for all approved commission; empty to leave it to Commission notices. ${OF_TWO_WRITERS}`,
					'TOTALCOMM',
				),
			],
		},
	],
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			// A schedule or a hand means everybody, once, however many items it comes with.
			if (input.itemIndex > 0) return [];
			const settings = readMilestoneSettings(input);
			return { ...settings, contacts: contactSettings(settings, settings.dryRun) };
		});
	},
};
