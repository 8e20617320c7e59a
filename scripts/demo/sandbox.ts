import type { World } from '../../test/emulators';
import { contacts } from './contacts';
import { Refusal } from './http';
import { isPageLink, linksOn, setPage, usernameOf } from './linktree';
import { AUDIENCE, LINK_FIELD } from './seed';
import type {
	SandboxActions,
	SandboxAffiliate,
	SandboxMail,
	SandboxMember,
	SandboxPage,
	SandboxState,
	SandboxStep,
} from './state';

const STATUSES = ['ACTIVE', 'DENIED', 'DISABLED', 'PENDING'] as const;

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
			mergeFields: fields.flatMap(({ tag, name }) => {
				const value = mergeFields[tag];
				return typeof value === 'string' && value !== '' ? [{ name, value }] : [];
			}),
		}))
		.reverse();
}

function mails(world: World): SandboxMail[] {
	return world.outbox.mails
		.map(({ to, subject, html, at, mergeFields }, index) => ({
			key: String(index),
			to,
			subject,
			html,
			at,
			trackingLink: String(mergeFields[LINK_FIELD] ?? ''),
		}))
		.reverse();
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

/** The story of every webhook mail and look at a Linktree page so far, newest first. */
function steps(world: World): SandboxStep[] {
	const webhooks = world.refersion.deliveries.map(({ topic, status, error, at }, index) => ({
		key: `webhook ${index} ${status ?? error ?? ''}`,
		at: new Date(at).toISOString(),
		text:
			status === null
				? `Refersion calls n8n: ${topic}${error === null ? ' …' : `, and it failed: ${error}`}`
				: `Refersion called n8n: ${topic}. n8n answered ${status}.`,
	}));
	const sent = world.outbox.mails.map(({ to, tag, at }, index) => ({
		key: `mail ${index}`,
		at,
		text: `The tag “${tag}” is there, and the journey sent a mail to ${to}.`,
	}));
	const looks = world.linktree.requests.map(({ path, status, startedAt }, index) => ({
		key: `look ${index} ${status ?? ''}`,
		at: new Date(startedAt).toISOString(),
		text: `n8n looked at linktr.ee${path}, because its creator asked for it.`,
	}));
	return [...webhooks, ...sent, ...looks].sort((a, b) => b.at.localeCompare(a.at));
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
			steps: steps(world),
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
		setPage(id, link) {
			const affiliate = world.refersion.affiliate(id);
			if (!affiliate) throw new Refusal(404, 'There is no such affiliate');
			if (!isPageLink(link)) throw new Refusal(400, `There is no link ${link}`);
			setPage(world, affiliate, link);
		},
	};
}
