import type { IDataObject } from 'n8n-workflow';
import { subscriberHash } from '../../nodes/Mailchimp/rules/contact';
import { creator, creators, LINK, runUpsert, tags, type UpsertRun } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const upsert = async (run?: UpsertRun) => await runUpsert(hub, run);

const contact = (email: string) => hub.world.mailchimp.member(hub.audienceId, email);

const tagsOf = (email: string) => hub.world.mailchimp.tagsOf(hub.audienceId, email);

const add = (email: string, more: IDataObject = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, { email, ...more });

/** Makes a tag that nobody has. */
const mailchimpTag = (name: string) => {
	add('tagged@creator-mail.com', { tags: [name] });
};

/** How many requests went to each kind of path. */
const requests = () => {
	const counts: Record<string, number> = {};
	for (const { method, path } of hub.world.mailchimp.requests) {
		const kind = path
			.replace(/^\/3\.0\/lists\/\w+/, '')
			.replace(/[0-9a-f]{32}/, ':hash')
			.replace(/\d+$/, ':id');
		counts[`${method} ${kind}`] = (counts[`${method} ${kind}`] ?? 0) + 1;
	}
	return counts;
};

/** The mails that went out, by address. */
const mailsTo = () => {
	const counts = new Map<string, number>();
	for (const { to } of hub.world.outbox.mails) {
		const email = to.toLowerCase();
		counts.set(email, (counts.get(email) ?? 0) + 1);
	}
	return counts;
};

const expectRight = (count: number) => {
	for (let index = 0; index < count; index++) {
		const email = `jo${index}@creator-mail.com`;
		expect(contact(email)).toMatchObject({ merge_fields: { AFFLINK: `${LINK}${index}` } });
		expect(tagsOf(email)).toEqual(['new-affiliate']);
	}
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
		expect(hub.world.mailchimp.maxSimultaneousReached).toBeLessThanOrEqual(8);
	});

	it('tells how far it is after each 500 contacts', async () => {
		const messages: string[] = [];
		await upsert({
			items: creators(1_010),
			options: { startAutomations: 'any' },
			onMessage: (data) => messages.push(JSON.stringify(data)),
		});
		expect(messages).toEqual([
			expect.stringContaining('Node: 500 of 1010 contacts'),
			expect.stringContaining('Node: 1000 of 1010 contacts'),
			expect.stringContaining('Node: 1010 of 1010 contacts'),
		]);
	});

	it('sends the mail with the link of each', async () => {
		await upsert({ items: creators(30) });
		for (const { to, links } of hub.world.outbox.mails) {
			expect(links).toEqual([`${LINK}${/\d+/.exec(to)?.[0]}`]);
		}
		expect(hub.world.outbox.mails).toHaveLength(30);
	});

	it.each([true, false])(
		'tags through the segment when automations do not matter (which starts them: %s)',
		async (segmentStartsJourney) => {
			hub.world.mailchimp.switches.segmentStartsJourney = segmentStartsJourney;
			const run = await upsert({ items: creators(1_200), options: { startAutomations: 'any' } });
			pairedJson(run);
			expect(requests()).toEqual({
				'POST ': 3,
				'GET /tag-search': 1,
				'POST /segments': 1,
				'POST /segments/:id': 3,
			});
			expectRight(1_200);
			expect(hub.world.outbox.mails).toHaveLength(segmentStartsJourney ? 1_200 : 0);
		},
	);

	it('starts no automation when told so', async () => {
		pairedJson(await upsert({ items: creators(30), options: { startAutomations: 'no' } }));
		expectRight(30);
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('starts no automation for few items either', async () => {
		pairedJson(await upsert({ items: creators(2), options: { startAutomations: 'no' } }));
		expectRight(2);
		expect(hub.world.outbox.mails).toEqual([]);
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
		expect(hub.world.mailchimp.requests.at(-1)?.body).toMatchObject({
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
		expect(hub.world.outbox.mails).toHaveLength(27);
	});

	it('holds an item without a link, before anything is sent for it', async () => {
		const items = creators(30, (index) => (index % 10 === 7 ? { link: '' } : {}));
		const output = outputOf(await upsert({ items, node: CONTINUE }), 'Node');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_item, item) => ({ item })),
		);
		expect(output.filter(({ json }) => 'error' in json)).toHaveLength(3);
		expect(contact('jo7@creator-mail.com')).toBeUndefined();
		expect(hub.world.outbox.mails).toHaveLength(27);
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
		const { id } = hub.world.mailchimp.addAudience({ name: 'Second' });
		hub.world.mailchimp.addMergeField(id, { tag: 'AFFLINK', name: 'Link', type: 'url' });
		const items = creators(40, (index) => ({ audience: index % 2 ? id : hub.audienceId }));
		const audience = { __rl: true, mode: 'id', value: '={{ $json.audience }}' };
		const json = pairedJson(await upsert({ items, parameters: { audience } }));
		expect(requests()['POST ']).toBe(2);
		expect(json.map((item) => item.audience_id)).toEqual(items.map((item) => item.audience));
		expect(hub.world.mailchimp.member(id, 'jo1@creator-mail.com')).toBeDefined();
		expect(contact('jo1@creator-mail.com')).toBeUndefined();
	});

	it('with more than 50 tags are compared with all of them', async () => {
		const many = Array.from({ length: 60 }, (_value, index) => `tag-${index}`);
		add('jo2@creator-mail.com', { tags: [...many, 'new-affiliate'] });
		const json = pairedJson(await upsert({ items: creators(30) }));
		expect(json[2]).toMatchObject({ tags_added: [], tags_already_present: ['new-affiliate'] });
		expect(hub.world.outbox.mails).toHaveLength(29);
	});
});

