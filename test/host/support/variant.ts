import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/n8n/hub';
import { configureTemplate, readTemplate, webhookPath } from '../../../scripts/n8n/template';
import type { Execution } from '../../../scripts/n8n/api';
import { AUDIENCE, LINK_WAIT_SECONDS, withLinkWait, type Rig } from './rig';

/** A second copy of the template in the same n8n, with an audience or key of its own. */
export interface Variant {
	workflowId: string;
	webhookUrl: string;
	/** its one execution, when it is over */
	execution(): Promise<Execution>;
}

export async function addVariant(
	{ hub, world }: Rig,
	{ audience = AUDIENCE, mailchimpKey = world.mailchimp.apiKey },
): Promise<Variant> {
	const template = await readTemplate(join(ROOT, 'workflows', 'onboard-approved-affiliates.json'));
	const name = `Variant ${randomUUID()}`;
	const credentials = {
		refersionApi: await hub.api.createCredential('refersionApi', name, {
			...world.refersion.credentials,
		}),
		mailchimpAudienceApi: await hub.api.createCredential('mailchimpAudienceApi', name, {
			apiKey: mailchimpKey,
		}),
	};
	const configured = withLinkWait(
		configureTemplate(template, { audience, credentials }),
		LINK_WAIT_SECONDS,
	);
	const workflow = {
		...configured,
		name,
		nodes: configured.nodes.map((node) =>
			node.webhookId === undefined ? node : { ...node, webhookId: randomUUID() },
		),
	};
	const workflowId = await hub.api.createWorkflow(workflow);
	await hub.api.activate(workflowId);
	await hub.instance.waitWebhook(webhookPath(workflow));
	return {
		workflowId,
		webhookUrl: `${hub.instance.url}/webhook/${webhookPath(workflow)}`,
		async execution() {
			const deadline = Date.now() + 60_000;
			for (;;) {
				const [found] = await hub.api.executions({ workflowId, includeData: true });
				if (found && found.stoppedAt !== null) return found;
				if (Date.now() > deadline) throw new Error('The execution does not end.');
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
		},
	};
}
