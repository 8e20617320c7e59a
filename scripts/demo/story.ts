import {
	subscriberHash,
	type Delivery,
	type RequestRecord,
	type SentMail,
} from '../../test/emulators';
import { webhookOpening } from './openings';
import { TAG } from './seed';
import type { SandboxChapter } from './state';
import { contactWrites, type ContactWrite } from './writes';

/** What the services saw, and who is who. */
export interface Logs {
	now: number;
	people: Array<{ id: number; name: string; email: string; username: string; tags: string[] }>;
	deliveries: readonly Delivery[];
	refersion: readonly RequestRecord[];
	mailchimp: readonly RequestRecord[];
	linktree: readonly RequestRecord[];
	mails: readonly SentMail[];
}

type Person = Logs['people'][number];

/** What is told of one click, while it is being put together. */
interface Chapter extends SandboxChapter {
	kind: 'webhook' | 'check' | 'look';
	startedAt: number;
	/** whether the answer of a check is there */
	answered: boolean;
	/** whether n8n or a journey did anything */
	changed: boolean;
}

/** So long after the last request n8n is taken to be done. */
const QUIET_MS = 2_000;

const ANSWERS: Record<string, string> = {
	live: 'Answer: live. The creator’s own link is on the page.',
	wrong_code: 'Answer: wrong code. A link of the shop is there, with somebody else’s code.',
	not_found: 'Answer: not found. No link of the shop is on the page.',
	unverifiable: 'Answer: nobody can say for sure (a short link, for example), so no tag says it.',
};

/** Puts what happened into chapters, one a click. */
class Story {
	readonly chapters: Chapter[] = [];
	private readonly created = new Set<string>();

	constructor(private readonly people: Person[]) {}

	private open(
		kind: Chapter['kind'],
		startedAt: number,
		title: string,
		affiliateId: number | null,
	): Chapter {
		const key = `${kind} ${this.chapters.length}`;
		const at = new Date(startedAt).toISOString();
		const lines: string[] = [];
		const state = { answered: false, changed: false };
		const chapter = { key, at, title, affiliateId, lines, kind, startedAt, ...state };
		this.chapters.push(chapter);
		return chapter;
	}

	/** The chapter that a change belongs to: the person's own newest, or the look at everybody after it. */
	private chapterOf(person: Person, at: number): Chapter {
		const found = this.chapters
			.filter(({ affiliateId }) => affiliateId === null || affiliateId === person.id)
			.at(-1);
		return found ?? this.open('look', at, 'n8n looked at everybody', null);
	}

	private add(person: Person, at: number, text: string): void {
		const chapter = this.chapterOf(person, at);
		chapter.changed = true;
		chapter.lines.push(chapter.affiliateId === null ? `${person.name}: ${text}` : text);
	}

	webhook(delivery: Delivery, isRepeated: boolean): void {
		const { title, id, line } = webhookOpening(delivery, isRepeated);
		this.open('webhook', delivery.at, title, id).lines.push(line);
	}

	everybody(at: number): void {
		this.open('look', at, 'n8n looked at everybody, as it does every 10 minutes', null);
	}

	private check(person: Person, at: number): Chapter {
		const last = this.chapterOf(person, at);
		if (last.kind === 'check' && !last.answered) return last;
		return this.open('check', at, `${person.name} pressed “I’ve added it”`, person.id);
	}

	page({ path, startedAt }: RequestRecord): void {
		const username = path.slice(1).toLowerCase();
		const person = this.people.find((each) => each.username === username);
		const text = `n8n looked at linktr.ee${path}, because a creator asked for it.`;
		if (person) this.check(person, startedAt).lines.push(text);
	}

