import type { IDataObject } from 'n8n-workflow';
import { runSync, syncCoupons } from './support/coupon';
import { errorOf, outputOf, type WorkflowFile } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { putBetween, rename, wiresOf } from './support/rewire';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => reset());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const refersion = () => hub.world.refersion;
const mailchimp = () => hub.world.mailchimp;
const bigcommerce = () => hub.world.bigcommerce;

function reset(): void {
	resetHub(hub);
	for (const tag of ['COUPON', 'COUPONOLD', 'AFFCODE']) {
		mailchimp().addMergeField(hub.audienceId, { tag, name: tag, type: 'text' });
	}
}

type Status = 'ACTIVE' | 'PENDING' | 'DENIED' | 'DISABLED';

/** An affiliate with a contact. */
function creator(
	name: string,
	coupon: string,
	status: Status = 'ACTIVE',
	fields: IDataObject = {},
): number {
	const email = `${name.toLowerCase()}@creator-mail.com`;
	const { id, code } = refersion().addAffiliate({ first_name: name, last_name: '', email, status });
	mailchimp().addMember(hub.audienceId, {
		email,
		mergeFields: { FNAME: name, AFFCODE: code, COUPON: coupon, ...Object(fields) },
	});
	return id;
}

const codes = () =>
	bigcommerce()
		.codes()
		.map(({ code }) => code)
		.sort();
const writes = () =>
	[...mailchimp().requests, ...bigcommerce().requests].filter(({ method }) => method !== 'GET');
const sync = async (settings: IDataObject = {}) => {
	const { run, summary } = await runSync(hub, syncCoupons(hub, settings));
	expect(errorOf(run)?.message).toBeUndefined();
	return summary;
};
const on = (id: number, more: IDataObject = {}) => ({
	promotionId: String(id),
	makeCodes: true,
	takeBack: true,
	...more,
});

