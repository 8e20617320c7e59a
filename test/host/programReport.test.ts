import { join } from 'node:path';
import type { WorkflowNode } from '../../scripts/n8n/api';
import { ROOT } from '../../scripts/n8n/hub';
import { configureTemplate, readTemplate } from '../../scripts/n8n/template';
import { chosenVersion } from '../../scripts/n8n/versions.cjs';
import { importManual } from './support/manual';
import { AUDIENCE, nodesThatRan, outputOf, shareRig, TAG, type Rig } from './support/rig';

const NAME = 'program-report';
const LOGIN = { user: 'marketing', password: 'a-long-password-of-the-shop' };
const basic = ({ user, password }: typeof LOGIN): string =>
	`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
	const { refersion, mailchimp } = rig.world;
	refersion.dashboard.removeWebhooks();
	for (const name of ['Ada', 'Ben']) {
		const email = `${name.toLowerCase()}@creators.example`;
		const { id } = refersion.addAffiliate({ first_name: name, email, status: 'ACTIVE' });
		mailchimp.addMember(AUDIENCE.id, {
			email,
			mergeFields: { AFFLINK: String(refersion.linkOf(id)) },
			tags: [TAG],
		});
		refersion.addConversion({ affiliateId: id, status: 'APPROVED' });
	}
	refersion.addAffiliate({ first_name: 'Eve', email: 'eve@creators.example', status: 'ACTIVE' });
});

afterAll(async () => {
	await rig?.close();
});

beforeEach(async () => {
	await rig.fresh();
});

afterEach(() => {
	const { mailchimp } = rig.world;
	expect(mailchimp.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

/** Imports the template with the page switched on. */
async function importWithPage(path: string, webhook: Partial<WorkflowNode>) {
	const { api, credentials } = rig.hub;
	const file = await readTemplate(join(ROOT, 'workflows', `${NAME}.json`));
	const workflow = configureTemplate(file, { audience: AUDIENCE, credentials });
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Page is asked for'
			? { ...node, disabled: false, parameters: { ...node.parameters, path }, ...webhook }
			: node,
	);
	const manual = await importManual(api, { ...workflow, nodes });
	const url = `${new URL(rig.hub.webhookUrl).origin}/webhook/${path}`;
	return { ...manual, url };
}

it('makes the report by hand, in a real n8n', async () => {
	const { workflowId, start, over } = await importWithPage('report-by-hand', { disabled: true });
	const execution = await over(await start());
	expect(execution.status).toBe('success');
	expect(nodesThatRan(execution)).not.toContain('Show the page');
	const [report] = outputOf(execution, 'Report');
	expect(report).toMatchObject({
		text: expect.stringContaining('Approved: 3, Contact: 2, Opened: 2'),
		html: expect.stringContaining('First sale'),
		page: expect.stringMatching(/^<!DOCTYPE html>/),
		numbers: { sales: [{ currency: 'USD', sales: 2 }] },
	});
	await rig.hub.api.activate(workflowId);
	await rig.hub.api.deactivate(workflowId);
});

it('shows the page to who has the password, and to nobody else', async () => {
	const credential = await rig.hub.api.createCredential('httpBasicAuth', 'Report', LOGIN);
	const path = 'report-with-password';
	const { workflowId, url } = await importWithPage(path, {
		credentials: { httpBasicAuth: credential },
	});
	await rig.hub.api.activate(workflowId);
	await rig.hub.instance.waitWebhook(path);
	const nobody = await fetch(url);
	expect(nobody.status).toBe(401);
	expect(nobody.headers.get('www-authenticate')).toContain('Basic');
	const wrong = { ...LOGIN, password: 'guessed' };
	const stranger = await fetch(url, { headers: { authorization: basic(wrong) } });
	// n8n 1 says 403.
	expect([401, 403]).toContain(stranger.status);
	expect(await stranger.text()).not.toContain('creators.example');
	const answer = await fetch(url, { headers: { authorization: basic(LOGIN) } });
	expect(answer.status).toBe(200);
	expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(answer.headers.get('cache-control')).toBe('no-store');
	expect(await answer.text()).toContain('eve@creators.example');
	await rig.hub.api.deactivate(workflowId);
});

it('a page that has no password cannot be activated, or shows nothing on n8n 1', async () => {
	const path = 'report-without-password';
	const { workflowId, url } = await importWithPage(path, {});
	if (chosenVersion().checksCredentials) {
		await expect(rig.hub.api.activate(workflowId)).rejects.toThrow(
			'Missing required credential: httpBasicAuth',
		);
		return;
	}
	await rig.hub.api.activate(workflowId);
	await rig.hub.instance.waitWebhook(path);
	const answer = await fetch(url);
	expect(answer.status).toBe(500);
	expect(await answer.text()).not.toContain('creators.example');
	await rig.hub.api.deactivate(workflowId);
});
