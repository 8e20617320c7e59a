import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { asTime, type Input, type ItemInput } from '../shared/input';
import { invalidInput } from '../shared/problem';
import { remember } from '../shared/remember';
import { Run } from '../shared/run';
import { looksLikeEmail, type ContactKey } from './contact';
import { readChosenAudience } from './transport/audiences';
import { mailchimpClient, type MailchimpClient } from './transport/client';
import { mayPass } from './transport/errors';

/** Contacts worked on at the same time; the client keeps to Mailchimp's limit of connections. */
export const CONTACTS_AT_ONCE = 8;

const MINUTE_MS = 60_000;

/** Does the work of one item, on the contact that its parameters Audience and Email name. */
export type ContactHandler = (
	contact: ContactKey,
	input: ItemInput,
	client: MailchimpClient,
) => Promise<IDataObject>;

/** One execution of the node: what its operations need of n8n, and the account they work on. */
export class MailchimpRun extends Run {
	private readonly startedAt = Date.now();
	private connecting?: Promise<MailchimpClient>;
	private readonly onlyAudience = remember(
		async (none) => (await readChosenAudience(await this.client(), none)).id,
		mayPass,
	);

	/**
	 * The account of the node's credential, one client for all items. It is made when the first item asks
	 * for it: a credential that is not valid ends as the error of each item, and so does a time limit that
	 * is no number.
	 *
	 * @param input where the time limit stands, if not among the parameters of the first item
	 */
	async client(input: Input = this.input(0)): Promise<MailchimpClient> {
		this.connecting ??= this.connect(input);
		return await this.connecting;
	}

	private async connect(input: Input): Promise<MailchimpClient> {
		const minutes = input.number('options.timeLimit', 'Time Limit (Minutes)', 0, {
			min: 0,
		});
		const deadline = minutes > 0 ? this.startedAt + minutes * MINUTE_MS : Infinity;
		return await mailchimpClient.call(this.context, { deadline });
	}

	/**
	 * The id of the audience that an item is for: the chosen one, or the only one of the account, which is looked up once.
	 *
	 * @throws ProblemError when none is chosen, and the account has none or several
	 */
	async audienceId(input: ItemInput): Promise<string> {
		const { value } = input.locator('audience', 'Audience', 'id');
		return value === '' ? await this.onlyAudience('') : value;
	}

	/**
	 * Runs an operation that works on one contact for each item, on several contacts at the same time. Items
	 * for the same contact run one after another, in the order of the input: writes must not overtake each
	 * other.
	 *
	 * @returns the output items, in the order of the input
	 */
	async forEachContact(
		handle: ContactHandler,
		concurrency = CONTACTS_AT_ONCE,
	): Promise<INodeExecutionData[]> {
		const work = async (input: ItemInput) => {
			const contact = { audienceId: await this.audienceId(input), email: readEmail(input) };
			return await handle(contact, input, await this.client());
		};
		const keyOf = (input: ItemInput) => readEmail(input).toLowerCase();
		return await this.forEachItem(work, { concurrency, keyOf });
	}
}

/**
 * The email address that an item is for, without blanks around it.
 *
 * @param name the parameter's name
 * @param label the parameter's name as users see it
 * @throws ProblemError when it is empty or no address
 */
export function readEmail(input: ItemInput, name = 'email', label = 'Email'): string {
	const email = input.text(name, label);
	if (looksLikeEmail(email)) return email;
	const what = email ? `is not an email address: "${email}"` : 'is empty';
	throw invalidInput(label, what, `Check what is mapped to ${label}.`);
}

/**
 * Reads a point in time.
 *
 * @param value what the user set or mapped
 * @param label the parameter's name as users see it
 * @param timeZone the zone of a time that names none: that of the workflow (IANA name)
 * @returns the time in UTC, to the second, as Mailchimp's documentation writes it:
 *   2015-10-21T15:41:36+00:00; undefined when nothing is set
 * @throws ProblemError for a value that is no time
 */
export function readTime(value: unknown, label: string, timeZone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const time = asTime(value, label, timeZone).toISOString();
	return time.replace(/\.\d{3}Z$/, '+00:00');
}
