import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { subscriberHash } from '../../nodes/Mailchimp/contact';
import { creator, creators, LINK, runUpsert, tags } from './support/contacts';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { locator, oneNode, resetHub, startHub, type Hub } from './support/hub';
import { addContact, JO, runOnContacts } from './support/mailchimpContact';
import { CONTINUE, ERROR_OUTPUT } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const jo = () => hub.world.mailchimp.member(hub.audienceId, JO);
const mailsToJo = () => hub.world.outbox.mails.filter(({ to }) => to === JO);

/** A link that looks right and that Mailchimp refuses. */
const REFUSED = 'https://shop/c/a3y7';

const good = (more: IDataObject = {}) => creator({ name: 'Good', ...more });
const bad = (link: string) => creator({ name: 'Bad', link });

/** What an outcome says, without what is of no matter here. */
const told = ({ json }: INodeExecutionData) =>
	'error' in json
		? { error: json.error, reason: Object(json.details).reason ?? Object(json.details).httpCode }
		: { tags: json.tags, added: json.tags_added, fields: Object(json.merge_fields).FNAME };

describe('two items for one contact, one of them bad', () => {
	/** What becomes of the two among so many other contacts, and of the contact. */
	const outcomes = async (pair: IDataObject[], others: number) => {
		resetHub(hub);
		const items = [...pair, ...creators(others)];
		const output = outputOf(await runUpsert(hub, { items, node: CONTINUE }), 'Node');
		expect(output).toHaveLength(items.length);
		for (const { json } of output.slice(2)) expect(json).toMatchObject({ warnings: [] });
		const { FNAME, AFFLINK } = Object(Object(jo()).merge_fields);
		return {
			items: output.slice(0, 2).map(told),
			contact: { FNAME, AFFLINK, tags: hub.world.mailchimp.tagsOf(hub.audienceId, JO) },
			mails: mailsToJo().map(({ links }) => links),
		};
	};

	const done = { tags: ['new-affiliate'], fields: 'Good' };
	const contact = { FNAME: 'Good', AFFLINK: LINK, tags: ['new-affiliate'] };

	/** What becomes of them alone, after it was seen to be the same among others. */
	const alike = async (pair: IDataObject[]) => {
		const few = await outcomes(pair, 0);
		// With 20 items they are still written one by one.
		expect(await outcomes(pair, 18)).toEqual(few);
		expect(await outcomes(pair, 20)).toEqual(few);
		return few;
	};

	it('end alike among few and many, one without a link', async () => {
		const failed = { error: expect.any(String), reason: 'empty_link' };
		const later = await alike([good(), bad('')]);
		expect(later).toMatchObject({ items: [done, failed], contact, mails: [[LINK]] });
		const first = await alike([bad(''), good()]);
		expect(first).toMatchObject({ items: [failed, done], contact, mails: [[LINK]] });
	});

	it('end alike among few and many, one refused by Mailchimp', async () => {
		const failed = { error: expect.stringContaining('not a valid URL'), reason: '400' };
		const later = await alike([good(), bad(REFUSED)]);
		expect(later).toMatchObject({ items: [done, failed], contact, mails: [[LINK]] });
		// The earlier value is replaced by the later one before either is sent.
		const first = await alike([bad(REFUSED), good()]);
		expect(first).toMatchObject({ items: [done, done], contact, mails: [[LINK]] });
	});

	it('end alike where both are good', async () => {
		const pair = [good(), good({ name: 'Later' })];
		const few = await outcomes(pair, 0);
		expect(few).toMatchObject({ contact: { FNAME: 'Later' }, mails: [[LINK]] });
		expect(await outcomes(pair, 20)).toEqual(few);
	});
});

describe('the error of the node is the first real one', () => {
	it.each([5, 25])('of %i contacts of which one has no link', async (count) => {
		const items = creators(count, (index) => (index === 3 ? { link: '' } : {}));
		expect(errorOf(await runUpsert(hub, { items }))).toMatchObject({
			type: 'empty_link',
			context: { itemIndex: 3 },
		});
	});

	it('where an item before it still waits for its turn', async () => {
		addContact(hub);
		const slow = {
			service: 'mailchimp',
			method: 'GET',
			path: new RegExp(subscriberHash(JO)),
		} as const;
		hub.world.faults.failNext({ ...slow, fault: 'stall', stallMs: 400 });
		const items = [JO, JO, 'nobody@creator-mail.com'].map((email) => ({ email }));
		const parameters = { resource: 'tag', operation: 'add', tags: tags('vip'), options: {} };
		const error = errorOf(await runOnContacts(hub, parameters, items));
		expect(error?.message).toContain('no contact with the address nobody@creator-mail.com');
		expect(error).toMatchObject({ context: { itemIndex: 2 } });
	});

	it('or the one of the time limit, when there is no other', async () => {
		const options = { timeLimit: 0.000_01 };
		const error = errorOf(await runUpsert(hub, { items: creators(25), options }));
		expect(error).toMatchObject({ type: 'not_attempted' });
	});
});

