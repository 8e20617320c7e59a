import { createHmac, randomBytes } from 'node:crypto';
import { shareRig, type Rig } from './support/rig';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
});

afterAll(async () => {
	await rig?.close();
});

const TOPIC = 'AFFILIATE_STATUS_CHANGE';

interface Sent {
	headers: Record<string, string>;
	body: string;
}

/** The genuine webhook of an approval that was never sent. The name has an accent and the payload a slash. */
function genuine(): Sent {
	const { refersion } = rig.world;
	refersion.dashboard.removeWebhooks();
	const { id } = refersion.addAffiliate({
		first_name: 'Zoë',
		company: 'https://zoe.example/',
		email: `zoe${randomBytes(4).toString('hex')}@creators.example`,
	});
	refersion.approve(id);
	return refersion.signedRequest(TOPIC, refersion.affiliatePayload(id));
}

const send = async ({ headers, body }: Sent): Promise<number> =>
	(await fetch(rig.hub.webhookUrl, { method: 'POST', headers, body })).status;

const signedWith = (body: string): string =>
	createHmac('sha256', rig.world.refersion.credentials.webhookSigningSecret)
		.update(body)
		.digest('base64');

const withHeader = ({ headers, body }: Sent, name: string, value: string): Sent => ({
	headers: { ...headers, [name]: value },
	body,
});

const without = ({ headers, body }: Sent, name: string): Sent => ({
	headers: Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name)),
	body,
});

const SIGNATURE = 'Refersion-Signature';

/** What an attacker, a bug or a proxy on the way can make of a genuine webhook. */
const ALTERED: Array<[string, (sent: Sent) => Sent]> = [
	['a forged signature', (sent) => withHeader(sent, SIGNATURE, randomBytes(32).toString('base64'))],
	['no signature', (sent) => without(sent, SIGNATURE)],
	['an empty signature', (sent) => withHeader(sent, SIGNATURE, '')],
	[
		'a truncated signature',
		(sent) => withHeader(sent, SIGNATURE, (sent.headers[SIGNATURE] ?? '').slice(0, 20)),
	],
	[
		'a signature with another secret',
		({ body }) => rig.world.refersion.signedRequest(TOPIC, {}, { body, secret: 'not the secret' }),
	],
	['one byte changed', ({ headers, body }) => ({ headers, body: body.replace('Zo', 'Xo') })],
	[
		'JSON written anew',
		({ headers, body }) => ({ headers, body: JSON.stringify(JSON.parse(body)) }),
	],
	[
		'no topic and a forged signature',
		(sent) => without(withHeader(sent, SIGNATURE, signedWith('other')), 'Refersion-Topic'),
	],
	[
		'a genuine signature on something that is not JSON',
		(sent) => withHeader({ ...sent, body: 'hello' }, SIGNATURE, signedWith('hello')),
	],
	[
		'a genuine signature on JSON that is no object',
		(sent) => withHeader({ ...sent, body: '[1]' }, SIGNATURE, signedWith('[1]')),
	],
	[
		'a body of 1 MB',
		({ headers }) => ({ headers, body: JSON.stringify({ filler: 'x'.repeat(1_000_000) }) }),
	],
];

describe('a webhook with', () => {
	it.each(ALTERED)('%s is refused and runs nothing', async (_, alter) => {
		await rig.fresh();
		const original = genuine();
		const altered = alter(original);
		expect(altered).not.toEqual(original);
		const status = await send(altered);
		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
		await rig.executions(0);
		expect(rig.world.mailchimp.requests).toEqual([]);
		expect(rig.world.outbox.mails).toEqual([]);
		expect(rig.hub.instance.running).toBe(true);
	});
});

it('a genuine one, with slashes and accents escaped as PHP does, runs after all that', async () => {
	await rig.fresh();
	const sent = genuine();
	expect(sent.body).toContain('\\/');
	expect(sent.body).toContain('\\u00eb');
	expect(await send(sent)).toBe(200);
	const [execution] = await rig.executions(1);
	expect(execution?.status).toBe('success');
	expect(rig.world.outbox.mails).toHaveLength(1);
});

it('a genuine one in plain JSON runs too', async () => {
	await rig.fresh();
	const { id } = rig.world.refersion.addAffiliate({
		first_name: 'Zoë',
		email: `plain@creators.example`,
		status: 'ACTIVE',
	});
	const sent = rig.world.refersion.signedRequest(TOPIC, rig.world.refersion.affiliatePayload(id), {
		json: 'plain',
	});
	expect(sent.body).toContain('ë');
	expect(await send(sent)).toBe(200);
	expect((await rig.executions(1))[0]?.status).toBe('success');
});
