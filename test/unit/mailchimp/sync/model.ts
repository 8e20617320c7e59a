import { planAgain, type Said } from '../../../../nodes/Mailchimp/sync/again';
import { addressOf, plan } from '../../../../nodes/Mailchimp/sync/plan';
import { stepsOf, type Step } from '../../../../nodes/Mailchimp/sync/steps';
import type { Contact, Decision, Person, Rules } from '../../../../nodes/Mailchimp/sync/types';

export const TAG = 'new-affiliate';
export const GONE = 'affiliate-inactive';

export const RULES: Rules = {
	isComplete: true,
	activeTag: TAG,
	inactiveTag: GONE,
	keyField: 'AFFCODE',
	linkField: 'AFFLINK',
	takeOver: false,
	offboardOrphans: false,
	isStored: (_tag, sent, stored) => String(sent) === String(stored ?? ''),
	isKept: (_tag, value, stored) => String(value) === String(stored ?? ''),
};

/** An affiliate of the model. */
export interface Affiliate {
	key: string;
	email: string;
	/** 'PAUSED' is a word that the programme does not know. */
	status: 'ACTIVE' | 'DENIED' | 'PENDING' | 'PAUSED';
	name: string;
	/** Changes the link without changing whose it is. */
	version: number;
	/** How many mails are right at most. */
	mayGet: number;
}

/** A write that did not come to its end: n8n was killed. */
export class Crash extends Error {}

/** A programme and an audience in memory: what Refersion and Mailchimp are to the plan. */
export class World {
	readonly affiliates: Affiliate[] = [];
	readonly contacts: Contact[] = [];
	/** Whose mails went out: the key and the link that the mail showed. */
	readonly mails: Array<{ key: string; link: string; contact: Contact }> = [];
	/** What was decided or written that never may be, whatever comes of it. */
	readonly faults = new Set<string>();
	/** Keys of those who got a contact of somebody else that had its mail. */
	readonly silent = new Set<string>();
	/** After how many more writes n8n is killed. */
	crashAfter = Infinity;
	doubleOptIn = false;

	linkOf({ key, version }: Affiliate): string {
		return `https://shop.example/c/${key}${version ? `?v=${version}` : ''}`;
	}

	person(affiliate: Affiliate, withLink: boolean, isApproval = false): Person {
		const states = {
			ACTIVE: 'active',
			DENIED: 'inactive',
			PENDING: 'ignored',
			PAUSED: 'unknown',
		} as const;
		const { key, email, status, name } = affiliate;
		return {
			key,
			email,
			name,
			state: states[status],
			stateWord: status,
			link: withLink ? (status === 'ACTIVE' ? this.linkOf(affiliate) : '') : undefined,
			fields: new Map([['FNAME', name]]),
			groupTags: [],
			isApproval,
		};
	}

	at(email: string): Contact | undefined {
		return this.contacts.find((contact) => addressOf(contact) === addressOf({ email }));
	}

	/** A contact that has nothing to do with the programme yet. */
	addCustomer(email: string, status = 'subscribed'): Contact {
		const contact = { email, status, key: '', link: '', mergeFields: {}, tags: [] };
		this.contacts.push(contact);
		return contact;
	}

	private wrote(): void {
		this.crashAfter -= 1;
		if (this.crashAfter < 0) throw new Crash();
	}

	private addTags(contact: Contact, tags: string[], starts: boolean): void {
		const isNew = tags.includes(TAG) && !contact.tags.includes(TAG);
		contact.tags = [...new Set([...contact.tags, ...tags])];
		if (isNew && starts && contact.status === 'subscribed') {
			const { key, link } = contact;
			this.mails.push({ key, link, contact });
		}
	}

	/** Does a step, as the services would; n8n may be killed after each write. */
	private take(step: Step): void {
		if (step.kind === 'rename') {
			const contact = this.at(step.from);
			const target = this.at(step.to);
			if (target && target !== contact) throw new Error('rename: the address is taken');
			if (!contact) throw new Error('rename: nobody is there');
			contact.email = step.to;
			return this.wrote();
		}
		if (step.kind === 'tags') {
			const contact = this.at(step.email);
			if (!contact) throw new Error('tags: nobody is there');
			contact.tags = contact.tags.filter((tag) => !step.remove.includes(tag));
			this.addTags(contact, step.add, false);
			return this.wrote();
		}
		const status = this.doubleOptIn ? 'pending' : 'subscribed';
		const contact = this.at(step.email) ?? this.addCustomer(step.email, status);
		if (contact.status === 'archived') throw new Error('write: the contact is archived');
		Object.assign(contact.mergeFields, step.mergeFields);
		contact.key = String(contact.mergeFields.AFFCODE ?? '');
		contact.link = String(contact.mergeFields.AFFLINK ?? '');
		this.wrote();
		const isHeld = step.tagsToAdd.includes(TAG) && contact.status !== 'subscribed';
		if (isHeld || step.tagsToAdd.length + step.tagsToRemove.length === 0) return;
		contact.tags = contact.tags.filter((tag) => !step.tagsToRemove.includes(tag));
		this.addTags(contact, step.tagsToAdd, step.startAutomations);
		this.wrote();
	}