describe('template: sync coupon codes', () => {
	it('finds nothing to do when all codes are there', async () => {
		const { id } = bigcommerce().addPromotion();
		creator('Sarah', 'SARAH10');
		creator('Bill', ' bill10 ');
		creator('Ann', '');
		for (const code of ['Sarah10', 'BILL10', 'SUMMER']) bigcommerce().addCode(id, code);
		const summary = await sync();
		expect(summary).toMatchObject({
			tell: false,
			counts: { right: 2, created: 0, missing: 0, still_usable: 0, without_code: 1 },
			text: 'Coupon codes: 2 right, 0 made, 0 taken back, 0 missing, 0 not usable, 0 still usable, 1 without a code.',
		});
		expect(writes()).toEqual([]);
	});

	it('as it comes it only tells: what is missing, what cannot be used, what works without a creator', async () => {
		const { id } = bigcommerce().addPromotion({ name: 'Creators' });
		const off = bigcommerce().addPromotion({ name: 'Off', status: 'DISABLED' });
		bigcommerce().addCode(id, 'GONE10');
		bigcommerce().addCode(off.id, 'OFF10');
		creator('Missing', 'MISSING');
		creator('Off', 'OFF10');
		creator('Gone', 'GONE10', 'DENIED');
		const summary = await sync();
		expect(summary).toMatchObject({
			tell: true,
			missing: [
				{ name: 'Missing', code: 'MISSING', what_happened: 'BigCommerce has no such code' },
			],
			not_usable: [{ code: 'OFF10', what_happened: 'The promotion is disabled (Off)' }],
			still_usable: [{ code: 'GONE10', reason: 'still_usable' }],
		});
		expect(summary.text).toContain('• MISSING, Missing: BigCommerce has no such code.');
		expect(writes()).toEqual([]);
	});

	it('makes the codes of creators who are in, and takes back those of who left or has a newer one', async () => {
		const { id } = bigcommerce().addPromotion({ name: 'Creators' });
		const other = bigcommerce().addPromotion();
		bigcommerce().addCode(other.id, 'SUMMER');
		for (const code of ['GONE10', 'ANN5']) bigcommerce().addCode(id, code);
		creator('Sarah', 'SARAH10');
		creator('Gone', 'GONE10', 'DISABLED');
		creator('Ann', 'ANN10', 'ACTIVE', { COUPONOLD: 'ANN5' });
		creator('Wait', 'WAIT10', 'PENDING');
		expect(await sync(on(id))).toMatchObject({
			tell: false,
			counts: { created: 2, taken_back: 2 },
			made: ['SARAH10', 'ANN10'],
			taken_back: ['GONE10', 'ANN5'],
		});
		expect(codes()).toEqual(['ANN10', 'SARAH10', 'SUMMER']);
		bigcommerce().clearRequests();
		expect(await sync(on(id))).toMatchObject({ counts: { right: 2, created: 0, taken_back: 0 } });
		expect(writes()).toEqual([]);
	});

	it('reports it as a text, a mail and a page, in the language and with the brand of Settings', async () => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'GONE10');
		creator('Sarah', 'SARAH10');
		creator('Gone', 'GONE10', 'DENIED');
		const settings = on(id, { takeBack: false, brand: 'Nordwind', language: 'de' });
		const { run, summary } = await runSync(hub, syncCoupons(hub, settings));
		const [{ json }] = outputOf(run, 'Report');
		expect(json).toMatchObject({
			text: summary.text,
			subject: expect.stringMatching(/^Nordwind: Gutscheincodes, /),
			changed: true,
			nothing_could_be_done: false,
			numbers: { counts: { created: 1, still_usable: 1 } },
		});
		for (const html of [json.html, json.page]) {
			expect(html).toContain('SARAH10');
			expect(html).toContain('GONE10');
			expect(html).toContain('Angelegt');
		}
	});

	it('gives the code back to one who comes again', async () => {
		const { id } = bigcommerce().addPromotion();
		const sarah = creator('Sarah', 'SARAH10');
		const set = (status: 'ACTIVE' | 'DENIED') =>
			Object.assign(refersion().affiliate(sarah) ?? {}, { status });
		await sync(on(id));
		set('DENIED');
		await sync(on(id));
		expect(codes()).toEqual([]);
		set('ACTIVE');
		await sync(on(id));
		expect(codes()).toEqual(['SARAH10']);
	});

	it('a dry run changes nothing, and says what would be done', async () => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'GONE10');
		creator('Sarah', 'SARAH10');
		creator('Gone', 'GONE10', 'DENIED');
		expect(await sync(on(id, { dryRun: true }))).toMatchObject({
			dry_run: true,
			would_make: ['SARAH10'],
			would_take_back: ['GONE10'],
			text: expect.stringContaining('Dry run, nothing was changed.'),
		});
		expect(writes()).toEqual([]);
	});

	it('tells of what could not be made, or taken back, and does the rest', async () => {
		const { id } = bigcommerce().addPromotion();
		creator('Sarah', 'SARAH10');
		creator('Bill', 'BILL10');
		hub.world.faults.failNext({ service: 'bigcommerce', method: 'POST', fault: '502-html' });
		const summary = await sync(on(id));
		expect(summary).toMatchObject({
			counts: { created: 1, missing: 1 },
			missing: [{ what_happened: expect.stringContaining('gave no clear answer') }],
		});
		expect(await sync(on(id))).toMatchObject({ counts: { right: 1, created: 1 } });
		expect(codes()).toEqual(['BILL10', 'SARAH10']);
	});

	it('says so when a code that it made does not work', async () => {
		const { id } = bigcommerce().addPromotion({ name: 'Creators', status: 'DISABLED' });
		creator('Sarah', 'SARAH10');
		expect(await sync(on(id))).toMatchObject({
			counts: { created: 1 },
			not_usable: [{ code: 'SARAH10', reason: 'disabled' }],
		});
	});

	it('takes nothing back because nobody came, or too many would go', async () => {
		const { id } = bigcommerce().addPromotion();
		for (let number = 0; number < 12; number++) {
			creator(`P${number}`, `C${number}`, 'DENIED');
			bigcommerce().addCode(id, `C${number}`);
		}
		const summary = await sync(on(id));
		expect(summary).toMatchObject({
			counts: { taken_back: 0 },
			held: [
				{
					reason: 'brake',
					what_happened: expect.stringContaining('12 of 12 (C0, C1, C2 and 9 more)'),
				},
			],
		});
		expect(codes()).toHaveLength(12);
		expect(await sync(on(id, { options: { brakePeople: 12 } }))).toMatchObject({
			counts: { taken_back: 12 },
		});
		reset();
		const empty = bigcommerce().addPromotion();
		bigcommerce().addCode(empty.id, 'GONE10');
		expect(await sync(on(empty.id))).toMatchObject({ held: [{ reason: 'no_affiliates' }] });
		expect(codes()).toEqual(['GONE10']);
	});

	it.each([
		['BigCommerce', () => Object.assign(hub.credentials.bigCommerceApi, { accessToken: 'wrong' })],
		[
			'Mailchimp',
			() =>
				Object.assign(hub.credentials.mailchimpAudienceApi, { apiKey: `${'0'.repeat(32)}-us21` }),
		],
		['Refersion', () => Object.assign(hub.credentials.refersionApi, { secretKey: 'wrong' })],
	])('does nothing when %s cannot be read', async (_what, spoil) => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'GONE10');
		creator('Sarah', 'SARAH10');
		creator('Gone', 'GONE10', 'DENIED');
		spoil();
		const { run } = await runSync(hub, syncCoupons(hub, on(id)));
		expect(errorOf(run)).toBeDefined();
		expect(outputOf(run, 'Summary')).toEqual([]);
		expect(codes()).toEqual(['GONE10']);
	});

	it.each([
		[{ makeCodes: true }, 'The parameter Promotion ID is empty'],
		[{ takeBack: true }, 'The parameter Promotion ID is empty'],
		[{ brand: '={{ "" }}' }, 'The parameter Brand is empty'],
		[{ promotionId: 'Creators' }, 'The parameter Promotion ID is not the ID of a promotion'],
		[{ makeCodes: '={{ "maybe" }}' }, 'The parameter Make Missing Codes is neither on nor off'],
		[{ options: { brakePeople: -1 } }, 'is not a whole number'],
		[{ options: { oldMergeField: 'COUPON' } }, 'is the same as Coupon Merge Field'],
	])('does not guess %j', async (settings, words) => {
		creator('Sarah', 'SARAH10');
		const { run } = await runSync(hub, syncCoupons(hub, settings));
		expect(errorOf(run)?.message).toContain(words);
		expect(bigcommerce().requests).toEqual([]);
	});

	it('compares 1,000 creators in few requests', async () => {
		const { id } = bigcommerce().addPromotion();
		for (let number = 0; number < 1000; number++) {
			creator(`P${number}`, `CODE${number}`);
			bigcommerce().addCode(id, `code${number}`);
		}
		expect(await sync()).toMatchObject({ counts: { right: 1000, missing: 0 } });
		const all = mailchimp().requests.length + bigcommerce().requests.length;
		expect(all + refersion().requests.length).toBeLessThanOrEqual(25);
	}, 60_000);
});

