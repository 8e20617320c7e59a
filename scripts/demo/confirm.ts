import { join } from 'node:path';
import { buildMails } from '../../nodes/CreatorProgram/mails/build';
import { readMailSettings } from '../../nodes/CreatorProgram/settings/mailSettings';
import type { World } from '../../test/emulators';
import { ROOT, type Hub } from '../n8n/hub';
import type { WorkflowJson } from '../n8n/api';
import { configureTemplate, readTemplate } from '../n8n/template';
import { AUDIENCE, COMPANY, TAG } from './seed';
import { waitFor } from './wait';

const TEMPLATE = join(ROOT, 'workflows', 'confirm-linktree-link.json');
const MAIL = 'Creator Hub: 2 Linktree steps';

/** The merge fields that "Prepare Mailchimp audience" makes for it. */
const FIELDS = [
	{ tag: 'LINKTREE', name: 'Linktree', type: 'url' },
	{ tag: 'LINKSTATUS', name: 'Linktree Status', type: 'text' },
	{ tag: 'LINKDATE', name: 'Linktree Checked On', type: 'date' },
	{ tag: 'LINKCHECKS', name: 'Linktree Checks That Day', type: 'number' },
] as const;

/** The page on which creators say where their link is, served by an n8n. */
export interface ConfirmPage {
	workflowId: string;
	/** its address, without a creator */
	url: string;
}

/** Sets values of the Settings node, as a person does after the import. */
export function withSettings(
	template: WorkflowJson,
	settings: Record<string, string | number>,
): WorkflowJson {
	const change = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(change);
		if (typeof value !== 'object' || value === null) return value;
		const name = String(Reflect.get(value, 'name'));
		return Object.hasOwn(settings, name) ? { ...value, value: settings[name] } : value;
	};
	return {
		...template,
		nodes: template.nodes.map((node) => {
			const { assignments } = node.parameters;
			if (node.name !== 'Settings' || typeof assignments !== 'object' || assignments === null) {
				return node;
			}
			const list = change(Reflect.get(assignments, 'assignments'));
			return { ...node, parameters: { ...node.parameters, assignments: { assignments: list } } };
		}),
	};
}

/** Imports the template into an n8n, with the audience and credentials that are there, and activates it. */
export async function addConfirmPage(
	{ api, credentials, processes }: Hub,
	settings: Record<string, string | number> = {},
): Promise<ConfirmPage> {
	const template = withSettings(await readTemplate(TEMPLATE), settings);
	const workflow = configureTemplate(template, { audience: AUDIENCE, credentials });
	const workflowId = await api.createWorkflow(workflow);
	await api.activate(workflowId);
	const url = `${processes.webhooks.url}/webhook/linktree-link`;
	await waitFor(
		async () => {
			const { headers } = await fetch(url);
			return headers.get('content-type')?.startsWith('text/html') || undefined;
		},
		Date.now() + 30_000,
		'the page of the template',
	);
	return { workflowId, url };
}

export function addConfirmFields(world: World): void {
	for (const field of FIELDS) world.mailchimp.addMergeField(AUDIENCE.id, field);
}

/**
 * The second mail of the welcome journey, with the button that leads to the page. Mailchimp sends it a day later; here it
 * comes at once.
 */
export function addConfirmMail(world: World, { url }: ConfirmPage): void {
	addConfirmFields(world);
	const settings = readMailSettings({ brandName: COMPANY, confirmPageUrl: url });
	const mail = buildMails(settings).find(({ name }) => name === MAIL);
	if (!mail) throw new Error(`There is no mail "${MAIL}".`);
	const { subject, html, text } = mail;
	world.mailchimp.journeys.add({ audienceId: AUDIENCE.id, tag: TAG, subject, html, text });
}
