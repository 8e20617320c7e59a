import type { INodeType, IVersionedNodeType } from 'n8n-workflow';
import type { Engine } from './engine';

/**
 * The engine with nodes as an agent has them as tools: the same code, with "Tool" behind the name, by which n8n shows
 * other parameters (n8n, tool-generation; n8n-workflow, "@tool"). The agent around it is n8n's own and not run here.
 */
export function withTools(engine: Engine): Engine {
	const { nodeTypes } = engine;
	const getByName = (type: string): INodeType | IVersionedNodeType =>
		nodeTypes.getByName(nodeOf(type));
	const getByNameAndVersion = (type: string, version?: number): INodeType => {
		const node = nodeTypes.getByNameAndVersion(nodeOf(type), version);
		if (nodeOf(type) === type) return node;
		const { description, execute, methods } = node;
		return {
			description: { ...description, name: `${description.name}Tool` },
			execute,
			methods,
		};
	};
	return { ...engine, nodeTypes: { ...nodeTypes, getByName, getByNameAndVersion } };
}

function nodeOf(type: string): string {
	return type.startsWith('n8n-nodes-creator-hub.') ? type.replace(/Tool$/, '') : type;
}
