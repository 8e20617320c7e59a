import { AUDIENCE, TAG } from '../../../../scripts/demo/seed';
import type { SentMail, World } from '../../../emulators';
import { ATTACKER, type People } from './people';

/** What became of the affiliates, counted in the state of the services and not in n8n's own records. */
export interface Verdict {
	mails: number;
	/** contact with the own link and the tag, and exactly one mail with the own link */
	right: number;
	/** contacts or mails with another link than the own, and whoever should not have been written to */
	wrong: number;
	/** affiliates with more than one welcome mail */
	doubled: number;
	/** approved affiliates without contact, tag or mail */
	lost: number;
	/** forged webhooks that had any effect */
	forged: number;
}

/** Links by which a sale is counted for somebody, and empty ones. */
const countsForSomebody = (link: string): boolean =>
	link === '' || /^https:\/\/shop\.refersion\.com\/c\//.test(link);

function carriesOnly(mail: SentMail, link: string): boolean {
	const tracking = mail.links.filter(countsForSomebody);
	return tracking.includes(link) && tracking.every((each) => each === link);
}

/**
 * @param bystanders addresses of others who are in the audience rightly, and get no mail in the run
 * @returns counts over all affiliates of the run, as things stand now
 */
export function judge(world: World, people: People, bystanders: string[] = []): Verdict {
	const { refersion, mailchimp, outbox } = world;
	const verdict = {
		mails: outbox.mails.length,
		right: 0,
		wrong: 0,
		doubled: 0,
		lost: 0,
		forged: 0,
	};
	const expected = new Set<string>();
	for (const id of people.approved) {
		const email = refersion.affiliate(id)?.email ?? '';
		const link = refersion.linkOf(id) ?? '';
		expected.add(email.toLowerCase());
		const contact = mailchimp.member(AUDIENCE.id, email);
		const mails = outbox.to(email);
		const isTagged = contact !== undefined && mailchimp.tagsOf(AUDIENCE.id, email).includes(TAG);
		const isLost = !isTagged || mails.length === 0;
		const isWrong =
			mails.some((mail) => !carriesOnly(mail, link)) ||
			(contact !== undefined && Object(contact.merge_fields).AFFLINK !== link);
		if (isLost) verdict.lost += 1;
		if (isWrong) verdict.wrong += 1;
		if (mails.length > 1) verdict.doubled += 1;
		if (!isLost && !isWrong && mails.length === 1) verdict.right += 1;
	}
	const members = [...mailchimp.audience(AUDIENCE.id).members.values()];
	const contacts = members.map(({ email }) => email).filter((email) => !bystanders.includes(email));
	const written = [...contacts, ...outbox.mails.map(({ to }) => to)];
	const strangers = new Set(written.filter((email) => !expected.has(email.toLowerCase())));
	const askedFor = new Set(refersion.requests.map(({ body }) => String(Object(body).code)));
	const executed = people.decoys.filter((id) => askedFor.has(refersion.affiliate(id)?.code ?? ''));
	verdict.wrong += strangers.size;
	verdict.forged =
		executed.length + [...strangers].filter((email) => email.startsWith(ATTACKER)).length;
	return verdict;
}
