import fc from 'fast-check';
import { addressOf } from '../../../../nodes/Mailchimp/sync/plan';
import type { Decision } from '../../../../nodes/Mailchimp/sync/types';
import { GONE, isToDo, TAG, World, type Affiliate } from './model';

const DEEDS = [
	'sign up',
	'customer',
	'approve',
	'deny',
	'move',
	'move to somebody else',
	'move to where somebody was',
	'move to a customer',
	'swap',
	're-create',
	'rename',
	'capitals',
	'new link',
	'unsubscribe',
	'resubscribe',
	'bounce',
	'archive',
	'confirm',
	'take the tag off',
	'empty the code',
	'apply again',
	'pause',
	'look',
	'start a look',
	'finish a look',
	'crash',
] as const;

interface Step {
	deed: (typeof DEEDS)[number];
	who: number;
	whom: number;
	told: boolean;
}

interface History {
	doubleOptIn: boolean;
	steps: Step[];
}

const histories: fc.Arbitrary<History> = fc.record({
	doubleOptIn: fc.boolean(),
	steps: fc.array(
		fc.record({
			deed: fc.constantFrom(...DEEDS),
			who: fc.nat(9),
			whom: fc.nat(9),
			told: fc.boolean(),
		}),
		{ minLength: 5, maxLength: 40, size: 'max' },
	),
});

/** Lets a history happen, with looks that begin, are overtaken and break off. */
function live({ doubleOptIn, steps }: History): World {
	const world = new World();
	world.doubleOptIn = doubleOptIn;
	let created = 0;
	let underWay: Decision[] = [];
	const newcomer = (email: string, status: Affiliate['status'] = 'PENDING'): Affiliate => {
		created += 1;
		const key = `k${created}`;
		const affiliate = { key, email, status, name: `N${created}`, version: 0, mayGet: 1 };
		world.affiliates.push(affiliate);
		return affiliate;
	};
	newcomer('a@x.com', 'ACTIVE');
	newcomer('b@x.com', 'ACTIVE');
	for (const [index, { deed, who, whom, told }] of steps.entries()) {
		const one = world.affiliates[who % world.affiliates.length];
		const other = world.affiliates[whom % world.affiliates.length];
		const contact = world.at(one.email);
		/** After this a second mail is right for whoever has the contact. */
		const mayGetMore = () => {
			const owner = world.affiliates.find(({ key }) => key === contact?.key) ?? one;
			owner.mayGet += 1;
		};
		const tell = (isApproval = false) => (told ? void world.hear(one, isApproval) : undefined);
		switch (deed) {
			case 'sign up':
				newcomer([`n${index}@x.com`, other.email][whom % 2]);
				break;
			case 'customer': {
				const email = whom % 2 ? `n${index + 1}@x.com` : one.email;
				if (world.at(email)) break;
				const status = ['subscribed', 'transactional', 'unsubscribed'][whom % 3];
				world.addCustomer(email, status);
				break;
			}
			case 'approve':
				if (one.status !== 'ACTIVE') one.status = 'ACTIVE';
				else if (told) one.mayGet += 1;
				tell(true);
				break;
			case 'deny':
				one.status = 'DENIED';
				one.mayGet += 1;
				tell();
				break;
			case 'apply again':
				if (one.status === 'DENIED') one.status = 'PENDING';
				break;
			case 'pause':
				one.status = 'PAUSED';
				one.mayGet += 1;
				tell();
				break;
			case 'move':
				one.email = `m${index}@x.com`;
				tell();
				break;
			case 'move to somebody else':
				one.email = other.email;
				tell();
				break;
			case 'move to where somebody was':
				one.email = world.contacts.at(whom % (world.contacts.length || 1))?.email ?? one.email;
				tell();
				break;
			case 'move to a customer':
				one.email = `c${index}@x.com`;
				world.addCustomer(one.email);
				tell();
				break;
			case 'swap':
				[one.email, other.email] = [other.email, one.email];
				tell();
				break;
			case 're-create':
				one.status = 'DENIED';
				one.mayGet += 1;
				newcomer(one.email, 'ACTIVE');
				break;
			case 'rename':
				one.name = `R${index}`;
				tell();
				break;
			case 'capitals':
				one.email = one.email.toUpperCase();
				tell();
				break;
			case 'new link':
				one.version += 1;
				tell();
				break;
			case 'unsubscribe':
				if (contact?.status === 'subscribed') contact.status = 'unsubscribed';
				break;
			case 'resubscribe':
				if (contact?.status === 'unsubscribed') contact.status = 'subscribed';
				break;
			case 'bounce':
				if (contact?.status === 'subscribed') contact.status = 'cleaned';
				mayGetMore();
				break;
			case 'archive':
				if (contact) contact.status = 'archived';
				mayGetMore();
				break;
			case 'confirm':
				if (contact?.status === 'pending') contact.status = 'subscribed';
				break;
			case 'take the tag off':
				if (contact?.tags.includes(TAG)) mayGetMore();
				if (contact) contact.tags = contact.tags.filter((tag) => tag !== TAG);
				break;
			case 'empty the code':
				// Whoever moves after that is nobody's contact.
				mayGetMore();
				if (contact) Object.assign(contact, { key: '' });
				delete contact?.mergeFields.AFFCODE;
				break;
			case 'look':
				world.look();
				break;
			case 'start a look':
				underWay = world.compare();
				break;
			case 'finish a look':
				for (const said of underWay) if (isToDo(said)) world.sync(said);
				underWay = [];
				break;
			case 'crash':
				world.crashAfter = whom % 5;
				world.look();
				world.crashAfter = Infinity;
		}
	}
	return world;
}

