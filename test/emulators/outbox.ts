import { sleep, unescapeHtml } from './common';

/** A mail a journey sent. */
export interface SentMail {
	to: string;
	subject: string;
	html: string;
	text: string;
	/** The contact's merge fields at the moment of sending. */
	mergeFields: Record<string, unknown>;
	at: string;
	audienceId: string;
	/** The tag that started the journey; empty when a step was triggered by the API. */
	tag: string;
	/** Every link target of the HTML part, as a reader would follow it. */
	links: string[];
}

export interface Outbox {
	readonly mails: SentMail[];
	/** Mails to one address, compared without case. */
	to(email: string): SentMail[];
	add(mail: SentMail): void;
	clear(): void;
	/** Resolves when at least `count` mails are there; rejects after `timeoutMs`. */
	waitFor(count: number, timeoutMs?: number): Promise<SentMail[]>;
}

export function linksIn(html: string): string[] {
	return [...html.matchAll(/\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
		unescapeHtml(match[1] ?? match[2] ?? ''),
	);
}

export function createOutbox(): Outbox {
	const mails: SentMail[] = [];
	return {
		mails,
		to: (email) => mails.filter((mail) => mail.to.toLowerCase() === email.toLowerCase()),
		add: (mail) => void mails.push(mail),
		clear: () => void mails.splice(0),
		async waitFor(count, timeoutMs = 10_000) {
			const deadline = Date.now() + timeoutMs;
			while (mails.length < count) {
				if (Date.now() > deadline) {
					throw new Error(`waited ${timeoutMs} ms for ${count} mails, got ${mails.length}`);
				}
				await sleep(10);
			}
			return mails;
		},
	};
}
