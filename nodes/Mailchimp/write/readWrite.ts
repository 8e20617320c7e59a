import type { IDataObject } from 'n8n-workflow';
import { asSwitch, asTexts, type Collection, type ItemInput } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { remember } from '../../shared/remember';
import { listNames, matchChoices, type Choice } from '../choices';
import { STATUSES } from '../contact';
import { readAudienceId, readEmail, type MailchimpRun } from '../run';
import { readRestartAutomations, readStartAutomations, readTagNames } from '../tags';
import { readTime } from '../time';
import { groupChoices, permissionChoices, readAudience } from '../transport/audiences';
import type { MailchimpClient } from '../transport/client';
import { mayPass } from '../transport/errors';
import { mergeFieldsByTag } from '../transport/mergeFields';
import type { ContactExtras, ContactWrite } from './contactWrite';
import { NOT_MAILED } from './hold';
import { mergeFieldReader, type MergeFieldsOf } from './readMergeFields';
import { upsertWith, type SendContact, type WriteContext } from './writeContact';

/** Values of the option Status of New Contacts; `audience` follows the audience's opt-in setting. */
const NEW_STATUSES = [
	'audience',
	'pending',
	'subscribed',
	'transactional',
	'unsubscribed',
] as const;

/** Values of the option Status of Existing Contacts. */
const EXISTING_STATUSES = ['keep', 'pending', 'subscribed', 'unsubscribed'] as const;

/** What is read of audiences while items are read, each once in a run and only where an item needs it. */
interface AudienceLookups {
	/** The status that a new contact of an audience gets. */
	newContactStatus(audienceId: string): Promise<string>;
	groups(audienceId: string): Promise<Choice[]>;
	permissions(audienceId: string): Promise<Choice[]>;
	mergeFields: MergeFieldsOf;
}

/** Reads what items ask for. */
export interface WriteReader {
	/**
	 * @throws ProblemError when a parameter is missing or wrong, or names what the audience does not have
	 * @throws NodeApiError when the audience cannot be looked at
	 */
	read(input: ItemInput): Promise<ContactWrite>;
	/**
	 * What the writes have in common.
	 *
	 * @param send the first request for a contact
	 * @param change a further one that gives it another status
	 */
	context(client: MailchimpClient, send: SendContact, change?: SendContact): WriteContext;
}

/**
 * Makes the reader of a run.
 *
 * @param createsContacts whether a contact can be new, so that the status of new ones matters
 */
export function writeReader(run: MailchimpRun, createsContacts = true): WriteReader {
	const lookups: AudienceLookups = {
		// Mailchimp's API does not apply the setting: "subscribed" would skip the confirmation of an audience
		// with double opt-in (Mailchimp API, audiences).
		newContactStatus: remember(async (audienceId) => {
			const audience = await readAudience(await run.client(), audienceId, 'double_optin');
			return audience.double_optin === true ? 'pending' : 'subscribed';
		}, mayPass),
		groups: remember(async (id) => await groupChoices(await run.client(), id), mayPass),
		permissions: remember(async (id) => await permissionChoices(await run.client(), id), mayPass),
		mergeFields: remember(async (id) => await mergeFieldsByTag(await run.client(), id), mayPass),
	};
	const readFields = mergeFieldReader(run, lookups.mergeFields);
	return {
		context: (client, send, change = upsertWith(client)) => ({
			client,
			send,
			change,
			mergeFieldsOf: lookups.mergeFields,
			timeZone: run.context.getTimezone(),
		}),
		async read(input) {
			const audienceId = readAudienceId(input);
			const email = readEmail(input);
			const options = input.collection('options', 'Options');
			const start = readStartAutomations(options, true);
			const tagsToAdd = readTagNames(input, 'tagsToAdd', 'Tags to Add');
			const fields = await readFields(input, audienceId, {
				clearEmpty: options.switch('clearEmptyFields', 'Clear Empty Fields', false),
				email,
			});
			return {
				audienceId,
				email,
				...fields,
				extras: await readExtras(run, options, audienceId, lookups),
				linkTag: input.text('linkMergeField', 'Link Merge Field').toUpperCase(),
				requiredTags: upperCased(
					options.commaTexts('requiredMergeFields', 'Required Merge Fields'),
				),
				tagsToAdd,
				tagsToRemove: readTagNames(input, 'tagsToRemove', 'Tags to Remove'),
				tagsToRestart: readRestartAutomations(options, start) ? tagsToAdd : [],
				startAutomations: start,
				...(await readStatuses(options, audienceId, lookups, createsContacts)),
			};
		},
	};
}

function upperCased(tags: string[]): string[] {
	return tags.map((tag) => tag.toUpperCase());
}

type Statuses = Pick<
	ContactWrite,
	'statusIfNew' | 'status' | 'chosenStatuses' | 'holdOn' | 'reviveArchived' | 'askAgain'
>;

async function readStatuses(
	options: Collection,
	audienceId: string,
	lookups: AudienceLookups,
	createsContacts: boolean,
): Promise<Statuses> {
	const label = 'Status of Existing Contacts';
	const existing = options.choice('existingContactStatus', label, EXISTING_STATUSES, 'keep');
	const whenNew = options.choice(
		'newContactStatus',
		'Status of New Contacts',
		NEW_STATUSES,
		'audience',
	);
	const unsubscribed = options.choice(
		'unsubscribedContacts',
		'Unsubscribed Contacts',
		['hold', 'askAgain'],
		'hold',
	);
	const reviveArchived = options.switch('reviveArchived', 'Revive Archived Contacts', false);
	const asAudience = whenNew === 'audience' && (createsContacts || reviveArchived);
	return {
		statusIfNew: asAudience ? await lookups.newContactStatus(audienceId) : whenNew,
		status: existing === 'keep' ? undefined : existing,
		chosenStatuses: [existing, whenNew],
		holdOn: readHoldOn(options, [existing, whenNew]),
		reviveArchived,
		askAgain: unsubscribed === 'askAgain',
	};
}

