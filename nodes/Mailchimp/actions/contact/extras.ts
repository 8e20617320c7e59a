import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../../shared/http';
import { invalidParameter, readTexts } from '../../../shared/parameters';
import { remember } from '../../../shared/remember';
import type { ContactExtras } from '../../rules/contactWrite';
import { listNames, matchChoices, type Choice } from '../../rules/names';
import type { MailchimpClient } from '../../transport/client';
import { mayPass } from '../../transport/errors';
import { readGroups } from '../../transport/groups';
import { readPermissions } from '../../transport/permissions';
import { readAudience } from '../parameters';

/** What users name in an audience and Mailchimp wants by id. */
export interface AudienceReferences {
	/** The groups of an audience, read once. */
	groups(audienceId: string): Promise<Choice[]>;
	/** The marketing permissions of an audience, read once. */
	permissions(audienceId: string): Promise<Choice[]>;
}

/**
 * Reads the groups and marketing permissions of audiences when they are first asked for, once for each
 * audience, however many items there are.
 *
 * @param client the account the audiences are in
 */
export function audienceReferences(
	this: IExecuteFunctions,
	client: MailchimpClient,
): AudienceReferences {
	return {
		groups: remember(async (audienceId) => await readGroups(client, audienceId), mayPass),
		permissions: remember(
			async (audienceId) => await readPermissions.call(this, client, audienceId),
			mayPass,
		),
	};
}

/**
 * Reads language, VIP, groups and marketing permissions of an item. Options that are not used are left
 * out, so that Mailchimp leaves these fields as they are.
 *
 * @throws NodeOperationError when a group or permission is not one of the audience, or could be several
 */
export async function readExtras(
	this: IExecuteFunctions,
	itemIndex: number,
	references: AudienceReferences,
): Promise<ContactExtras> {
	const options = this.getNodeParameter('options', itemIndex, {});
	const given = isRecord(options) ? options : {};
	const extras: ContactExtras = {};
	const [language] = readTexts(given.language);
	if (language) extras.language = language;
	const vip = readSwitch.call(this, 'VIP', given.vip);
	if (vip !== undefined) extras.vip = vip;
	const interests = await readInterests.call(this, itemIndex, given, references);
	if (interests) extras.interests = interests;
	const permissions = await readConsent.call(this, itemIndex, given, references);
	if (permissions.length > 0) extras.marketing_permissions = permissions;
	return extras;
}

async function readInterests(
	this: IExecuteFunctions,
	itemIndex: number,
	options: IDataObject,
	references: AudienceReferences,
): Promise<ContactExtras['interests']> {
	const join = readTexts(options.groupsToJoin);
	const leave = readTexts(options.groupsToLeave);
	if (join.length + leave.length === 0) return undefined;
	const groups = await references.groups(readAudience.call(this, itemIndex));
	const left = idsOf.call(this, 'Groups to Leave', 'group', groups, leave);
	const joined = idsOf.call(this, 'Groups to Join', 'group', groups, join);
	return Object.fromEntries([
		...left.map((id) => [id, false] as const),
		...joined.map((id) => [id, true] as const),
	]);
}

async function readConsent(
	this: IExecuteFunctions,
	itemIndex: number,
	options: IDataObject,
	references: AudienceReferences,
): Promise<NonNullable<ContactExtras['marketing_permissions']>> {
	const label = 'Marketing Permissions';
	const { permissions: rows } = isRecord(options.marketingPermissions)
		? options.marketingPermissions
		: {};
	if (!Array.isArray(rows) || rows.length === 0) return [];
	const choices = await references.permissions(readAudience.call(this, itemIndex));
	const consent = new Map<string, boolean>();
	for (const { permission, enabled } of rows.filter(isRecord)) {
		const texts = readTexts(permission);
		const isOn = readSwitch.call(this, label, enabled);
		if (texts.length === 0 || isOn === undefined) {
			throw invalidParameter.call(
				this,
				label,
				'has an entry without a permission, or without a value for Enabled',
				'Consent is not guessed. Set both, or remove the entry.',
			);
		}
		for (const id of idsOf.call(this, label, 'permission', choices, texts)) consent.set(id, isOn);
	}
	return [...consent].map(([id, enabled]) => ({ marketing_permission_id: id, enabled }));
}

function idsOf(
	this: IExecuteFunctions,
	label: string,
	what: string,
	choices: Choice[],
	texts: string[],
): string[] {
	const { ids, unknown, ambiguous } = matchChoices(choices, texts);
	if (unknown.length > 0) {
		const known = listNames(choices.map(({ names }) => names[0]));
		const has = known ? `It has: ${known}.` : `It has no ${what}s.`;
		throw invalidParameter.call(
			this,
			label,
			`names what is no ${what} of the audience: ${listNames(unknown)}`,
			`${has} Several need a list, in an expression for example {{ $json.names.split(',') }}.`,
		);
	}
	if (ambiguous.length > 0) {
		const [{ text, candidates }] = ambiguous;
		throw invalidParameter.call(
			this,
			label,
			`names more than one ${what} of the audience: "${text}"`,
			`Use one of these instead: ${listNames(candidates)}.`,
		);
	}
	return ids;
}

/**
 * Reads a switch that an expression may have set as text. Nothing at all is no choice, which is told
 * from "false".
 */
function readSwitch(this: IExecuteFunctions, label: string, value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (text === '') return undefined;
	if (text === 'true') return true;
	if (text === 'false') return false;
	throw invalidParameter.call(
		this,
		label,
		'is neither true nor false',
		'Check what is mapped to it.',
	);
}