	private copy(contacts: Contact[]): Contact[] {
		return contacts.map((contact) => ({
			...contact,
			mergeFields: { ...contact.mergeFields },
			tags: [...contact.tags],
		}));
	}

	/** What Contact: Compare says: about everybody, in one moment. */
	compare(): Decision[] {
		const people = this.affiliates.map((affiliate) => this.person(affiliate, false));
		const decisions = plan(people, this.copy(this.contacts), RULES);
		const lives = ({ status, email }: Affiliate, contact: Contact) =>
			status === 'ACTIVE' && addressOf({ email }) === addressOf(contact);
		for (const { verdict, contact } of decisions) {
			if (verdict !== 'offboard' || !contact) continue;
			if (this.affiliates.some((affiliate) => lives(affiliate, contact))) {
				this.faults.add(`${contact.email} was to be offboarded, where somebody active lives`);
			}
		}
		return decisions;
	}

	/** What Contact: Sync does about one of the things that Compare said, with what is there now. */
	sync(said: Decision): Decision | undefined {
		const affiliate = this.affiliates.find(({ key }) => key === said.person?.key);
		if (!affiliate || !said.person) return undefined;
		const named: Said = {
			verdict: said.verdict,
			email: said.person.email,
			contactEmail: said.contact?.email ?? '',
			contactKey: said.contact?.key ?? '',
			otherEmail: said.other?.email ?? '',
			takenOverFrom: said.takenOverFrom,
			mail: said.mail,
		};
		const person = this.person(affiliate, true);
		const emails = new Set([affiliate.email, named.contactEmail, named.otherEmail].map(lower));
		const contacts = this.contacts.filter((contact) => emails.has(addressOf(contact)));
		const again = planAgain(person, this.copy(contacts), RULES, named);
		this.carryOut(again, named);
		return again;
	}

	/** The live path: one person's turn, with nothing but the contact at the address. */
	hear(affiliate: Affiliate, isApproval: boolean): Decision {
		const person = this.person(affiliate, true, isApproval);
		const here = this.at(affiliate.email);
		const rules = { ...RULES, isComplete: false };
		const [decided] = plan([person], this.copy(here ? [here] : []), rules);
		this.carryOut(decided);
		return decided;
	}

	/** Looks at what never may be done, before it is done. */
	private judge({ verdict, person, contact, other, mail }: Decision, said: Said | undefined): void {
		const there = contact && this.at(contact.email);
		if (!isToDo({ verdict }) || !person || !there) return;
		const isTagged = there.tags.includes(TAG);
		if (mail === 'welcome' && (isTagged || other?.status === 'subscribed')) {
			this.faults.add(`${person.key} was to be welcomed, and had the tag`);
		}
		if ([undefined, person.key].includes(there.key || undefined)) return;
		// Compare may have found its owner gone; who has come back since, nobody told Sync.
		const isTakenOver = said?.takenOverFrom === there.key && said.verdict !== 'add';
		const owner = this.affiliates.find(({ key }) => key === there.key);
		if (isTagged && owner?.status === 'ACTIVE' && !isTakenOver) {
			this.faults.add(`${person.key} took the contact of ${there.key}, who is active`);
		}
	}

	private carryOut(decided: Decision, said?: Said): void {
		this.judge(decided, said);
		const { person, contact } = decided;
		const isOthers = contact?.key !== person?.key && contact?.tags.includes(TAG);
		if (person && isOthers) this.silent.add(person.key);
		try {
			for (const step of stepsOf(decided, RULES)) this.take(step);
		} catch (error) {
			if (!(error instanceof Crash)) throw error;
		}
	}

	/** A look at everybody, and all that follows of it. */
	look(): Decision[] {
		const said = this.compare();
		for (const one of said) if (isToDo(one)) this.sync(one);
		return said;
	}
}

export function isToDo({ verdict }: Pick<Decision, 'verdict'>): boolean {
	return ['add', 'correct', 'move', 'merge', 'offboard'].includes(verdict);
}

function lower(text: string): string {
	return text.trim().toLowerCase();
}
