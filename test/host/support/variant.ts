import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../../scripts/n8n/hub';
import { onboardingOf, readTemplate, webhookPath } from '../../../scripts/n8n/template';
import type { Execution } from '../../../scripts/n8n/api';
import { AUDIENCE, LINK_WAIT_SECONDS, withLinkWait, type Rig } from './rig';

/** Another template with a Refersion Trigger, which is enabled, in the same n8n, or the onboarding template with an audience or key of its own. */
export interface Variant {
	workflowId: string;
	webhookUrl: string;
	/** its newest execution, when it is over */
	execution(): Promise<Execution>;
	/** the newest ones, when at least that many are over and none is open */
	executions(count: number): Promise<Execution[]>;
}

const ONBOARD = 'onboard-approved-affiliates';

/** @param options `name` is the template's file in workflows, without its ending */
export async function addVariant(
	{ hub, world }: Rig,
	{ name: file = ONBOARD, audience = AUDIENCE, mailchimpKey = world.mailchimp.apiKey },
): Promise<Variant> {
	const template = await readTemplate(join(ROOT, 'workflows', `${file}.json`));
	const name = `Variant ${randomUUID()}`;
	const credentials = {
		refersionApi: await hub.api.createCredential('refersionApi', name, {
			...world.refersion.credentials,
		}),
		mailchimpAudienceApi: await hub.api.createCredential('mailchimpAudienceApi', name, {
			apiKey: mailchimpKey,
		}),
		bigCommerceApi: await hub.api.createCredential('bigCommerceApi', name, {
			storeHash: world.bigcommerce.account.storeHash,
			accessToken: world.bigcommerce.account.accessToken,
		}),
	};
	const asImported = onboardingOf(template, { audience, credentials });
	const configured = file === ONBOARD ? withLinkWait(asImported, LINK_WAIT_SECONDS) : asImported;
	const workflow = { ...configured, name };
	const workflowId = await hub.api.createWorkflow(workflow);
	await hub.api.activate(workflowId);
	await hub.instance.waitWebhook(webhookPath(workflow));
	const executions = async (count: number): Promise<Execution[]> => {
		const deadline = Date.now() + 60_000;
		for (;;) {
			const found = await hub.api.executions({ workflowId, includeData: true });
			if (found.length >= count && found.every(({ stoppedAt }) => stoppedAt !== null)) return found;
			if (Date.now() > deadline) throw new Error(`There are no ${count} executions that are over.`);
			await sleep(100);
		}
	};
	return {
		workflowId,
		webhookUrl: `${hub.instance.url}/webhook/${webhookPath(workflow)}`,
		executions,
		async execution() {
			const [newest] = await executions(1);
			if (!newest) throw new Error('There is no execution.');
			return newest;
		},
	};
}
