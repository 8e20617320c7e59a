import type { WorkflowJson, WorkflowNode } from '../../n8n/api';
import { node } from '../webhooks/workflows';
import { flowWorkflow } from '../workflows';
import type { Workload } from './results';

/** Name of the node that is measured. */
export const MEASURED = 'Measured';
const TRIGGER = 'Webhook';
const SPLIT = 'One item each';

/** What *Create or Update* reads of an item, and what *Edit Fields* writes. */
const EXPRESSIONS: ReadonlyArray<[string, string]> = [
	['email', '={{ $json.email }}'],
	['FNAME', '={{ $json.first_name }}'],
	['LNAME', '={{ $json.last_name }}'],
	['AFFLINK', '={{ $json.link }}'],
];
/** How many expressions an item has in either node. */
export const EXPRESSION_COUNT = EXPRESSIONS.length;

/** *Create or Update* exactly as in the other parts of the benchmark. */
function contactNode(audienceId: string, credential: { id: string; name: string }): WorkflowNode {
	const { nodes } = flowWorkflow('ours-bulk', audienceId, false);
	const found = nodes.find(({ type }) => type === 'n8n-nodes-creator-hub.mailchimpAudience');
	if (!found) throw new Error('The flow has no Mailchimp node.');
	const { type, typeVersion, parameters } = found;
	return node(MEASURED, type, typeVersion, parameters, {
		credentials: { mailchimpAudienceApi: credential },
	});
}

function editFieldsNode(): WorkflowNode {
	const assignments = EXPRESSIONS.map(([name, value]) => ({
		id: name,
		name,
		type: 'string',
		value,
	}));
	return node(MEASURED, 'n8n-nodes-base.set', 3.4, {
		assignments: { assignments },
		includeOtherFields: false,
		options: {},
	});
}

/**
 * A workflow whose webhook takes a list, makes an item of each entry, and hands all of them to the node that is measured.
 *
 * @param path of the webhook, after `/webhook/`
 */
export function workloadWorkflow(
	workload: Workload,
	path: string,
	mailchimp: { audienceId: string; credential: { id: string; name: string } },
): WorkflowJson {
	const measured = {
		contacts: () => contactNode(mailchimp.audienceId, mailchimp.credential),
		editFields: editFieldsNode,
		noOperation: () => node(MEASURED, 'n8n-nodes-base.noOp', 1, {}),
	}[workload]();
	const webhook = {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	};
	const split = { fieldToSplitOut: 'body', include: 'noOtherFields', options: {} };
	const to = (target: string) => ({ main: [[{ node: target, type: 'main', index: 0 }]] });
	return {
		name: path,
		nodes: [
			node(TRIGGER, 'n8n-nodes-base.webhook', 2.1, webhook, { webhookId: path }),
			node(SPLIT, 'n8n-nodes-base.splitOut', 1, split),
			measured,
		],
		connections: { [TRIGGER]: to(SPLIT), [SPLIT]: to(MEASURED) },
		settings: { executionOrder: 'v1' },
	};
}
