import type { INodeProperties } from 'n8n-workflow';
import { audience } from '../common';
import { mergeFieldProperties } from '../mergeField/parameters';

/** The merge fields of a creator programme: link and coupon, offer and tier, Linktree, commission. */
const WANTED_FIELDS = [
	{ mergeTag: 'AFFLINK', name: 'Tracking Link', type: 'url' },
	{ mergeTag: 'COUPON', name: 'Coupon Code', type: 'text' },
	{ mergeTag: 'OFFER', name: 'Offer', type: 'text' },
	{ mergeTag: 'TIER', name: 'Tier', type: 'text' },
	{ mergeTag: 'NEXTTIER', name: 'Next Tier', type: 'text' },
	{ mergeTag: 'LASTCOMM', name: 'Last Commission', type: 'number' },
	{ mergeTag: 'TOTALCOMM', name: 'Total Commission', type: 'number' },
	{ mergeTag: 'LINKTREE', name: 'Linktree', type: 'url' },
	{ mergeTag: 'LINKSTATUS', name: 'Linktree Status', type: 'text' },
	{ mergeTag: 'LINKDATE', name: 'Linktree Checked On', type: 'date' },
	{ mergeTag: 'COUPONID', name: 'Coupon Number', type: 'number' },
	{ mergeTag: 'LINKCHECKS', name: 'Linktree Checks That Day', type: 'number' },
];

const WANTED_TAGS = ['new-affiliate', 'affiliate-inactive', 'link-live', 'link-not-found'];

/** The parameters of Audience: Prepare. */
export const prepareProperties: INodeProperties[] = [
	audience,
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to only say what would be done, and change nothing',
	},
	{
		displayName: 'Merge Fields',
		name: 'wantedMergeFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Merge Field' },
		placeholder: 'Add Merge Field',
		default: { fields: WANTED_FIELDS },
		description:
			'The merge fields that the audience shall have. Those that are missing are created, the ones above first; nothing is changed or deleted.',
		options: [{ displayName: 'Merge Fields', name: 'fields', values: mergeFieldProperties }],
	},
	{
		displayName: 'Tags',
		name: 'wantedTags',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: WANTED_TAGS,
		placeholder: 'e.g. new-affiliate',
		description:
			'The tags that the audience shall have, so that a journey can be built on them before the first contact has one',
	},
];
