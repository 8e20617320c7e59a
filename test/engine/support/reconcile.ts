import type { IDataObject } from 'n8n-workflow';
import { mailProblems } from '../../html';
import { errorOf, outputOf, runWorkflow } from './engine';
import { resetHub, startHub, template, type Hub } from './hub';

let hub: Hub;

export const theHub = () => hub;
export const refersion = () => hub.world.refersion;
export const mailchimp = () => hub.world.mailchimp;

/** Starts the services for the tests of a file. */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(() => resetHub(hub));
	afterAll(async () => await hub.close());
}

/** Runs the template and gives its last item. */
export async function reconcile(): Promise<IDataObject> {
	const run = await runWorkflow(hub.engine, template('reconcile-affiliates', hub.audienceId), {
		start: 'By hand',
		credentials: hub.credentials,
	});
	expect(errorOf(run)?.message).toBeUndefined();
	const output = outputOf(run, 'Summary');
	expect(output).toHaveLength(1);
	expect(mailProblems(String(output[0].json.html))).toEqual([]);
	return output[0].json;
}

export const addAffiliate = (index: number, more: IDataObject = {}) =>
	refersion().addAffiliate({
		first_name: `Jo ${index}`,
		email: `jo${index}@creator-mail.com`,
		status: 'ACTIVE',
		...more,
	});

/** A contact as the onboarding template leaves it. */
export const addContact = (affiliate: { id: number; email: string }, more: IDataObject = {}) =>
	mailchimp().addMember(hub.audienceId, {
		email: affiliate.email,
		mergeFields: { AFFLINK: String(refersion().linkOf(affiliate.id)) },
		tags: ['new-affiliate'],
		...more,
	});

export const contact = (email: string) => mailchimp().member(hub.audienceId, email);
export const tagsOf = (email: string) => mailchimp().tagsOf(hub.audienceId, email);
export const writes = () => mailchimp().requests.filter(({ method }) => method !== 'GET');
