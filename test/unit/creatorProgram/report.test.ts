import type { IDataObject } from 'n8n-workflow';
import { csvOf } from '../../../nodes/CreatorProgram/report/csv';
import { personLink } from '../../../nodes/CreatorProgram/report/escape';
import { MAIL_BYTES, mailOf } from '../../../nodes/CreatorProgram/report/mail/mail';
import { modelOf } from '../../../nodes/CreatorProgram/report/modelOf';
import { pageOf } from '../../../nodes/CreatorProgram/report/page/page';
import { wordsOf, type Language } from '../../../nodes/CreatorProgram/words';
import { formatOf, LOCALES } from '../../../nodes/CreatorProgram/words/numbers';
import { htmlProblems, mailProblems } from '../../html';
import { affiliate, contact, conversion, linkOf, measure } from './funnelSupport';

const ALL = { people: Infinity, lists: Infinity, rows: 500, columns: Infinity };
const MAIL = { people: 3, lists: Infinity, rows: 12, columns: 6 };

/** What a numbers item becomes; its HTML has to be well formed whatever is in it. */
function build(json: IDataObject, language: Language = 'en', caps = { mail: MAIL, page: ALL }) {
	const context = {
		brand: 'Northwind',
		words: wordsOf(language),
		format: formatOf(LOCALES[language]),
	};
	const model = modelOf(json, context);
	const head = { language, when: 'Tuesday' };
	const html = mailOf(model, caps.mail, head, context);
	const page = pageOf(model, caps.page, head, context);
	expect([...mailProblems(html), ...htmlProblems(page)]).toEqual([]);
	expect(Buffer.byteLength(html)).toBeLessThan(MAIL_BYTES);
	for (const each of [html, page])
		expect(each).not.toMatch(/<(script|img|iframe|link)|https?:|url\(/);
	return { ...model, html, page };
}

/** The texts of a piece of HTML, as they are read. */
const readable = (html: string) =>
	html
		.replace(/<style>[\s\S]*?<\/style>/g, '')
		.replace(/<[^>]*>/g, '|')
		.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
		.replace(/&nbsp;/g, ' ')
		.split('|')
		.map((text) => text.trim())
		.filter(Boolean);

/** Three creators: one has sold, one has opened, one is not there. */
const programme = (names = ['Ada', 'Ben', 'Cleo']) => ({
	affiliates: names.map((name, index) =>
		affiliate(`c${index}`, `c${index}@mail.com`, { first_name: name, last_name: '' }),
	),
	contacts: [
		contact('c0', 'c0@mail.com', { timestamp_opt: '2026-03-09T09:00:00Z' }),
		contact('c1', 'c1@mail.com', { stats: { avg_open_rate: 1, avg_click_rate: 0 } }),
	],
});
const funnel = (conversions?: IDataObject[]) => ({
	...measure({ ...programme(), conversions }).numbers,
});

const unpaid = {
	affiliate_id: '3',
	code: 'c3',
	name: 'Dan Smith',
	email: 'dan@mail.com',
	currency: 'EUR',
	conversions: 2,
	days_0_30: 1,
	days_31_60: 0,
	days_61_90: 0,
	days_over_90: 1_250.5,
	total: 1_251.5,
};

const payDay = (more: IDataObject = {}): IDataObject => ({
	measure: 'payday',
	unpaid_total: [unpaid],
	unpaid_count: 1,
	unpaid: [unpaid],
	without_paypal_count: 1,
	without_paypal_owed_count: 1,
	without_paypal: [
		{
			name: 'Dan Smith',
			email: 'dan@mail.com',
			code: 'c3',
			paypal: 'none',
			unpaid: [{ total: 1_251.5, currency: 'EUR' }],
			reminder: 'now',
		},
	],
	paypal_not_known_count: 0,
	reminds: true,
	reminded_count: 1,
	cleared_count: 0,
	...more,
});

const summary = (more: IDataObject = {}): IDataObject => ({
	text: 'Added 1 with the welcome mail.\n1 needs a look:',
	tell: true,
	failed: false,
	dry_run: false,
	counts: { added: 1, right: 9 },
	held_count: 1,
	held: [
		{
			verdict: 'held',
			reason: 'no_link',
			what_happened: 'It has no link',
			what_to_do: 'Wait a minute',
			email: 'anna@mail.com',
			name: 'Anna Bell',
			key: 'a1',
		},
	],
	changes_count: 1,
	changes: [{ verdict: 'add', reason: '', email: 'ben@mail.com', name: 'Ben', key: 'b1' }],
	...more,
});

describe('the report of the funnel', () => {
	it('says the numbers, and what is not known', () => {
		const conversions = [conversion('c0', '2026-03-09T10:00:00Z')];
		const { text, isChanged, page, html } = build(funnel(conversions));
		expect(text).toBe(
			'Approved: 3, Contact: 2, Opened: 2, Clicked: 1, Link live: 1, First sale: 1, Paid: 0. Stuck: 2.',
		);
		expect(isChanged).toBe(true);
		expect(readable(page)).toEqual(
			expect.arrayContaining(['33% of the approved', '1 of them known from a later step', '67%']),
		);
		const withoutToken = build(funnel());
		expect(withoutToken.text).toContain(
			'First sale: not known, Paid: not known. Stuck: 2. Sales are not known: needs the GraphQL token.',
		);
		for (const each of [withoutToken.page, withoutToken.html]) {
			expect(each.match(/not known \(needs the GraphQL token\)/g)).toHaveLength(2);
		}
		expect(readable(html)).toEqual(expect.arrayContaining(['Not yet: Contact (1)', 'Cleo']));
	});

	it('is in German throughout', () => {
		const { numbers } = measure({
			...programme(),
			conversions: [conversion('c0', '2026-03-09T10:00:00Z', { commission_total: 1_234.5 })],
			set: { words: wordsOf('de').funnel },
		});
		const { title, text, page, html } = build({ ...numbers }, 'de');
		expect(title).toBe('Northwind: Creator-Programm');
		expect(text).toBe(
			'Aktiv: 3, Kontakt: 2, Geöffnet: 2, Geklickt: 1, Link online: 1, Erster Verkauf: 1, Bezahlt: 0. Hängen fest: 2.',
		);
		expect(page).toContain('<html lang="de">');
		expect(readable(page)).toEqual(expect.arrayContaining(['1.234,50', 'Januar 2026']));
		for (const each of [page, html]) {
			expect(readable(each).join(' ')).not.toMatch(/\b(the|and|not|of|since|creators who)\b/i);
		}
	});

	it('has nothing to tell when nobody is there', () => {
		const { numbers } = measure({ affiliates: [], contacts: [], conversions: [] });
		expect(build({ ...numbers })).toMatchObject({ isChanged: false, nothingDone: false });
	});

	it('stays small enough for a mail with thousands of names of any length', () => {
		const name = '<b>"Ÿ'.repeat(60);
		const affiliates = Array.from({ length: 3_000 }, (_, index) =>
			affiliate(`c${index}`, `${'long'.repeat(15)}${index}@mail.com`, {
				first_name: name,
				offer_id: String(index),
			}),
		);
		const states = ['pending', 'unsubscribed', 'cleaned', 'transactional', 'subscribed'];
		const contacts = affiliates.map(({ code, email }, index) =>
			contact(String(code), String(email), {
				status: states[index % states.length],
				tags: index % 2 === 0 ? [] : [{ name: 'link-live' }],
				stats: { avg_open_rate: index % 3, avg_click_rate: index % 7 },
				merge_fields: { AFFCODE: code, AFFLINK: index % 4 === 0 ? '' : linkOf(String(code)) },
			}),
		);
		const { numbers } = measure({
			affiliates,
			contacts,
			conversions: affiliates.map(({ code }) => conversion(String(code), '2025-01-01T00:00:00Z')),
			set: { offersShown: 1_000, peopleShown: 1_000 },
		});
		const caps = { people: 1_000, lists: Infinity, rows: 500, columns: 100 };
		const { html } = build({ ...numbers }, 'en', { mail: caps, page: ALL });
		expect(html).toContain('Who is stuck, and what to do next');
	});
});

describe('the report before pay day', () => {
	it('says what is unpaid, who has no address, and what became of reminders', () => {
		const { text, html, page, isChanged } = build(payDay());
		expect(text).toBe(
			'Active affiliates without a PayPal address: 1 (1 with commission to come). Approved and unpaid: 1,251.50 EUR, older than 90 days: 1,250.50 EUR. Reminded in this run: 1. With an address now: 0.',
		);
		for (const each of [html, page]) {
			expect(readable(each)).toEqual(
				expect.arrayContaining(['Dan Smith', 'dan@mail.com', 'in this run', '1,251.50 EUR']),
			);
			expect(each).toContain('href="mailto:dan@mail.com"');
		}
		expect(isChanged).toBe(true);
		expect(readable(build(payDay(), 'de').page)).toEqual(
			expect.arrayContaining(['keine', 'in diesem Lauf', '1.251,50 EUR']),
		);
	});

	it('does not add currencies up, and counts the rows that it cuts', () => {
		const rows = Array.from({ length: 20 }, () => unpaid);
		const usd = { ...unpaid, currency: 'USD', total: 5 };
		const { html } = build(
			payDay({ unpaid_total: [unpaid, usd], unpaid: rows, unpaid_count: 2_020, reminds: false }),
		);
		expect(readable(html)).toEqual(
			expect.arrayContaining(['All together', 'and 2,008 more', '5.00 USD']),
		);
		expect(html).not.toContain('Reminder');
	});

	it('says so when there is nothing', () => {
		const none = { unpaid: [], unpaid_total: [], without_paypal: [] };
		const counts = { unpaid_count: 0, without_paypal_count: 0, without_paypal_owed_count: 0 };
		const { html, isChanged } = build(payDay({ ...none, ...counts }));
		expect(isChanged).toBe(false);
		expect(readable(html)).toEqual(
			expect.arrayContaining([
				'Every active affiliate has a PayPal address.',
				'Nothing is approved and unpaid.',
			]),
		);
	});
});

describe('the report of changes', () => {
	it('shows what was done, and who has to be looked at with what to do', () => {
		const { text, page, isChanged, nothingDone } = build(summary());
		expect([text, isChanged, nothingDone]).toEqual([summary().text, true, false]);
		expect(readable(page)).toEqual(
			expect.arrayContaining(['Anna Bell', 'It has no link', 'Wait a minute', 'ben@mail.com']),
		);
	});

	it('knows a run that could do nothing, and one that changed nothing', () => {
		const quiet = { tell: false, held: [], held_count: 0, changes: [], changes_count: 0 };
		expect(build(summary({ ...quiet, failed: true }))).toMatchObject({
			isChanged: false,
			nothingDone: true,
		});
	});

	it('says what is done for a person in the language of the report', () => {
		expect(readable(build(summary(), 'de').page)).toEqual(
			expect.arrayContaining(['Was getan wurde', 'Ben', 'hinzufügen']),
		);
	});

	it('refuses what is none of them', () => {
		expect(() => build({ measure: 'weather' })).toThrow('not one that a report can be made of');
	});
});

/** What Coupon: Summarise gives of a run that made one code, took two back, and leaves two to look at. */
const coupons = (more: IDataObject = {}): IDataObject => ({
	measure: 'coupons',
	text: 'Coupon codes: 1200 right.\n• SARAH10, Sarah: No code. Make one.',
	tell: true,
	dry_run: false,
	counts: { right: 1_200, created: 1, taken_back: 2, missing: 1, still_usable: 1, without_code: 0 },
	made: ['ANN10'],
	taken_back: ['GONE10', 'ANN5'],
	would_make: [],
	would_take_back: [],
	differences: [
		{
			reason: 'missing',
			what_happened: 'No code',
			what_to_do: 'Make one',
			email: 'sarah@mail.com',
			name: 'Sarah',
			key: 'a1',
			code: 'SARAH10',
		},
		{ reason: 'unclaimed', what_happened: 'It works', what_to_do: 'Look', code: 'OLD<b>5' },
	],
	differences_count: 2,
	...more,
});

describe('the report of coupon codes', () => {
	it('says how many are right, what was done, and what has to be looked at', () => {
		const { title, text, isChanged, nothingDone, figures, page, html } = build(coupons());
		expect(title).toBe('Northwind: coupon codes');
		expect(text).toBe(coupons().text);
		expect([isChanged, nothingDone]).toEqual([true, false]);
		expect(figures.map(({ name, value }) => `${name} ${value}`)).toEqual([
			'Right 1,200',
			'Made 1',
			'Taken back 2',
			'Missing 1',
			'Still usable 1',
			'To look at 2',
		]);
		for (const each of [page, html]) {
			const texts = readable(each).join('|');
			expect(texts).toContain('No code|Make one|Sarah|sarah@mail.com');
			expect(texts).toContain('SARAH10');
			expect(texts).toContain('It works|Look|OLD‹b›5');
			expect(texts).toContain('ANN10|Made|GONE10|Taken back|ANN5|Taken back');
		}
	});

	it('is a plan in a dry run, in German', () => {
		const { figures, page } = build(
			coupons({
				dry_run: true,
				counts: { right: 1_200, would_make: 600, would_take_back: 0 },
				made: [],
				taken_back: [],
				would_make: ['ANN10'],
				differences: [],
				differences_count: 0,
			}),
			'de',
		);
		expect(figures.map(({ name, value }) => `${name} ${value}`)).toEqual([
			'Richtig 1.200',
			'Würden angelegt 600',
			'Anzusehen 0',
		]);
		expect(readable(page)).toEqual(
			expect.arrayContaining([
				'Northwind: Gutscheincodes',
				'Jeder Code ist, wie er sein soll.',
				'Was getan würde',
				'ANN10',
				'und 599 weitere',
			]),
		);
	});

	it('knows a run with nothing to tell, and one that could compare nothing', () => {
		const none = { made: [], taken_back: [], differences: [], differences_count: 0 };
		const quiet = build(coupons({ ...none, counts: { right: 3 } }));
		expect(quiet).toMatchObject({ isChanged: false, nothingDone: false });
		expect(readable(quiet.page)).toContain('No code was made or taken back.');
		const differences = [{ reason: 'no_affiliates', what_happened: 'None', what_to_do: 'See' }];
		expect(build(coupons({ differences }))).toMatchObject({ isChanged: true, nothingDone: true });
	});
});

describe('what people wrote', () => {
	it('is text, whatever is in it', () => {
		const names = [`<script>alert(1)</script>"'`, "$` $' $&", '{{ $json }}'];
		const { numbers } = measure({ ...programme(names), contacts: [] });
		const { html, page } = build({ ...numbers });
		for (const each of [html, page]) {
			for (const name of names) expect(readable(each)).toContain(name);
			expect(each).not.toContain('{{');
		}
	});

	it.each([
		['anna@mail.com', '<a href="mailto:anna@mail.com">Anna</a>'],
		['an+na@mail.com', '<a href="mailto:an%2Bna@mail.com">Anna</a>'],
		['a"onclick=alert(1)@mail.com', 'Anna'],
		['a@mail.com?bcc=b@mail.com', 'Anna'],
		['javascript:alert(1)', 'Anna'],
		['', 'Anna'],
	])('leads to %s only when it is an address', (email, link) => {
		expect(personLink('Anna', email)).toBe(link);
	});
});

describe('the file', () => {
	it('has the fields of the rows, quoted, for Excel in any language', () => {
		const rows = [
			{ name: 'Ann "A", Bell', total: -1.5, stuck: true, seen: ['contact', 'live'], none: null },
			{ name: 'Zoë\nSmith', total: 2, stuck: false, seen: [], none: null },
		];
		expect(csvOf(rows)).toBe(
			'\uFEFF"name","total","stuck","seen","none"\r\n"Ann ""A"", Bell",-1.5,true,"contact live",""\r\n"Zoë\nSmith",2,false,"",""\r\n',
		);
		expect(csvOf([])).toBe('');
	});

	it.each([
		'=1+1',
		'+1',
		'-1',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		' =1',
		'\u200b=1',
		'＝1',
		'|cmd',
		'%0A',
	])('makes no formula of %j', (name) => {
		expect(csvOf([{ name }]).split('\r\n').slice(1).join('\r\n')).toBe(`"'${name}"\r\n`);
	});
});
