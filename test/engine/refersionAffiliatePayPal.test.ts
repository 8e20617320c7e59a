import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { itemsOf, runRefersion, sentTo } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const refersion = () => hub.world.refersion;

const getMany = (options: INodeParameters = { includePayPal: true }): INodeParameters => ({
	resource: 'affiliate',
	operation: 'getMany',
	returnAll: true,
	options,
});

const graphqlRequests = () =>
	refersion().requests.filter(({ host }) => host === 'graphql.refersion.com');

describe('Refersion, Affiliate: Get Many with PayPal addresses', () => {
	it.each(['empty', 'null'] as const)(
		'adds the address, empty when there is none, and the number (GraphQL: %s)',
		async (missingPayPal) => {
			refersion().switches.missingPayPal = missingPayPal;
			const paid = refersion().addAffiliate({ paypal_email: 'pay@creator-mail.com' });
			const unpaid = refersion().addAffiliate();
			const run = await runRefersion(hub, getMany());
			expect(itemsOf(run).map(({ json }) => json)).toEqual([
				expect.objectContaining({
					id: paid.id,
					code: paid.code,
					email: paid.email,
					paypal_email: 'pay@creator-mail.com',
				}),
				expect.objectContaining({ id: unpaid.id, paypal_email: '' }),
			]);
			expect(itemsOf(run)[0].json).not.toHaveProperty('link');
		},
	);

	it.each(['oldest-first', 'newest-first', 'shuffled'] as const)(
		'reads 200 at a time and gives each its own address (list: %s)',
		async (listOrder) => {
			refersion().switches.listOrder = listOrder;
			for (let index = 0; index < 450; index++) {
				const email = index % 3 === 0 ? '' : `pay${index}@creator-mail.com`;
				refersion().addAffiliate({ paypal_email: email });
			}
			const run = await runRefersion(hub, getMany());
			expect(itemsOf(run)).toHaveLength(450);
			for (const { json } of itemsOf(run)) {
				const expected = refersion().affiliate(Number(json.id))?.paypal_email;
				expect(json.paypal_email).toBe(expected);
			}
			expect(graphqlRequests()).toHaveLength(3);
			expect(sentTo(hub, '/affiliate/get')).toEqual([]);
		},
	);

	it('adds the own links beside, each read on its own', async () => {
		const { id } = refersion().addAffiliate({ status: 'ACTIVE', paypal_email: 'pay@creator.com' });
		const run = await runRefersion(hub, getMany({ includePayPal: true, includeLink: true }));
		expect(itemsOf(run)[0].json).toMatchObject({
			id,
			paypal_email: 'pay@creator.com',
			link: refersion().linkOf(id),
		});
		expect(graphqlRequests()).toHaveLength(1);
	});

	it('reads GraphQL once for links of the shop and addresses', async () => {
		const { id } = refersion().addAffiliate({ status: 'ACTIVE', paypal_email: 'pay@creator.com' });
		const options = { includePayPal: true, includeLink: true, linkFrom: 'shop' };
		const run = await runRefersion(hub, getMany(options));
		expect(itemsOf(run)[0].json).toMatchObject({
			id,
			paypal_email: 'pay@creator.com',
			link: expect.stringContaining(`rfsn=${id}.`),
		});
		expect(graphqlRequests()).toHaveLength(1);
	});

	it('tells an address that is not known from one that is missing', async () => {
		const { code } = refersion().addAffiliate({ paypal_email: 'pay@creator-mail.com' });
		const original = hub.world.fetch;
		hub.world.fetch = async (request) => {
			const answer = await original(request);
			if (new URL(request.url).hostname !== 'graphql.refersion.com') return answer;
			return new Response((await answer.text()).replaceAll(code, 'other'), answer);
		};
		const run = await runRefersion(hub, getMany());
		hub.world.fetch = original;
		expect(itemsOf(run)[0].json).toMatchObject({ code, paypal_email: null });
	});

	it('asks for the address only when it is wanted: one unknown field fails a whole query', async () => {
		refersion().addAffiliate();
		await runRefersion(hub, getMany({ includeLink: true, linkFrom: 'shop' }));
		expect(JSON.stringify(graphqlRequests()[0].body)).not.toContain('paypal');
		await runRefersion(hub, getMany());
		expect(JSON.stringify(graphqlRequests()[1].body)).toContain('paypal_email');
	});

	it('says where to get the token', async () => {
		hub.credentials.refersionApi.graphqlToken = '';
		refersion().addAffiliate();
		const run = await runRefersion(hub, getMany());
		expect(errorOf(run)?.message).toContain('GraphQL');
	});
});
