import { AUDIENCE, LINK_FIELD, prepareAudience, TAG } from '../../../scripts/demo/seed';
import { createWorld, type World } from '../../emulators';
import { addPeople, type People } from '../../host/support/faults/people';
import { makePlan } from '../../host/support/faults/plan';
import { asTable } from '../../host/support/faults/table';
import { judge } from '../../host/support/faults/verdict';

describe('the plan of a fault run', () => {
	it('is the same for the same seed, and another for another one', () => {
		expect(makePlan(1, 200)).toEqual(makePlan(1, 200));
		expect(makePlan(1, 200).sends).not.toEqual(makePlan(2, 200).sends);
	});

	it.each([60, 1000])('has everybody once, a fifth twice and a tenth forged: %i', (approvals) => {
		const { sends, kills, outage } = makePlan(3, approvals);
		const people = (kind: string) =>
			sends.flatMap((send) => (send.kind === kind ? send.person : []));
		expect(new Set(people('genuine')).size).toBe(approvals);
		expect(people('genuine')).toHaveLength(approvals);
		expect(new Set(people('duplicate')).size).toBe(approvals * 0.2);
		expect(people('forged')).toHaveLength(approvals * 0.1);
		expect(people('genuine')).not.toEqual([...people('genuine')].sort((a, b) => a - b));
		// The outages are over before the next kill, and before the last webhook.
		const [first = 0, second = 0, third = 0] = kills;
		expect(kills).toHaveLength(3);
		expect(first).toBeGreaterThan(0);
		expect(second).toBeGreaterThan(first + outage);
		expect(third).toBeGreaterThan(second + outage);
		expect(sends.length).toBeGreaterThan(third + outage);
	});
});

describe('the verdict of a fault run', () => {
	let world: World;
	let people: People;

	beforeEach(async () => {
		world = createWorld();
		prepareAudience(world);
		people = addPeople(world, makePlan(1, 10));
		people.approveAll();
	});

	const emailOf = (person: number): string =>
		world.refersion.affiliate(people.approved[person] ?? 0)?.email ?? '';
	const linkOf = (person: number): string =>
		world.refersion.linkOf(people.approved[person] ?? 0) ?? '';

	/** What Mailchimp does when a contact gets the tag. */
	function mail(to: string, link: string): void {
		world.outbox.add({
			to,
			subject: 'Welcome',
			html: '',
			text: '',
			mergeFields: {},
			at: '',
			audienceId: AUDIENCE.id,
			tag: TAG,
			links: ['https://linktr.ee/admin', link],
		});
	}

	function onboard(person: number, link = linkOf(person)): void {
		const email = emailOf(person);
		world.mailchimp.addMember(AUDIENCE.id, {
			email,
			tags: [TAG],
			mergeFields: { [LINK_FIELD]: link },
		});
		mail(email, link);
	}

	function onboardAll(): void {
		for (const person of people.approved.keys()) onboard(person);
	}

	const clean = { mails: 10, right: 10, wrong: 0, doubled: 0, lost: 0, forged: 0 };

	it('is clean when everybody has the own link, the tag and one mail', () => {
		onboardAll();
		expect(judge(world, people)).toEqual(clean);
	});

	it('counts whoever has no contact, no tag or no mail as lost', () => {
		for (const person of people.approved.keys()) if (person > 2) onboard(person);
		const mergeFields = { [LINK_FIELD]: linkOf(1) };
		world.mailchimp.addMember(AUDIENCE.id, { email: emailOf(1), mergeFields });
		mail(emailOf(1), linkOf(1));
		world.mailchimp.addMember(AUDIENCE.id, {
			email: emailOf(2),
			tags: [TAG],
			mergeFields: { [LINK_FIELD]: linkOf(2) },
		});
		expect(judge(world, people)).toEqual({ ...clean, mails: 8, right: 7, lost: 3 });
	});

	it('counts a second mail as doubled', () => {
		onboardAll();
		mail(emailOf(4), linkOf(4));
		expect(judge(world, people)).toEqual({ ...clean, mails: 11, right: 9, doubled: 1 });
	});

	it.each([
		['of somebody else', () => linkOf(6)],
		['that is empty', () => ''],
	])('counts a link %s as wrong', (_, link) => {
		for (const person of people.approved.keys()) if (person !== 5) onboard(person);
		onboard(5, link());
		expect(judge(world, people)).toEqual({ ...clean, right: 9, wrong: 1 });
	});

	it('counts a wrong link in the contact alone, or in the mail alone', () => {
		for (const person of people.approved.keys()) if (person !== 7 && person !== 8) onboard(person);
		const add = (person: number, link: string, inMail: string): void => {
			const mergeFields = { [LINK_FIELD]: link };
			world.mailchimp.addMember(AUDIENCE.id, { email: emailOf(person), tags: [TAG], mergeFields });
			mail(emailOf(person), inMail);
		};
		add(7, linkOf(1), linkOf(7));
		add(8, linkOf(8), linkOf(1));
		expect(judge(world, people)).toEqual({ ...clean, right: 8, wrong: 2 });
	});

	it('counts contacts and mails of strangers as wrong, and those of an attacker as forged', () => {
		onboardAll();
		mail('somebody@else.example', linkOf(1));
		mail('mallory1@attacker.example', linkOf(1));
		expect(judge(world, people)).toEqual({ ...clean, mails: 12, wrong: 2, forged: 1 });
	});

	it('counts a decoy that n8n has asked Refersion about as forged', async () => {
		onboardAll();
		const { publicKey, secretKey } = world.refersion.credentials;
		await world.fetch(
			new Request('https://api.refersion.com/v2/affiliate/get', {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'Refersion-Public-Key': publicKey,
					'Refersion-Secret-Key': secretKey,
				},
				// As the templates do.
				body: JSON.stringify({ code: world.refersion.affiliate(people.decoys[0])?.code }),
			}),
		);
		expect(judge(world, people)).toEqual({ ...clean, forged: 1 });
	});
});

