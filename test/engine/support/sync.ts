import type { IDataObject, IRun } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './engine';
import { resetHub, startHub, template, type Hub } from './hub';

let hub: Hub;

export const theHub = () => hub;
export const refersion = () => hub.world.refersion;
export const mailchimp = () => hub.world.mailchimp;
export const mails = () => hub.world.outbox.mails;

/** A new programme, with the merge fields that the template stores. */
export function beginAnew(): void {
	resetHub(hub);
	for (const tag of ['OFFER', 'TIER']) {
		mailchimp().addMergeField(hub.audienceId, { tag, name: tag, type: 'text' });
	}
}

/** Starts the services for the tests of a file. */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(beginAnew);
	afterAll(async () => await hub.close());
}

/** The template with the bonus tiers of a shop, lowest first. */
function withTiers(tiers: string[]): WorkflowFile {
	const file = template('sync-affiliate-changes', hub.audienceId);
	const node = file.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = node?.parameters.assignments as { assignments: IDataObject[] };
	Object.assign(assignments[0], { value: JSON.stringify(tiers) });
	return file;
}

/** News about an affiliate, as the trigger gives them out. */
export const newsOf = (affiliate: { id: number; email: string }, more: IDataObject = {}) => ({
	event: 'affiliateDetailsChange',
	topic: 'AFFILIATE_DETAILS_CHANGE',
	id: affiliate.id,
	email: affiliate.email,
	...more,
});

/** Runs the template on items of the trigger. */
export async function runItems(items: IDataObject[], tiers?: string[]): Promise<IRun> {
	const file = tiers ? withTiers(tiers) : template('sync-affiliate-changes', hub.audienceId);
	return await runWorkflow(hub.engine, file, {
		start: 'Refersion Trigger',
		items,
		credentials: hub.credentials,
	});
}

/** Runs the template on news about an affiliate. */
export const news = async (affiliate: { id: number; email: string }, more: IDataObject = {}) =>
	await runItems([newsOf(affiliate, more)]);

/** What a run holds, and that it counts as failed because of it. */
export function heldOf(run: IRun): IDataObject[] {
	expect(errorOf(run)?.message).toContain('Held: ');
	return outputOf(run, 'Held: needs a look').map(({ json }) => json);
}

export const add = (more: IDataObject = {}) =>
	refersion().addAffiliate({
		first_name: 'Bill',
		email: 'bill@creator-mail.com',
		status: 'ACTIVE',
		...more,
	});

/** The contact of an affiliate who was onboarded. */
export const onboarded = (affiliate: { id: number; email: string }, more: IDataObject = {}) =>
	mailchimp().addMember(hub.audienceId, {
		email: affiliate.email,
		mergeFields: { AFFLINK: String(refersion().linkOf(affiliate.id)), FNAME: 'Bill' },
		tags: ['new-affiliate'],
		...more,
	});

/** The affiliate changes the address in Refersion. */
export function moveTo(affiliate: { id: number }, email: string): void {
	Object.assign(refersion().affiliate(affiliate.id) ?? {}, { email });
}

export const contact = (email: string) => mailchimp().member(hub.audienceId, email);
export const tagsOf = (email: string) => mailchimp().tagsOf(hub.audienceId, email).sort();
export const mailchimpWrites = () => mailchimp().requests.filter(({ method }) => method !== 'GET');
