import type { World } from '../../test/emulators';
import { contactOf, contacts } from './contacts';
import { Refusal } from './http';
import { isPageLink, linksOn, setPage, usernameOf } from './linktree';
import { repeatWebhook } from './repeat';
import { AUDIENCE, LINK_FIELD, SUBJECT } from './seed';
import type {
	SandboxActions,
	SandboxAffiliate,
	SandboxChapter,
	SandboxMail,
	SandboxMember,
	SandboxPage,
	SandboxState,
} from './state';
import { tell } from './story';

const STATUSES = ['ACTIVE', 'DENIED', 'DISABLED', 'PENDING'] as const;

/** @returns the affiliate with this address, which a contact may have in other letters */
const idOf = (world: World, address: string): number | null =>
	world.refersion.affiliates().find(({ email }) => email.toLowerCase() === address.toLowerCase())
		?.id ?? null;

function affiliates(world: World): SandboxAffiliate[] {
	return world.refersion.affiliates().map((affiliate) => ({
		id: affiliate.id,
		name: `${affiliate.first_name} ${affiliate.last_name}`,
		email: affiliate.email,
		status: affiliate.status,
		link: world.refersion.linkOf(affiliate.id),
	}));
}

function members(world: World): SandboxMember[] {
	const fields = world.mailchimp.audience(AUDIENCE.id).mergeFields;
	return contacts(world, AUDIENCE.id)
		.map(({ mergeFields, ...contact }) => ({
			...contact,
			affiliateId: idOf(world, contact.email),
			mergeFields: fields.flatMap(({ tag, name }) => {
				const value = mergeFields[tag];
				return typeof value === 'string' && value !== '' ? [{ name, value }] : [];
			}),
		}))
		.reverse();
}

function mails(world: World): SandboxMail[] {
	const all = world.outbox.mails.map(({ to, subject, html, at, mergeFields }, index) => {
		const isWelcome = subject === SUBJECT;
		return {
			key: String(index),
			to,
			subject,
			html,
			at,
			isWelcome,
			sent: isWelcome ? 'at once' : 'a day after the first one; here at once',
			affiliateId: idOf(world, to),
			trackingLink: String(mergeFields[LINK_FIELD] ?? ''),
		};
	});
	const people = [...new Set(all.map(({ to }) => to))].reverse();
	return people.flatMap((person) => all.filter(({ to }) => to === person));
}

/** Pages of everybody who has a tracking link. */
function pages(world: World): SandboxPage[] {
	return world.refersion
		.affiliates()
		.filter(({ id, status }) => status === 'ACTIVE' && world.refersion.linkOf(id) !== null)
		.map((affiliate) => {
			const username = usernameOf(affiliate);
			return {
				affiliateId: affiliate.id,
				name: `${affiliate.first_name} ${affiliate.last_name}`,
				username,
				links: linksOn(world, username),
			};
		});
}

function chapters(world: World): SandboxChapter[] {
	const { refersion, mailchimp, linktree, outbox } = world;
	const people = refersion.affiliates().map((affiliate) => ({
		id: affiliate.id,
		name: `${affiliate.first_name} ${affiliate.last_name}`,
		email: affiliate.email,
		username: usernameOf(affiliate),
		tags: contactOf(world, AUDIENCE.id, affiliate.email)?.tags ?? [],
	}));
	return tell({
		now: Date.now(),
		people,
		deliveries: refersion.deliveries,
		refersion: refersion.requests,
		mailchimp: mailchimp.requests,
		linktree: linktree.requests,
		mails: outbox.mails,
	});
}

/** What the page shows and does, on top of the emulated services. */
export function createSandbox(
	world: World,
	{ editor, confirmPageUrl }: Pick<SandboxState, 'editor' | 'confirmPageUrl'>,
): SandboxActions {
	return {
		state: () => ({
			editor,
			affiliates: affiliates(world),
			audience: { name: AUDIENCE.name, members: members(world) },
			pages: pages(world),
			confirmPageUrl,
			mails: mails(world),
			chapters: chapters(world),
		}),
		addAffiliate(input) {
			const taken = world.refersion
				.affiliates()
				.some(({ email }) => email.toLowerCase() === input.email.toLowerCase());
			if (taken) throw new Refusal(409, 'There is an affiliate with this e-mail address already');
			world.refersion.addAffiliate({ ...input, status: 'PENDING' });
		},
		setStatus(id, status) {
			const wanted = STATUSES.find((each) => each === status);
			if (!wanted) throw new Refusal(400, `There is no status ${status}`);
			if (!world.refersion.affiliate(id)) throw new Refusal(404, 'There is no such affiliate');
			world.refersion.setStatus(id, wanted);
		},
		repeatWebhook: (id) => repeatWebhook(world, id),
		setPage(id, link) {
			const affiliate = world.refersion.affiliate(id);
			if (!affiliate) throw new Refusal(404, 'There is no such affiliate');
			if (!isPageLink(link)) throw new Refusal(400, `There is no link ${link}`);
			setPage(world, affiliate, link);
		},
	};
}
