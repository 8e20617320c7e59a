import type { IDataObject } from 'n8n-workflow';
import { Collection } from '../../shared/input';
import { readMergeField, readTag, refuseEqual, type Named } from './names';

/** Tags and merge fields in the mails and the audience. */
export type MailNames = {
	welcomeTag: string;
	inactiveTag: string;
	linkLiveTag: string;
	linkNotFoundTag: string;
	payPalMissingTag: string;
	linkMergeField: string;
	keyMergeField: string;
};

const DEFAULTS: MailNames = {
	welcomeTag: 'new-affiliate',
	inactiveTag: 'affiliate-inactive',
	linkLiveTag: 'link-live',
	linkNotFoundTag: 'link-not-found',
	payPalMissingTag: 'paypal-missing',
	linkMergeField: 'AFFLINK',
	keyMergeField: 'AFFCODE',
};

/** A merge field that the audience needs, as Audience: Prepare takes it. */
export type WantedField = { mergeTag: string; name: string; type: string };

/** The merge fields of the programme, besides the link and the code; the first ones are made first. */
const FIELDS: WantedField[] = [
	{ mergeTag: 'COUPON', name: 'Coupon Code', type: 'text' },
	{ mergeTag: 'OFFER', name: 'Offer', type: 'text' },
	{ mergeTag: 'TIER', name: 'Tier', type: 'text' },
	{ mergeTag: 'NEXTTIER', name: 'Next Tier', type: 'text' },
	{ mergeTag: 'LASTCOMM', name: 'Last Commission', type: 'number' },
	{ mergeTag: 'TOTALCOMM', name: 'Total Commission', type: 'number' },
	{ mergeTag: 'UNPAID', name: 'Waits to Be Paid', type: 'text' },
	{ mergeTag: 'LINKTREE', name: 'Linktree', type: 'url' },
	{ mergeTag: 'LINKSTATUS', name: 'Linktree Status', type: 'text' },
	{ mergeTag: 'LINKDATE', name: 'Linktree Checked On', type: 'date' },
	{ mergeTag: 'COUPONID', name: 'Coupon Number', type: 'number' },
	{ mergeTag: 'COUPONOLD', name: 'Old Coupon Codes', type: 'text' },
	{ mergeTag: 'LINKCHECKS', name: 'Linktree Checks That Day', type: 'number' },
];

/**
 * Reads the names that the programme uses.
 *
 * @throws ProblemError for one that Mailchimp would not take, and for two that are the same
 */
export function readMailNames(given: IDataObject): MailNames {
	const input = new Collection({ ...DEFAULTS, ...given });
	const names: MailNames = {
		welcomeTag: readTag(input, 'welcomeTag', 'Welcome Tag'),
		inactiveTag: readTag(input, 'inactiveTag', 'Inactive Tag'),
		linkLiveTag: readTag(input, 'linkLiveTag', 'Link Live Tag'),
		linkNotFoundTag: readTag(input, 'linkNotFoundTag', 'Link Not Found Tag'),
		payPalMissingTag: readTag(input, 'payPalMissingTag', 'PayPal Missing Tag'),
		linkMergeField: readMergeField(input, 'linkMergeField', 'Link Merge Field'),
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
	};
	refuseTwins([
		{ label: 'Welcome Tag', name: names.welcomeTag },
		{ label: 'Inactive Tag', name: names.inactiveTag },
		{ label: 'Link Live Tag', name: names.linkLiveTag },
		{ label: 'Link Not Found Tag', name: names.linkNotFoundTag },
		{ label: 'PayPal Missing Tag', name: names.payPalMissingTag },
	]);
	refuseTwins([
		...['FNAME', 'LNAME', ...FIELDS.map(({ mergeTag }) => mergeTag)].map((name) => ({
			label: `the merge field ${name}`,
			name,
		})),
		{ label: 'Link Merge Field', name: names.linkMergeField },
		{ label: 'Key Merge Field', name: names.keyMergeField },
	]);
	return names;
}

/** What Audience: Prepare makes, in the order in which it matters. */
export function wantedFields({ linkMergeField, keyMergeField }: MailNames): WantedField[] {
	return [
		{ mergeTag: linkMergeField, name: 'Tracking Link', type: 'url' },
		{ mergeTag: keyMergeField, name: 'Code', type: 'text' },
		...FIELDS,
	];
}

/** The tags of the programme in one text, with commas. */
export function wantedTags(names: MailNames): string {
	const { welcomeTag, inactiveTag, linkLiveTag, linkNotFoundTag, payPalMissingTag } = names;
	return [welcomeTag, inactiveTag, linkLiveTag, linkNotFoundTag, payPalMissingTag].join(', ');
}

function refuseTwins(names: Named[]): void {
	names.forEach((one, index) => {
		for (const other of names.slice(0, index)) refuseEqual(one, other);
	});
}
