import { inspect } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson, runRefersion, sentTo } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());
skipWaits();

const create = (additionalFields: INodeParameters = {}, status = 'ACTIVE'): INodeParameters => ({
	resource: 'affiliate',
	operation: 'create',
	first_name: 'Bill',
	last_name: 'Smith',
	email: '={{ $json.email ?? "bill@shop-mail.com" }}',
	status,
	additionalFields,
});
const created = () => hub.world.refersion.affiliates();
const failCreate = (fault: 'reset-before' | 'reset-after' | '502-html') =>
	hub.world.faults.failNext({ service: 'refersion', path: '/v2/affiliate/new', fault });
const sentPassword = (nth = 0) => {
	const body = sentTo(hub, '/affiliate/new')[nth];
	return typeof body === 'object' && body !== null && 'password' in body
		? String(body.password)
		: '';
};

describe('Refersion, Affiliate: Create', () => {
	it('sends the documented types and gives the flat affiliate', async () => {
		const fields = {
			offer: '1234',
			country: 'de',
			send_welcome: true,
			conversion_trigger_coupon: 'bill10',
			zip: '={{ 10115 }}',
			phone: ' ',
		};
		const run = await runRefersion(hub, create(fields));
		expect(sentTo(hub, '/affiliate/new')).toEqual([
			{
				first_name: 'Bill',
				last_name: 'Smith',
				email: 'bill@shop-mail.com',
				password: expect.any(String),
				status: 'ACTIVE',
				offer: '1234',
				country: 'DE',
				send_welcome: 'TRUE',
				conversion_trigger_coupon: 'bill10',
				zip: '10115',
			},
		]);
		const [affiliate] = created();
		expect(pairedJson(run)).toEqual([
			expect.objectContaining({
				id: affiliate.id,
				code: affiliate.code,
				status: 'ACTIVE',
				email: 'bill@shop-mail.com',
				link: hub.world.refersion.linkOf(affiliate.id),
			}),
		]);
		expect(hub.world.refersion.triggers()).toEqual([
			expect.objectContaining({ affiliateId: affiliate.id, type: 'COUPON', trigger: 'BILL10' }),
		]);
	});

	it('sends only what is set', async () => {
		const run = await runRefersion(hub, create({ send_welcome: false }, 'PENDING'));
		expect(pairedJson(run)[0]).toMatchObject({ status: 'PENDING', link: '' });
		expect(sentTo(hub, '/affiliate/new')).toEqual([
			{
				first_name: 'Bill',
				last_name: 'Smith',
				email: 'bill@shop-mail.com',
				password: expect.any(String),
				status: 'PENDING',
				send_welcome: 'FALSE',
			},
		]);
	});

	it('makes another password for each, and gives none out', async () => {
		const items = [{ email: 'one@shop-mail.com' }, { email: 'two@shop-mail.com' }];
		const run = await runRefersion(hub, create(), items);
		expect(pairedJson(run)).toHaveLength(2);
		expect(sentPassword(0)).not.toBe(sentPassword(1));
		const text = JSON.stringify(run);
		expect(text).not.toContain(JSON.stringify(sentPassword(0)).slice(1, -1));
		expect(text).not.toContain('password');
	});

	it("takes a password that is given, and keeps it out of Refersion's words", async () => {
		const password = 'Secret-pass-1';
		const answer = Response.json({ errors: [`${password} is too easy`] }, { status: 422 });
		jest.spyOn(hub.world, 'fetch').mockResolvedValueOnce(answer);
		const run = await runRefersion(hub, create({ password }), [{}], CONTINUE);
		expect(pairedJson(run)[0]).toEqual({
			error: '(the password) is too easy',
			details: { httpCode: '422' },
		});
		const items = [{ email: 'other@shop-mail.com' }];
		await runRefersion(hub, create({ password }), items);
		expect(sentPassword()).toBe(password);
	});

	it.each([
		[{ email: 'taken@shop-mail.com' }, 'The email you have entered is taken by another Affiliate.'],
		[{ email: 'nobody' }, 'nobody is not a allowed value for field email'],
		[{ email: ' ' }, 'The parameter Email is empty'],
	])('gives the reason for %j and goes on', async (item, message) => {
		hub.world.refersion.addAffiliate({ email: 'taken@shop-mail.com' });
		const run = await runRefersion(hub, create(), [item, { email: 'new@shop-mail.com' }], CONTINUE);
		const [refused, made] = pairedJson(run);
		expect(refused.error).toBe(message);
		expect(made).toMatchObject({ email: 'new@shop-mail.com', code: expect.any(String) });
	});

	it.each(['reset-after', 'reset-before', '502-html'] as const)(
		'never sends it again on its own (%s)',
		async (fault) => {
			failCreate(fault);
			await runRefersion(hub, create());
			expect(sentTo(hub, '/affiliate/new')).toHaveLength(1);
			expect(sentTo(hub, '/affiliate/search').length).toBeGreaterThan(0);
		},
	);

	it('without an answer: finds the affiliate that was created after all', async () => {
		failCreate('reset-after');
		const [item] = pairedJson(await runRefersion(hub, create()));
		expect(item).toMatchObject({
			id: created()[0].id,
			email: 'bill@shop-mail.com',
			warning: expect.stringContaining('was created after all'),
		});
	});

	it('without an answer: is an error when the email belongs to someone else', async () => {
		hub.world.refersion.addAffiliate({ email: 'bill@shop-mail.com', first_name: 'Anna' });
		failCreate('502-html');
		const [item] = pairedJson(await runRefersion(hub, create(), [{}], CONTINUE));
		expect(item).toEqual({
			error:
				'Refersion gave no clear answer, and the email bill@shop-mail.com belongs to an affiliate of another name',
			details: { reason: 'email_taken', description: expect.stringContaining('"Anna Smith"') },
		});
	});

	it('without an answer: knows the new affiliate by a name in other letters', async () => {
		hub.world.refersion.addAffiliate({ email: 'bill@shop-mail.com', first_name: ' BILL ' });
		failCreate('502-html');
		const [item] = pairedJson(await runRefersion(hub, create()));
		expect(item).toMatchObject({ warning: expect.stringContaining('was created after all') });
	});

	it('without an answer: says that it was not created', async () => {
		failCreate('reset-before');
		const run = await runRefersion(hub, create(), [{}], CONTINUE);
		expect(pairedJson(run)).toEqual([
			{
				error:
					'Refersion gave no clear answer, and the affiliate bill@shop-mail.com was not created',
				details: { reason: 'not_created', description: expect.stringContaining('Run this item') },
			},
		]);
		expect(created()).toEqual([]);
	});

	it('without an answer, and with a look that fails: says that it is not known', async () => {
		failCreate('reset-after');
		hub.world.faults.failNext({
			service: 'refersion',
			path: '/v2/affiliate/search',
			fault: '403-no-body',
		});
		const run = await runRefersion(hub, create(), [{}], CONTINUE);
		expect(pairedJson(run)[0]).toMatchObject({
			error: expect.stringContaining('it is not known whether the affiliate'),
			details: { reason: 'unknown_outcome' },
		});
	});

	it('is plainly an error when the request never left, and keeps the password to itself', async () => {
		const proxy = process.env.HTTPS_PROXY;
		process.env.HTTPS_PROXY = 'http://127.0.0.1:9';
		try {
			const run = await runRefersion(hub, create({ password: '={{ "Secret-" + "pass-1" }}' }));
			expect(errorOf(run)?.message).toBeTruthy();
			expect(errorOf(run)?.message).not.toContain('gave no clear answer');
			const { error } = run.data.resultData;
			expect(inspect(error, { depth: 20 }) + JSON.stringify(run)).not.toContain('Secret-pass-1');
		} finally {
			process.env.HTTPS_PROXY = proxy;
		}
		expect(hub.world.refersion.requests).toEqual([]);
	});

	it('looks for the affiliate when a success says nothing', async () => {
		const original = hub.world.fetch.bind(hub.world);
		jest.spyOn(hub.world, 'fetch').mockImplementationOnce(async (request) => {
			await original(request);
			return new Response('');
		});
		const [item] = pairedJson(await runRefersion(hub, create()));
		expect(item).toMatchObject({ email: 'bill@shop-mail.com', warning: expect.any(String) });
		expect(created()).toHaveLength(1);
	});

	it('gives what is known when the new affiliate cannot be read', async () => {
		hub.world.faults.failNext({
			service: 'refersion',
			path: '/v2/affiliate/get',
			fault: '403-no-body',
		});
		const [affiliate] = pairedJson(await runRefersion(hub, create()));
		expect(affiliate).toMatchObject({
			id: created()[0].id,
			code: created()[0].code,
			link: hub.world.refersion.linkOf(created()[0].id),
			warning: expect.stringContaining('could not be read afterwards'),
		});
	});

	it('stops at the first item that fails', async () => {
		hub.world.refersion.addAffiliate({ email: 'taken@shop-mail.com' });
		const items = [{ email: 'taken@shop-mail.com' }, { email: 'new@shop-mail.com' }];
		const run = await runRefersion(hub, create(), items);
		expect(errorOf(run)).toMatchObject({ httpCode: '422', context: { itemIndex: 0 } });
		expect(sentTo(hub, '/affiliate/new')).toHaveLength(1);
	});
});
