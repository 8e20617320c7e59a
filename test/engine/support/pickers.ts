import { LoadOptionsContext } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { additionalData, createWorkflow } from './engine';
import { oneNode, type Hub } from './hub';

/** What n8n gives to a method that fills a list in the editor. */
export function editorContext(
	hub: Hub,
	type: 'refersion' | 'mailchimpAudience' | 'bigCommerce',
	parameters: INodeParameters,
): LoadOptionsContext {
	const file = oneNode(type, parameters);
	const workflow = createWorkflow(hub.engine, file);
	const additional = additionalData(hub.engine, hub.credentials, file);
	additional.currentNodeParameters = parameters;
	return new LoadOptionsContext(workflow, file.nodes[1], additional, 'path');
}
