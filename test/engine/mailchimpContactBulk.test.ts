import type { IDataObject } from 'n8n-workflow';
import {
	add,
	contact,
	expectRight,
	requests,
	setTheScene,
	tagsOf,
	theHub,
	upsert,
} from './support/bulk';
import { creator, creators, LINK, tags } from './support/contacts';
import { outputOf } from './support/engine';
import { CONTINUE, pairedJson } from './support/refersion';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

/** The mails that went out, by address. */
const mailsTo = () => {
	const counts = new Map<string, number>();
	for (const { to } of theHub().world.outbox.mails) {
		const email = to.toLowerCase();
		counts.set(email, (counts.get(email) ?? 0) + 1);
	}
	return counts;
};

describe('many contacts at once', () => {
	it('takes one request for each 500 contacts, and one for each tag that starts a journey', async () => {
		const json = pairedJson(await upsert({ items: creators(510) }));
		expect(requests()).toEqual({ 'POST ': 2, 'POST /members/:hash/tags': 510 });
		expect(json.map(({ email_address: email }) => email)).toEqual(
			creators(510).map(({ email }) => email),
		);
		expectRight(510);
		expect([...mailsTo().values()]).toEqual(Array.from({ length: 510 }, () => 1));
		expect(theHub().world.mailchimp.maxSimultaneousReached).toBeLessThanOrEqual(8);
	});

	it('tells how far it is after each 500 contacts', async () => {
		const messages: string[] = [];
		await upsert({
			items: creators(1_010),
			options: { startAutomations: 'any' },
			onMessage: (data) => messages.push(JSON.stringify(data)),
		});
		// Two chunks are under way at the same time, and the one of ten contacts may be done before the second of 500.
		const told = messages.map((message) => /Node: (\d+) of 1010 contacts/.exec(message)?.[1]);
		expect([
			['500', '1000', '1010'],
			['500', '510', '1010'],
		]).toContainEqual(told);
	});

	it('sends the mail with the link of each', async () => {
		await upsert({ items: creators(30) });
		for (const { to, links } of theHub().world.outbox.mails) {
			expect(links).toEqual([`${LINK}${/\d+/.exec(to)?.[0]}`]);
		}
		expect(theHub().world.outbox.mails).toHaveLength(30);
	});

	it.each([true, false])(
		'tags through the segment when automations do not matter (which starts them: %s)',
		async (segmentStartsJourney) => {
			theHub().world.mailchimp.switches.segmentStartsJourney = segmentStartsJourney;
			const run = await upsert({ items: creators(1_200), options: { startAutomations: 'any' } });
			pairedJson(run);
			expect(requests()).toEqual({
				'POST ': 3,
				'GET /tag-search': 1,
				'POST /segments': 1,
				'POST /segments/:id': 3,
			});
			expectRight(1_200);
			expect(theHub().world.outbox.mails).toHaveLength(segmentStartsJourney ? 1_200 : 0);
		},
	);

	it('starts no automation when told so', async () => {
		pairedJson(await upsert({ items: creators(30), options: { startAutomations: 'no' } }));
		expectRight(30);
		expect(theHub().world.outbox.mails).toEqual([]);
	});

	it('starts no automation for few items either', async () => {
		pairedJson(await upsert({ items: creators(2), options: { startAutomations: 'no' } }));
		expectRight(2);
		expect(theHub().world.outbox.mails).toEqual([]);
	});

	it('uses a tag that is there, whatever its case, and leaves out those who have it', async () => {
		for (let index = 0; index < 10; index++) {
			add(`jo${index}@creator-mail.com`, { tags: ['New-Affiliate'] });
		}
		const json = pairedJson(
			await upsert({ items: creators(30), options: { startAutomations: 'any' } }),
		);
		expect(json.map((item) => item.tags_already_present)).toEqual([
			...Array.from({ length: 10 }, () => ['new-affiliate']),
			...Array.from({ length: 20 }, () => []),
		]);
		expect(requests()).toMatchObject({ 'GET /tag-search': 1, 'POST /segments/:id': 1 });
		expect(theHub().world.mailchimp.requests.at(-1)?.body).toMatchObject({
			members_to_add: creators(30)
				.slice(10)
				.map(({ email }) => email),
		});
	});

	it.each(['yes', 'any'])('removes tags (start automations: %s)', async (startAutomations) => {
		for (let index = 0; index < 5; index++) add(`jo${index}@creator-mail.com`, { tags: ['old'] });
		const json = pairedJson(
			await upsert({
				items: creators(30),
				options: { startAutomations },
				parameters: { tagsToRemove: tags('Old') },
			}),
		);
		expectRight(30);
		expect(json.filter((item) => String(item.tags_removed) === 'Old')).toHaveLength(5);
	});

	it('leaves the status of existing contacts alone and holds those who get no mail', async () => {
		add('jo3@creator-mail.com', { status: 'unsubscribed' });
		add('jo4@creator-mail.com', { status: 'archived' });
		add('jo5@creator-mail.com', { status: 'cleaned' });
		const items = outputOf(await upsert({ items: creators(30), node: CONTINUE }), 'Node');
		const reasons = items.map(({ json }) => (json.details as IDataObject | undefined)?.reason);
		expect(reasons.slice(3, 6)).toEqual(['unsubscribed', 'archived', 'cleaned']);
		expect(reasons.filter(Boolean)).toHaveLength(3);
		expect(tagsOf('jo3@creator-mail.com')).toEqual([]);
		expect(contact('jo4@creator-mail.com')).toMatchObject({ status: 'archived' });
		expect(theHub().world.outbox.mails).toHaveLength(27);
	});

	it('holds an item without a link, before anything is sent for it', async () => {
		const items = creators(30, (index) => (index % 10 === 7 ? { link: '' } : {}));
		const output = outputOf(await upsert({ items, node: CONTINUE }), 'Node');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_item, item) => ({ item })),
		);
		expect(output.filter(({ json }) => 'error' in json)).toHaveLength(3);
		expect(contact('jo7@creator-mail.com')).toBeUndefined();
		expect(theHub().world.outbox.mails).toHaveLength(27);
	});
});

