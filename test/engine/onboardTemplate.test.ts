import type { IDataObject, INode } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';
import { skipSockets } from './support/withoutSockets';

const TRIGGER = 'Refersion Trigger';
const GET = 'Get affiliate';
const CONTACT = 'Create or update contact and tag';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.world.mailchimp.addMergeField(hub.audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
});
afterAll(async () => await hub.close());
skipSockets(() => hub.world);

const onboarding = () => template('onboard-approved-affiliates', hub.audienceId);

type Approved = Pick<IDataObject, 'code' | 'email'>;

/** Runs a workflow on approvals as the trigger gives them out. */
const runOn = async (file: WorkflowFile, ...approved: Approved[]) =>
	await runWorkflow(hub.engine, file, {
		start: TRIGGER,
		items: approved.map(({ code, email }) => ({
			code,
			email,
			event: 'affiliateApproved',
			topic: 'NEW_AFFILIATE',
		})),
		credentials: hub.credentials,
	});

const onboard = async (...approved: Approved[]) => await runOn(onboarding(), ...approved);

const addAffiliate = (email = 'bill@creator-mail.com') => {
	const { refersion } = hub.world;
	const { id, code } = refersion.addAffiliate({ first_name: 'Bill', email, status: 'ACTIVE' });
	return { id, code, email, link: refersion.linkOf(id) };
};

/** The template with a node that tells Slack between two nodes: what comes out of it is Slack's answer. */
function withSlack(from: string, output: number): WorkflowFile {
	const file = onboarding();
	const target = file.connections[from].main[output] ?? [];
	const ends = [from, target[0]?.node].map((end) => file.nodes.find(({ name }) => name === end));
	const [one, other] = ends.map((end) => end?.position ?? [0, 0]);
	const slack: INode = {
		id: 'slack',
		name: 'Slack',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		// Where the editor puts what is added to a wire.
		position: [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2],
		parameters: { mode: 'raw', jsonOutput: '{ "ok": true, "ts": "1" }', options: {} },
	};
	file.nodes.push(slack);
	file.connections[from].main[output] = [{ node: 'Slack', type: 'main', index: 0 }];
	file.connections.Slack = { main: [target] };
	return file;
}

/** Every wire of the template, as its node and output. */
const WIRES = Object.entries(template('onboard-approved-affiliates', '').connections).flatMap(
	([from, { main }]) =>
		main.flatMap((targets, output) => (targets?.length ? [{ from, output }] : [])),
);

