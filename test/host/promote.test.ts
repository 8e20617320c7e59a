import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../scripts/n8n/hub';
import { configureTemplate, readTemplate } from '../../scripts/n8n/template';
import { AUDIENCE, startRig, type Rig } from './support/rig';
import { linksOf, startMailServer, type MailServer } from './support/smtp';

let rig: Rig;
let mailServer: MailServer;
beforeAll(async () => {
	mailServer = await startMailServer();
	rig = await startRig();
});
afterAll(async () => {
	await rig?.close();
	mailServer?.close();
});

const SILVER = { id: 502, name: 'Silver', type: 'PERCENT_OF_SALE', commission: '12' };

async function until<T>(
	what: string,
	find: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
	for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(200)) {
		const found = await find();
		if (found !== undefined) return found;
	}
	throw new Error(`${what} did not come.\n${rig.hub.instance.tail(30)}`);
}

/** Imports the template with tiers, a mail server and a schedule that comes at once; answers its id. */
async function importPromotions(standard: number): Promise<string> {
	const { api } = rig.hub;
	const file = await readTemplate(join(ROOT, 'workflows', 'promote-creators.json'));
	const refersionApi = await api.createCredential('refersionApi', 'Promotions', {
		...rig.world.refersion.credentials,
	});
	const data = { host: '127.0.0.1', port: mailServer.port, secure: false, disableStartTls: true };
	const smtp = Object(await api.rest('POST', '/credentials', { name: 'Mail', type: 'smtp', data }));
	const workflow = configureTemplate(file, { audience: AUDIENCE, credentials: { refersionApi } });
	const tier = { measure: 'approvedCommission' };
	const row = [
		{ ...tier, name: 'Standard', offerId: String(standard), threshold: 0 },
		{ ...tier, name: 'Silver', offerId: String(SILVER.id), threshold: 500 },
	];
	for (const node of workflow.nodes) {
		if (node.name === 'Settings') Object.assign(node.parameters, { dryRun: false, tiers: { row } });
		if (node.name === 'Ask') node.credentials = { smtp: { id: String(smtp.id), name: 'Mail' } };
		if (node.name === 'Every day') {
			node.parameters = { rule: { interval: [{ field: 'seconds', secondsInterval: 12 }] } };
		}
	}
	return await api.createWorkflow(workflow);
}

/** Runs the workflow once on its schedule, up to the question. @returns the links of the mail: no and yes */
async function ask(workflowId: string): Promise<{ no: string; yes: string }> {
	const { api } = rig.hub;
	const before = mailServer.mails.length;
	await api.activate(workflowId);
	const mail = await until('The mail', () => mailServer.mails[before]);
	await api.deactivate(workflowId);
	expect(mail).toContain('Standard');
	const links = linksOf(mail);
	const find = (answer: string) => links.find((link) => link.includes(`approved=${answer}`)) ?? '';
	return { no: find('false'), yes: find('true') };
}

/** Clicks a button in the mail, in a browser. */
async function click(link: string): Promise<void> {
	const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
	const answer = await fetch(link, { headers });
	expect(answer.status).toBe(200);
}

it('promote-creators waits for a click in a mail, also when n8n is killed meanwhile', async () => {
	const { refersion } = rig.world;
	refersion.addOffer(SILVER);
	const { id, offer_id: standard } = refersion.addAffiliate({
		status: 'ACTIVE',
		email: 'anna@creators.example',
	});
	refersion.addConversion({ affiliateId: id, status: 'APPROVED', commission: 600 });
	const offer = () => refersion.affiliate(id)?.offer_id;
	const edits = () => refersion.requests.filter(({ path }) => path === '/v2/affiliate/edit').length;
	const workflowId = await importPromotions(standard);
	const over = async () =>
		await until('The end', async () => {
			const all = await rig.hub.api.executions({ workflowId, includeData: true });
			return all.every(({ status }) => status === 'success' || status === 'error')
				? all
				: undefined;
		});

	const first = await ask(workflowId);
	await click(first.no);
	const declined = await over();
	expect(declined.map(({ status }) => status)).toEqual(declined.map(() => 'success'));
	expect([offer(), edits()]).toEqual([standard, 0]);

	const second = await ask(workflowId);
	expect([offer(), edits()]).toEqual([standard, 0]);
	await rig.hub.instance.stop('SIGKILL');
	await rig.hub.instance.start();
	await click(second.yes);
	await until('The offer', () => (offer() === SILVER.id ? true : undefined));
	const [approved] = await over();
	expect(approved.status).toBe('success');
	expect(edits()).toBe(1);

	// A second click, and another day, promote nobody again.
	await fetch(second.yes, { headers: { 'user-agent': 'Mozilla/5.0 Firefox/140.0' } });
	await rig.hub.api.activate(workflowId);
	await sleep(14_000);
	await rig.hub.api.deactivate(workflowId);
	expect(edits()).toBe(1);
});
