import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../scripts/n8n/hub';
import { configureTemplate, enableTrigger, readTemplate } from '../../scripts/n8n/template';
import { AUDIENCE, shareRig, type Rig } from './support/rig';
import { addVariant } from './support/variant';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
});

afterAll(async () => {
	await rig?.close();
});

/** Asks n8n to run a credential's own test, as the editor does when it is saved. */
async function testCredential(type: string, data: Record<string, string>): Promise<string> {
	const { id, name } = await rig.hub.api.createCredential(type, `${type} under test`, data);
	const result = await rig.hub.api.rest('POST', '/credentials/test', {
		credentials: { id, name, type, data },
	});
	return (result as { status: string }).status;
}

describe('the test of a credential', () => {
	it('accepts the right ones', async () => {
		const { refersion, mailchimp } = rig.world;
		expect(await testCredential('refersionApi', { ...refersion.credentials })).toBe('OK');
		expect(await testCredential('mailchimpAudienceApi', { apiKey: mailchimp.apiKey })).toBe('OK');
	});

	it('refuses wrong ones', async () => {
		const { refersion, mailchimp } = rig.world;
		expect(
			await testCredential('refersionApi', { ...refersion.credentials, secretKey: 'sec_wrong' }),
		).toBe('Error');
		const wrongKey = mailchimp.apiKey.replace(/^./, (first) => (first === '0' ? '1' : '0'));
		expect(await testCredential('mailchimpAudienceApi', { apiKey: wrongKey })).toBe('Error');
	});
});

it('a workflow with Refersion Trigger cannot be published without the signing secret, and n8n says where to find it', async () => {
	const { hub, world } = rig;
	const { publicKey, secretKey } = world.refersion.credentials;
	const name = `No secret ${randomUUID()}`;
	const credentials = {
		refersionApi: await hub.api.createCredential('refersionApi', name, { publicKey, secretKey }),
		mailchimpAudienceApi: await hub.api.createCredential('mailchimpAudienceApi', name, {
			apiKey: world.mailchimp.apiKey,
		}),
	};
	const template = await readTemplate(join(ROOT, 'workflows', 'onboard-approved-affiliates.json'));
	const workflow = enableTrigger(configureTemplate(template, { audience: AUDIENCE, credentials }));
	const id = await hub.api.createWorkflow({ ...workflow, name });
	expect(await refusalOf(id)).toMatch(/no Webhook Signing Secret.*Account > Settings > Webhooks/);
});

/** What n8n says when it does not publish a workflow: 1.x in its answer, 2.x afterwards, as the editor shows it. */
async function refusalOf(workflowId: string): Promise<string> {
	const { api } = rig.hub;
	try {
		await api.activate(workflowId);
	} catch (error) {
		return String(error);
	}
	const deadline = Date.now() + 20_000;
	for (;;) {
		const status = await api.rest('GET', `/workflows/${workflowId}/publication-status`);
		const text = JSON.stringify(status);
		if (/secret/i.test(text) || Date.now() > deadline) return text;
		await sleep(200);
	}
}

describe('a crafted Mailchimp key', () => {
	it.each([
		'x-evil.example/',
		'x-us1.evil',
		`${'0'.repeat(32)}-us21.evil.example`,
		`${'0'.repeat(32)}-evil.example/us21`,
		`${'0'.repeat(32)}-us21@evil.example`,
		`${'0'.repeat(32)}-us21#`,
	])('%s is refused before any request leaves', async (mailchimpKey) => {
		const { world, served } = rig;
		await rig.fresh();
		expect(await testCredential('mailchimpAudienceApi', { apiKey: mailchimpKey })).toBe('Error');
		const variant = await addVariant(rig, { mailchimpKey });
		const { id } = world.refersion.addAffiliate({ status: 'PENDING' });
		world.refersion.dashboard.removeWebhooks();
		world.refersion.approve(id);
		const request = world.refersion.signedRequest(
			'AFFILIATE_STATUS_CHANGE',
			world.refersion.affiliatePayload(id),
		);
		const response = await fetch(variant.webhookUrl, { method: 'POST', ...request });
		expect(response.status).toBe(200);
		const execution = await variant.execution();
		expect(execution.status).toBe('error');
		expect(execution.data?.resultData?.error?.message).toMatch(/Mailchimp API key is not valid/);
		expect(world.refersion.requests.length).toBeGreaterThan(0);
		expect(world.mailchimp.requests).toEqual([]);
		expect(served.refusedHosts).toEqual([]);
	});
});

describe('the OAuth2 credential', () => {
	/** Connects the account as the editor does: consent page, way back to n8n, token. */
	async function connect(): Promise<{ id: string; name: string }> {
		const { hub, world } = rig;
		const { clientId, clientSecret } = world.mailchimp.account.oauth;
		const credential = await hub.api.createCredential(
			'mailchimpAudienceOAuth2Api',
			'Mailchimp by OAuth2',
			{ clientId, clientSecret },
		);
		const consent = await hub.api.rest('GET', `/oauth2-credential/auth?id=${credential.id}`);
		const agreed = await world.fetch(new Request(String(consent)));
		const response = await fetch(String(agreed.headers.get('location')), {
			headers: { cookie: hub.api.cookie },
		});
		expect({ status: response.status, page: await response.text() }).toMatchObject({ status: 200 });
		return credential;
	}

	it('is connected by the consent page, and the node works with it', async () => {
		const { hub, world } = rig;
		const credential = await connect();
		expect(world.mailchimp.account.tokens.size).toBe(1);
		const path = randomUUID();
		const workflowId = await hub.api.createWorkflow({
			name: 'OAuth2',
			nodes: [
				{
					id: '1',
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					parameters: { path, responseMode: 'lastNode' },
					webhookId: path,
					position: [0, 0],
				},
				{
					id: '2',
					name: 'Audiences',
					type: 'n8n-nodes-creator-hub.mailchimpAudience',
					typeVersion: 1,
					parameters: {
						authentication: 'oAuth2',
						resource: 'audience',
						operation: 'getMany',
						returnAll: true,
					},
					credentials: { mailchimpAudienceOAuth2Api: credential },
					position: [200, 0],
				},
			],
			connections: { Webhook: { main: [[{ node: 'Audiences', type: 'main', index: 0 }]] } },
		});
		await hub.api.activate(workflowId);
		// Asks until the webhook answers, which runs the workflow, too.
		await hub.instance.waitWebhook(path);
		world.mailchimp.clearRequests();
		const response = await fetch(`${hub.instance.url}/webhook/${path}`);
		expect(await response.json()).toMatchObject({ name: world.mailchimp.audiences()[0].name });
		expect(world.mailchimp.requests.map(({ host }) => host)).toEqual([
			'login.mailchimp.com',
			'us21.api.mailchimp.com',
		]);
		expect(rig.served.refusedHosts).toEqual([]);
	});
});
