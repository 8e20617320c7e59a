import type { IDataObject, IRun } from 'n8n-workflow';
import type { Profile } from '../../emulators';
import { htmlProblems } from '../../html';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './engine';
import { template, type Hub } from './hub';

export const LINK = 'https://shop.example/?rfsn=123456.a3y7';
export const ANA = 'ana@creator-mail.com';

/** What the creator's browser gets, and what n8n keeps of the run. */
export interface Answer {
	code: number;
	html: string;
	/** Which of the answers it is. */
	key: string;
	/** The error of the execution, if it counts as failed. */
	failure: string | undefined;
	run: IRun;
}

export interface Visit {
	/** The address' parameter c. */
	id: unknown;
	/** Fields of the form; without them the page is only opened. */
	form?: IDataObject;
	/** Changes of the Settings node. */
	settings?: IDataObject;
	/** Changes the template. */
	change?: (file: WorkflowFile) => void;
}

/** The merge fields that Prepare makes for the page. */
const FIELDS = [
	{ tag: 'LINKTREE', type: 'url' },
	{ tag: 'LINKSTATUS', type: 'text' },
	{ tag: 'LINKDATE', type: 'date' },
	{ tag: 'LINKCHECKS', type: 'number' },
] as const;

/** An audience as Prepare makes it, or one that lacks a field. */
export function prepareForConfirm(hub: Hub, { without = '' } = {}): void {
	for (const { tag, type } of FIELDS) {
		if (tag === without) continue;
		hub.world.mailchimp.addMergeField(hub.audienceId, { tag, name: tag, type });
	}
}

/** A creator who has a tracking link. @returns the unique email id */
export function addCreator(hub: Hub, seed: IDataObject = {}): string {
	const { email = ANA, mergeFields = { AFFLINK: LINK }, tags = ['new-affiliate'], ...rest } = seed;
	const member = hub.world.mailchimp.addMember(hub.audienceId, {
		email: String(email),
		mergeFields: { ...(mergeFields as Record<string, string>) },
		tags: tags as string[],
		...rest,
	});
	return member.uniqueEmailId;
}

/** Gives the Linktree page of ana its links. */
export function setLinks(hub: Hub, urls: string[], more: Partial<Profile> = {}): void {
	const links = urls.map((url) => ({ title: 'Shop', url }));
	hub.world.linktree.setProfile('ana', { links, ...more });
}

/** Opens the page, or sends its form. */
export async function visit(hub: Hub, { id, form, settings = {}, change }: Visit): Promise<Answer> {
	const file = template('confirm-linktree-link', hub.audienceId);
	const assignments = file.nodes.find(({ name }) => name === 'Settings')?.parameters.assignments;
	for (const each of (assignments as { assignments: IDataObject[] }).assignments) {
		const name = String(each.name);
		if (name in settings) each.value = settings[name];
	}
	change?.(file);
	const run = await runWorkflow(hub.engine, file, {
		start: form ? 'Form sent' : 'Page opened',
		items: [{ query: { c: id } as IDataObject, body: form ?? {} }],
		credentials: hub.credentials,
	});
	const page = outputOf(run, 'Page')[0]?.json as { html: string; page: IDataObject } | undefined;
	if (!page) throw new Error(`No page: ${errorOf(run)?.message}`);
	expect(htmlProblems(page.html)).toEqual([]);
	return {
		code: Number(page.page.code),
		key: String(page.page.key),
		html: page.html,
		failure: errorOf(run)?.message,
		run,
	};
}

/** Status, tags and merge fields of a contact, as far as this is about them. */
export function stateOf(hub: Hub, email = ANA): IDataObject {
	const { mailchimp } = hub.world;
	const fields = (mailchimp.member(hub.audienceId, email)?.merge_fields ?? {}) as IDataObject;
	const { LINKTREE, LINKSTATUS, LINKDATE, LINKCHECKS } = fields;
	return {
		LINKTREE,
		LINKSTATUS,
		LINKDATE,
		LINKCHECKS,
		tags: mailchimp.tagsOf(hub.audienceId, email).filter((tag) => tag.startsWith('link-')),
	};
}

/** Writes that Mailchimp got. */
export const writes = (hub: Hub): string[] =>
	hub.world.mailchimp.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => `${method} ${path}`);

/** Changes a merge field of a contact as somebody else does it, without a request. */
export function setField(hub: Hub, tag: string, value: string): void {
	for (const { email, mergeFields } of hub.world.mailchimp
		.audience(hub.audienceId)
		.members.values()) {
		if (email === ANA) mergeFields.set(tag, value);
	}
}

/** Makes all contacts look as if nothing had happened to them for a while. */
export function waitBy(hub: Hub, seconds: number): void {
	for (const member of hub.world.mailchimp.audience(hub.audienceId).members.values()) {
		member.lastChanged = new Date(member.lastChanged.getTime() - seconds * 1000);
	}
}
