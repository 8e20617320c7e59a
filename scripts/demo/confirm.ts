import { join } from 'node:path';
import { buildMails } from '../../nodes/CreatorProgram/mails/build';
import { readMailSettings } from '../../nodes/CreatorProgram/settings/mailSettings';
import type { World } from '../../test/emulators';
import { ROOT, type Hub } from '../n8n/hub';
import type { WorkflowJson, WorkflowNode } from '../n8n/api';
import { configureTemplate, readTemplate } from '../n8n/template';
import { AUDIENCE, COMPANY, TAG } from './seed';
import { waitFor } from './wait';

const TEMPLATE = join(ROOT, 'workflows', 'confirm-linktree-link.json');
const PATH = 'linktree-link';
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

/** What a person sets on the node Creator Page after the import. */
export interface PageSettings {
	brandName?: string;
	supportEmail?: string;
	options?: { secondsBetweenChecks?: number; checksADay?: number };
}

/** For people who press again at once. */
export const UNLIMITED: PageSettings = {
	options: { secondsBetweenChecks: 0, checksADay: 100_000 },
};

const isTrigger = ({ type }: WorkflowNode): boolean => type.endsWith('.creatorPageTrigger');

function withSettings(template: WorkflowJson, settings: PageSettings): WorkflowJson {
	const nodes = template.nodes.map((node) =>
		isTrigger(node)
			? { ...node, parameters: { ...node.parameters, path: PATH, ...settings } }
			: node,
	);
	return { ...template, nodes };
}

/** Imports the template into an n8n, with the audience and credentials that are there, and activates it. */
export async function addConfirmPage(
	{ api, credentials, processes }: Hub,
	settings: PageSettings = {},
): Promise<ConfirmPage> {
	const template = withSettings(await readTemplate(TEMPLATE), settings);
	const workflow = configureTemplate(template, { audience: AUDIENCE, credentials });
	const workflowId = await api.createWorkflow(workflow);
	await api.activate(workflowId);
	const url = `${processes.webhooks.url}/webhook/${PATH}`;
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
