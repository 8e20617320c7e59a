/** What the sandbox page shows. Built on the server, so that the page knows nothing of the emulators' insides. */
export interface SandboxState {
	editor: { url: string; email: string; password: string };
	affiliates: SandboxAffiliate[];
	audience: { name: string; members: SandboxMember[] };
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
}
