import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../shared/problem';
import { isRecord } from '../shared/record';

/** Something about an audience that users should know before they run the programme. */
export interface AudienceProblem extends Problem {
	/** With an error the programme does not work; a warning may be as it is meant to be. */
	severity: 'error' | 'warning';
}

/** An audience object of Mailchimp's API as the data of an item. */
export function audienceItem(audience: IDataObject): IDataObject {
	const stats = isRecord(audience.stats) ? audience.stats : {};
	return {
		id: audience.id,
		name: audience.name,
		web_id: audience.web_id,
		double_optin: audience.double_optin === true,
		marketing_permissions: audience.marketing_permissions === true,
		member_count: stats.member_count,
		unsubscribe_count: stats.unsubscribe_count,
		cleaned_count: stats.cleaned_count,
		merge_field_count: stats.merge_field_count,
		date_created: audience.date_created,
	};
}

/** What an audience object itself shows: opt-in, sender, address, permission reminder. */
export function audienceProblems(audience: IDataObject): AudienceProblem[] {
	const defaults = isRecord(audience.campaign_defaults) ? audience.campaign_defaults : {};
	// Lists may come without it (seen in recorded traffic), which says nothing about the address.
	const { contact } = audience;
	const problems: Array<AudienceProblem | undefined> = [
		audience.double_optin === true ? DOUBLE_OPTIN : undefined,
		isBlank(defaults.from_email) ? NO_FROM_EMAIL : undefined,
		isRecord(contact) && isBlank(contact.address1) ? NO_ADDRESS : undefined,
		isBlank(audience.permission_reminder) ? NO_REMINDER : undefined,
	];
	return problems.filter((problem) => problem !== undefined);
}

/**
 * Fields that the audience requires: Mailchimp refuses every contact for which they are empty ("Please
 * enter a value").
 *
 * @param mergeFields Mailchimp's merge field objects
 */
export function requiredFieldsProblems(mergeFields: IDataObject[]): AudienceProblem[] {
	const tags = mergeFields
		.filter(({ required }) => required === true)
		.map(({ tag }) => String(tag));
	if (tags.length === 0) return [];
	return [
		{
			severity: 'warning',
			code: 'required_merge_fields',
			message: `Mailchimp refuses contacts without a value for ${tags.join(', ')}, because the audience requires it`,
			fix: 'Map a value to each of these merge fields, or make them optional in Mailchimp: Audience > Settings > Audience fields and merge tags',
		},
	];
}

const DOUBLE_OPTIN: AudienceProblem = {
	severity: 'warning',
	code: 'double_optin',
	message:
		'The audience has double opt-in: a new contact is Pending and gets no mail before it has clicked the link of the confirmation mail',
	fix: 'If that is what you want, keep Status of New Contacts at As the Audience Is Set Up. If not, turn double opt-in off in Mailchimp: Audience > Settings > Audience name and defaults',
};

const NO_FROM_EMAIL: AudienceProblem = {
	severity: 'warning',
	code: 'no_from_email',
	message: 'The audience has no default sender address',
	fix: 'Set it in Mailchimp: Audience > Settings > Audience name and defaults. Until then each mail of the journey needs its own.',
};

const NO_ADDRESS: AudienceProblem = {
	severity: 'warning',
	code: 'no_address',
	message: 'The audience has no postal address, which the footer of every marketing mail must show',
	fix: 'Enter it in Mailchimp: Audience > Settings > Required email footer content',
};

const NO_REMINDER: AudienceProblem = {
	severity: 'warning',
	code: 'no_permission_reminder',
	message:
		'The audience has no permission reminder, the sentence that tells people why they get the mail',
	fix: 'Write it in Mailchimp: Audience > Settings > Required email footer content',
};

/** Mailchimp leaves out what is not set, or gives an empty text. */
function isBlank(value: unknown): boolean {
	return typeof value !== 'string' || value.trim() === '';
}
