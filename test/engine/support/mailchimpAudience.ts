import type { INodeParameters } from 'n8n-workflow';
import { readMailNames, wantedFields } from '../../../nodes/CreatorProgram/settings/mailNames';
import { locator, type Hub } from './hub';

/** The tags that the template prepares. */
export const TAGS = [
	'new-affiliate',
	'affiliate-inactive',
	'link-live',
	'link-not-found',
	'paypal-missing',
];

/** The parameters of Audience: Prepare for the hub's audience, with what the template prepares. */
export const prepare = (hub: Hub, more: INodeParameters = {}): INodeParameters => ({
	resource: 'audience',
	operation: 'prepare',
	audience: locator('id', hub.audienceId),
	wantedMergeFields: { fields: wantedFields(readMailNames({})) },
	wantedTags: TAGS,
	...more,
});

/** The merge fields that are wanted in place of the defaults. */
export const fields = (...rows: Array<[tag: string, type: string, choices?: string[]]>) => ({
	wantedMergeFields: {
		fields: rows.map(([mergeTag, type, choices = []]) => ({
			mergeTag,
			name: mergeTag.toLowerCase(),
			type,
			choices,
		})),
	},
});

/** What became of merge fields or tags, by tag or name. */
export const states = (rows: unknown) =>
	Object.fromEntries(
		(rows as Array<Record<string, unknown>>).map((row) => [row.tag ?? row.name, row.state]),
	);
