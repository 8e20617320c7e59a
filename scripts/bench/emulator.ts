import { createWorld, serveWorld, type FaultKind, type World } from '../../test/emulators';
import type { FoundContact, FoundMail } from './checks';
import { createScenario, TAG } from './contacts';
import { answerParent } from './ipc';
import { summarise, type RequestSummary } from './requests';

/** How the emulated Mailchimp is to behave in a run. */
export interface Conditions {
	contacts: number;
	seed: number;
	/** added to every request, in milliseconds: fixed, or from and to */
	latencyMs: number | [number, number];
	/** shares of requests, 0 to 1 */
	faults: Partial<Record<FaultKind, number>>;
}

export interface Prepared {
	audienceId: string;
	apiKey: string;
	/** environment of a process that is to reach the emulator */
	env: Record<string, string>;
}

/** What the emulated Mailchimp looks like after a run. */
export interface Aftermath {
	contacts: FoundContact[];
	mails: FoundMail[];
	requests: RequestSummary;
}

/** Mail of the journey on the tag. */
const JOURNEY = { subject: 'Welcome', html: '<a href="*|AFFLINK|*">Your link</a>' };

let world: World;
let audienceId = '';
const serving = (async () => {
	world = createWorld();
	return await serveWorld(world);
})();

function prepareWorld({ contacts, seed, latencyMs, faults }: Conditions): void {
	const { mailchimp } = world;
	world.reset();
	audienceId = mailchimp.addAudience({ name: 'Creators' }).id;
	mailchimp.addMergeField(audienceId, { tag: 'AFFLINK', name: 'Tracking Link', type: 'url' });
	for (const { email, mergeFields } of createScenario(contacts, seed).existing) {
		mailchimp.addMember(audienceId, { email, mergeFields });
	}
	mailchimp.journeys.add({ audienceId, tag: TAG, ...JOURNEY });
	world.faults.seed(seed);
	world.faults.set('mailchimp', { latencyMs, rates: faults });
}

function contactsOf(id: string): FoundContact[] {
	const { members, tagsById } = world.mailchimp.audience(id);
	return [...members.values()].map(({ email, status, mergeFields, tags }) => ({
		email,
		status,
		link: String(mergeFields.get('AFFLINK') ?? ''),
		tags: [...tags.keys()].flatMap((tag) => tagsById.get(tag)?.name ?? []),
	}));
}

/** The emulated Mailchimp, in a process of its own so that it takes no time and memory of the engine. */
export const commands = {
	async prepare(conditions: Conditions): Promise<Prepared> {
		const { env } = await serving;
		prepareWorld(conditions);
		return { audienceId, apiKey: world.mailchimp.apiKey, env };
	},
	/** @returns requests so far */
	progress(): number {
		return world.mailchimp.requests.length;
	},
	aftermath(): Aftermath {
		const { mailchimp, outbox } = world;
		return {
			contacts: contactsOf(audienceId),
			mails: outbox.mails.map(({ to, links }) => ({ to, links })),
			requests: summarise(mailchimp.requests, mailchimp.maxSimultaneousReached),
		};
	},
};
export type EmulatorCommands = typeof commands;

answerParent(commands);