describe('template: onboard approved affiliates', () => {
	it('has at most six nodes', () => {
		const { nodes } = onboarding();
		expect(nodes.filter(({ type }) => !type.endsWith('.stickyNote')).length).toBeLessThanOrEqual(6);
	});

	it('names the tag and the field of the link in one node', () => {
		const nodes = onboarding().nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		for (const word of ['new-affiliate', 'AFFLINK']) {
			const naming = nodes.filter((node) => JSON.stringify(node).includes(word));
			expect(naming.map(({ name }) => name)).toEqual([CONTACT]);
		}
	});

	it('makes a contact with the link and the key, tags it, and one mail leaves with the link', async () => {
		const bill = addAffiliate();
		const run = await onboard(bill);
		expect(errorOf(run)).toBeUndefined();
		expect(hub.world.mailchimp.member(hub.audienceId, bill.email)).toMatchObject({
			status: 'subscribed',
			merge_fields: { FNAME: 'Bill', AFFLINK: bill.link, AFFCODE: bill.code },
		});
		expect(hub.world.outbox.mails).toMatchObject([{ to: bill.email, links: [bill.link] }]);
		expect(hub.world.refersion.requests).toHaveLength(1);
		expect(hub.world.mailchimp.requests.map(({ method }) => method)).toEqual(['PUT', 'POST']);
	});

	it('leaves the confirmation to the person when the status follows a double opt-in audience', async () => {
		const file = onboarding();
		hub.world.mailchimp.audience(hub.audienceId).doubleOptin = true;
		const node = file.nodes.find(({ name }) => name === CONTACT);
		if (node) node.parameters.options = { newContactStatus: 'audience' };
		const bill = addAffiliate();
		await runOn(file, bill);
		expect(hub.world.mailchimp.member(hub.audienceId, bill.email)).toMatchObject({
			status: 'pending',
		});
		expect(hub.world.outbox.mails).toEqual([]);
		hub.world.mailchimp.confirm(hub.audienceId, bill.email);
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('sends nobody a second mail, however often the event comes', async () => {
		const bill = addAffiliate();
		for (let time = 0; time < 10; time++) await onboard(bill);
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('takes affiliate-inactive off somebody who is approved again', async () => {
		const bill = addAffiliate();
		const { mailchimp } = hub.world;
		mailchimp.addMember(hub.audienceId, { email: bill.email, tags: ['affiliate-inactive'] });
		await onboard(bill);
		expect(mailchimp.tagsOf(hub.audienceId, bill.email)).toEqual(['new-affiliate']);
		expect(mailchimp.requests.map(({ method }) => method)).toEqual(['PUT', 'POST']);
	});

	it.each(['DENIED', 'DISABLED'] as const)(
		'stops for somebody who is %s by now',
		async (status) => {
			const bill = addAffiliate();
			hub.world.refersion.setStatus(bill.id, status);
			const run = await onboard(bill);
			expect(errorOf(run)).toBeUndefined();
			expect(outputOf(run, 'Still active?', 1)).toHaveLength(1);
			expect(hub.world.mailchimp.requests).toEqual([]);
		},
	);

	it('waits where the approval comes before Refersion gives it out itself', async () => {
		hub.world.refersion.switches.statusDelayMs = 1_500;
		const run = await onboard(addAffiliate());
		expect(errorOf(run)).toBeUndefined();
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('fails with who is still not active, so that nobody is lost without a word', async () => {
		const file = onboarding();
		const node = file.nodes.find(({ name }) => name === GET);
		Object.assign(Object(node?.parameters.options), { waitForLink: 1 });
		const bill = addAffiliate();
		hub.world.refersion.setStatus(bill.id, 'PENDING');
		const run = await runOn(file, bill);
		expect(errorOf(run)?.message).toMatch(
			/The affiliate bill@creator-mail\.com is not active after 1 second: the status is PENDING\..* run this item again\./,
		);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('fails with who is held, why and what to do', async () => {
		const bill = addAffiliate();
		hub.world.mailchimp.addMember(hub.audienceId, { email: bill.email, status: 'unsubscribed' });
		const run = await onboard(bill);
		expect(outputOf(run, CONTACT, 0)).toEqual([]);
		expect(errorOf(run)?.message).toMatch(
			/Bill Smith \(bill@creator-mail\.com\): The contact has unsubscribed .*\. No tag was added .*themselves\./,
		);
		expect(errorOf(run)?.message).not.toContain('more');
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('fails for an affiliate whom Refersion does not know', async () => {
		const run = await onboard({ code: 'nobody', email: 'nobody@creator-mail.com' });
		expect(errorOf(run)?.message).toMatch(
			/nobody@creator-mail\.com: Affiliate not found\. Look at the person in Refersion/,
		);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('names those who are held, and onboards the others', async () => {
		const good = Array.from({ length: 22 }, (_value, index) =>
			addAffiliate(`good${index}@creator-mail.com`),
		);
		const gone = [addAffiliate('gone@creator-mail.com'), addAffiliate('left@creator-mail.com')];
		for (const { email } of gone) {
			hub.world.mailchimp.addMember(hub.audienceId, { email, status: 'unsubscribed' });
		}
		const run = await onboard({ code: 'nobody', email: 'no@creator-mail.com' }, ...gone, ...good);
		expect(errorOf(run)?.message).toMatch(
			/2 need a look:[^]*gone@creator-mail\.com\): The contact[^]*left@creator-mail\.com\): The/,
		);
		expect(outputOf(run, GET, 1)).toMatchObject([{ json: { code: 'nobody' } }]);
		expect(hub.world.outbox.mails.map(({ to }) => to).sort()).toEqual(
			good.map(({ email }) => email).sort(),
		);
	});

	it('works at once with the pinned sample, which is sent to nobody', async () => {
		const file = onboarding();
		const run = await runWorkflow(hub.engine, file, {
			start: TRIGGER,
			credentials: hub.credentials,
			pinData: file.pinData,
		});
		expect(errorOf(run)).toBeUndefined();
		expect(outputOf(run, CONTACT)).toMatchObject([{ json: { tags_added: ['new-affiliate'] } }]);
		expect(hub.world.outbox.mails).toEqual([]);
		expect(hub.world.refersion.requests).toEqual([]);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it.each([1, 25])(
		'makes fields and tag in an audience that has none of them, for %d',
		async (count) => {
			const { mailchimp } = hub.world;
			const { id } = mailchimp.addAudience({ name: 'Empty' });
			const people = Array.from({ length: count }, (_value, index) =>
				addAffiliate(`bill${index}@creator-mail.com`),
			);
			const run = await runOn(template('onboard-approved-affiliates', id), ...people);
			expect(errorOf(run)).toBeUndefined();
			for (const { email, link, code } of people) {
				expect(mailchimp.member(id, email)).toMatchObject({
					merge_fields: { AFFLINK: link, AFFCODE: code },
				});
				expect(mailchimp.tagsOf(id, email)).toEqual(['new-affiliate']);
			}
			const types = mailchimp.audience(id).mergeFields.map(({ tag, type }) => [tag, type]);
			expect(types).toEqual(
				expect.arrayContaining([
					['AFFLINK', 'url'],
					['AFFCODE', 'text'],
				]),
			);
		},
	);

	it('makes no field where the option is off, and holds everybody', async () => {
		const { mailchimp } = hub.world;
		const { id } = mailchimp.addAudience({ name: 'Empty' });
		const file = template('onboard-approved-affiliates', id);
		const node = file.nodes.find(({ name }) => name === CONTACT);
		if (node) node.parameters.options = { newContactStatus: 'subscribed' };
		const run = await runOn(file, addAffiliate());
		expect(errorOf(run)?.message).toContain('The audience has no merge field AFFLINK');
		expect(errorOf(run)?.message).toContain('Create Missing Fields and Tags');
		expect(mailchimp.tagsOf(id, 'bill@creator-mail.com')).toEqual([]);
	});
});

describe.each(WIRES)('with Slack behind output $output of $from', ({ from, output }) => {
	it.each([1, 25])('onboards %d as before', async (count) => {
		const people = Array.from({ length: count }, (_value, index) =>
			addAffiliate(`bill${index}@creator-mail.com`),
		);
		const run = await runOn(withSlack(from, output), ...people);
		expect(errorOf(run)).toBeUndefined();
		for (const { email, link, code } of people) {
			expect(hub.world.mailchimp.member(hub.audienceId, email)).toMatchObject({
				merge_fields: { FNAME: 'Bill', AFFLINK: link, AFFCODE: code },
			});
		}
		expect(hub.world.outbox.mails).toHaveLength(count);
	});

	it('says who is held and why, at both steps', async () => {
		const gone = addAffiliate('gone@creator-mail.com');
		hub.world.mailchimp.addMember(hub.audienceId, { email: gone.email, status: 'unsubscribed' });
		const held = await runOn(withSlack(from, output), gone);
		expect(errorOf(held)?.message).toContain(
			'The contact has unsubscribed (gone@creator-mail.com). No tag',
		);
		const unknown = { code: 'nobody', email: 'nobody@creator-mail.com' };
		const lost = await runOn(withSlack(from, output), unknown);
		expect(errorOf(lost)?.message).toContain('Affiliate not found. Look at the person');
		const both = await runOn(withSlack(from, output), unknown, gone);
		expect(errorOf(both)?.message).toContain('The contact has unsubscribed');
	});
});
