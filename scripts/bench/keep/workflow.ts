import { join } from 'node:path';
import type { WorkflowJson } from '../../n8n/api';
import { ROOT } from '../../n8n/hub';
import { configureTemplate, readTemplate, type TemplateSettings } from '../../n8n/template';
import { node } from '../webhooks/workflows';

const TEMPLATE = join(ROOT, 'workflows', 'keep-creators-in-step.json');
const SETTINGS = 'Settings';
const START = 'Look now';
/** Whether n8n keeps executions that went well: as the template says, or always. */
export type Keeping = 'asItIs' | 'all';
const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';

/**
 * The template with a Webhook node that starts a production look at everybody, as the schedule does: its item names no
 * event. n8n answers when the look is over. The schedule itself is switched off, so that no look comes in between.
 *
 * @param template as it is after credentials and audience were chosen
 * @param path of the webhook, after `/webhook/`
 * @param keeping `all` where n8n's own record of the look is to be read
 * @throws when the template has no Settings, where a look begins
 */
export function withLookNow(template: WorkflowJson, path: string, keeping: Keeping): WorkflowJson {
	if (!template.nodes.some(({ name }) => name === SETTINGS)) {
		throw new Error(`"${template.name}" has no node ${SETTINGS}.`);
	}
	const parameters = {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	};
	const nodes = template.nodes.map((each) =>
		each.type === SCHEDULE ? { ...each, disabled: true } : each,
	);
	return {
		...template,
		settings: {
			...template.settings,
			...(keeping === 'all' && { saveDataSuccessExecution: 'all' }),
		},
		nodes: [...nodes, node(START, 'n8n-nodes-base.webhook', 2.1, parameters, { webhookId: path })],
		connections: {
			...template.connections,
			[START]: { main: [[{ node: SETTINGS, type: 'main', index: 0 }]] },
		},
	};
}

export const lookWorkflow = async (
	settings: TemplateSettings,
	path: string,
	keeping: Keeping,
): Promise<WorkflowJson> =>
	withLookNow(configureTemplate(await readTemplate(TEMPLATE), settings), path, keeping);