describe('what Mailchimp refuses', () => {
	it('is told exactly, for the contact it concerns', async () => {
		const items = creators(30);
		items[4].email = 'jo4@example.com';
		hub.world.mailchimp
			.audience(hub.audienceId)
			.forgotten.add(subscriberHash('jo9@creator-mail.com'));
		const output = outputOf(await upsert({ items, node: CONTINUE }), 'Node');
		expect(output[4].json.error).toContain('looks fake or invalid');
		expect(output[9].json).toMatchObject({
			error: expect.stringContaining('Forgotten Email Not Subscribed'),
			details: { httpCode: '400' },
		});
		expect(output.filter(({ json }) => 'error' in json)).toHaveLength(2);
		expect(requests()).toMatchObject({ 'POST ': 1, 'PUT /members/:hash': 2 });
	});

	it('of one tag concerns those who were to get it, and nobody else', async () => {
		const items = creators(30, (index) => ({ tag: index < 2 ? 'refused' : 'new-affiliate' }));
		hub.world.faults.failNext({
			service: 'mailchimp',
			method: 'POST',
			path: /\/segments$/,
			fault: '400',
		});
		hub.world.faults.failNext({
			service: 'mailchimp',
			method: 'POST',
			path: /\/members\/.*\/tags$/,
			times: 2,
			fault: '400',
		});
		mailchimpTag('new-affiliate');
		const parameters = { tagsToAdd: tags('={{ $json.tag }}') };
		const run = await upsert({
			items,
			parameters,
			options: { startAutomations: 'any' },
			node: CONTINUE,
		});
		const failed = outputOf(run, 'Node').filter(({ json }) => 'error' in json);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(tagsOf('jo29@creator-mail.com')).toEqual(['new-affiliate']);
	});

	it('is asked for again for the next contacts, when it was only out of reach', async () => {
		hub.world.faults.failNext({
			service: 'mailchimp',
			path: /\/tag-search$/,
			times: 1,
			fault: '403-no-body',
		});
		pairedJson(await upsert({ items: creators(510), options: { startAutomations: 'any' } }));
		expectRight(510);
	});

	it('is no single contact when all are refused, and then not searched for', async () => {
		hub.world.faults.failNext({
			service: 'mailchimp',
			method: 'POST',
			path: `/3.0/lists/${hub.audienceId}`,
			times: 1_000,
			fault: '400',
		});
		const run = await upsert({ items: creators(400), node: CONTINUE });
		expect(outputOf(run, 'Node').filter(({ json }) => 'error' in json).length).toBeGreaterThan(350);
		expect(requests()['POST ']).toBeLessThanOrEqual(40);
	});

	it('stops the node at the first one, when it is not set to continue', async () => {
		const items = creators(30);
		items[4].email = 'jo4@example.com';
		const error = errorOf(await upsert({ items }));
		expect(error).toMatchObject({ context: { itemIndex: 4 } });
		expect(error?.message).toContain('looks fake or invalid');
	});

	it('fails all items when the audience is gone', async () => {
		const output = outputOf(
			await upsert({
				items: creators(30),
				node: CONTINUE,
				parameters: { audience: { __rl: true, mode: 'id', value: 'ffffffffff' } },
			}),
			'Node',
		);
		expect(output.map(({ json }) => (json.details as IDataObject).httpCode)).toEqual(
			Array.from({ length: 30 }, () => '404'),
		);
		expect(requests()).toEqual({ 'POST ': 1 });
	});

	it('of a whole request is found by halves', async () => {
		hub.world.faults.failNext({ service: 'mailchimp', fault: '400', times: 1 });
		const items = creators(40);
		pairedJson(await upsert({ items }));
		expect(requests()).toMatchObject({ 'POST ': 3 });
		expectRight(40);
	});
});

