import type { IDataObject } from 'n8n-workflow';
import { outputOf, runWorkflow } from './engine';
import { template } from './hub';
import { contact, mailchimp, mails, newsOf, refersion, runItems, tagsOf, theHub } from './sync';

/** What can happen to an affiliate, in Refersion or to the contact in Mailchimp. */
export const DEEDS = [
	'approve',
	'deny',
	'move',
	'rename',
	'move and rename',
	'write in capitals',
	'unsubscribe',
	'bounce',
	'archive',
	'reconcile',
] as const;

export interface Step {
	deed: (typeof DEEDS)[number];
	/** Index of the affiliate; any number. */
	who: number;
	/** Whether Refersion's webhook arrives. */
	told: boolean;
}

/** What happens to a programme, in order. */
export interface History {
	/** First names of the affiliates there are at first. */
	names: string[];
	/** Whether links carry the first name. */
	namedLinks: boolean;
	/** Whether Mailchimp stumbles. */
	stumbles: boolean;
	steps: Step[];
}

/** An affiliate of a history. */
export interface Person {
	id: number;
	/** The tracking link up to the code. */
	link: string;
	/** Whether something happened after which a second mail, or none, is right. */
	special: boolean;
	/** Whether news of another address got lost at some time. */
	movedUnseen: boolean;
}

const run = async (name: string, start: string, items?: IDataObject[]) =>
	await runWorkflow(theHub().engine, template(name, theHub().audienceId), {
		start,
		items,
		credentials: theHub().credentials,
	});

/** Reconciles, and gives what was said. */
export async function reconcile(): Promise<IDataObject & { held: IDataObject[] }> {
	const output = outputOf(await run('reconcile-affiliates', 'By hand'), 'Summary');
	expect(output).toHaveLength(1);
	return output[0]?.json as IDataObject & { held: IDataObject[] };
}

export function affiliateOf({ id }: Person) {
	const found = refersion().affiliate(id);
	if (!found) throw new Error(`There is no affiliate ${id}.`);
	return found;
}

const contactOf = (person: Person) => {
	const address = affiliateOf(person).email.trim().toLowerCase();
	const { members } = mailchimp().audience(theHub().audienceId);
	return [...members.values()].find(({ email }) => email.toLowerCase() === address);
};

async function tell(person: Person, event: string): Promise<void> {
	const { email, code } = affiliateOf(person);
	const item = newsOf({ id: person.id, email }, { event, code });
	if (event === 'affiliateApproved') {
		await run('onboard-approved-affiliates', 'Refersion Trigger', [item]);
	} else await runItems([item]);
}

async function happen(step: Step, person: Person, index: number, named: boolean): Promise<void> {
	const affiliate = affiliateOf(person);
	const setStatus = (status: 'ACTIVE' | 'DENIED') => refersion().setStatus(person.id, status);
	const inMailchimp = (change: IDataObject) => {
		const member = contactOf(person);
		if (member?.status !== 'subscribed') return;
		person.special = true;
		Object.assign(member, change);
	};
	const inRefersion = async (change: IDataObject) => {
		Object.assign(affiliate, change);
		if (named) {
			const name = encodeURIComponent(affiliate.first_name);
			refersion().setLink(person.id, `${person.link}?utm_content=${name}`);
		}
		if (step.told) await tell(person, 'affiliateDetailsChange');
		else if (change.email) person.movedUnseen = true;
	};
	const address = `moved${index}@creator-mail.com`;
	switch (step.deed) {
		case 'approve':
			setStatus('ACTIVE');
			// Onboarding looks for the contact by address alone (docs/reconcile-and-sync.md, "What it cannot know").
			person.special ||= step.told && person.movedUnseen;
			return step.told ? await tell(person, 'affiliateApproved') : undefined;
		case 'deny':
			person.special = true;
			setStatus('DENIED');
			return step.told ? await tell(person, 'affiliateStatusChange') : undefined;
		case 'move':
			return await inRefersion({ email: address });
		case 'rename':
			return await inRefersion({ first_name: `N${index}` });
		case 'move and rename':
			return await inRefersion({ email: address, first_name: `N${index}` });
		case 'write in capitals':
			return await inRefersion({ email: affiliate.email.toUpperCase() });
		case 'unsubscribe':
			return inMailchimp({ status: 'unsubscribed' });
		case 'bounce':
			return inMailchimp({ status: 'cleaned' });
		case 'archive':
			return inMailchimp({ status: 'archived', statusBeforeArchive: 'subscribed' });
		case 'reconcile':
			await reconcile();
	}
}

/** Lets a history happen. @returns its affiliates */
export async function live({ names, namedLinks, stumbles, steps }: History): Promise<Person[]> {
	const people = names.map((first_name, index): Person => {
		const email = [`jo${index}@creator-mail.com`, `Jo+${index}@Creator-Mail.com`][index % 2];
		const { id } = refersion().addAffiliate({ first_name, email, status: 'ACTIVE' });
		return { id, link: String(refersion().linkOf(id)), special: false, movedUnseen: false };
	});
	const rates = { '429': 0.05, '502-html': 0.05, 'reset-after': 0.04, '400': 0.04 };
	if (stumbles) theHub().world.faults.set('mailchimp', { rates });
	for (const [index, step] of steps.entries()) {
		const person = people[step.who % people.length];
		if (person) await happen(step, person, index, namedLinks);
	}
	theHub().world.faults.clear();
	return people;
}

/** What is not as promised for one affiliate, after all was reconciled. */
export function problemsOf(person: Person, held: IDataObject[]): string[] {
	const { status, code, ...affiliate } = affiliateOf(person);
	const email = affiliate.email.trim();
	const isHeld = held.some((one) => String(one.email).toLowerCase() === email.toLowerCase());
	const found = contact(email);
	const tags = found ? tagsOf(email) : [];
	const got = mails().filter(({ links }) => JSON.stringify(links).includes(`/c/${code}`));
	const isOut = status !== 'ACTIVE';
	const link = String(Object(found?.merge_fields).AFFLINK);
	const checks = {
		'is not tagged': !isOut && !isHeld && !tags.includes('new-affiliate'),
		'is tagged as inactive': !isOut && !isHeld && tags.includes('affiliate-inactive'),
		'has another link': !isOut && !isHeld && link.split('?')[0] !== person.link,
		'is still tagged': isOut && found?.status !== 'archived' && tags.includes('new-affiliate'),
		'got more than one mail': !person.special && got.length > 1,
		'got no mail': !person.special && !isOut && got.length === 0,
	};
	return Object.entries(checks).flatMap(([problem, is]) => (is ? [`${email} ${problem}`] : []));
}
