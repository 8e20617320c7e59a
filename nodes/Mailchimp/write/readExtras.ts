import type { IDataObject } from 'n8n-workflow';
import { asSwitch, asTexts, type Collection } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { listNames, matchChoices, type Choice } from '../choices';
import { readTime } from '../run';
import type { ContactExtras } from './contactWrite';

/** What users name in an audience and Mailchimp wants by id; each is read once, when it is asked for. */
export interface ChoiceLookups {
	groups(audienceId: string): Promise<Choice[]>;
	permissions(audienceId: string): Promise<Choice[]>;
}

/**
 * Reads language, VIP, groups, marketing permissions and consent. Options that are not used, or have nothing
 * in them, are left out, so that Mailchimp leaves these fields as they are.
 *
 * @param timeZone the zone of times that name none (IANA name)
 * @throws ProblemError when a value is none, or a group or permission is not one of the audience
 */
export async function readExtras(
	options: Collection,
	audienceId: string,
	lookups: ChoiceLookups,
	timeZone: string,
): Promise<ContactExtras> {
	const extras: ContactExtras = {};
	const language = options.text('language', 'Language');
	if (language) extras.language = language;
	if (options.isSet('vip')) extras.vip = options.switch('vip', 'VIP', false);
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
	lookups: ChoiceLookups,
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
	lookups: ChoiceLookups,
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
