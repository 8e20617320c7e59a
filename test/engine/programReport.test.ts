import { resetHub, startHub, type Hub } from './support/hub';
import {
	addLinkFields,
	AT_ONCE,
	addProgramme,
	countsOf,
	dayOf,
	daysAgo,
	report,
	stuckBefore,
	toldTo,
	writes,
	type Creator,
} from './support/programReport';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addLinkFields(hub);
});
// Whatever a test did: nothing is written anywhere.
afterEach(() => {
	expect(writes(hub)).toEqual([]);
});
afterAll(async () => await hub.close());

const programme = (creators: Array<Omit<Creator, 'email'> & { name: string }>) => {
	addProgramme(
		hub,
		creators.map(({ name, ...more }) => ({
			firstName: name,
			email: `${name}@creator-mail.com`,
			...more,
		})),
	);
};
const mail = (name: string) => `${name}@creator-mail.com`;

const opened = { opened: true };
const clicked = { ...opened, clicked: true };
const live = { ...clicked, link: 'live', linkDays: 60 };

describe('template: program report', () => {
	it('counts each step and names who is stuck there, since when, with what to do', async () => {
		programme([
			{ name: 'gone', contact: false },
			{ name: 'asked', contact: { status: 'pending' } },
			{ name: 'left', contact: { status: 'unsubscribed' } },
			{ name: 'bounced', contact: { status: 'cleaned' } },
			{ name: 'customer', contact: { status: 'transactional' } },
			{ name: 'archived', contact: { status: 'archived' } },
			{ name: 'untagged', contact: { tags: [] } },
			{ name: 'linkless', affLink: '' },
			{ name: 'mistaken', affLink: 'https://shop.refersion.com/c/zzzz' },
			{ name: 'silent' },
			{ name: 'reader', ...opened },
			{ name: 'clicker', ...clicked },
			{ name: 'missing', ...clicked, link: 'not_found', linkDays: 20 },
			{ name: 'other', ...clicked, link: 'wrong_code' },
			{ name: 'blocked', ...clicked, link: 'unverifiable' },
			{ name: 'ready', ...live },
			{ name: 'denied', ...live, sale: 'DENIED' },
			{ name: 'unqualified', ...live, sale: 'UNQUALIFIED' },
			{ name: 'seller', ...live, sale: 'PENDING' },
			{ name: 'earner', ...live, sale: 'APPROVED', saleDays: 70 },
			{ name: 'paid', ...live, sale: 'PAID' },
		]);
		const result = await report(hub, { measure: AT_ONCE });
		const { numbers, text } = result;
		expect(countsOf(result)).toEqual([21, 12, 11, 10, 6, 3, 1]);
		expect(numbers.steps.map(({ seen }) => seen)).toEqual([21, 12, 11, 10, 6, 3, 1]);
		expect(numbers.steps[4]).toMatchObject({ share_of_step_before: 0.6, share_of_approved: 0.286 });
		expect(numbers.stuck.map(({ count }) => count)).toEqual([9, 1, 1, 4, 3, 2]);
		for (const [words, ...names] of [
			['Execute Keep creators in step: it adds them', 'archived', 'gone'],
			['Has not confirmed the sign-up', 'asked'],
			['Has unsubscribed', 'left'],
			['Mails to this address bounced', 'bounced'],
			['without having signed up', 'customer'],
			['no welcome tag', 'untagged'],
			['has no tracking link', 'linkless'],
			['another creator’s tracking link', 'mistaken'],
			['from your own mailbox', 'silent'],
			['Opened a mail, clicked nothing', 'reader'],
			['Has not said that the link is on their page', 'clicker'],
			['The link was not on their page', 'missing'],
			['Their page has a link with another code', 'other'],
			['Look at the page yourself', 'blocked'],
			['Suggest one post', 'denied', 'ready', 'unqualified'],
			['Approve or deny it in Refersion', 'seller'],
			['Pay it in Refersion', 'earner'],
		])
			expect({ words, told: toldTo(numbers, words) }).toEqual({ words, told: names.map(mail) });
		const sinceOf = (key: string) => stuckBefore(result, key).lists[0]?.people[0]?.since;
		expect(sinceOf('opened')).toBe(dayOf(daysAgo(100)));
		expect(stuckBefore(result, 'live').lists).toContainEqual(
			expect.objectContaining({
				people: [expect.objectContaining({ email: mail('missing'), since: dayOf(daysAgo(20)) })],
			}),
		);
		expect(stuckBefore(result, 'paid').lists).toContainEqual(
			expect.objectContaining({
				people: [{ name: 'earner Smith', email: mail('earner'), since: dayOf(daysAgo(70)) }],
			}),
		);
		expect(text).toBe(
			'Approved: 21, Contact: 12, Opened: 11, Clicked: 10, Link live: 6, First sale: 3, Paid: 1. Stuck: 20.',
		);
		expect(numbers.sales).toEqual([
			{ currency: 'USD', sales: 3, order_total: 177, commission: 17.7, commission_paid: 5.9 },
		]);
	});

	it('counts who has reached a step as having passed the ones before', async () => {
		programme([
			{ name: 'quiet', sale: 'APPROVED' },
			{ name: 'left', contact: { status: 'unsubscribed' }, sale: 'PENDING' },
			{ name: 'gone', contact: false, sale: 'PAID' },
		]);
		const result = await report(hub);
		expect(countsOf(result)).toEqual([3, 3, 3, 3, 3, 3, 1]);
		expect(result.numbers.steps.map(({ seen }) => seen)).toEqual([3, 1, 0, 0, 0, 3, 1]);
		expect(toldTo(result.numbers, 'Also: Has unsubscribed.')).toEqual([mail('left')]);
		expect(result.page).toContain('3 of them known from a later step');
	});

	it('tells a link that was seen from the word of the creator', async () => {
		programme([
			{ name: 'seen', link: 'live' },
			{ name: 'said', link: 'self_reported', contact: { tags: ['New-Affiliate', 'Link-Live'] } },
			{ name: 'unchecked', link: 'self_reported' },
		]);
		const result = await report(hub, { measure: AT_ONCE });
		expect(countsOf(result)).toEqual([3, 3, 2, 2, 2, 0, 0]);
		expect(result.numbers.links).toEqual({ seen: 1, said: 1 });
		expect(result.page).toContain('1 by the creator’s word');
		// The tag says more than the word, which is stored before the check.
		expect(toldTo(result.numbers, 'mailbox')).toEqual([mail('unchecked')]);
	});

	it('leaves out who is not approved, and takes no contact for somebody else’s', async () => {
		const { refersion, mailchimp } = hub.world;
		for (const status of ['PENDING', 'DENIED', 'DISABLED'] as const)
			refersion.addAffiliate({ email: `${status}@creator-mail.com`, status });
		mailchimp.addMember(hub.audienceId, { email: 'customer@creator-mail.com' });
		programme([{ name: 'jo' }]);
		expect(countsOf(await report(hub))).toEqual([1, 1, 0, 0, 0, 0, 0]);
	});

	it('gives each its time before it counts as stuck', async () => {
		programme([
			{ name: 'new', joined: 4 },
			{ name: 'old', joined: 10 },
			{ name: 'reader', ...opened, joined: 10 },
		]);
		const result = await report(hub);
		expect(stuckBefore(result, 'opened')).toMatchObject({ count: 1, on_the_way: 1 });
		expect(stuckBefore(result, 'clicked')).toMatchObject({ count: 0, on_the_way: 1 });
		expect(toldTo(result.numbers, 'No mail opened')).toEqual([mail('old')]);
		const [, contact, openedStep] = result.numbers.steps;
		expect(contact?.last_7_days).toBe(1);
		expect(openedStep?.last_7_days).toBeNull();
	});

	it('counts by offer, with the names that Refersion or the settings have', async () => {
		hub.world.refersion.addOffer({
			id: 1235,
			name: 'Gold',
			type: 'FLAT_RATE',
			commission: '5.00',
		});
		programme([
			{ name: 'a', offerId: 1235, ...opened },
			{ name: 'b', offerId: 1235 },
			{ name: 'c', offerId: 1234, ...live, sale: 'PAID' },
			{ name: 'd', offerId: 77, contact: false },
		]);
		const { numbers } = await report(hub, {
			measure: { options: { offerNames: { row: [{ offerId: '77', name: 'Friends' }] } } },
		});
		expect(numbers.by_offer).toEqual([
			expect.objectContaining({ offer: 'Gold', approved: 2, contact: 2, opened: 1, paid: 0 }),
			expect.objectContaining({ offer: 'Standard Affiliate Commission', approved: 1, paid: 1 }),
			expect.objectContaining({ offer: 'Friends', approved: 1, contact: 0 }),
		]);
		const few = await report(hub, { measure: { options: { offersShown: 1 } } });
		expect(few.numbers.by_offer).toEqual([
			expect.objectContaining({ offer: 'Gold', approved: 2 }),
			expect.objectContaining({ offer: '2 more offers', approved: 2 }),
		]);
	});

	it('counts by month of joining, and says when that is not known', async () => {
		programme([
			{ name: 'a', joined: 5, ...opened },
			{ name: 'b', joined: 70 },
			{ name: 'c', joined: 70, ...clicked },
			{ name: 'd', contact: false },
		]);
		const { numbers } = await report(hub);
		const rows = numbers.by_month.filter(({ approved }) => approved > 0);
		expect(numbers.by_month[0]).toMatchObject({ month: dayOf(daysAgo(70)).slice(0, 7) });
		expect(rows).toEqual([
			expect.objectContaining({ approved: 2, contact: 2, opened: 1, clicked: 1 }),
			expect.objectContaining({ month: dayOf(daysAgo(5)).slice(0, 7), approved: 1, opened: 1 }),
			expect.objectContaining({ month: 'not known', approved: 1, contact: 0 }),
		]);
		const short = await report(hub, { measure: { options: { monthsShown: 1 } } });
		expect(short.numbers.by_month[0]).toMatchObject({ month: 'earlier' });
		const sum = short.numbers.by_month.reduce((all, { approved }) => all + approved, 0);
		expect(sum).toBe(4);
	});

	it('reads only the sales since the day in the settings', async () => {
		programme([
			{ name: 'old', ...live, sale: 'PAID', saleDays: 90 },
			{ name: 'new', ...live, sale: 'APPROVED', saleDays: 20 },
		]);
		const result = await report(hub, { settings: { salesSince: dayOf(daysAgo(50)) } });
		expect(countsOf(result)).toEqual([2, 2, 2, 2, 2, 1, 0]);
	});

	it('is one item for an empty programme', async () => {
		const result = await report(hub);
		expect(countsOf(result)).toEqual([0, 0, 0, 0, 0, 0, 0]);
		expect(result.text).toContain('Approved: 0');
		for (const html of [result.html, result.page]) {
			expect(html).toContain('Nobody is stuck.');
		}
	});
});
