import { isRecord } from '../../../nodes/shared/record';
import type { SentMail } from '../../emulators/outbox';
import type { RequestRecord } from '../../emulators/requestLog';
import { mailchimp, refersion, tagsOf, theHub } from './keepInStep';
import {
	addressOf,
	affiliateOf,
	contactAt,
	GONE,
	isTagged,
	keyOf,
	TAG,
	type Creator,
} from './keepInStepDeeds';

/** Contacts that have nothing to do with anything. */
export const isFiller = (email: string) => email.endsWith('@filler.com');

const contacts = () =>
	[...mailchimp().audience(theHub().audienceId).members.values()].filter(
		({ email }) => !isFiller(email),
	);

/** Whether a look reads any list with somebody in it: of the whole audience, or of the tags and the pending ones. */
export function areListed(isLarge: boolean): boolean {
	return contacts().some((contact) => {
		const { status } = contact;
		if (status === 'archived') return false;
		return !isLarge || status === 'pending' || isTagged(contact, TAG) || isTagged(contact, GONE);
	});
}

const OWN_FIELDS = ['AFFLINK', 'AFFCODE', 'FNAME', 'LNAME'];

/** What the template has no business with, by contact. */
function foreignPart(): Map<string, string> {
	return new Map(
		contacts().map(({ contactId, email, status, mergeFields }) => {
			const tags = tagsOf(email).filter((tag) => tag !== TAG && tag !== GONE);
			const fields = [...mergeFields].filter(([name]) => !OWN_FIELDS.includes(name));
			return [contactId, JSON.stringify({ status, tags, fields })];
		}),
	);
}

/**
 * Remembers what the template has no business with.
 *
 * @returns what has become of it since
 */
export function watch(): () => string[] {
	const before = foreignPart();
	return () => {
		const after = foreignPart();
		return [...before].flatMap(([id, part]) =>
			after.get(id) === part ? [] : [`a contact was ${part} and is ${after.get(id)}`],
		);
	};
}

/** Whether Mailchimp has changed a contact for a request. */
export const isContactWrite = ({ method, path, status }: RequestRecord) =>
	method !== 'GET' && !path.includes('/merge-fields') && status !== null && status < 300;

/** Requests that ask for a status; only new contacts get one. */
export function statusesAsked(requests: RequestRecord[]): string[] {
	return requests
		.filter(({ body }) => isRecord(body) && 'status' in body)
		.map(({ method, path }) => `${method} ${path} asks for a status`);
}

/** Whether a link is a creator's, in either form, and with whatever was added by hand. */
function isOwnLink({ id, code }: Creator, link: string): boolean {
	const plain = link.replace(/[?&]v=\d+$/, '');
	return [
		`https://shop.refersion.com/c/${code}`,
		`https://shop.example/?rfsn=${id}.${code}`,
	].includes(plain);
}

/** The mail of the journey: whose code it shows, and which link. */
export const MAIL = '<a href="*|AFFLINK|*">*|FNAME|*</a><p>*|AFFCODE|*</p>';

const codeIn = ({ html }: SentMail) => /<p>(.*)<\/p>/.exec(html)?.[1] ?? '';

/** What is wrong with mails that went out: to nobody, with no link or another's, or too many. */
export function problemsOfMails(creators: Creator[], mails: SentMail[]): string[] {
	const wrong = mails.flatMap((mail) => {
		const creator = creators.find(({ code }) => code === codeIn(mail));
		return creator && isOwnLink(creator, mail.links[0] ?? '')
			? []
			: [`${mail.to} got a mail with the code "${codeIn(mail)}" and the link ${mail.links[0]}`];
	});
	const tooMany = creators.flatMap(({ code, mayGet }) => {
		const count = mails.filter((mail) => codeIn(mail) === code).length;
		return count > mayGet ? [`${code} got ${count} mails, not ${mayGet}`] : [];
	});
	return [...wrong, ...tooMany];
}

/** What is not as promised for somebody who is active and not held. */
export function problemsOfActive(creator: Creator, isWelcomed: boolean): string[] {
	const { code, email, first_name: name } = affiliateOf(creator);
	const contact = contactAt(email);
	if (!contact) return [`${code} has no contact at ${email}`];
	const field = (tag: string) => contact.mergeFields.get(tag) ?? '';
	const checks = {
		[`has the contact of "${keyOf(contact)}"`]: keyOf(contact) !== code,
		'is not tagged': !isTagged(contact, TAG),
		'is tagged as inactive': isTagged(contact, GONE),
		[`has the link ${field('AFFLINK')}`]: field('AFFLINK') !== refersion().linkOf(creator.id),
		[`is called ${field('FNAME')}`]: field('FNAME') !== name,
		'got no mail': !isWelcomed && contact.status === 'subscribed',
	};
	return Object.entries(checks).flatMap(([what, is]) =>
		is ? [`${code} at ${email} ${what}`] : [],
	);
}

/** Whether somebody who left is tagged, at an address where nobody is active. */
export function problemsOfInactive(creators: Creator[], { code }: Creator): string[] {
	const active = creators.filter((each) => affiliateOf(each).status === 'ACTIVE').map(addressOf);
	return contacts()
		.filter((contact) => keyOf(contact) === code && contact.status !== 'archived')
		.filter((contact) => isTagged(contact, TAG) && !active.includes(contact.email.toLowerCase()))
		.map(({ email }) => `${code} is still tagged at ${email}`);
}

/** How many mails with a creator's code went out. */
export const mailsOf = ({ code }: Creator, mails: SentMail[]) =>
	mails.filter((mail) => codeIn(mail) === code).length;
