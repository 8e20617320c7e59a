import { createWorld, type World } from '../../emulators';
import { mailchimpClient } from './support';

const COUNT = 12;
const email = (index: number): string => `m${index}@creators.example`;

describe('Mailchimp lists of contacts while they are paged', () => {
	let world: World;
	let call: ReturnType<typeof mailchimpClient>;

	beforeEach(() => {
		world = createWorld();
		call = mailchimpClient(world);
		world.mailchimp.addAudience({ id: 'a1' });
		for (let index = 0; index < COUNT; index += 1) {
			const member = world.mailchimp.addMember('a1', { email: email(index), tags: ['vip'] });
			// Every two are alike, and the three times are in different orders.
			const step = Math.floor(index / 2);
			const day = (number: number): string => `2026-03-${String(number).padStart(2, '0')}`;
			member.timestampOpt = `${day(10 + step)}T00:00:00+00:00`;
			member.timestampSignup = `${day(20 - step)}T00:00:00+00:00`;
			member.lastChanged = new Date(`${day(1 + ((step * 5) % 6))}T00:00:00Z`);
		}
	});

	const emails = async (query: string, list = 'members'): Promise<string[]> => {
		const { json } = await call('GET', `/lists/a1/${list}?${query}`);
		const members: unknown = json.members;
		return Array.isArray(members) ? members.map((each) => String(each.email_address)) : [];
	};
	const inPages = async (query: string, count = 4): Promise<string[]> => {
		const found: string[] = [];
		for (let offset = 0; offset < COUNT; offset += count) {
			found.push(...(await emails(`${query}&count=${count}&offset=${offset}`)));
		}
		return found;
	};
	const ALL = Array.from({ length: COUNT }, (_, index) => email(index));
	const byLastChanged = [0, 10, 8, 6, 4, 2].flatMap((index) => [email(index), email(index + 1)]);

	describe('sorted', () => {
		it.each([
			['timestamp_opt', 'ASC', ALL],
			['last_changed', 'ASC', byLastChanged],
		])('by %s, %s', async (field, direction, expected) => {
			expect(await inPages(`sort_field=${field}&sort_dir=${direction}`)).toEqual(expected);
		});

		it('descending, and by the time of signing up', async () => {
			const down = await emails('count=100&sort_field=timestamp_opt&sort_dir=DESC');
			expect(down.slice(0, 2)).toEqual([email(10), email(11)]);
			const up = await emails('count=100&sort_field=timestamp_signup');
			expect(up).toEqual(down);
		});

		it.each(['sort_field=email_address', 'sort_field=timestamp_opt&sort_dir=desc'])(
			'not by %s',
			async (query) => {
				const { status, json } = await call('GET', `/lists/a1/members?${query}`);
				expect(status).toBe(400);
				expect(json).toMatchObject({
					errors: [{ field: /dir/.test(query) ? 'sort_dir' : 'sort_field' }],
				});
			},
		);
	});

	describe('unstableOrder', () => {
		it('off: pages without a sort fit together', async () => {
			expect(await inPages('')).toEqual(ALL);
		});

		it('on: pages without a sort have gaps, sorted ones do not', async () => {
			world.mailchimp.switches.unstableOrder = true;
			expect(new Set(await inPages('')).size).toBeLessThan(COUNT);
			expect(await inPages('sort_field=last_changed')).toEqual(byLastChanged);
			const segment = [...world.mailchimp.audience('a1').tagsById.keys()][0];
			const list = `segments/${segment}/members`;
			expect(await emails('count=100', list)).not.toEqual(await emails('count=100', list));
		});

		it('among equals, by its own switch', async () => {
			world.mailchimp.switches.unstableTies = true;
			const runs = new Set<string>();
			for (let run = 0; run < 5; run += 1) {
				const found = await emails('count=100&sort_field=timestamp_opt');
				expect([...found].sort()).toEqual([...ALL].sort());
				runs.add(found.join());
			}
			expect(runs.size).toBeGreaterThan(1);
		});
	});

	it('pageCap: gives less than was asked for, and the right total', async () => {
		world.mailchimp.switches.pageCap = 5;
		const { json } = await call('GET', '/lists/a1/members?count=1000');
		expect(json.members).toHaveLength(5);
		expect(json.total_items).toBe(COUNT);
		expect((await call('GET', '/lists/a1/merge-fields?count=4')).json.merge_fields).toHaveLength(4);
	});

	it('slowPages: large pages of contacts end in a 504, smaller ones do not', async () => {
		world.mailchimp.switches.slowPages = 500;
		const segment = [...world.mailchimp.audience('a1').tagsById.keys()][0];
		for (const path of ['/lists/a1/members', `/lists/a1/segments/${segment}/members`]) {
			const slow = await call('GET', `${path}?count=500`);
			expect(slow.status).toBe(504);
			expect(slow.headers['content-type']).toBe('text/html');
			expect((await call('GET', `${path}?count=499`)).status).toBe(200);
		}
		expect((await call('GET', '/lists/a1/merge-fields?count=1000')).status).toBe(200);
	});

	it('totalDrift: the total moves from answer to answer', async () => {
		world.mailchimp.switches.totalDrift = -2;
		const totals: unknown[] = [];
		for (let read = 0; read < 3; read += 1) {
			totals.push((await call('GET', '/lists/a1/members?count=1')).json.total_items);
		}
		expect(totals).toEqual([COUNT, COUNT - 2, COUNT - 4]);
		world.reset();
		world.mailchimp.addAudience({ id: 'a1' });
		expect((await call('GET', '/lists/a1/members')).json.total_items).toBe(0);
	});

	it('listsLack: the same contacts are missing from a list each time, and its total counts them', async () => {
		const segment = [...world.mailchimp.audience('a1').tagsById.keys()][0];
		for (const list of ['members', `segments/${segment}/members`]) {
			world.mailchimp.switches.listsLack = 0;
			expect(await emails('count=100', list)).toEqual(ALL);
			world.mailchimp.switches.listsLack = 0.03;
			const found = await emails('count=100', list);
			expect(found).toHaveLength(COUNT - 1);
			expect(await inPages('', 5)).toEqual(found);
			const { json } = await call('GET', `/lists/a1/${list}?count=1`);
			expect(json.total_items).toBe(COUNT);
			world.mailchimp.switches.listsLack = 0.25;
			expect(await emails('count=100', list)).toHaveLength(COUNT - 3);
		}
	});

	it.each([
		[0, COUNT],
		[60_000, 0],
	])('listsBehindMs %d: lists and totals have new contacts as late', async (behind, atOnce) => {
		const segment = [...world.mailchimp.audience('a1').tagsById.keys()][0];
		world.mailchimp.switches.listsBehindMs = behind;
		for (const list of ['members', `segments/${segment}/members`]) {
			expect(await emails('count=100', list)).toHaveLength(atOnce);
			expect((await call('GET', `/lists/a1/${list}?count=1`)).json.total_items).toBe(atOnce);
		}
		// A contact itself is there at once.
		expect((await call('GET', `/lists/a1/members/${email(0)}`)).status).toBe(200);
		for (const member of world.mailchimp.audience('a1').members.values()) {
			member.created = new Date(Date.now() - 60_001);
		}
		expect(await emails('count=100')).toHaveLength(COUNT);
	});

	it('showTotal: lists may be without a total, also when it is asked for by name', async () => {
		world.mailchimp.switches.showTotal = false;
		for (const path of ['/lists', '/lists/a1/members', '/lists/a1/merge-fields']) {
			expect((await call('GET', path)).json).not.toHaveProperty('total_items');
		}
		const { status, json } = await call('GET', '/lists/a1/members?fields=members.id,total_items');
		expect(status).toBe(200);
		expect(Object.keys(json)).toEqual(['members']);
	});

	it('static segments: created when, and how many active contacts', async () => {
		const vip = { email: 'gone@creators.example', tags: ['vip'] };
		world.mailchimp.addMember('a1', { ...vip, status: 'archived' });
		world.mailchimp.addMember('a1', {
			...vip,
			email: 'no@creators.example',
			status: 'unsubscribed',
		});
		const segment = async (query = '') => (await call('GET', `/lists/a1/segments${query}`)).json;
		expect(await segment('?type=static')).toMatchObject({
			segments: [{ name: 'vip', member_count: COUNT, type: 'static' }],
		});
		expect(await segment('?include_unsubscribed=true')).toMatchObject({
			segments: [{ member_count: COUNT + 1, created_at: expect.stringMatching(/\+00:00$/) }],
		});
	});
});