describe('a contact that comes more than once', () => {
	it('is written once with the values of the later item, and gets one mail', async () => {
		const items = [...creators(30), creator({ email: 'JO3@creator-mail.com', name: 'Later' })];
		const json = pairedJson(await upsert({ items }));
		expect(contact('jo3@creator-mail.com')).toMatchObject({
			merge_fields: { FNAME: 'Later', AFFLINK: LINK },
		});
		expect(json[3]).toMatchObject({ tags_added: ['new-affiliate'], warnings: [] });
		expect(json[30]).toMatchObject({
			tags_added: [],
			tags_already_present: ['new-affiliate'],
			warnings: [expect.stringContaining('together with item 3')],
		});
		expect(mailsTo().get('jo3@creator-mail.com')).toBe(1);
		expect(requests()).toEqual({ 'POST ': 1, 'POST /members/:hash/tags': 30 });
	});

	it('is written after the earlier one when they are far apart', async () => {
		const items = [...creators(510), creator({ email: 'jo3@creator-mail.com', name: 'Later' })];
		const json = pairedJson(await upsert({ items }));
		expect(contact('jo3@creator-mail.com')).toMatchObject({ merge_fields: { FNAME: 'Later' } });
		expect(json[510]).toMatchObject({ tags_added: [], tags_already_present: ['new-affiliate'] });
		expect(mailsTo().get('jo3@creator-mail.com')).toBe(1);
	});
});

describe('items that ask for different things', () => {
	it('about one contact are written one after the other, each in its way', async () => {
		const items = creators(30);
		items.push(creator({ email: 'jo3@creator-mail.com', link: '', needsLink: '' }));
		const parameters = {
			linkMergeField: "={{ $json.needsLink ?? 'AFFLINK' }}",
			tagsToAdd: tags("={{ $json.needsLink === '' ? 'later' : 'new-affiliate' }}"),
		};
		const json = pairedJson(await upsert({ items, parameters }));
		expect(json[30]).toMatchObject({ tags_added: ['later'], warnings: [] });
		expect(requests()).toMatchObject({ 'POST ': 2 });
		expect(tagsOf('jo3@creator-mail.com').sort()).toEqual(['later', 'new-affiliate']);
	});

	it('go to the audience that each names', async () => {
		const { id } = theHub().world.mailchimp.addAudience({ name: 'Second' });
		theHub().world.mailchimp.addMergeField(id, { tag: 'AFFLINK', name: 'Link', type: 'url' });
		const items = creators(40, (index) => ({ audience: index % 2 ? id : theHub().audienceId }));
		const audience = { __rl: true, mode: 'id', value: '={{ $json.audience }}' };
		const json = pairedJson(await upsert({ items, parameters: { audience } }));
		expect(requests()['POST ']).toBe(2);
		expect(json.map((item) => item.audience_id)).toEqual(items.map((item) => item.audience));
		expect(theHub().world.mailchimp.member(id, 'jo1@creator-mail.com')).toBeDefined();
		expect(contact('jo1@creator-mail.com')).toBeUndefined();
	});

	it('with more than 50 tags are compared with all of them', async () => {
		const many = Array.from({ length: 60 }, (_value, index) => `tag-${index}`);
		add('jo2@creator-mail.com', { tags: [...many, 'new-affiliate'] });
		const json = pairedJson(await upsert({ items: creators(30) }));
		expect(json[2]).toMatchObject({ tags_added: [], tags_already_present: ['new-affiliate'] });
		expect(theHub().world.outbox.mails).toHaveLength(29);
	});
});
