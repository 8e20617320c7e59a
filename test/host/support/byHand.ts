import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Execution, WorkflowJson } from '../../../scripts/n8n/api';
import { ROOT } from '../../../scripts/n8n/hub';
import { configureTemplate, readTemplate } from '../../../scripts/n8n/template';
import { importManual } from './manual';
import { AUDIENCE, type Rig } from './rig';

/** A template in a real n8n that is executed by hand. */
export interface ByHand {
	workflowId: string;
	/** Changes a parameter of a node, as a person does in the editor. */
	set(node: string, parameter: string, value: unknown): Promise<void>;
	/**
	 * Clicks "Execute workflow" and waits for the end.
	 *
	 * @returns the execution with its data, however it ended
	 */
	execute(): Promise<Execution>;
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

/**
 * Imports a template, with credentials and audience chosen.
 *
 * @param name the file's name in workflows, without its ending
 */
export async function importByHand({ hub, world }: Rig, name: string): Promise<ByHand> {
	const { api } = hub;
	const label = `${name} ${randomUUID()}`;
	const credentials = {
		refersionApi: await api.createCredential('refersionApi', label, {
			...world.refersion.credentials,
			// As in most plans: without it the links are those that Refersion itself shows.
			graphqlToken: '',
		}),
		mailchimpAudienceApi: await api.createCredential('mailchimpAudienceApi', label, {
			apiKey: world.mailchimp.apiKey,
		}),
		bigCommerceApi: await api.createCredential('bigCommerceApi', label, {
			storeHash: world.bigcommerce.account.storeHash,
			accessToken: world.bigcommerce.account.accessToken,
		}),
	};
	const file = await readTemplate(join(ROOT, 'workflows', `${name}.json`));
	const workflow = letHandsWrite(configureTemplate(file, { audience: AUDIENCE, credentials }));
	const { workflowId, start, over } = await importManual(api, workflow);
	return {
		workflowId,
		async set(node, parameter, value) {
			const parameters = workflow.nodes.find(({ name }) => name === node)?.parameters ?? {};
			if (!(parameter in parameters)) throw new Error(`"${node}" has no "${parameter}".`);
			parameters[parameter] = value;
			await api.updateWorkflow(workflowId, workflow);
		},
		execute: async () => await over(await start()),
	};
}
