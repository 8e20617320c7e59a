import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { WorkflowJson, WorkflowNode } from './api';

/** What a person sets in the editor after importing a template, beside what the editor does by itself. */
export interface TemplateSettings {
	/** the Mailchimp audience, for every node that asks for one */
	audience: { id: string; name: string };
	/** by credential type */
	credentials: Record<string, { id: string; name: string }>;
}

const PACKAGE = 'n8n-nodes-creator-hub';

/** Credential type of each node type of the package. */
const CREDENTIAL_OF: Record<string, string> = {
	[`${PACKAGE}.refersion`]: 'refersionApi',
	[`${PACKAGE}.refersionTrigger`]: 'refersionApi',
	[`${PACKAGE}.mailchimpAudience`]: 'mailchimpAudienceApi',
	[`${PACKAGE}.bigCommerce`]: 'bigCommerceApi',
};

const WEBHOOK = 'n8n-nodes-base.webhook';

/** Node types in the templates that have webhooks. */
const WITH_WEBHOOKS = new Set([
	`${PACKAGE}.refersionTrigger`,
	`${PACKAGE}.creatorPageTrigger`,
	'n8n-nodes-base.emailSend',
	WEBHOOK,
]);

/**
 * The templates name no webhook's address, so that each import gets one of its own. The editor makes it up when it
 * imports or opens a workflow (n8n 2.41.1, `useCanvasOperations`, `resolveNodeWebhook`), and puts it into an empty path of
 * n8n's own node Webhook.
 */
function addWebhookId(node: WorkflowNode): WorkflowNode {
	if (!WITH_WEBHOOKS.has(node.type) || node.webhookId !== undefined) return node;
	const webhookId = randomUUID();
	const isUnnamed = node.type === WEBHOOK && node.parameters.path === '';
	const parameters = isUnnamed ? { ...node.parameters, path: webhookId } : node.parameters;
	return { ...node, parameters, webhookId };
}

/** Other nodes of a template may take the audience from the one that asks for it. */
function asksForAudience({ parameters: { audience } }: WorkflowNode): boolean {
	return typeof audience === 'object' && audience !== null && Reflect.get(audience, 'value') === '';
}

function configure(node: WorkflowNode, settings: TemplateSettings): WorkflowNode {
	const type = CREDENTIAL_OF[node.type];
	if (type === undefined) return node;
	const credential = settings.credentials[type];
	if (!credential) throw new Error(`No credential of type ${type} for "${node.name}".`);
	const { id, name } = settings.audience;
	const audience = { __rl: true, mode: 'list', value: id, cachedResultName: name };
	const parameters = asksForAudience(node) ? { ...node.parameters, audience } : node.parameters;
	return { ...node, parameters, credentials: { [type]: credential } };
}

export async function readTemplate(file: string): Promise<WorkflowJson> {
	return JSON.parse(await readFile(file, 'utf8')) as WorkflowJson;
}

/** @returns the template as it is after a person has imported it and chosen credentials and audience */
export function configureTemplate(
	template: WorkflowJson,
	settings: TemplateSettings,
): WorkflowJson {
	return {
		...template,
		nodes: template.nodes.map((node) => configure(addWebhookId(node), settings)),
	};
}

const isTrigger = ({ type }: WorkflowNode): boolean => type === `${PACKAGE}.refersionTrigger`;

/** @returns the template with its Refersion Trigger enabled, which some bring disabled */
export function enableTrigger(template: WorkflowJson): WorkflowJson {
	return {
		...template,
		nodes: template.nodes.map((node) => (isTrigger(node) ? { ...node, disabled: false } : node)),
	};
}

/** @returns the template with every execution kept, which one that runs often does not ask for: so that it can be looked at */
function keepExecutions(template: WorkflowJson): WorkflowJson {
	return { ...template, settings: { ...template.settings, saveDataSuccessExecution: 'all' } };
}

/**
 * @returns the template as demo and tests run it: with credentials, audience and webhook, and with its executions kept.
 *   Whoever changes more here has the demo say it.
 */
export function onboardingOf(template: WorkflowJson, settings: TemplateSettings): WorkflowJson {
	return keepExecutions(enableTrigger(configureTemplate(template, settings)));
}

/** @returns path of the Refersion Trigger's production webhook, after `/webhook/` */
export function webhookPath(template: WorkflowJson): string {
	const trigger = template.nodes.find(isTrigger);
	if (!trigger?.webhookId)
		throw new Error(`"${template.name}" has no Refersion Trigger with a webhookId.`);
	return `${encodeURIComponent(trigger.webhookId)}/webhook`;
}
