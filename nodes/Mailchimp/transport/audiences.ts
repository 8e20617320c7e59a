import type { IDataObject } from 'n8n-workflow';
import { ProblemError, type Problem } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { listNames, type Choice } from '../choices';
import type { MailchimpClient } from './client';
import { readPages, rowsOf } from './pages';
import { audiencePath } from './urls';

/** Reads an audience. @throws NodeApiError 404 when there is no such audience */
export async function readAudience(
	client: MailchimpClient,
	audienceId: string,
	fields?: string,
): Promise<IDataObject> {
	const qs = fields ? { fields } : {};
	return await client.request({ method: 'GET', path: audiencePath(audienceId), qs });
}

/** The audience that a node works on. */
export interface ChosenAudience {
	id: string;
	/** About how many contacts it has, whatever their status; archived ones are not counted. */
	contactCount: number;
	/** Whether a new contact has to confirm. */
	doubleOptIn: boolean;
}

/** Two audiences show that there is more than one; their names are for the message. */
const SOME = 10;

/**
 * Reads the chosen audience, or the only one of the account when none is chosen. Takes one request.
 *
 * @throws ProblemError when the account has no audience, or several and none is chosen
 * @throws NodeApiError 404 when there is no such audience
 */
export async function readChosenAudience(
	client: MailchimpClient,
	audienceId: string,
): Promise<ChosenAudience> {
	if (audienceId !== '') {
		return chosenAudience(await readAudience(client, audienceId, AUDIENCE_FIELDS.join(',')));
	}
	const fields = AUDIENCE_FIELDS.map((field) => `lists.${field}`);
	const body = await client.request({
		method: 'GET',
		path: '/lists',
		qs: { count: SOME, fields: [...fields, 'total_items'].join(',') },
	});
	const audiences = rowsOf(body, 'lists');
	if (audiences.length === 1) return chosenAudience(audiences[0]);
	throw new ProblemError(audiences.length === 0 ? NO_AUDIENCE : severalAudiences(audiences));
}

const AUDIENCE_FIELDS = ['id', 'name', 'double_optin', 'stats'];

const NO_AUDIENCE: Problem = {
	code: 'no_audience',
	message: 'The Mailchimp account has no audience',
	fix: 'Make one in Mailchimp: Audience > Create Audience. Check too that the credential belongs to the right account.',
};

function severalAudiences(audiences: IDataObject[]): Problem {
	return {
		code: 'several_audiences',
		message: `The Mailchimp account has several audiences: ${listNames(audiences.map(({ name }) => String(name)))}`,
		fix: 'Choose one in the parameter Audience.',
	};
}

function chosenAudience(body: IDataObject): ChosenAudience {
	const stats = isRecord(body.stats) ? body.stats : {};
	const counts = [stats.member_count, stats.unsubscribe_count, stats.cleaned_count];
	return {
		id: String(body.id),
		contactCount: counts.reduce<number>((sum, count) => sum + (Number(count) || 0), 0),
		doubleOptIn: body.double_optin === true,
	};
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

/** A group of an audience, which Mailchimp's API calls an "interest". */
export interface Group {
	id: string;
	name: string;
	categoryId: string;
	category: string;
}

/**
 * The groups of an audience. Needs one request, and one more for each category.
 *
 * @throws NodeApiError 404 when there is no such audience
 */
export async function readGroups(client: MailchimpClient, audienceId: string): Promise<Group[]> {
	const path = `${audiencePath(audienceId)}/interest-categories`;
	const groups: Group[] = [];
	for await (const categories of readPages(client, { path, rows: 'categories', limit: Infinity })) {
		for (const { id: categoryId, title } of categories) {
			const interests = readPages(client, {
				path: `${path}/${encodeURIComponent(String(categoryId))}/interests`,
				rows: 'interests',
				limit: Infinity,
			});
			for await (const page of interests) {
				for (const { id, name } of page) {
					groups.push({
						id: String(id),
						name: String(name),
						categoryId: String(categoryId),
						category: String(title),
					});
				}
			}
		}
	}
	return groups;
}

/** The groups of an audience as users name them: "Category: Group", or the name of the group alone. */
export async function groupChoices(client: MailchimpClient, audienceId: string): Promise<Choice[]> {
	const groups = await readGroups(client, audienceId);
	return groups.map(({ id, name, category }) => ({ id, names: [`${category}: ${name}`, name] }));
}

/**
 * The marketing permissions of an audience, by their texts. Mailchimp has no list of them: its
 * documentation says to read their ids from a contact (agent skill "set-consent-correctly").
 *
 * @throws ProblemError when the audience has no contact to read them from, or no permissions
 * @throws NodeApiError 404 when there is no such audience
 */
export async function permissionChoices(
	client: MailchimpClient,
	audienceId: string,
): Promise<Choice[]> {
	const body = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/members`,
		qs: { count: 1, fields: 'members.id,members.marketing_permissions' },
	});
	const contacts = rowsOf(body, 'members');
	if (contacts.length === 0) throw new ProblemError(NO_CONTACT);
	const permissions = rowsOf(contacts[0], 'marketing_permissions');
	if (permissions.length === 0) throw new ProblemError(NO_PERMISSIONS);
	return permissions.map((permission) => ({
		id: String(permission.marketing_permission_id),
		names: [String(permission.text)],
	}));
}

const NO_CONTACT = {
	code: 'no_contact',
	message:
		'The marketing permissions of the audience cannot be read, because it has no contact yet',
	fix: 'Mailchimp shows marketing permissions only with a contact. Add one to the audience, for example yourself, and run the item again.',
};

const NO_PERMISSIONS = {
	code: 'no_permissions',
	message: 'The audience has no marketing permissions',
	fix: 'Turn on GDPR fields in Mailchimp (Audience > Settings > GDPR fields and settings), or remove the option Marketing Permissions.',
};
