import { createWorld, type World } from '../../emulators';
import { inProcess } from './support';

describe('Refersion GraphQL', () => {
	let world: World;

	beforeEach(() => {
		world = createWorld({ now: () => new Date('2026-03-01T12:00:00Z') });
		world.refersion.addAffiliate({ id: 1, code: 'a3y7', status: 'ACTIVE' });
	});

	const ask = (query: string, variables = {}, token?: string) =>
		inProcess(world)('https://graphql.refersion.com/', {
			method: 'POST',
			headers: { 'x-refersion-key': token ?? world.refersion.credentials.graphqlToken },
			body: { query, variables },
		});

	it('reads affiliates with the link parameter', async () => {
		const { json } = await ask(
			'query One($id: Int) { affiliates(id: $id) { id status who: name rfsn_parameter offer { type } } }',
			{ id: 1 },
		);
		expect(json).toEqual({
			data: {
				affiliates: [
					{
						id: '1',
						status: 'ACTIVE',
						who: 'Bill Smith',
						rfsn_parameter: 'rfsn=1.a3y7',
						offer: { type: 'PERCENT_OF_SALE' },
					},
				],
			},
		});
	});

	it.each([
		['oldest-first', [1, 2, 3]],
		['newest-first', [3, 2, 1]],
		['shuffled', [2, 1, 3]],
	] as const)('lists conversions in the order %s', async (conversionOrder, expected) => {
		world.refersion.switches.conversionOrder = conversionOrder;
		for (const id of [1, 2, 3]) world.refersion.addConversion({ id, affiliateId: 1 });
		const { json } = await ask('{ conversions { id } }');
		expect(json).toEqual({ data: { conversions: expected.map((id) => ({ id: String(id) })) } });
	});

	it('reads conversions by time, payments, offers and totals', async () => {
		const { id } = world.refersion.addConversion({ affiliateId: 1, status: 'APPROVED' });
		world.refersion.addPayment(1, [id]);
		const at = Date.parse('2026-03-01T12:00:00Z') / 1000;
		const fields = 'id created payment { created } affiliate { email }';
		const { json } = await ask(
			`{ hit: conversions(created_from: ${at}, status: "APPROVED") { ${fields} }
			   miss: conversions(created_to: ${at - 1}) { id }
			   payments { total_conversions } offers(first: 1) { name }
			   pageInfo { total_results { conversions } } }`,
		);
		expect(json.data).toEqual({
			hit: [
				{
					id: String(id),
					created: String(at),
					payment: { created: String(at) },
					affiliate: { email: 'creator1@creators.example' },
				},
			],
			miss: [],
			payments: [{ total_conversions: 1 }],
			offers: [{ name: 'Standard Affiliate Commission' }],
			pageInfo: { total_results: { conversions: 1 } },
		});
	});

	it('shows of the affiliate and the payment of a conversion all fields, or those of the examples', async () => {
		const { id } = world.refersion.addConversion({ affiliateId: 1 });
		world.refersion.addPayment(1, [id]);
		const query =
			'{ conversions { affiliate { name email rfsn_parameter } payment { created id } } }';
		expect((await ask(query)).json).toMatchObject({
			data: { conversions: [{ affiliate: { rfsn_parameter: 'rfsn=1.a3y7' } }] },
		});
		const { switches } = world.refersion;
		switches.conversionFields = 'shown';
		const problems = ['rfsn_parameter', 'id'].map((name) => ({
			message: `Cannot query field "${name}"`,
		}));
		const refused = (errors: object[], status: number) =>
			expect.objectContaining({ status, json: { data: null, errors } });
		expect(await ask(query)).toEqual(refused(problems.slice(0, 1), 200));
		switches.unknownFields = 'each';
		expect(await ask(query)).toEqual(refused(problems, 200));
		switches.unknownFields = 'each-400';
		expect(await ask(query)).toEqual(refused(problems, 400));
		const { json } = await ask('{ conversions { affiliate { name email } payment { created } } }');
		expect(json).toMatchObject({ data: { conversions: [{ affiliate: { name: 'Bill Smith' } }] } });
	});

	it.each([
		['id-and-affiliate', '1', { name: 'Bill Smith' }],
		['affiliate', null, { name: 'Bill Smith' }],
		['id', '1', null],
		['nobody', null, null],
	] as const)(
		'names the affiliate of a conversion by %s',
		async (conversionNames, id, affiliate) => {
			world.refersion.switches.conversionNames = conversionNames;
			world.refersion.addConversion({ affiliateId: 1 });
			const { json } = await ask('{ conversions { affiliate_id affiliate { name } } }');
			expect(json).toEqual({ data: { conversions: [{ affiliate_id: id, affiliate }] } });
		},
	);

	it.each([
		['null', null],
		['empty-list', []],
		['empty-object', { id: null, created: null }],
	] as const)('has %s for the payment of who is not paid', async (unpaidPayment, payment) => {
		world.refersion.switches.unpaidPayment = unpaidPayment;
		world.refersion.addConversion({ affiliateId: 1 });
		const { json } = await ask('{ conversions { payment { id created } } }');
		expect(json).toEqual({ data: { conversions: [{ payment }] } });
	});

	it('reads conversions under an affiliate, with the arguments of the list or with none', async () => {
		for (const id of [1, 2]) world.refersion.addConversion({ id, affiliateId: 1 });
		world.refersion.addAffiliate({ id: 2 });
		world.refersion.addConversion({ id: 3, affiliateId: 2 });
		const under = async (args: string) =>
			(await ask(`{ affiliates(id: 1) { conversions${args} { id } } }`)).json;
		const found = (ids: string[]) => ({
			data: { affiliates: [{ conversions: ids.map((id) => ({ id })) }] },
		});
		expect(await under('(status: "PENDING", first: 1, offset: 1)')).toEqual(found(['2']));
		world.refersion.switches.pagesUnderAffiliate = false;
		expect(await under('(status: "PENDING", first: 1, offset: 1)')).toEqual(found(['1', '2']));
		world.refersion.switches.argumentsUnderAffiliate = 'none';
		expect(await under('')).toEqual(found(['1', '2']));
		expect(await under('(first: 1)')).toMatchObject({
			errors: [{ message: 'Unknown argument "first" on field "conversions"' }],
		});
	});

	it('refuses arguments that no list has', async () => {
		const { json } = await ask('{ conversions(affiliate_id: 1) { id } }');
		expect(json).toMatchObject({
			data: null,
			errors: [{ message: 'Unknown argument "affiliate_id" on field "conversions"' }],
		});
	});

	it('pages, with at most 200 results', async () => {
		for (let id = 2; id <= 205; id += 1) world.refersion.addAffiliate({ id });
		const count = async (args: string): Promise<unknown> => {
			const { json } = await ask(`{ affiliates${args} { id } }`);
			return json.data ? JSON.stringify(json.data).split('"id"').length - 1 : json.errors;
		};
		expect(await count('')).toBe(200);
		expect(await count('(first: 200, offset: 200)')).toBe(5);
		expect(await count('(first: 201)')).toEqual([
			{ message: 'first must not be greater than 200' },
		]);
	});

	it('needs its own token, and refuses what it does not know', async () => {
		expect((await ask('{ offers { id } }', {}, 'wrong')).status).toBe(401);
		expect((await ask('mutation { approve(id: 1) { id } }')).status).toBe(400);
		expect((await ask('{ affiliates { link } }')).json.errors).toEqual([
			{ message: 'Cannot query field "link"' },
		]);
		expect((await ask('{ affiliates { id ')).status).toBe(400);
	});

	it('takes the bare query as application/graphql', async () => {
		const { json } = await inProcess(world)('https://graphql.refersion.com/', {
			method: 'POST',
			headers: {
				'x-refersion-key': world.refersion.credentials.graphqlToken,
				'content-type': 'application/graphql',
			},
			body: '{ offers { id } }',
		});
		expect(json).toEqual({ data: { offers: [{ id: '1234' }] } });
	});

	it('knows every field that was seen in use', async () => {
		world.refersion.addConversion({ affiliateId: 1, couponCode: 'ANN10' });
		world.refersion.editAffiliate(1, { custom_fields: [{ id: 9, label: 'Site', value: 'x' }] });
		const shop = 'shop { name url shop_identifier }';
		const { json } = await ask(`{
			affiliates(email: "creator1@creators.example") {
				first_name last_name paypal_email country custom_fields ${shop}
				offer { id name commission type cookie_days ${shop} }
				conversions(payment_status: "UNPAID") {
					id affiliate_id subscription_id status payment_status total commission_total currency
					coupon_code payment { id } ${shop}
				}
			}
			payments(created_to: 1) { id commission_total currency ${shop} }
			none: affiliates(email: "nobody@creators.example") { id }
		}`);
		expect(json).toMatchObject({
			data: {
				affiliates: [
					{
						custom_fields: [['9', 'Site', 'x']],
						conversions: [{ coupon_code: 'ANN10', payment_status: 'UNPAID', payment: null }],
						shop: { shop_identifier: 'shop' },
					},
				],
				payments: [],
				none: [],
			},
		});
	});
});
