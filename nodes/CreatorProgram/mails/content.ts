/** Mailchimp plans, as far as they differ in what a journey may have. */
export type Plan = 'essentials' | 'standard';

/** What stands in a mail, one below the other. */
export type Block =
	| { kind: 'heading'; level: 1 | 2; text: string }
	| { kind: 'paragraph' | 'copy'; text: string }
	| { kind: 'steps'; steps: string[] }
	/** The tracking link in a box and behind a button: a filled one, or an outlined one when it is quiet. */
	| { kind: 'link'; quiet: boolean }
	| { kind: 'button'; url: string; label: string }
	| { kind: 'image'; url: string; alt: string };

/** Blocks for contacts who have something in a merge field, and others for those who have not. */
export interface Either {
	kind: 'either';
	/** Merge tag of the field. */
	field: string;
	blocks: Block[];
	otherwise: Block[];
}

/** A mail before it is rendered. Conditions are never inside one another: Mailchimp's help does not say that they may be. */
export interface Content {
	/** The name after "Creator Hub: ". */
	name: string;
	subject: string;
	preview: string;
	/** Tag that starts the journey. */
	tag: string;
	/** Days after the tag was added. */
	day: number;
	/** Days after the mail before it. */
	waitDays: number;
	/** Only contacts with this tag get it; '' for all. */
	onlyIfTag: string;
	/** Contacts with this tag do not get it; '' for none. */
	unlessTag: string;
	/** The smallest plan that can send it. */
	plan: Plan;
	blocks: Array<Block | Either>;
}

export const heading = (text: string): Block => ({ kind: 'heading', level: 1, text });
export const subheading = (text: string): Block => ({ kind: 'heading', level: 2, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const copy = (text: string): Block => ({ kind: 'copy', text });
export const link = (): Block => ({ kind: 'link', quiet: false });
/** For a mail that asks for something else. */
export const quietLink = (): Block => ({ kind: 'link', quiet: true });
export const button = (url: string, label: string): Block => ({ kind: 'button', url, label });

/** Blocks that depend on a merge field. */
export function either(field: string, blocks: Block[], otherwise: Block[] = []): Either {
	return { kind: 'either', field, blocks, otherwise };
}

/** The same for words inside a text. */
export function eitherWords(field: string, words: string, otherwise = ''): string {
	const rest = otherwise === '' ? '' : `*|ELSE:|*${otherwise}`;
	return `*|IF:${field}|*${words}${rest}*|END:IF|*`;
}
