import { startRig, type Rig } from './support/rig';
import { addVariant } from './support/variant';

let rig: Rig;

beforeAll(async () => {
	rig = await startRig();
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
