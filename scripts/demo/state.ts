/** What the sandbox page shows. Built on the server, so that the page knows nothing of the emulators' insides. */
export interface SandboxState {
	editor: { url: string; email: string; password: string };
	affiliates: SandboxAffiliate[];
	audience: { name: string; members: SandboxMember[] };
	/** of those who are in the programme */
	pages: SandboxPage[];
	/** where creators say that their link is on their page, without a creator */
	confirmPageUrl: string;
	/** newest first */
	mails: SandboxMail[];
	/** newest first */
	steps: SandboxStep[];
}

export interface SandboxAffiliate {
	id: number;
	name: string;
	email: string;
	status: string;
	link: string | null;
}

export interface SandboxMember {
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
	trackingLink: string;
}

export interface SandboxStep {
	key: string;
	at: string;
	text: string;
}

/** What the page can have done. Errors carry a message for the person at the page. */
export interface SandboxActions {
	state(): SandboxState;
	addAffiliate(input: { first_name: string; last_name: string; email: string }): void;
	setStatus(id: number, status: string): void;
	/** Writes a Linktree page, as its creator does. */
	setPage(affiliateId: number, link: string): void;
}