/** Statuses that hold a contact: those of the option, or else all that get no mail and were not chosen. */
function readHoldOn(options: Collection, chosen: string[]): string[] {
	const label = 'Hold on Status';
	if (!options.has('holdOnStatus')) {
		return NOT_MAILED.filter((status) => !chosen.includes(status));
	}
	const statuses = options.commaTexts('holdOnStatus', label).map((text) => text.toLowerCase());
	const known: readonly string[] = STATUSES;
	const unknown = statuses.find((status) => !known.includes(status));
	if (unknown === undefined) return statuses;
	throw invalidInput(
		label,
		`names what is no status: "${unknown}"`,
		`Give some of ${STATUSES.join(', ')}.`,
	);
}

/**
 * Reads language, VIP, groups, marketing permissions and consent. Options that are not used, or have nothing
 * in them, are left out, so that Mailchimp leaves these fields as they are.
 */
async function readExtras(
	run: MailchimpRun,
	options: Collection,
	audienceId: string,
	lookups: AudienceLookups,
): Promise<ContactExtras> {
	const extras: ContactExtras = {};
	const language = options.text('language', 'Language');
	if (language) extras.language = language;
	if (options.isSet('vip')) extras.vip = options.switch('vip', 'VIP', false);
	const timeZone = run.context.getTimezone();
	const optInTime = readTime(options.value('optInTime'), 'Opt-In Time', timeZone);
	if (optInTime) extras.timestamp_opt = optInTime;
	const signUpTime = readTime(options.value('signUpTime'), 'Sign-Up Time', timeZone);
	if (signUpTime) extras.timestamp_signup = signUpTime;
	const optInIp = readIp(options, 'optInIp', 'Opt-In IP');
	if (optInIp) extras.ip_opt = optInIp;
	const signUpIp = readIp(options, 'signUpIp', 'Sign-Up IP');
	if (signUpIp) extras.ip_signup = signUpIp;
	const interests = await readInterests(options, audienceId, lookups);
	if (interests) extras.interests = interests;
	const permissions = await readPermissions(options, audienceId, lookups);
	if (permissions.length > 0) extras.marketing_permissions = permissions;
	return extras;
}

/** An address of a computer; Mailchimp judges the rest (its API takes any IPv4 or IPv6 address). */
function readIp(options: Collection, name: string, label: string): string {
	const ip = options.text(name, label);
	if (ip === '' || /^[0-9a-f.:]+$/i.test(ip)) return ip;
	throw invalidInput(
		label,
		`is no IP address: "${ip.slice(0, 50)}"`,
		`Check what is mapped to it.`,
	);
}

async function readInterests(
	options: Collection,
	audienceId: string,
	lookups: AudienceLookups,
): Promise<ContactExtras['interests']> {
	const join = options.texts('groupsToJoin', 'Groups to Join');
	const leave = options.texts('groupsToLeave', 'Groups to Leave');
	if (join.length + leave.length === 0) return undefined;
	const groups = await lookups.groups(audienceId);
	const left = idsOf('Groups to Leave', 'group', groups, leave);
	const joined = idsOf('Groups to Join', 'group', groups, join);
	return Object.fromEntries([
		...left.map((id) => [id, false] as const),
		...joined.map((id) => [id, true] as const),
	]);
}

async function readPermissions(
	options: Collection,
	audienceId: string,
	lookups: AudienceLookups,
): Promise<NonNullable<ContactExtras['marketing_permissions']>> {
	const label = 'Marketing Permissions';
	const rows = options.collection('marketingPermissions', label).rows('permissions', label);
	if (rows.length === 0) return [];
	const choices = await lookups.permissions(audienceId);
	const consent = new Map<string, boolean>();
	for (const row of rows) {
		const texts = asTexts(row.permission, label);
		if (texts.length === 0 || isNothing(row.enabled)) {
			throw invalidInput(
				label,
				'has an entry without a permission, or without a value for Enabled',
				'Consent is not guessed. Set both, or remove the entry.',
			);
		}
		const isOn = asSwitch(row.enabled, label);
		for (const id of idsOf(label, 'permission', choices, texts)) consent.set(id, isOn);
	}
	return [...consent].map(([id, enabled]) => ({ marketing_permission_id: id, enabled }));
}

function isNothing(value: IDataObject[string]): boolean {
	return value === undefined || value === null || value === '';
}

function idsOf(label: string, what: string, choices: Choice[], texts: string[]): string[] {
	const { ids, unknown, ambiguous } = matchChoices(choices, texts);
	if (unknown.length > 0) {
		const known = listNames(choices.map(({ names }) => names[0]));
		const has = known ? `It has: ${known}.` : `It has no ${what}s.`;
		throw invalidInput(
			label,
			`names what is no ${what} of the audience: ${listNames(unknown)}`,
			`${has} Several need a list, in an expression for example {{ $json.names.split(',') }}.`,
		);
	}
	if (ambiguous.length > 0) {
		const [{ text, candidates }] = ambiguous;
		throw invalidInput(
			label,
			`names more than one ${what} of the audience: "${text}"`,
			`Use one of these instead: ${listNames(candidates)}.`,
		);
	}
	return ids;
}
