import type { INode, INodeParameters } from 'n8n-workflow';
import { outputOf, runWorkflow } from './engine';
import { oneNode, type Hub } from './hub';

/** Runs Get Many of a resource that is read by GraphQL. */
export const getMany = async (
	hub: Hub,
	resource: string,
	parameters: INodeParameters = {},
	items: object[] = [{}],
	extra: Partial<INode> = {},
) =>
	await runWorkflow(
		hub.engine,
		oneNode('refersion', { resource, operation: 'getMany', ...parameters }, extra),
		{ start: 'Start', items: items.map((item) => ({ ...item })), credentials: hub.credentials },
	);

/** The data of the node's items, of those that failed too. */
export const json = (run: Awaited<ReturnType<typeof getMany>>) =>
	outputOf(run, 'Node').map((item) => item.json);
