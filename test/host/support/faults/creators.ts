import { setTimeout as sleep } from 'node:timers/promises';
import { addConfirmFields } from '../../../../scripts/demo/confirm';
import { AUDIENCE, CODE_FIELD, LINK_FIELD, TAG } from '../../../../scripts/demo/seed';
import type { World } from '../../../emulators';

/** What is on the page of a creator, and so what the contact is to be marked with. */
const KINDS = ['live', 'wrong_code', 'not_found'] as const;
type Kind = (typeof KINDS)[number];

const TAG_OF: Record<Kind, string> = {
	live: 'link-live',
	wrong_code: 'link-not-found',
	not_found: 'link-not-found',
};

interface Creator {
	kind: Kind;
	email: string;
	/** on Linktree */
	username: string;
	/** of the contact, as the button of the mail has it */
	uniqueId: string;
}

/** Creators who were onboarded earlier and say during the run where their link is. */
export interface Creators {
	emails: string[];
	/**
	 * Everybody presses the button, some at a time, and presses again until there is an answer, as people do.
	 *
	 * @returns how often all of them pressed
	 * @throws when somebody never gets an answer
	 */
	confirmAll(pageUrl: string): Promise<number>;
	/** How the contacts are marked now. */
	judge(): Marks;
}

export interface Marks {
	/** creators whose contact has exactly what is on their page */
	confirmed: number;
	/** contacts that are marked although they did not ask, or otherwise than their page is */
	mismarked: number;
}

const PRESSING_AT_ONCE = 2;
const PATIENCE_MS = 600_000;
const PAUSE_MS = 1_000;
/** A page that does not come is closed after that, and opened again. */
const TIMEOUT_MS = 20_000;

/** @returns the status of the page, or 0 without one: n8n's own answers are no page, and nobody takes them for one */
async function press(url: string, username: string): Promise<number> {
	try {
		const body = new URLSearchParams({ where: 'linktree', page: username });
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const response = await fetch(url, { method: 'POST', body, signal });
		const text = await response.text();
		return text.includes('</html>') ? response.status : 0;
	} catch {
		return 0;
	}
}

/** Adds creators who are right already: active, contact with the own link, tagged, welcomed. */
export function addCreators(world: World, seed: number, count: number): Creators {
	const { refersion, mailchimp, linktree } = world;
	addConfirmFields(world);
	mailchimp.addMergeField(AUDIENCE.id, { tag: CODE_FIELD, name: 'Affiliate Code', type: 'text' });
	const creators = Array.from({ length: count }, (_, index): Creator => {
		const kind = KINDS[index % KINDS.length] ?? 'live';
		const username = `maker${index}s${seed}`;
		const email = `${username}@creators.example`;
		const { id, code } = refersion.addAffiliate({
			email,
			first_name: 'Maker',
			last_name: 'Reed',
			status: 'ACTIVE',
		});
		const link = refersion.linkOf(id) ?? '';
		const url = {
			live: link,
			wrong_code: link.replace(/[^/]+$/, 'someoneelse'),
			not_found: 'https://www.instagram.com/creator',
		}[kind];
		linktree.setProfile(username, { links: [{ title: 'Shop', url }] });
		const member = mailchimp.addMember(AUDIENCE.id, {
			email,
			mergeFields: { [LINK_FIELD]: link, [CODE_FIELD]: code, FNAME: 'Maker', LNAME: 'Reed' },
			tags: [TAG],
		});
		return { kind, email, username, uniqueId: member.uniqueEmailId };
	});
	// They had their welcome before the run.
	world.outbox.clear();

	/** Whether a contact has the marks of a page, or none. */
	function isMarked(email: string, creator: Creator | undefined): boolean {
		const fields = Object(mailchimp.member(AUDIENCE.id, email)?.merge_fields);
		const marks = mailchimp.tagsOf(AUDIENCE.id, email).filter((tag) => tag.startsWith('link-'));
		const page = creator ? `https://linktr.ee/${creator.username}` : '';
		return (
			fields.LINKTREE === page &&
			fields.LINKSTATUS === (creator?.kind ?? '') &&
			marks.join() === (creator ? TAG_OF[creator.kind] : '')
		);
	}

	async function confirm({ username, uniqueId }: Creator, pageUrl: string): Promise<number> {
		const deadline = Date.now() + PATIENCE_MS;
		for (let presses = 1; ; presses += 1) {
			const status = await press(`${pageUrl}?c=${uniqueId}`, username);
			if (status === 200) return presses;
			if (Date.now() > deadline) throw new Error(`${username} gets no answer but ${status}.`);
			await sleep(PAUSE_MS);
		}
	}

	return {
		emails: creators.map(({ email }) => email),
		async confirmAll(pageUrl) {
			const waiting = [...creators];
			let presses = 0;
			const goOn = async (): Promise<void> => {
				for (let next = waiting.shift(); next; next = waiting.shift()) {
					// Not in one step: others add to it while this one waits.
					const own = await confirm(next, pageUrl);
					presses += own;
				}
			};
			await Promise.all(Array.from({ length: PRESSING_AT_ONCE }, goOn));
			return presses;
		},
		judge() {
			const byEmail = new Map(creators.map((creator) => [creator.email, creator]));
			const emails = [...mailchimp.audience(AUDIENCE.id).members.values()].map(
				({ email }) => email,
			);
			const mismarked = emails.filter((email) => !isMarked(email, byEmail.get(email)));
			for (const email of mismarked) {
				const { LINKSTATUS } = Object(mailchimp.member(AUDIENCE.id, email)?.merge_fields);
				const tags = mailchimp.tagsOf(AUDIENCE.id, email).join(', ');
				const wanted = byEmail.get(email)?.kind ?? 'nothing';
				console.log(`${email} is marked ${LINKSTATUS} (${tags}) instead of ${wanted}.`);
			}
			const confirmed = creators.filter((creator) => isMarked(creator.email, creator));
			return { confirmed: confirmed.length, mismarked: mismarked.length };
		},
	};
}
