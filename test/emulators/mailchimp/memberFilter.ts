import { schemaErrors, unknownValue } from './errors';
import { isTrue, type Call } from './http';
import type { MailchimpSwitches } from './switches';
import { SETTABLE_STATUSES, type Member } from './types';

/** What can be filtered by (Mailchimp API spec, list members). */
const STATUSES: readonly string[] = [...SETTABLE_STATUSES, 'archived'];

const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;

/** Whether a text is a time with a zone, as in 2015-10-21T15:41:36+00:00. */
export function isIsoTime(text: string): boolean {
	return ISO_8601.test(text) && !Number.isNaN(Date.parse(text));
}

function timeOf(c: Call, name: string): Date | undefined {
	const text = c.req.query(name);
	if (text === undefined) return undefined;
	if (!isIsoTime(text)) {
		throw schemaErrors({ field: name, message: 'Schema describes a time in ISO 8601' });
	}
	return new Date(text);
}

/**
 * `status`, `since_last_changed` and `unique_email_id` of the list of members; the last one is "a unique
 * identifier for the email address across all Mailchimp lists" (Mailchimp API spec, list members). Without a status the archived ones are not in
 * it: recorded lists of an audience with archived contacts have none of them. It is not documented.
 */
export function memberFilter(c: Call, switches: MailchimpSwitches): (member: Member) => boolean {
	const status = c.req.query('status');
	if (status !== undefined && !STATUSES.includes(status)) {
		throw schemaErrors(unknownValue('status', STATUSES));
	}
	const since = timeOf(c, 'since_last_changed');
	const uniqueId = switches.uniqueEmailIdFilter ? c.req.query('unique_email_id') : undefined;
	const fits = (member: Member): boolean =>
		status === undefined
			? member.status !== 'archived' || switches.membersListArchived
			: member.status === status;
	return (member) =>
		fits(member) &&
		(since === undefined || member.lastChanged >= since) &&
		(uniqueId === undefined || member.uniqueEmailId === uniqueId);
}

/**
 * Members of a segment: `include_cleaned`, `include_transactional` and `include_unsubscribed` add those
 * (Mailchimp API spec). Archived ones cannot be in it, since its members have no such status.
 */
export function segmentFilter(c: Call, switches: MailchimpSwitches): (member: Member) => boolean {
	const shown = new Set<Member['status']>(['subscribed']);
	if (switches.segmentsListPending) shown.add('pending');
	for (const status of ['cleaned', 'transactional', 'unsubscribed'] as const) {
		if (isTrue(c.req.query(`include_${status}`))) shown.add(status);
	}
	return ({ status }) => shown.has(status);
}
