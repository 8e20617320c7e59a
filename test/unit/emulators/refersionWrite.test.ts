import { createWorld, type World } from '../../emulators';
import { refersionClient } from './support';

const NEW = {
	first_name: 'Ann',
	last_name: 'Lee',
	email: 'ann@creators.example',
	password: 'Corr3ct-horse',
	status: 'ACTIVE',
};

describe('Refersion REST: writing', () => {
	let world: World;
	let call: ReturnType<typeof refersionClient>;

	beforeEach(() => {
		world = createWorld();
		call = refersionClient(world);
	});

	describe('affiliate/new', () => {
		it('answers with the code as id, the number in the message only', async () => {
			const { status, json } = await call('/affiliate/new', NEW);
			const [affiliate] = world.refersion.affiliates();
			expect(status).toBe(200);
			expect(json).toEqual({
				id: affiliate?.code,
				link: `https://shop.refersion.com/c/${affiliate?.code}`,
				message: `The affiliate ${affiliate?.id} has been created with the status of ACTIVE.`,
			});
		});

		it.each(Object.keys(NEW))('needs %s', async (name) => {
			const { status, json } = await call('/affiliate/new', { ...NEW, [name]: undefined });
			expect(status).toBe(400);
			expect(json).toEqual({ error: `Missing required field ${name}` });
		});

		it.each([
			['unknown field', { custom_fields: [] }, 204],
			['send_welcome as boolean', { send_welcome: true }, 204],
			['offer as number', { offer: 1234 }, 204],
			['a status that is not allowed', { status: 'DENIED' }, 422],
			['a country that is not allowed', { country: 'KP' }, 422],
			['a short password', { password: 'Ab1!' }, 422],
			['a plain password', { password: 'abcdefghijkl' }, 422],
			['a repetitive password', { password: 'Aaaaaa1!bcd' }, 422],
			['a broken address', { email: 'ann' }, 422],
			['an offer that does not exist', { offer: '99' }, 404],
		])('refuses %s and creates nobody', async (_, change, status) => {
			expect((await call('/affiliate/new', { ...NEW, ...change })).status).toBe(status);
			expect(world.refersion.affiliates()).toEqual([]);
		});

		it('refuses an address that is taken, whatever its case', async () => {
			await call('/affiliate/new', NEW);
			const again = await call('/affiliate/new', { ...NEW, email: 'ANN@creators.example' });
			expect(again.status).toBe(422);
			expect(again.json).toEqual({
				errors: ['The email you have entered is taken by another Affiliate.'],
			});
		});

		it('creates the coupon trigger at once, in upper case', async () => {
			await call('/affiliate/new', { ...NEW, conversion_trigger_coupon: 'ann10' });
			expect(world.refersion.triggers()).toMatchObject([{ type: 'COUPON', trigger: 'ANN10' }]);
		});
	});

	describe('affiliate/edit', () => {
		beforeEach(() => {
			world.refersion.addAffiliate({
				id: 1,
				email: 'one@creators.example',
				custom_fields: [{ id: 1234, label: 'Site', value: '' }],
			});
			world.refersion.addAffiliate({ id: 3, email: 'three@creators.example' });
		});

		it('changes what it finds, and names what it does not', async () => {
			const { json } = await call('/affiliate/edit', {
				affiliates: [
					{ id: 1, city: 'Oslo', custom_fields: [{ '1234': 'Hello World' }] },
					{ id: 2, city: 'Rome' },
					{ id: 3, custom_fields: [{ '99': 'no such field' }] },
				],
			});
			expect(json).toEqual({ ids_changed: [1], ids_not_changed: [2, 3] });
			expect(world.refersion.affiliate(1)).toMatchObject({
				city: 'Oslo',
				custom_fields: [{ id: 1234, label: 'Site', value: 'Hello World' }],
			});
		});

		it('changes the address, which frees the old one', async () => {
			await call('/affiliate/edit', { affiliates: [{ id: 1, email: 'new@creators.example' }] });
			const taken = await call('/affiliate/edit', {
				affiliates: [{ id: 3, email: 'New@creators.example' }],
			});
			const free = await call('/affiliate/edit', {
				affiliates: [{ id: 3, email: 'one@creators.example' }],
			});
			expect(taken.status).toBe(422);
			expect(free.json).toEqual({ ids_changed: [3], ids_not_changed: [] });
		});

		it.each([
			['no id', [{ city: 'Oslo' }], 400],
			['nothing but the id', [{ id: 1 }], 400],
			['an id that is text', [{ id: '1', city: 'Oslo' }], 204],
			['an unknown field', [{ id: 1, status: 'ACTIVE' }], 204],
			['a custom field by name', [{ id: 1, custom_fields: [{ Site: 'x' }] }], 204],
		])('refuses %s', async (_, affiliates, status) => {
			expect((await call('/affiliate/edit', { affiliates })).status).toBe(status);
		});

		it('answers an unknown offer with 404 and a list of errors', async () => {
			const { status, json } = await call('/affiliate/edit', { affiliates: [{ id: 1, offer: 9 }] });
			expect(status).toBe(404);
			expect(json).toEqual({ error: ['Offer does not exists on the database.'] });
		});
	});

	describe('affiliate/status_change', () => {
		it('changes what it can, in a 200', async () => {
			world.refersion.addAffiliate({ id: 1 });
			world.refersion.addAffiliate({ id: 2, status: 'ACTIVE' });
			const { json } = await call('/affiliate/status_change', { ids: [1, 2, 9], status: 'ACTIVE' });
			expect(json).toEqual({ ids_changed: [1], ids_not_changed: [2, 9] });
			expect(world.refersion.affiliate(1)?.status).toBe('ACTIVE');
		});

		it.each([
			['PENDING', { ids: [1], status: 'PENDING' }, 422],
			['ids as text', { ids: ['1'], status: 'ACTIVE' }, 204],
			['`id`', { id: 1, status: 'ACTIVE' }, 400],
			['51 ids', { ids: Array.from({ length: 51 }, (_, id) => id), status: 'ACTIVE' }, 422],
		])('refuses %s', async (_, body, status) => {
			world.refersion.addAffiliate({ id: 1 });
			expect((await call('/affiliate/status_change', body)).status).toBe(status);
			expect(world.refersion.affiliate(1)?.status).toBe('PENDING');
		});

		it('takes 50 ids', async () => {
			const ids = Array.from({ length: 50 }, (_, id) => id + 1);
			for (const id of ids) world.refersion.addAffiliate({ id });
			const { json } = await call('/affiliate/status_change', { ids, status: 'ACTIVE' });
			expect(json).toEqual({ ids_changed: ids, ids_not_changed: [] });
		});
	});

	describe('triggers', () => {
		const TRIGGER = { affiliate_code: 'a3y7', type: 'COUPON', trigger: 'code100' };

		beforeEach(() => {
			world.refersion.addAffiliate({ id: 1, code: 'a3y7' });
		});

		it('stores the value in upper case, once in the account', async () => {
			world.refersion.addAffiliate({ id: 2, code: 'b4z8' });
			const first = await call('/affiliate/trigger', TRIGGER);
			const again = await call('/affiliate/trigger', { ...TRIGGER, affiliate_code: 'b4z8' });
			expect(first.json).toEqual({ trigger_id: 1097, trigger: 'CODE100' });
			expect(again.status).toBe(422);
			expect(again.json).toEqual({
				errors: ['Conversion trigger already exists for same or another affiliate.'],
			});
		});

		it.each([
			['an unknown code', { affiliate_code: 'zzzz' }, 422],
			['a numeric id', { affiliate_code: 1 }, 204],
			['an unknown type', { type: 'URL' }, 422],
			['no trigger', { trigger: undefined }, 400],
		])('refuses %s', async (_, change, status) => {
			expect((await call('/affiliate/trigger', { ...TRIGGER, ...change })).status).toBe(status);
			expect(world.refersion.triggers()).toEqual([]);
		});

		it('deletes by affiliate, value and type, and answers with ids', async () => {
			await call('/affiliate/trigger', TRIGGER);
			const { text } = await call('/trigger/delete', {
				affiliates: [{ id: 1, trigger: 'code100', type: 'COUPON' }],
			});
			expect(JSON.parse(text)).toEqual([1097]);
			expect(world.refersion.triggers()).toEqual([]);
		});

		it('refuses more than 50 with the only documented 429, and has no 204', async () => {
			const one = { id: 1, trigger: 'CODE100', type: 'COUPON' };
			const many = await call('/trigger/delete', { affiliates: Array(51).fill(one) });
			expect(many.status).toBe(429);
			expect(many.json).toEqual({ error: 'Max number of elements on attribute (50) reached.' });
			const wrong = await call('/trigger/delete', { affiliates: [{ ...one, id: '1' }] });
			expect(wrong.status).toBe(400);
		});

		it.each([
			['all', 'X, Y'],
			['first', 'X'],
		] as const)('names, of the triggers that do not exist, %s', async (switched, names) => {
			world.refersion.switches.missingTriggersNamed = switched;
			const affiliates = ['X', 'Y'].map((trigger) => ({ id: 1, trigger, type: 'SKU' }));
			expect((await call('/trigger/delete', { affiliates })).json).toEqual({
				errors: [`The following conversion trigger does not exist in our records: ${names}`],
			});
		});

		it('names unknown affiliates and triggers', async () => {
			const stranger = await call('/trigger/delete', {
				affiliates: [{ id: 9, trigger: 'X', type: 'SKU' }],
			});
			const missing = await call('/trigger/delete', {
				affiliates: [{ id: 1, trigger: 'X', type: 'SKU' }],
			});
			expect(stranger.json).toEqual({
				errors: ['The following affiliates does not exist in our records: 9'],
			});
			expect(missing.json).toEqual({
				errors: ['The following conversion trigger does not exist in our records: X'],
			});
		});
	});
});