describe('Contact: Look Up', () => {
	const PARAMETERS: INodeParameters = {
		resource: 'contact',
		operation: 'lookUp',
		outputField: 'contact',
	};
	const lookUp = async (items: IDataObject[], node: Partial<INode> = {}) =>
		await runOnContacts(hub, PARAMETERS, items, node);
	const emails = (count: number) => creators(count).map(({ email }) => ({ email }));

	it('one contact that fails is its own error', async () => {
		for (const { email } of emails(20)) addContact(hub, { email: String(email) });
		const path = new RegExp(subscriberHash('jo7@creator-mail.com'));
		hub.world.faults.failNext({ service: 'mailchimp', method: 'GET', path, fault: '400' });
		const run = await lookUp(emails(20), ERROR_OUTPUT);
		expect(outputOf(run, 'Node', 1).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 7 }]);
		const done = outputOf(run, 'Node', 0);
		expect(done).toHaveLength(19);
		for (const { json } of done) {
			expect(json.contact).toMatchObject({ email_address: json.email });
		}
	});

	it('it is the error of the node where that does not go on', async () => {
		for (const { email } of emails(3)) addContact(hub, { email: String(email) });
		const path = new RegExp(subscriberHash('jo1@creator-mail.com'));
		hub.world.faults.failNext({ service: 'mailchimp', method: 'GET', path, fault: '400' });
		expect(errorOf(await lookUp(emails(3)))).toMatchObject({
			httpCode: '400',
			context: { itemIndex: 1 },
		});
	});

	it('its tags beyond the 50 that Mailchimp shows are its own too', async () => {
		const many = Array.from({ length: 60 }, (_value, index) => `tag-${index}`);
		addContact(hub, { email: 'jo0@creator-mail.com', tags: many });
		addContact(hub, { email: 'jo1@creator-mail.com', tags: many });
		const path = new RegExp(`${subscriberHash('jo0@creator-mail.com')}/tags$`);
		hub.world.faults.failNext({ service: 'mailchimp', method: 'GET', path, fault: '400' });
		const output = outputOf(await lookUp(emails(2), CONTINUE), 'Node');
		expect(output[0].json).toMatchObject({ details: { httpCode: '400' } });
		expect(Object(output[1].json.contact).tags).toHaveLength(60);
	});

	it.each([1, 25])(
		'items with one address get an object each (%i other contacts)',
		async (count) => {
			addContact(hub);
			const items = [{ email: JO }, { email: JO.toUpperCase() }, ...emails(count)];
			const [first, second] = outputOf(await lookUp(items), 'Node').map(({ json }) => json.contact);
			expect(first).toMatchObject({ email_address: JO });
			expect(second).toEqual(first);
			expect(second).not.toBe(first);
			expect(Object(second).merge_fields).not.toBe(Object(first).merge_fields);
		},
	);

	it('binary data stays with its item', async () => {
		addContact(hub);
		const binary = (text: string) => ({
			file: { data: Buffer.from(text).toString('base64'), mimeType: 'text/plain' },
		});
		const start = [
			{ json: { email: JO }, binary: binary('one') },
			{ json: { email: 'no address' }, binary: binary('two') },
			{ json: { email: 'nobody@creator-mail.com' }, binary: binary('three') },
		];
		const parameters = {
			authentication: 'apiKey',
			audience: locator('id', hub.audienceId),
			email: '={{ $json.email }}',
			...PARAMETERS,
		};
		const run = await runWorkflow(hub.engine, oneNode('mailchimpAudience', parameters, CONTINUE), {
			start: 'Start',
			pinData: { Start: start },
			credentials: hub.credentials,
		});
		const output = outputOf(run, 'Node');
		expect(output[0]).toMatchObject({ json: { contact: {} }, binary: binary('one') });
		expect(output[2]).toMatchObject({ json: { contact: null }, binary: binary('three') });
	});
});

it('the contacts of many items are as they would be of few', async () => {
	const [few, many] = [5, 25].map((count) => creators(count));
	await runUpsert(hub, { items: few });
	const shown = () => {
		const {
			merge_fields: fields,
			status,
			tags: names,
		} = Object(hub.world.mailchimp.member(hub.audienceId, 'jo3@creator-mail.com'));
		return { fields, status, names: names.map((tag: unknown) => Object(tag).name) };
	};
	const before = shown();
	resetHub(hub);
	await runUpsert(hub, { items: many });
	expect(shown()).toEqual(before);
});
