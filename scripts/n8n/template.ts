import { readFile } from 'node:fs/promises';
import type { WorkflowJson, WorkflowNode } from './api';

/** What a person sets in the editor after importing a template. */
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

/** @returns the template as it is after a person has chosen credentials and audience; the rest is left as it was */
export function configureTemplate(
	template: WorkflowJson,
	settings: TemplateSettings,
): WorkflowJson {
	return { ...template, nodes: template.nodes.map((node) => configure(node, settings)) };
}

const isTrigger = ({ type }: WorkflowNode): boolean => type === `${PACKAGE}.refersionTrigger`;

/** @returns the template with its Refersion Trigger enabled, which some bring disabled */
export function enableTrigger(template: WorkflowJson): WorkflowJson {
	return {
		...template,
		nodes: template.nodes.map((node) => (isTrigger(node) ? { ...node, disabled: false } : node)),
	};
}

/** @returns the template with runs by hand that write, which keep-creators-in-step leaves to those by schedule and webhook */
export function letHandsWrite(template: WorkflowJson): WorkflowJson {
	const nodes = template.nodes.map((node) =>
		node.parameters.dryRun === 'byHand'
			? { ...node, parameters: { ...node.parameters, dryRun: false } }
			: node,
	);
	return { ...template, nodes };
}

/** @returns the template with every execution kept, which one that runs often does not ask for: so that it can be looked at */
export function keepExecutions(template: WorkflowJson): WorkflowJson {
	return { ...template, settings: { ...template.settings, saveDataSuccessExecution: 'all' } };
}

/** @returns path of the Refersion Trigger's production webhook, after `/webhook/` */
export function webhookPath(template: WorkflowJson): string {
	const trigger = template.nodes.find(isTrigger);
	if (!trigger?.webhookId)
		throw new Error(`"${template.name}" has no Refersion Trigger with a webhookId.`);
	return `${encodeURIComponent(trigger.webhookId)}/webhook`;
}
