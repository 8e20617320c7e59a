import type { IDataObject } from 'n8n-workflow';
import {
	addInStep,
	addKeyField,
	compare,
	compared,
	decided,
	linkOf,
	people,
	person,
	sync,
	synced,
} from './support/compareSync';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { sentShapes } from './support/mailchimpContact';
import { CONTINUE } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => begin());
afterAll(async () => await hub.close());
skipWaits();

function begin(): void {
	resetHub(hub);
	addKeyField(hub);
}

const mailchimp = () => hub.world.mailchimp;
const at = (number: number) =>
	Object(mailchimp().member(hub.audienceId, `jo${number}@creator-mail.com`));
const tagsOf = (number: number) =>
	mailchimp().tagsOf(hub.audienceId, `jo${number}@creator-mail.com`).sort();
const mailsTo = (number: number) =>
	hub.world.outbox.mails.filter(({ to }) => to === `jo${number}@creator-mail.com`);

/** Whether a person's contact is as it should be, with one mail that has the link. */
const isWelcomed = (number: number) => {
	expect(at(number).merge_fields).toMatchObject({
		AFFCODE: `c${number}`,
		AFFLINK: linkOf(number),
		FNAME: `Jo ${number}`,
	});
	expect(tagsOf(number)).toEqual(['new-affiliate']);
	expect(mailsTo(number).map(({ links }) => links)).toEqual([[linkOf(number)]]);
};

const MANY_TAGS = Array.from({ length: 60 }, (_value, index) => `a${index}`);

it('says that everybody is right, and not welcomed, where lists do not have new contacts yet', async () => {
	await sync(hub, await decided(hub, people(30)));
	mailchimp().switches.listsBehindMs = 600_000;
	const items = await decided(hub, people(30));
	expect(items.filter(({ mail }) => mail === 'welcome')).toHaveLength(30);
	const { done, held } = synced(await sync(hub, items));
	expect(held).toEqual([]);
	expect(done.map(({ verdict, mail, changes }) => ({ verdict, mail, changes }))).toEqual(
		items.map(() => ({ verdict: 'right', mail: 'none', changes: [] })),
	);
	for (let number = 0; number < 30; number++) isWelcomed(number);
});

describe('few and many', () => {
	/** One person for each thing that may be to do, with numbers from 0. */
	const scene = (): IDataObject[] => {
		// Of 61 tags, Mailchimp shows the first 50: without that of the programme.
		mailchimp().switches.orderSeed = 0;
		addInStep(hub, 1, { mergeFields: { AFFCODE: 'c1', AFFLINK: 'https://old.example/c1' } });
		addInStep(hub, 2);
		addInStep(hub, 30, {
			mergeFields: { AFFCODE: 'c3', AFFLINK: linkOf(3), FNAME: 'Jo 3' },
		});
		addInStep(hub, 4);
		addInStep(hub, 40, { mergeFields: { AFFCODE: 'c4', AFFLINK: linkOf(4) } });
		addInStep(hub, 5, { tags: [...MANY_TAGS, 'new-affiliate'] });
		addInStep(hub, 6, { tags: [...MANY_TAGS, 'new-affiliate'], mergeFields: { AFFCODE: 'c6' } });
		return everybody();
	};
	const everybody = () =>
		[0, 1, 2, 3, 4, 5, 6].map((number) =>
			person(number, [2, 5].includes(number) ? { status: 'DENIED' } : {}),
		);
	const tagNamesOf = (number: number) => (at(number).status ? tagsOf(number) : []);
	const NUMBERS = [0, 1, 2, 3, 30, 4, 40, 5, 6];
	const state = () =>
		NUMBERS.map((number) => [
			number,
			at(number).status,
			at(number).merge_fields,
			tagNamesOf(number),
			mailsTo(number).length,
		]);

	it('end alike, whatever is to do', async () => {
		const few = await decided(hub, scene());
		expect(few.map(({ verdict }) => verdict)).toEqual([
			'add',
			'correct',
			'offboard',
			'move',
			'merge',
			'offboard',
			'correct',
		]);
		const { done, held } = synced(await sync(hub, few));
		expect(held).toEqual([]);
		expect(done.map(({ verdict }) => verdict)).toEqual(few.map(({ verdict }) => verdict));
		const after = state();
		expect(tagsOf(5)).toEqual([...MANY_TAGS, 'affiliate-inactive'].sort());
		begin();
		const more = people(20, 100);
		const many = await decided(hub, [...scene(), ...more]);
		mailchimp().clearRequests();
		const all = synced(await sync(hub, many));
		expect(all.held).toEqual([]);
		expect(all.done.slice(0, 7).map(({ verdict }) => verdict)).toEqual(
			few.map(({ verdict }) => verdict),
		);
		expect(state()).toEqual(after);
		for (const { code } of more) isWelcomed(Number(String(code).slice(1)));
		// The contacts are read with the list, and written together.
		expect(sentShapes(hub)).toContain('GET /lists/<list>/members');
		expect(sentShapes(hub)).toContain('POST /lists/<list>');
		const { toDo } = compared(await compare(hub, [...everybody(), ...more]));
		expect(toDo).toEqual([]);
	});

	it.each([1, 25])('an archived contact is held and not written, among %i', async (count) => {
		addInStep(hub, 0, { status: 'archived', mergeFields: { FNAME: 'Old' }, tags: [] });
		const { done, held } = synced(await sync(hub, people(count)));
		expect(held).toMatchObject([{ reason: 'archived', key: 'c0' }]);
		expect(done).toHaveLength(count - 1);
		expect(at(0)).toMatchObject({ status: 'archived', merge_fields: { FNAME: 'Old' } });
	});

	it('many archived contacts among many are held as well', async () => {
		for (let number = 0; number < 25; number++) addInStep(hub, number, { status: 'archived' });
		const { done, held } = synced(await sync(hub, people(30)));
		expect(held.map(({ reason }) => reason)).toEqual(Array(25).fill('archived'));
		expect(done).toHaveLength(5);
	});

	it('an approval takes three requests', async () => {
		expect(synced(await sync(hub, people(1))).done).toMatchObject([{ verdict: 'add' }]);
		isWelcomed(0);
		expect(sentShapes(hub)).toEqual([
			'GET /lists/<list>/members/<hash>',
			'PUT /lists/<list>/members/<hash>',
			'POST /lists/<list>/members/<hash>/tags',
		]);
	});

	it.each([1, 25])('done twice, %i are done once', async (count) => {
		const items = await decided(hub, people(count));
		await sync(hub, items);
		const again = synced(await sync(hub, items));
		expect(again.held).toEqual([]);
		expect(again.done.map(({ verdict }) => verdict)).toEqual(Array(count).fill('right'));
		for (let number = 0; number < count; number++) isWelcomed(number);
	});
});