describe('forged webhooks', () => {
	it('claim that somebody is approved who is not, and none has the right signature', () => {
		const world = createWorld();
		const people = addPeople(world, makePlan(1, 80));
		const forged = people.decoys.map((_, person) => people.request({ kind: 'forged', person }));
		expect(forged).toHaveLength(8);
		for (const { headers, body } of forged) {
			const genuine = world.refersion.signedRequest('AFFILIATE_STATUS_CHANGE', {}, { body });
			expect(headers['Refersion-Topic']).toBe(genuine.headers['Refersion-Topic']);
			expect(headers['Refersion-Signature']).not.toBe(genuine.headers['Refersion-Signature']);
			expect(JSON.parse(body)).toMatchObject({ status: 'ACTIVE' });
		}
		const statuses = people.decoys.map((id) => world.refersion.affiliate(id)?.status);
		expect(new Set(statuses)).toEqual(new Set(['PENDING']));
	});

	it('are not genuine ones, which are signed and approve', () => {
		const world = createWorld();
		const people = addPeople(world, makePlan(1, 10));
		const { headers, body } = people.request({ kind: 'genuine', person: 0 });
		const again = people.request({ kind: 'duplicate', person: 0 });
		expect(again).toEqual({ headers, body });
		expect(world.refersion.affiliate(people.approved[0] ?? 0)?.status).toBe('ACTIVE');
		const signed = world.refersion.signedRequest('AFFILIATE_STATUS_CHANGE', {}, { body });
		expect(headers['Refersion-Signature']).toBe(signed.headers['Refersion-Signature']);
	});
});

it('a table has its columns under one another', () => {
	expect(
		asTable([
			{ mode: 'one', right: 5 },
			{ mode: 'another', right: 1000 },
		]),
	).toBe('   mode  right\n    one      5\nanother   1000');
});
