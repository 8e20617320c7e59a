import type { IDataObject } from 'n8n-workflow';
import { subscriberHash } from '../../nodes/Mailchimp/contact';
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
import { creators, LINK, tags } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { CONTINUE, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);
skipWaits();

/** Makes a tag that nobody has. */
const mailchimpTag = (name: string) => {
	add('tagged@creator-mail.com', { tags: [name] });
};

describe('what Mailchimp refuses', () => {
	it('is told exactly, for the contact it concerns', async () => {
		const items = creators(30);
		items[4].email = 'jo4@example.com';
		theHub()
			.world.mailchimp.audience(theHub().audienceId)
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
		theHub().world.faults.failNext({
			service: 'mailchimp',
			method: 'POST',
			path: /\/segments$/,
			fault: '400',
		});
		theHub().world.faults.failNext({
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
		theHub().world.faults.failNext({
			service: 'mailchimp',
			path: /\/tag-search$/,
			times: 1,
			fault: '403-no-body',
		});
		pairedJson(await upsert({ items: creators(510), options: { startAutomations: 'any' } }));
		expectRight(510);
	});

	it('is no single contact when all are refused, and then not searched for', async () => {
		theHub().world.faults.failNext({
			service: 'mailchimp',
			method: 'POST',
			path: `/3.0/lists/${theHub().audienceId}`,
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
		theHub().world.faults.failNext({ service: 'mailchimp', fault: '400', times: 1 });
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
			theHub().world.faults.set('mailchimp', {
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
			for (const { to, links: inMail } of theHub().world.outbox.mails) links.set(to, inMail);
			const expected = startAutomations === 'yes' ? 600 : 0;
			expect(theHub().world.outbox.mails).toHaveLength(expected);
			for (const [to, inMail] of links) expect(inMail).toEqual([`${LINK}${/\d+/.exec(to)?.[0]}`]);
		},
		90_000,
	);

	it('looks up who has the tag when the answer to a segment got lost', async () => {
		theHub().world.faults.failNext({
			service: 'mailchimp',
			method: 'POST',
			path: /\/segments\/\d+$/,
			fault: 'reset-after',
		});
		pairedJson(await upsert({ items: creators(400), options: { startAutomations: 'any' } }));
		expectRight(400);
		expect(requests()['POST /members/:hash/tags']).toBeUndefined();
		expect(theHub().world.mailchimp.requests.length).toBeLessThan(10);
	});

	it('takes at most 45 requests for 10,000 contacts when automations do not matter', async () => {
		const items = creators(10_000);
		pairedJson(await upsert({ items, options: { startAutomations: 'any' } }));
		expect(theHub().world.mailchimp.requests.length).toBeLessThanOrEqual(45);
		for (const { email, link } of items.filter((_item, index) => index % 97 === 0)) {
			expect(contact(String(email))).toMatchObject({ merge_fields: { AFFLINK: link } });
			expect(tagsOf(String(email))).toEqual(['new-affiliate']);
		}
	}, 180_000);

	it('takes fewer connections when there are few, and still finishes', async () => {
		theHub().world.mailchimp.switches.connectionLimit = 2;
		theHub().world.faults.set('mailchimp', { latencyMs: 5 });
		pairedJson(await upsert({ items: creators(100) }));
		expectRight(100);
		// Without adapting, three of four tries would be refused.
		expect(theHub().world.mailchimp.count429).toBeLessThan(60);
	});
});

describe('the end of a run before its time', () => {
	const reasonsOf = (items: IDataObject[]) =>
		items.map(({ details }) => (details as IDataObject | undefined)?.reason);

	it('keeps "not attempted" apart from done, when it is cancelled between requests', async () => {
		let cancel = () => {};
		theHub().world.faults.set('mailchimp', { latencyMs: 20 });
		const running = upsert({
			items: creators(600),
			node: CONTINUE,
			onStart: (stop) => {
				cancel = stop;
			},
		});
		while (theHub().world.outbox.mails.length < 50)
			await new Promise((done) => setTimeout(done, 5));
		cancel();
		await running;
		// Those that were on their way already arrive.
		await new Promise((done) => setTimeout(done, 200));
		const sent = theHub().world.mailchimp.requests.length;
		await new Promise((done) => setTimeout(done, 300));
		expect(theHub().world.mailchimp.requests).toHaveLength(sent);
		expect(theHub().world.outbox.mails.length).toBeLessThan(120);
	});

	it('ends at the time limit, with the rest on the error output as not attempted', async () => {
		theHub().world.faults.set('mailchimp', { latencyMs: 400 });
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
		expect(done).toBe(theHub().world.outbox.mails.length);
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
		theHub().world.faults.set('mailchimp', { rates: { '429': 1 } });
		const [item] = outputOf(
			await upsert({ options: { timeLimit: 0.02 }, node: CONTINUE }),
			'Node',
		).map(({ json }) => json);
		expect(item).toMatchObject({ details: { httpCode: '429' } });
	});
});
