import type { IDataObject, IRun } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow } from './engine';
import { resetHub, startHub, template, type Hub } from './hub';

export const SETTINGS = 'Settings';
export const WOULD = 'What would happen';
export const TAG = 'new-affiliate';

let hub: Hub;

export const theHub = () => hub;
export const refersion = () => hub.world.refersion;
export const mailchimp = () => hub.world.mailchimp;

/** Starts the services for the tests of a file; Refersion is read without GraphQL. */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(() => {
		resetHub(hub);
		hub.credentials.refersionApi.graphqlToken = '';
	});
	afterEach(() => hub.world.faults.clear());
	afterAll(async () => await hub.close());
}

interface Settings {
	dryRun?: boolean;
	startWelcomeJourney?: boolean;
}

/** Runs the template as it is, or with other settings. */
export async function backfill(
	settings: Settings = {},
	onStart?: (cancel: () => void) => void,
): Promise<IRun> {
	const file = template('backfill-existing-affiliates', hub.audienceId);
	const node = file.nodes.find(({ name }) => name === SETTINGS);
	for (const [name, value] of Object.entries(settings)) {
		const rows = Object(node?.parameters.assignments).assignments as IDataObject[];
		Object.assign(rows.find((row) => row.name === name) ?? {}, { value });
	}
	return await runWorkflow(hub.engine, file, {
		start: 'Manual Trigger',
		credentials: hub.credentials,
		onStart,
	});
}

export const REAL: Settings = { dryRun: false };
export const REAL_WITH_MAILS: Settings = { dryRun: false, startWelcomeJourney: true };

/** The one item of a report; fails the test when the run had an error. */
export function reportOf(run: IRun, node: string): IDataObject {
	expect(errorOf(run)?.message).toBeUndefined();
	const items = outputOf(run, node);
	expect(items).toHaveLength(1);
	return items[0].json;
}

export const addAffiliate = (name: string, more: IDataObject = {}) =>
	refersion().addAffiliate({
		first_name: name,
		last_name: 'Reed',
		email: `${name.toLowerCase()}@creator-mail.com`,
		status: 'ACTIVE',
		...more,
	});
export const addContact = (name: string, more: IDataObject = {}) =>
	mailchimp().addMember(hub.audienceId, {
		email: `${name.toLowerCase()}@creator-mail.com`,
		...more,
	});
export const contact = (email: string) => mailchimp().member(hub.audienceId, email);
export const tagsOf = (email: string) => mailchimp().tagsOf(hub.audienceId, email);

/** Everything that Mailchimp or Refersion got and that is not a plain reading request. */
export function writes(): string[] {
	const readsOfRefersion = ['/v2/affiliate/list', '/v2/affiliate/get'];
	return [
		...mailchimp().requests.filter(({ method }) => method !== 'GET'),
		...refersion().requests.filter(({ path }) => !readsOfRefersion.includes(path)),
	].map(({ method, path }) => `${method} ${path}`);
}

/** One affiliate of every kind. */
export function addOneOfEach(): void {
	addAffiliate('New');
	addAffiliate('There');
	addContact('There', { mergeFields: { FNAME: 'Old' } });
	addAffiliate('Tagged');
	addContact('Tagged', { tags: ['New-Affiliate'] });
	addAffiliate('Waiting');
	addContact('Waiting', { status: 'pending' });
	addAffiliate('Gone');
	addContact('Gone', { status: 'unsubscribed', tags: [TAG] });
	addAffiliate('Bounced');
	addContact('Bounced', { status: 'cleaned' });
	addAffiliate('Buyer');
	addContact('Buyer', { status: 'transactional' });
	refersion().setLink(addAffiliate('Linkless').id, null);
	refersion().setLink(addAffiliate('Strange').id, 'javascript:alert(1)');
	addAffiliate('Typo', { email: 'typo.creator-mail.com' });
	addAffiliate('Applicant', { status: 'PENDING' });
	addAffiliate('Former', { status: 'DISABLED' });
}
