import type { IConnections, INode, INodeParameters, ResourceMapperField } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine/support/engine';
import { TAG } from './contacts';
import { FLOW, type FlowId } from './flows';

/** Name of the node that holds the items; every run starts here. */
export const START = 'Affiliates';

type OnError = NonNullable<INode['onError']>;

function node(
	name: string,
	type: string,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

/** Each row: a node, and the nodes that its outputs lead to, output by output. */
function workflow(name: string, rows: Array<[INode, ...string[]]>): WorkflowFile {
	const connections: IConnections = {};
	for (const [from, ...targets] of rows) {
		connections[from.name] = {
			main: targets.map((target) =>
				target === '' ? [] : [{ node: target, type: 'main', index: 0 }],
			),
		};
	}
	return { name, nodes: rows.map(([each]) => each), connections };
}

const start = (): INode => node(START, 'n8n-nodes-base.noOp', {});

/** What a user types, also for nodes further down, where the item is no longer an affiliate. */
const field = (name: string): string => `={{ $('${START}').item.json.${name} }}`;

/** What the panel saves of a merge field that is a text or a link. */
const textColumn = (id: string): ResourceMapperField => ({
	id,
	displayName: id,
	required: false,
	defaultMatch: false,
	display: true,
	type: 'string',
});

function ours(audienceId: string, bulk: boolean, onError: OnError): WorkflowFile {
	const parameters: INodeParameters = {
		authentication: 'apiKey',
		resource: 'contact',
		operation: 'upsert',
		audience: { __rl: true, mode: 'id', value: audienceId },
		email: '={{ $json.email }}',
		mergeFields: {
			mappingMode: 'defineBelow',
			value: {
				FNAME: '={{ $json.first_name }}',
				LNAME: '={{ $json.last_name }}',
			},
			schema: ['FNAME', 'LNAME'].map(textColumn),
			matchingColumns: [],
			attemptToConvertTypes: false,
			convertFieldsToString: false,
		},
		trackingLink: '={{ $json.link }}',
		linkMergeField: 'AFFLINK',
		tagsToAdd: { tags: [{ tag: { __rl: true, mode: 'name', value: TAG } }] },
		tagsToRemove: {},
		options: { startAutomations: bulk ? 'any' : 'yes' },
	};
	const contact = node('Contact', 'n8n-nodes-creator-hub.mailchimpAudience', parameters, {
		credentials: { mailchimpAudienceApi: { id: '1', name: 'Mailchimp' } },
		onError,
	});
	return workflow('This package', [[start(), 'Contact'], [contact]]);
}

/** The nodes of n8n's own Mailchimp node that the flows are made of. */
function builtin(audienceId: string) {
	const common = { authentication: 'apiKey', list: audienceId, email: field('email') };
	const mailchimp = (name: string, parameters: INodeParameters, onError: OnError): INode =>
		node(
			name,
			'n8n-nodes-base.mailchimp',
			{ ...common, ...parameters },
			{
				credentials: { mailchimpApi: { id: '2', name: 'Mailchimp' } },
				onError,
			},
		);
	const mergeFieldsUi = {
		mergeFieldsValues: [
			{ name: 'FNAME', value: field('first_name') },
			{ name: 'LNAME', value: field('last_name') },
			{ name: 'AFFLINK', value: field('link') },
		],
	};
	const member = { resource: 'member', jsonParameters: false };
	return {
		create: (onError: OnError) =>
			mailchimp(
				'Create',
				{
					...member,
					operation: 'create',
					status: 'subscribed',
					mergeFieldsUi,
					options: { tags: TAG },
				},
				onError,
			),
		update: (onError: OnError) =>
			mailchimp(
				'Update',
				{ ...member, operation: 'update', updateFields: { status: 'subscribed', mergeFieldsUi } },
				onError,
			),
		tag: (onError: OnError) =>
			mailchimp(
				'Tag',
				{ resource: 'memberTag', operation: 'create', tags: [TAG], options: {} },
				onError,
			),
	};
}

const ifFailed = (): INode =>
	node(
		'Failed',
		'n8n-nodes-base.if',
		{
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				combinator: 'and',
				conditions: [
					{
						id: 'failed',
						leftValue: '={{ $json.error }}',
						rightValue: '',
						operator: { type: 'string', operation: 'exists', singleValue: true },
					},
				],
			},
			options: {},
		},
		{ typeVersion: 2.2 },
	);

/**
 * The workflow of a flow, as a user builds it.
 *
 * @param continueOnError whether nodes hand failed items to their error output, or stop the run. The
 * Create nodes go on in any case: that they fail for contacts in the audience is part of the flow.
 */
export function flowWorkflow(
	flow: FlowId,
	audienceId: string,
	continueOnError: boolean,
): WorkflowFile {
	const onError: OnError = continueOnError ? 'continueErrorOutput' : 'stopWorkflow';
	const { create, update, tag } = builtin(audienceId);
	const { label } = FLOW[flow];
	switch (flow) {
		case 'ours-journeys':
			return ours(audienceId, false, onError);
		case 'ours-bulk':
			return ours(audienceId, true, onError);
		case 'builtin-update-tag':
			return workflow(label, [[start(), 'Update'], [update(onError), 'Tag'], [tag(onError)]]);
		case 'builtin-create-update-tag':
			// Not the error output: items on it have lost their address (see docs/benchmark.md).
			return workflow(label, [
				[start(), 'Create'],
				[create('continueRegularOutput'), 'Failed'],
				[ifFailed(), 'Update'],
				[update(onError), 'Tag'],
				[tag(onError)],
			]);
		case 'builtin-create-error-output':
			return workflow(label, [
				[start(), 'Create'],
				[create('continueErrorOutput'), '', 'Update'],
				[update(onError), 'Tag'],
				[tag(onError)],
			]);
	}
}

/** A workflow that only holds the items, for comparing memory. */
export function noOpWorkflow(): WorkflowFile {
	return workflow('No-Op', [[start(), 'No-Op'], [node('No-Op', 'n8n-nodes-base.noOp', {})]]);
}