/** What is not as promised, after all is quiet. */
function problemsOf(world: World): string[] {
	let looks = 0;
	while (world.look().some(isToDo)) {
		looks += 1;
		if (looks > 10) {
			const left = world.compare().filter(isToDo);
			return left.map(({ verdict, person, changes }) => {
				return `${person?.key} is ${verdict} for ever: ${JSON.stringify(changes)}`;
			});
		}
	}
	const said = world.compare();
	const problems = [...world.faults];
	for (const affiliate of world.affiliates) {
		const { key, email, status, mayGet } = affiliate;
		const contact = world.at(email);
		const own = said.find(({ person }) => person?.key === key);
		const mails = world.mails.filter((mail) => mail.key === key);
		if (mails.length > mayGet) problems.push(`${key} got ${mails.length} mails, not ${mayGet}`);
		if (status === 'ACTIVE') {
			if (own?.verdict === 'held') continue;
			if (own?.verdict !== 'right') problems.push(`${key} is ${own?.verdict}`);
			if (contact?.key !== key) problems.push(`${key} has the contact of ${contact?.key}`);
			if (!contact?.tags.includes(TAG)) problems.push(`${key} is not tagged`);
			if (contact?.tags.includes(GONE)) problems.push(`${key} is tagged as gone`);
			const seconds = world.contacts.filter(
				(each) => each !== contact && each.key === key && each.tags.includes(TAG),
			);
			// Nobody sees the others.
			const seen = seconds.filter((each) => !['archived', 'pending'].includes(each.status));
			if (contact?.status === 'subscribed' && seen.length > 0) {
				problems.push(`${key} has ${seen.length} more contacts with the tag`);
			}
			if (!contact?.link.startsWith(`https://shop.example/c/${key}`)) {
				problems.push(`${key} has the link ${contact?.link}`);
			}
			// Who takes over a tagged contact of somebody who left gets no second welcome.
			const gotOne = mails.length > 0 || world.silent.has(key);
			if (!gotOne && contact?.status === 'subscribed') problems.push(`${key} got no mail`);
		}
		if (status === 'DENIED') {
			const tagged = world.contacts.filter(
				(each) => each.key === key && each.tags.includes(TAG) && each.status !== 'archived',
			);
			const isActive = (address: string) =>
				world.affiliates.some((each) => each.status === 'ACTIVE' && addressOf(each) === address);
			if (tagged.some((each) => !isActive(addressOf(each))))
				problems.push(`${key} is still tagged`);
		}
	}
	for (const { key, link, contact } of world.mails) {
		if (!link.startsWith(`https://shop.example/c/${key}`)) {
			problems.push(`${contact.email} got a mail of ${key} with the link ${link}`);
		}
	}
	return problems;
}

it('whatever happens, everybody active ends right or held, with no mail too many or wrong', () => {
	const property = fc.property(histories, (history) => {
		const problems = problemsOf(live(history));
		// An assertion for each history would take a fifth of the time.
		if (problems.length > 0) throw new Error(problems.join('\n'));
	});
	const seed = Number(process.env.HISTORIES_SEED ?? 7);
	const numRuns = Number(process.env.HISTORIES ?? 4_000);
	expect(fc.defaultReportMessage(fc.check(property, { seed, numRuns }))).toBeUndefined();
});
