import type { World } from '../../test/emulators';
import { contacts } from './contacts';
import { Refusal } from './http';
import { AUDIENCE, LINK_FIELD } from './seed';
import type {
	SandboxActions,
	SandboxAffiliate,
	SandboxMail,
	SandboxMember,
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

/** The story of every webhook and mail so far, newest first. */
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
		text: `The tag “${tag}” started the journey: welcome mail to ${to}.`,
	}));
	return [...webhooks, ...sent].sort((a, b) => b.at.localeCompare(a.at));
}

/** What the page shows and does, on top of the emulated services. */
export function createSandbox(world: World, editor: SandboxState['editor']): SandboxActions {
	return {
		state: () => ({
			editor,
			affiliates: affiliates(world),
			audience: { name: AUDIENCE.name, members: members(world) },
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
	};
}
