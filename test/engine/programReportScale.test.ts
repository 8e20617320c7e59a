import { resetHub, startHub, type Hub } from './support/hub';
import {
	addLinkFields,
	addProgramme,
	countsOf,
	report,
	stuckBefore,
	writes,
	type Creator,
} from './support/programReport';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
	resetHub(hub);
	addLinkFields(hub);
});
afterAll(async () => {
	await hub.close();
});

/** Every second opens, every fourth clicks, and so on. */
const creatorOf = (index: number): Creator => ({
	email: `jo${index}@creator-mail.com`,
	joined: 60 + (index % 300),
	opened: index % 2 === 0,
	clicked: index % 4 === 0,
	...(index % 8 === 0 && { link: 'live', linkDays: 50 }),
	...(index % 16 === 0 && { sale: index % 32 === 0 ? 'PAID' : 'APPROVED' }),
	// More sales than one request gives, and contacts that are not there.
	...(index % 100 === 99 && { contact: false }),
});

it('reads 10,000 creators in 116 requests, and fits into a mail', async () => {
	const { refersion, mailchimp } = hub.world;
	addProgramme(
		hub,
		Array.from({ length: 10_000 }, (_, index) => creatorOf(index)),
	);
	const started = Date.now();
	const result = await report(hub);
	const seconds = (Date.now() - started) / 1000;
	expect(countsOf(result)).toEqual([10_000, 9_900, 5_000, 2_500, 1_250, 625, 313]);
	expect(stuckBefore(result, 'contact')).toMatchObject({
		count: 100,
		lists: [{ count: 100, people: { length: 12 } }],
	});
	expect(result.html).toContain('and 97 more');
	expect(result.page).toContain('and 88 more');
	// Gmail shows the first 102 kB of a mail.
	expect(Buffer.byteLength(result.html)).toBeLessThan(90_000);
	// 100 pages of affiliates, 1 of offers, 1 + 4 of sales, and 10 of contacts.
	expect(refersion.requests).toHaveLength(106);
	expect(mailchimp.requests).toHaveLength(10);
	expect(writes(hub)).toEqual([]);
	expect(seconds).toBeLessThan(60);
}, 240_000);
