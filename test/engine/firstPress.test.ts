import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { ROOT, runWorkflow, type WorkflowFile } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';

/** What "Execute workflow" starts at once. With other triggers n8n waits for an event of the service. */
const STARTS = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.scheduleTrigger'];

const NAMES = readdirSync(join(ROOT, 'workflows')).map((file) => file.replace('.json', ''));

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
afterAll(async () => await hub.close());

/** Each template and each of its triggers that can be pressed; one with a pinned sample starts by that. */
const PRESSES = NAMES.flatMap((name) => {
	const { nodes, pinData = {} } = template(name, '');
	return nodes
		.filter((node) => STARTS.includes(node.type) || node.name in pinData)
		.filter((node) => STARTS.includes(node.type) || isTrigger(node))
		.map((node) => ({ name, start: node.name }));
});

function isTrigger({ type }: INode): boolean {
	return type.endsWith('Trigger');
}

/** A programme that has been going on: creators who are new, who have left, who have sold, with a coupon, without PayPal. */
function fillAccounts(): void {
	const { refersion, mailchimp } = hub.world;
	for (const name of ['Ana', 'Ben', 'Cleo']) {
		const email = `${name.toLowerCase()}@creator-mail.com`;
		const { id } = refersion.addAffiliate({ first_name: name, email, status: 'ACTIVE' });
		for (let sale = 0; sale < 12; sale++) refersion.addConversion({ affiliateId: id });
	}
	const left = refersion.addAffiliate({ email: 'dan@creator-mail.com', status: 'DISABLED' });
	mailchimp.addMember(hub.audienceId, { email: left.email, tags: ['new-affiliate'] });
	for (const tag of ['paypal-missing', 'affiliate-inactive', 'link-live', 'link-not-found']) {
		mailchimp.journeys.add({ audienceId: hub.audienceId, tag, subject: tag, html: tag });
	}
	mailchimp.clearRequests();
	hub.world.outbox.clear();
}

/** Requests that can make Mailchimp send something to a contact, or that change one. */
function toContacts(): string[] {
	return hub.world.mailchimp.requests
		.filter(({ method, path, body }) => {
			const isContact = /\/members|\/lists\/[^/]+$/.test(path);
			const isSegment = JSON.stringify(body ?? '').includes('members_to_add');
			return method !== 'GET' && (isContact || isSegment);
		})
		.map(({ method, path }) => `${method} ${path}`);
}

/** Runs a template as somebody does who has just imported it and chosen the credentials. */
async function press(name: string, start: string, file: WorkflowFile): Promise<void> {
	resetHub(hub);
	fillAccounts();
	const { engine, credentials } = hub;
	await runWorkflow(engine, file, { start, credentials, pinData: file.pinData }).catch(notStarted);
	expect({ name, requests: toContacts() }).toEqual({ name, requests: [] });
	expect(hub.world.outbox.mails).toEqual([]);
	const writes = hub.world.refersion.requests.filter(({ path }) => /edit|status|new_/.test(path));
	expect(writes).toEqual([]);
}

/** A run that n8n does not start, because something is not filled in, such as one's own address in check-setup. */
function notStarted(error: unknown): void {
	if (!(error instanceof Error) || error.name !== 'WorkflowHasIssuesError') throw error;
}

it('knows what can be pressed', () => {
	expect(PRESSES).toEqual(
		expect.arrayContaining([
			{ name: 'keep-creators-in-step', start: 'By hand' },
			{ name: 'keep-creators-in-step', start: 'Every 10 minutes' },
			{ name: 'onboard-approved-affiliates', start: 'Refersion Trigger' },
			{ name: 'promote-creators', start: 'Every day' },
			{ name: 'tiers-and-milestones', start: 'By hand' },
		]),
	);
});

it.each(PRESSES)('$name at $start mails nobody and changes no contact', async ({ name, start }) => {
	// Without an audience chosen: the account has one.
	await press(name, start, template(name, ''));
});

it('a published keep-creators-in-step does the work without a further setting', async () => {
	resetHub(hub);
	fillAccounts();
	const { engine, credentials, world } = hub;
	const file = template('keep-creators-in-step', '');
	await runWorkflow(engine, file, { start: 'Every 10 minutes', credentials, mode: 'trigger' });
	const mailed = world.outbox.mails.map(({ to }) => to).sort();
	expect(mailed).toEqual(
		expect.arrayContaining([
			'ana@creator-mail.com',
			'ben@creator-mail.com',
			'cleo@creator-mail.com',
		]),
	);
});

it('has samples that Mailchimp would refuse', () => {
	for (const name of NAMES) {
		const text = JSON.stringify(template(name, '').pinData ?? {});
		const domains = [...text.matchAll(/[\w.]+@([\w.-]+)/g)].map(([, domain]) => domain);
		for (const domain of domains) expect({ name, domain }).toEqual({ name, domain: 'example.com' });
	}
});
