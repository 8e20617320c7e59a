/** What the sandbox page shows. Built on the server, so that the page knows nothing of the emulators' insides. */
export interface SandboxState {
	editor: { url: string; email: string; password: string };
	affiliates: SandboxAffiliate[];
	audience: { name: string; members: SandboxMember[] };
	/** of those who are in the programme */
	pages: SandboxPage[];
	/** where creators say that their link is on their page, without a creator */
	confirmPageUrl: string;
	/** the newest creator first; of one creator in the order in which they were sent */
	mails: SandboxMail[];
	/** newest first */
	chapters: SandboxChapter[];
}

export interface SandboxAffiliate {
	id: number;
	name: string;
	email: string;
	status: string;
	link: string | null;
}

export interface SandboxMember {
	affiliateId: number | null;
	email: string;
	status: string;
	tags: string[];
	mergeFields: Array<{ name: string; value: string }>;
}

/** A creator's page on Linktree. */
export interface SandboxPage {
	affiliateId: number;
	name: string;
	username: string;
	/** what is on it, the first link first; none before there is a page */
	links: string[];
}

export interface SandboxMail {
	key: string;
	to: string;
	subject: string;
	html: string;
	at: string;
	/** the first one of a journey, which is to be seen */
	isWelcome: boolean;
	trackingLink: string;
	/** when Mailchimp would have sent it */
	sent: string;
	affiliateId: number | null;
}

/** A click, a webhook or a look at everybody, and what followed. */
export interface SandboxChapter {
	key: string;
	at: string;
	title: string;
	/** whom it is about; null for everybody */
	affiliateId: number | null;
	/** in the order of what happened */
	lines: string[];
}

/** What the page can have done. Errors carry a message for the person at the page. */
export interface SandboxActions {
	state(): SandboxState;
	addAffiliate(input: { first_name: string; last_name: string; email: string }): void;
	setStatus(id: number, status: string): void;
	/** Delivers the newest webhook about somebody once more. */
	repeatWebhook(affiliateId: number): void;
	/** Writes a Linktree page, as its creator does. */
	setPage(affiliateId: number, link: string): void;
}
