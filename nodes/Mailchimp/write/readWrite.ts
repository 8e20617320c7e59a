import type { Collection, ItemInput } from '../../shared/input';
import { remember } from '../../shared/remember';
import { STATUSES } from '../contact';
import { fieldMaker, mergeFieldsByTag } from '../mergeFields/audienceFields';
import { readEmail, type MailchimpRun } from '../run';
import { readRestartAutomations, readStartAutomations, readTagNames } from '../tags';
import { groupChoices, permissionChoices, readAudience } from '../transport/audiences';
import type { MailchimpClient } from '../transport/client';
import { mayPass } from '../transport/errors';
import type { ContactWrite } from './contactWrite';
import { NOT_MAILED } from './hold';
import { readExtras, type ChoiceLookups } from './readExtras';
import { mergeFieldReader, readLink, type MergeFieldsOf } from './readMergeFields';
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
interface AudienceLookups extends ChoiceLookups {
	/** The status that a new contact of an audience gets. */
	newContactStatus(audienceId: string): Promise<string>;
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
 * @param operation in Update no contact is new, so that the status of new ones does not matter; only Create or
 *   Update offers to leave automations to the fastest way
 */
export function writeReader(
	run: MailchimpRun,
	operation: 'create' | 'update' | 'upsert',
): WriteReader {
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
	const makeFields = fieldMaker();
	return {
		context: (client, send, change = upsertWith(client)) => ({
			client,
			send,
			change,
			mergeFieldsOf: lookups.mergeFields,
			makeFields,
			timeZone: run.context.getTimezone(),
		}),
		async read(input) {
			const audienceId = await run.audienceId(input);
			const email = readEmail(input);
			const options = input.collection('options', 'Options');
			const start = readStartAutomations(options, operation === 'upsert');
			const tagsToAdd = readTagNames(input, 'tagsToAdd', 'Tags to Add');
			const link = readLink(input);
			const fields = await readFields(input, audienceId, {
				clearEmpty: options.switch('clearEmptyFields', 'Clear Empty Fields', false),
				email,
				link,
			});
			return {
				audienceId,
				email,
				...fields,
				extras: await readExtras(options, audienceId, lookups, run.context.getTimezone()),
				createMissing: options.switch('createMissing', 'Create Missing Fields and Tags', false),
				linkTag: link.tag,
				requiredTags: upperCased(
					options.commaTexts('requiredMergeFields', 'Required Merge Fields'),
				),
				tagsToAdd,
				tagsToRemove: readTagNames(input, 'tagsToRemove', 'Tags to Remove'),
				tagsToRestart: readRestartAutomations(options, start) ? tagsToAdd : [],
				startAutomations: start,
				...(await readStatuses(options, audienceId, lookups, operation !== 'update')),
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
	// Of those that get no mail, one that was chosen is wanted.
	const standard = NOT_MAILED.filter((status) => status !== existing && status !== whenNew);
	const holdOn = options.choices('holdOnStatus', 'Hold on Status', STATUSES, standard);
	const asAudience = whenNew === 'audience' && (createsContacts || reviveArchived);
	return {
		statusIfNew: asAudience ? await lookups.newContactStatus(audienceId) : whenNew,
		status: existing === 'keep' ? undefined : existing,
		chosenStatuses: [existing, whenNew],
		holdOn,
		reviveArchived,
		askAgain: unsubscribed === 'askAgain',
	};
}