describe('sync coupon codes: the wiring', () => {
	const works = async (change: (file: WorkflowFile) => WorkflowFile) => {
		reset();
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'GONE10');
		creator('Sarah', 'SARAH10');
		creator('Gone', 'GONE10', 'DENIED');
		creator('Bad', 'BÄD%');
		const { run, summary } = await runSync(hub, change(syncCoupons(hub, on(id))));
		expect(errorOf(run)?.message).toBeUndefined();
		expect(outputOf(run, 'Report')).toMatchObject([{ json: { text: summary.text } }]);
		expect(codes()).toEqual(['SARAH10']);
		expect(summary).toMatchObject({
			counts: { created: 1, taken_back: 1, missing: 1 },
			missing: [{ code: 'BÄD%' }],
		});
	};

	it('any node may get another name', async () => {
		await works((file) => {
			const names = file.nodes
				.filter(({ type }) => !type.endsWith('stickyNote'))
				.map(({ name }) => name)
				.filter((name) => !['By hand', 'Summary', 'Report'].includes(name));
			let renamed = file;
			for (const name of names) renamed = rename(renamed, name, `My ${name.toLowerCase()}`);
			return renamed;
		});
	});

	/** A list has to come as it is: what a node puts in its place is no list. */
	const LISTS = ['Get affiliates', 'Get promotion codes', 'Get contacts'];

	it('a Slack node in any place behind the lists breaks nothing', async () => {
		for (const wire of wiresOf('sync-coupon-codes')) {
			if (!LISTS.includes(wire.from)) await works((file) => putBetween(file, wire));
		}
	});

	it('a node that swallows a list makes nothing, and takes nothing back', async () => {
		for (const wire of wiresOf('sync-coupon-codes')) {
			if (!LISTS.includes(wire.from) || wire.from === 'Get promotion codes') continue;
			reset();
			const { id } = bigcommerce().addPromotion();
			bigcommerce().addCode(id, 'GONE10');
			creator('Sarah', 'SARAH10');
			creator('Gone', 'GONE10', 'DENIED');
			const { summary } = await runSync(hub, putBetween(syncCoupons(hub, on(id)), wire));
			expect(summary).toMatchObject({
				held: [{ reason: expect.stringMatching(/^no_(affiliates|contacts)$/) }],
			});
			expect(codes()).toEqual(['GONE10']);
		}
	});
});