describe('when the service is in trouble', () => {
	it.each(['yes', 'any'])(
		'every contact is right and no mail is doubled (start automations: %s)',
		async (startAutomations) => {
			const links = new Map<string, unknown>();
			hub.world.faults.set('mailchimp', {
				rates: { '429': 0.05, 'reset-before': 0.005, 'reset-after': 0.005, '502-html': 0.01 },
			});
			const run = await upsert({
				items: creators(600),
				options: { startAutomations },
				node: CONTINUE,
			});
			const json = pairedJson(run);
			expect(json.filter((item) => 'error' in item)).toEqual([]);
			expectRight(600);
			for (const { to, links: inMail } of hub.world.outbox.mails) links.set(to, inMail);
			const expected = startAutomations === 'yes' ? 600 : 0;
			expect(hub.world.outbox.mails).toHaveLength(expected);
			for (const [to, inMail] of links) expect(inMail).toEqual([`${LINK}${/\d+/.exec(to)?.[0]}`]);
		},
		90_000,
	);

	it('looks up who has the tag when the answer to a segment got lost', async () => {
		hub.world.faults.failNext({
			service: 'mailchimp',
			method: 'POST',
			path: /\/segments\/\d+$/,
			fault: 'reset-after',
		});
		pairedJson(await upsert({ items: creators(400), options: { startAutomations: 'any' } }));
		expectRight(400);
		expect(requests()['POST /members/:hash/tags']).toBeUndefined();
		expect(hub.world.mailchimp.requests.length).toBeLessThan(10);
	});

	it('takes at most 45 requests for 10,000 contacts when automations do not matter', async () => {
		const items = creators(10_000);
		pairedJson(await upsert({ items, options: { startAutomations: 'any' } }));
		expect(hub.world.mailchimp.requests.length).toBeLessThanOrEqual(45);
		for (const { email, link } of items.filter((_item, index) => index % 97 === 0)) {
			expect(contact(String(email))).toMatchObject({ merge_fields: { AFFLINK: link } });
			expect(tagsOf(String(email))).toEqual(['new-affiliate']);
		}
	}, 180_000);

	it('takes fewer connections when there are few, and still finishes', async () => {
		hub.world.mailchimp.switches.connectionLimit = 2;
		hub.world.faults.set('mailchimp', { latencyMs: 5 });
		pairedJson(await upsert({ items: creators(100) }));
		expectRight(100);
		// Without adapting, three of four tries would be refused.
		expect(hub.world.mailchimp.count429).toBeLessThan(60);
	});
});

describe('the end of a run before its time', () => {
	const reasonsOf = (items: IDataObject[]) =>
		items.map(({ details }) => (details as IDataObject | undefined)?.reason);

	it('keeps "not attempted" apart from done, when it is cancelled between requests', async () => {
		let cancel = () => {};
		hub.world.faults.set('mailchimp', { latencyMs: 20 });
		const running = upsert({
			items: creators(600),
			node: CONTINUE,
			onStart: (stop) => {
				cancel = stop;
			},
		});
		while (hub.world.outbox.mails.length < 50) await new Promise((done) => setTimeout(done, 5));
		cancel();
		await running;
		// Those that were on their way already arrive.
		await new Promise((done) => setTimeout(done, 200));
		const sent = hub.world.mailchimp.requests.length;
		await new Promise((done) => setTimeout(done, 300));
		expect(hub.world.mailchimp.requests).toHaveLength(sent);
		expect(hub.world.outbox.mails.length).toBeLessThan(120);
	});

	it('ends at the time limit, with the rest on the error output as not attempted', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: 400 });
		const output = outputOf(
			await upsert({
				items: creators(600),
				// 6 seconds
				options: { timeLimit: 0.1 },
				node: CONTINUE,
			}),
			'Node',
		).map(({ json }) => json);
		const reasons = reasonsOf(output);
		const done = reasons.filter((reason) => reason === undefined).length;
		expect(done).toBe(hub.world.outbox.mails.length);
		expect(done).toBeGreaterThan(0);
		expect(reasons.filter((reason) => reason === 'not_attempted')).toHaveLength(600 - done);
		expect(output.at(-1)).toMatchObject({ details: { reason: 'not_attempted' } });
		// "Not attempted" is said of a contact only when nothing was sent for it.
		output.forEach((item, index) => {
			const isThere = contact(`jo${index}@creator-mail.com`) !== undefined;
			expect(item.error === 'The item was not attempted').toBe(!isThere);
		});
	});

	it('says of a request that was tried that it failed, also when time ran out', async () => {
		hub.world.faults.set('mailchimp', { rates: { '429': 1 } });
		const [item] = outputOf(
			await upsert({ options: { timeLimit: 0.02 }, node: CONTINUE }),
			'Node',
		).map(({ json }) => json);
		expect(item).toMatchObject({ details: { httpCode: '429' } });
	});
});
