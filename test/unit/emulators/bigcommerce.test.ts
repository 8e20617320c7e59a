import { createWorld, type World } from '../../emulators';
import { inProcess, type Answer, type SendOptions } from './support';

describe('BigCommerce', () => {
	let world: World;
	let time = 0;
	beforeEach(() => {
		time = Date.parse('2026-11-01T12:00:00Z');
		world = createWorld({ now: () => new Date(time) });
	});

	const send = async (path: string, options: SendOptions = {}): Promise<Answer> =>
		await inProcess(world)(`https://api.bigcommerce.com/stores/abc123/v3${path}`, {
			...options,
			headers: {
				accept: 'application/json',
				'x-auth-token': world.bigcommerce.account.accessToken,
				...options.headers,
			},
		});
	const post = async (path: string, body: unknown): Promise<Answer> =>
		await send(path, { method: 'POST', body });
	const titles = ({ json }: Answer) => JSON.stringify(json);

	it('shows coupon promotions with their type and without their codes', async () => {
		const { id } = world.bigcommerce.addPromotion({ name: 'Creators' });
		world.bigcommerce.addPromotion({ redemption_type: 'AUTOMATIC' });
		world.bigcommerce.addCode(id, 'SARAH10');
		const { json } = await send('/promotions?redemption_type=coupon');
		expect(json).toMatchObject({
			data: [{ id, name: 'Creators', redemption_type: 'COUPON', coupon_type: 'BULK' }],
			meta: { pagination: { total: 1, per_page: 50, current_page: 1, total_pages: 1 } },
		});
		expect(titles(await send('/promotions'))).not.toContain('SARAH10');
		expect((await send(`/promotions/${id}`)).json).toMatchObject({ data: { id } });
		expect((await send('/promotions/9')).status).toBe(404);
	});

	it('gives codes page by page with cursors, and without their promotion', async () => {
		const { id } = world.bigcommerce.addPromotion();
		for (let index = 0; index < 3; index++) world.bigcommerce.addCode(id, `CODE${index}`);
		const first = (await send(`/promotions/${id}/codes?limit=2`)).json as {
			data: object[];
			meta: { cursor_pagination: { end_cursor: string; links: { next?: string } } };
		};
		expect(first.data).toHaveLength(2);
		expect(first.data[0]).not.toHaveProperty('promotionId');
		expect(first.meta.cursor_pagination.links.next).toContain('after=');
		const after = encodeURIComponent(first.meta.cursor_pagination.end_cursor);
		const second = await send(`/promotions/${id}/codes?limit=2&after=${after}`);
		expect(second.json).toMatchObject({
			data: [{ code: 'CODE2' }],
			meta: { cursor_pagination: { links: {} } },
		});
		expect((await send(`/promotions/${id}/codes?page=1&after=${after}`)).status).toBe(422);
		expect((await send(`/promotions/${id}/codes?limit=251`)).status).toBe(422);
		expect((await send('/promotions/9/codes')).status).toBe(404);
	});

	it('creates a code once', async () => {
		const { id } = world.bigcommerce.addPromotion();
		const created = await post(`/promotions/${id}/codes`, { code: 'SARAH10' });
		expect(created.status).toBe(201);
		expect(created.json).toMatchObject({
			data: { code: 'SARAH10', max_uses: 0, max_uses_per_customer: 0, current_uses: 0 },
		});
		expect((await post(`/promotions/${id}/codes`, { code: 'sarah10' })).status).toBe(422);
		world.bigcommerce.switches.duplicateStatus = 409;
		expect((await post(`/promotions/${id}/codes`, { code: 'sarah10' })).status).toBe(409);
		world.bigcommerce.switches.codeCase = 'sensitive';
		expect((await post(`/promotions/${id}/codes`, { code: 'sarah10' })).status).toBe(201);
		expect((await send('/promotions/codes?code=SARAH10')).json).toMatchObject({
			data: [{ code: 'SARAH10' }],
		});
		expect((await send('/promotions/codes')).status).toBe(422);
	});

	it.each([
		[{}],
		[{ code: '' }],
		[{ code: 'ä' }],
		[{ code: 'x'.repeat(51) }],
		[{ code: 'A', max_uses: -1 }],
		[{ code: 'A', max_uses: '1' }],
	])('refuses %j', async (body) => {
		const { id } = world.bigcommerce.addPromotion();
		expect((await post(`/promotions/${id}/codes`, body)).status).toBe(422);
	});

	it('gives a promotion for a single code no second one, unless it is told to', async () => {
		const { id } = world.bigcommerce.addPromotion({ coupon_type: 'SINGLE' });
		expect((await post(`/promotions/${id}/codes`, { code: 'A' })).status).toBe(201);
		expect((await post(`/promotions/${id}/codes`, { code: 'B' })).status).toBe(422);
		world.bigcommerce.switches.singleTakesMore = true;
		expect((await post(`/promotions/${id}/codes`, { code: 'B' })).status).toBe(201);
	});

	const draft = {
		name: 'Creators',
		redemption_type: 'COUPON',
		coupon_type: 'BULK',
		rules: [{ action: { cart_value: { discount: { percentage_amount: '10' } } } }],
	};

	it('creates a promotion, twice of one name, and finds it by name', async () => {
		const made = await post('/promotions', draft);
		expect(made).toMatchObject({
			status: 201,
			json: {
				data: { name: 'Creators', coupon_type: 'BULK', status: 'ENABLED', rules: draft.rules },
			},
		});
		expect((await post('/promotions', { ...draft, coupon_type: undefined })).json).toMatchObject({
			data: { coupon_type: 'SINGLE' },
		});
		const found = async (name: string) =>
			((await send(`/promotions?name=${name}`)).json.data as object[]).length;
		expect([await found('Creators'), await found('creat')]).toEqual([2, 0]);
		world.bigcommerce.switches.nameFilter = 'contains';
		expect(await found('creat')).toBe(2);
	});

	it.each([
		[{ name: undefined }],
		[{ name: '' }],
		[{ rules: [] }],
		[{ rules: [{}] }],
		[{ rules: [{ action: { cart_value: { discount: { percentage_amount: 10 } } } }] }],
		[{ rules: [{ action: { cart_value: { discount: { fixed_amount: '1e3' } } } }] }],
		[{ rules: [{ ...draft.rules[0], condition: { cart: { minimum_spend: 5 } } }] }],
		[{ redemption_type: 'coupon' }],
		[{ coupon_type: 'MANY' }],
		[{ max_uses: 0 }],
		[{ end_date: '2027-01-01' }],
		[{ currency_code: 'dollars' }],
		[{ can_be_used_with_other_promotions: 'yes' }],
		[{ codes: ['A'] }],
	])('creates no promotion with %j', async (more) => {
		expect((await post('/promotions', { ...draft, ...more })).status).toBe(422);
		expect(world.bigcommerce.promotions()).toEqual([]);
	});

	it('deletes a code of the promotion, and says the same of one that is not there', async () => {
		const { id } = world.bigcommerce.addPromotion();
		const code = world.bigcommerce.addCode(id, 'A');
		const kept = world.bigcommerce.addCode(id, 'B');
		const remove = async (path: string) =>
			(await send(path, { method: 'DELETE', body: {} })).status;
		expect(await remove(`/promotions/9/codes/${kept.id}`)).toBe(204);
		expect(await remove(`/promotions/${id}/codes/${code.id}`)).toBe(204);
		expect(await remove(`/promotions/${id}/codes/${code.id}`)).toBe(204);
		expect(world.bigcommerce.codes()).toEqual([kept]);
	});

	it('finds promotions by a code, or by a part of it where that is switched on', async () => {
		const { id } = world.bigcommerce.addPromotion();
		world.bigcommerce.addCode(id, 'SARAH10');
		const found = async (code: string) => (await send(`/promotions?code=${code}`)).json.data;
		expect(await found('SARAH10')).toMatchObject([{ id }]);
		expect(await found('SARAH')).toEqual([]);
		world.bigcommerce.switches.promotionFilter = 'contains';
		expect(await found('SARAH')).toMatchObject([{ id }]);
	});

	it('asks for token, store, scope and headers', async () => {
		const status = async (options: SendOptions, path = '/promotions') =>
			(await send(path, options)).status;
		expect(await status({ headers: { 'x-auth-token': 'wrong' } })).toBe(401);
		expect(await status({ headers: { accept: 'text/html' } })).toBe(406);
		const other = await inProcess(world)('https://api.bigcommerce.com/stores/other/v3/promotions', {
			headers: { 'x-auth-token': world.bigcommerce.account.accessToken },
		});
		expect(other.status).toBe(401);
		const { id } = world.bigcommerce.addPromotion();
		world.bigcommerce.account.scope = 'read-only';
		expect(await status({})).toBe(200);
		expect((await post(`/promotions/${id}/codes`, { code: 'A' })).status).toBe(403);
		world.bigcommerce.account.scope = 'none';
		expect(await status({})).toBe(403);
		world.bigcommerce.switches.errorForm = 'list';
		expect((await send('/promotions')).json).toMatchObject({ errors: [{ status: 403 }] });
		expect(world.bigcommerce.requests[0].headers['x-auth-token']).toBe('[redacted]');
	});

	it('has a quota for each window, and says so with every answer', async () => {
		world.bigcommerce.switches.quota = 2;
		const first = await send('/promotions');
		expect(first.headers).toMatchObject({
			'x-rate-limit-requests-quota': '2',
			'x-rate-limit-requests-left': '1',
			'x-rate-limit-time-window-ms': '30000',
		});
		await send('/promotions');
		time += 10_000;
		const refused = await send('/promotions');
		expect(refused).toMatchObject({
			status: 429,
			headers: { 'x-rate-limit-time-reset-ms': '20000', 'x-rate-limit-requests-left': '0' },
		});
		expect(refused.headers).not.toHaveProperty('x-retry-after');
		world.bigcommerce.switches.retryAfter = true;
		expect((await send('/promotions')).headers).toMatchObject({ 'x-retry-after': '20' });
		time += 20_000;
		expect((await send('/promotions')).status).toBe(200);
	});

	it('is as new after reset', async () => {
		world.bigcommerce.addPromotion();
		world.bigcommerce.account.scope = 'none';
		world.bigcommerce.switches.quota = 1;
		world.reset();
		expect(world.bigcommerce.promotions()).toEqual([]);
		expect(world.bigcommerce.switches.quota).toBe(150);
		expect((await send('/promotions')).status).toBe(200);
	});
});