describe('one contact that Mailchimp refuses', () => {
	it.each([3, 25])("among %i is held alone, with Mailchimp's words", async (count) => {
		const items = people(count);
		items[1].email = 'jo1@example.com';
		const { done, held } = synced(await sync(hub, await decided(hub, items)));
		expect(held).toMatchObject([{ reason: '400', email: 'jo1@example.com', key: 'c1' }]);
		expect(held[0].what_happened).toContain('looks fake or invalid');
		expect(done).toHaveLength(count - 1);
		for (let number = 2; number < count; number++) isWelcomed(number);
	});
});

describe('what breaks off', () => {
	it.each([5, 25])(
		'a cancelled execution leaves the rest of %i as not attempted',
		async (count) => {
			const items = await decided(hub, people(count));
			hub.world.faults.set('mailchimp', { latencyMs: 100 });
			const run = await sync(hub, items, {}, {}, (cancel) => setTimeout(cancel, 250));
			hub.world.faults.clear();
			const { done, held } = synced(run);
			// Of a request that was under way nobody knows what became of it.
			for (const { reason } of held) expect(['not_attempted', 'ERR_CANCELED']).toContain(reason);
			expect(done.length).toBeLessThan(count);
			for (const { verdict } of done) expect(verdict).toBe('add');
			await sync(hub, items);
			for (let number = 0; number < count; number++) isWelcomed(number);
		},
	);

	it.each([5, 25])('a time limit that is over holds all of %i', async (count) => {
		const items = await decided(hub, people(count));
		mailchimp().clearRequests();
		const run = await sync(hub, items, { options: { timeLimit: 0.000_001 } });
		expect(errorOf(run)).toBeUndefined();
		const { done, held } = synced(run);
		expect(done).toEqual([]);
		expect(held).toMatchObject(
			items.map(({ email, key }) => ({ reason: 'not_attempted', email, key })),
		);
		expect(mailchimp().requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it.each([
		[5, '429'],
		[5, '502-html'],
		[25, '429'],
		[25, '502-html'],
	] as const)('%i with a Mailchimp that is down (%s) are held', async (count, fault) => {
		const items = await decided(hub, people(count));
		hub.world.faults.set('mailchimp', { rates: { [fault]: 1 } });
		const more = { options: { timeLimit: 0.03 } };
		const { done, held } = synced(await sync(hub, items, more, CONTINUE));
		hub.world.faults.clear();
		expect(done).toEqual([]);
		expect(held).toHaveLength(count);
		const reasons = ['not_attempted', fault.slice(0, 3)];
		for (const { verdict, reason } of held) {
			expect(verdict).toBe('held');
			expect(reasons).toContain(reason);
		}
		await sync(hub, items);
		for (let number = 0; number < count; number++) isWelcomed(number);
	});

	it.each([1, 2, 3])(
		'faults of some requests: all are right in the end (seed %i)',
		async (seed) => {
			addInStep(hub, 30, { mergeFields: { AFFCODE: 'c3', AFFLINK: linkOf(3) } });
			addInStep(hub, 2);
			const items = people(25).map((each, index) =>
				index === 2 ? { ...each, status: 'DENIED' } : each,
			);
			hub.world.faults.seed(seed);
			const rates = { '429': 0.03, '502-html': 0.03, 'reset-before': 0.03, 'reset-after': 0.03 };
			hub.world.faults.set('mailchimp', { rates });
			for (let look = 0; look < 3; look++) {
				const toDo = await decided(hub, items);
				await sync(hub, toDo);
			}
			hub.world.faults.clear();
			for (const number of items.keys()) {
				if (number === 2) {
					expect([tagsOf(2), mailsTo(2)]).toEqual([['affiliate-inactive'], []]);
				} else if (number === 3) {
					expect(mailsTo(3)).toEqual([]);
					expect(at(3).merge_fields).toMatchObject({ AFFCODE: 'c3', AFFLINK: linkOf(3) });
				} else {
					isWelcomed(number);
				}
			}
			expect(compared(await compare(hub, items)).totals).toMatchObject([{ to_do: 0, held: 0 }]);
		},
	);
});
