import type { IDataObject } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';

const TRIGGER = 'Refersion Trigger';
const CONTACT = 'Create or update contact and tag';
const HELD = 'Held: needs a look';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

/** Runs the template on events as the trigger gives them out. */
const onboard = async (...items: IDataObject[]) =>
	await runWorkflow(hub.engine, template('onboard-approved-affiliates', hub.audienceId), {
		start: TRIGGER,
		items: items.map((item) => ({ event: 'affiliateApproved', topic: 'NEW_AFFILIATE', ...item })),
		credentials: hub.credentials,
	});

const addAffiliate = (email = 'bill@creator-mail.com') =>
	hub.world.refersion.addAffiliate({ first_name: 'Bill', email, status: 'ACTIVE' });

describe('template: onboard approved affiliates', () => {
	it('makes a contact with the link, tags it, and one mail leaves with the link', async () => {
		const bill = addAffiliate();
		const run = await onboard({ id: bill.id, email: bill.email });
		expect(errorOf(run)).toBeUndefined();
		expect(hub.world.mailchimp.member(hub.audienceId, bill.email)).toMatchObject({
			status: 'subscribed',
			merge_fields: { FNAME: 'Bill', AFFLINK: hub.world.refersion.linkOf(bill.id) },
		});
		expect(hub.world.outbox.mails).toMatchObject([
			{ to: bill.email, links: [hub.world.refersion.linkOf(bill.id)] },
		]);
		expect(hub.world.refersion.requests).toHaveLength(1);
		expect(hub.world.mailchimp.requests.map(({ method }) => method)).toEqual(['PUT', 'POST']);
	});

	it('leaves the confirmation to the person when the status follows a double opt-in audience', async () => {
		const file = template('onboard-approved-affiliates', hub.audienceId);
		hub.world.mailchimp.audience(hub.audienceId).doubleOptin = true;
		const node = file.nodes.find(({ name }) => name === CONTACT);
		if (node) node.parameters.options = { newContactStatus: 'audience' };
		const bill = addAffiliate();
		await runWorkflow(hub.engine, file, {
			start: TRIGGER,
			items: [{ id: bill.id, email: bill.email }],
			credentials: hub.credentials,
		});
		expect(hub.world.mailchimp.member(hub.audienceId, bill.email)).toMatchObject({
			status: 'pending',
		});
		expect(hub.world.outbox.mails).toEqual([]);
		hub.world.mailchimp.confirm(hub.audienceId, bill.email);
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('sends nobody a second mail, however often the event comes', async () => {
		const bill = addAffiliate();
		for (let time = 0; time < 10; time++) await onboard({ id: bill.id, email: bill.email });
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('takes affiliate-inactive off somebody who is approved again', async () => {
		const bill = addAffiliate();
		const { mailchimp } = hub.world;
		mailchimp.addMember(hub.audienceId, { email: bill.email, tags: ['affiliate-inactive'] });
		await onboard({ id: bill.id, email: bill.email });
		expect(mailchimp.tagsOf(hub.audienceId, bill.email)).toEqual(['new-affiliate']);
		expect(mailchimp.requests.map(({ method }) => method)).toEqual(['PUT', 'POST']);
	});

	it('stops for somebody who is no longer active', async () => {
		const bill = addAffiliate();
		hub.world.refersion.setStatus(bill.id, 'DISABLED');
		const run = await onboard({ id: bill.id, email: bill.email });
		expect(errorOf(run)).toBeUndefined();
		expect(outputOf(run, 'Still active?', 1)).toHaveLength(1);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('shows who is held, why and what to do, and fails so that it is seen', async () => {
		const bill = addAffiliate();
		hub.world.mailchimp.addMember(hub.audienceId, { email: bill.email, status: 'unsubscribed' });
		const run = await onboard({ id: bill.id, email: bill.email });
		expect(outputOf(run, CONTACT, 0)).toEqual([]);
		expect(outputOf(run, HELD)[0].json).toMatchObject({
			affiliate_id: bill.id,
			email: bill.email,
			what_happened: expect.stringContaining('The contact has unsubscribed'),
			what_to_do: expect.stringContaining('No tag was added'),
			reason: 'unsubscribed',
		});
		expect(errorOf(run)?.message).toContain('Held: The contact has unsubscribed');
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('holds an affiliate whom Refersion does not know', async () => {
		const run = await onboard({ id: 99, email: 'nobody@creator-mail.com' });
		expect(outputOf(run, HELD)[0].json).toMatchObject({
			affiliate_id: 99,
			email: 'nobody@creator-mail.com',
			what_happened: 'Affiliate not found.',
		});
	});

	it('collects everybody who is held in one run, at whichever step', async () => {
		const good = addAffiliate();
		const gone = addAffiliate('gone@creator-mail.com');
		hub.world.mailchimp.addMember(hub.audienceId, { email: gone.email, status: 'unsubscribed' });
		const run = await onboard(
			{ id: 99, email: 'nobody@creator-mail.com' },
			{ id: gone.id, email: gone.email },
			{ id: good.id, email: good.email },
		);
		expect(outputOf(run, HELD).map(({ json }) => [json.affiliate_id, json.email])).toEqual([
			[99, 'nobody@creator-mail.com'],
			[gone.id, gone.email],
		]);
		expect(errorOf(run)?.message).toContain('And 1 more');
		expect(hub.world.outbox.mails.map(({ to }) => to)).toEqual([good.email]);
	});

	it('works at once with the pinned sample', async () => {
		const file = template('onboard-approved-affiliates', hub.audienceId);
		const run = await runWorkflow(hub.engine, file, {
			start: TRIGGER,
			credentials: hub.credentials,
			pinData: file.pinData,
		});
		expect(errorOf(run)).toBeUndefined();
		expect(hub.world.outbox.mails).toHaveLength(1);
		expect(hub.world.refersion.requests).toEqual([]);
	});
});
