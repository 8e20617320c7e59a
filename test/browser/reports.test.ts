import type { IDataObject } from 'n8n-workflow';
import type { Browser } from 'playwright-core';
import { mailOf } from '../../nodes/CreatorProgram/report/mail/mail';
import { modelOf } from '../../nodes/CreatorProgram/report/modelOf';
import { pageOf } from '../../nodes/CreatorProgram/report/page/page';
import { wordsOf, type Language } from '../../nodes/CreatorProgram/words';
import { formatOf, LOCALES } from '../../nodes/CreatorProgram/words/numbers';
import { problemsOn } from '../../scripts/emails/look';
import { affiliate, contact, conversion, measure } from '../unit/creatorProgram/funnelSupport';
import { describeWithBrowser, launch } from './support/browser';
import { violations } from './support/good';

/** A name without a place to break. */
const LONG = 'Maximiliane-Alexandra'.repeat(4);

function funnel(language: Language): IDataObject {
	const affiliates = Array.from({ length: 40 }, (_, index) =>
		affiliate(`c${index}`, `creator${index}@mail.com`, {
			first_name: index === 0 ? LONG : `Jo ${index}`,
			offer_id: String(index % 3),
		}),
	);
	const contacts = affiliates.slice(5).map(({ code, email }, index) =>
		contact(String(code), String(email), {
			stats: { avg_open_rate: index % 2, avg_click_rate: index % 3 },
			timestamp_opt: `2026-0${1 + (index % 3)}-02T09:00:00Z`,
		}),
	);
	const conversions = [conversion('c9', '2026-02-01T09:00:00Z')];
	const set = { words: wordsOf(language).funnel };
	return { ...measure({ affiliates, contacts, conversions, set }).numbers };
}

const unpaid = {
	affiliate_id: '3',
	code: 'c3',
	name: LONG,
	email: `${'dan'.repeat(20)}@mail.com`,
	currency: 'EUR',
	conversions: 2,
	days_0_30: 1,
	days_31_60: 0,
	days_61_90: 0,
	days_over_90: 1_250_000.5,
	total: 1_250_001.5,
};
const payDay: IDataObject = {
	measure: 'payday',
	unpaid_total: [unpaid, { ...unpaid, currency: 'USD' }],
	unpaid_count: 700,
	unpaid: [unpaid, unpaid],
	without_paypal_count: 1,
	without_paypal_owed_count: 1,
	without_paypal: [
		{
			...unpaid,
			paypal: 'not an address',
			unpaid: [{ total: 1_250_001.5, currency: 'EUR' }],
			reminder: 'no_contact',
		},
	],
	paypal_not_known_count: 2,
	reminds: true,
	reminded_count: 0,
	cleared_count: 3,
};

const person = { email: 'anna@mail.com', name: LONG, key: 'a1' };
const changes: IDataObject = {
	text: 'Added 1.\n1 needs a look.',
	tell: true,
	failed: false,
	counts: { added: 1, right: 9 },
	held: [{ reason: 'no_link', what_happened: 'No link', what_to_do: 'Wait', ...person }],
	changes: [{ verdict: 'add', reason: '', ...person }],
};

const ALL = { people: 12, lists: Infinity, rows: 100, columns: 12 };

/** A page and a mail of the numbers. */
function build(numbers: IDataObject, language: Language): Record<'page' | 'mail', string> {
	const format = formatOf(LOCALES[language]);
	const context = { brand: 'Northwind Goods', words: wordsOf(language), format };
	const model = modelOf(numbers, context);
	const head = { language, when: format.now(new Date(0), 'UTC') };
	return { page: pageOf(model, ALL, head, context), mail: mailOf(model, ALL, head, context) };
}

const REPORTS: Array<[string, Language, IDataObject]> = [
	['the funnel', 'en', funnel('en')],
	['the funnel', 'de', funnel('de')],
	['pay day', 'en', payDay],
	['pay day', 'de', payDay],
	['changes', 'en', changes],
];

describeWithBrowser('reports as people see them', () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launch();
	});
	afterAll(async () => await browser.close());

	it.each(REPORTS)(
		'%s (%s) can be read on a desktop and a phone, light and dark',
		async (_what, language, numbers) => {
			for (const [kind, html] of Object.entries(build(numbers, language))) {
				for (const width of [1200, 390]) {
					for (const colorScheme of ['light', 'dark'] as const) {
						const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
						const loads: string[] = [];
						await page.route('**/*', async (route) => {
							loads.push(route.request().url());
							await route.abort();
						});
						await page.setContent(html, { waitUntil: 'load' });
						await page.evaluate(
							"document.querySelectorAll('details').forEach((each) => (each.open = true))",
						);
						const where = { kind, width, colorScheme };
						const problems = [...(await problemsOn(page)), ...(await violations(page)), ...loads];
						expect({ ...where, problems }).toEqual({ ...where, problems: [] });
						await page.close();
					}
				}
			}
		},
	);
});