	contact(write: ContactWrite): void {
		const { at, hash, mayCreate, mergeFields, tagsOn, tagsOff } = write;
		const person = this.people.find(({ email }) => subscriberHash(email) === hash);
		if (!person) return;
		const status = mergeFields.LINKSTATUS;
		if ('LINKCHECKS' in mergeFields || typeof status === 'string') {
			const chapter = this.check(person, at);
			if (typeof status !== 'string') return;
			chapter.answered = true;
			chapter.changed = true;
			chapter.lines.push(ANSWERS[status] ?? `Answer: ${status}.`);
		} else if (mayCreate && !this.created.has(hash)) {
			this.created.add(hash);
			this.add(person, at, 'n8n created the contact in Mailchimp, with the tracking link.');
		}
		for (const tag of tagsOn) this.add(person, at, `n8n set the tag “${tag}”.`);
		for (const tag of tagsOff) this.add(person, at, `n8n took the tag “${tag}” off.`);
	}

	mail({ to, subject, tag, at }: SentMail): void {
		const person = this.people.find(({ email }) => email.toLowerCase() === to.toLowerCase());
		if (!person) return;
		this.add(person, Date.parse(at), `The tag “${tag}” sent the mail “${subject}”.`);
	}

	/** Says so where nothing came of it. */
	conclude({ now, refersion, mailchimp }: Logs): void {
		const last = Math.max(0, ...[...refersion, ...mailchimp].map((each) => each.startedAt));
		for (const [index, chapter] of this.chapters.entries()) {
			const end = this.chapters[index + 1]?.startedAt ?? now;
			const isOver = end - chapter.startedAt > QUIET_MS && now - last > QUIET_MS;
			if (chapter.changed || chapter.kind === 'check' || !isOver) continue;
			const person = this.people.find(({ id }) => id === chapter.affiliateId);
			chapter.lines.push(nothing(chapter, person));
		}
	}
}

function nothing({ kind, title }: Chapter, person: Person | undefined): string {
	if (kind === 'look') return 'Everything was right already: n8n changed nothing.';
	if (person?.tags.includes(TAG)) {
		return 'n8n changed nothing: no second contact, no second tag, no second mail.';
	}
	return title.endsWith('is approved')
		? 'n8n changed nothing yet: whoever comes back is left to the next look at everybody, within 10 minutes.'
		: 'n8n changed nothing: who is not in the programme gets no contact.';
}

/**
 * @param logs what the services saw
 * @returns one chapter a click, a webhook or a look at everybody, newest first; its lines in the order of what happened
 */
export function tell(logs: Logs): SandboxChapter[] {
	const story = new Story(logs.people);
	const bodies = new Set<string>();
	const events: Array<{ at: number; tell: () => void }> = [
		...logs.deliveries.map((delivery) => {
			const isRepeated = delivery.attempt > 1 && bodies.has(delivery.body);
			bodies.add(delivery.body);
			return { at: delivery.at, tell: () => story.webhook(delivery, isRepeated) };
		}),
		...logs.refersion
			.filter(({ path, query, body }) => isFirstPage(path, query, body))
			.map(({ startedAt: at }) => ({ at, tell: () => story.everybody(at) })),
		...contactWrites(logs.mailchimp).map((write) => ({
			at: write.at,
			tell: () => story.contact(write),
		})),
		...logs.linktree.map((look) => ({ at: look.startedAt, tell: () => story.page(look) })),
		...logs.mails.map((mail) => ({ at: Date.parse(mail.at), tell: () => story.mail(mail) })),
	];
	for (const event of events.sort((a, b) => a.at - b.at)) event.tell();
	story.conclude(logs);
	return story.chapters
		.map(({ key, at, title, affiliateId, lines }) => ({ key, at, title, affiliateId, lines }))
		.reverse();
}

function isFirstPage(path: string, query: Record<string, string>, body: unknown): boolean {
	if (path !== '/v2/affiliate/list') return false;
	const page: unknown =
		typeof body === 'object' && body !== null ? Reflect.get(body, 'page') : query.page;
	return page === undefined || String(page) === '1';
}
