import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { ROOT, type WorkflowFile } from './engine';

/** A wire of a template. */
export interface Wire {
	from: string;
	output: number;
	place: number;
	to: string;
}

/** What the editor does when a node gets another name: also in the expressions of all others. */
export function rename(file: WorkflowFile, from: string, to: string): WorkflowFile {
	const text = JSON.stringify(file)
		.replaceAll(`$('${from}')`, `$('${to}')`)
		.replaceAll(`"node":"${from}"`, `"node":"${to}"`);
	const renamed = JSON.parse(text) as WorkflowFile;
	for (const node of renamed.nodes) if (node.name === from) node.name = to;
	renamed.connections = Object.fromEntries(
		Object.entries(renamed.connections).map(([name, wires]) => [name === from ? to : name, wires]),
	);
	return renamed;
}

/** Puts a node where a wire is: it answers something else for each item, as Slack does. */
export function putBetween(file: WorkflowFile, wire: Wire): WorkflowFile {
	const changed = structuredClone(file);
	const between: INode = {
		id: 'slack',
		name: 'Slack',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [0, 0],
		parameters: {
			mode: 'raw',
			jsonOutput: '{ "ok": true, "channel": "C1", "ts": "1" }',
			options: {},
		},
	};
	changed.nodes.push(between);
	const targets = changed.connections[wire.from].main[wire.output] ?? [];
	const [target] = targets.splice(wire.place, 1, { node: 'Slack', type: 'main', index: 0 });
	changed.connections.Slack = { main: [[target]] };
	return changed;
}

/** The wires of a template, to try something with each. */
export function wiresOf(template: string): Wire[] {
	const path = join(ROOT, 'workflows', `${template}.json`);
	const file = JSON.parse(readFileSync(path, 'utf8')) as WorkflowFile;
	return Object.entries(file.connections).flatMap(([from, { main }]) =>
		main.flatMap((targets, output) =>
			(targets ?? []).map(({ node: to }, place) => ({ from, output, place, to })),
		),
	);
}

/** Gives every node another name, but those that a test has to find again. */
export function renameAll(file: WorkflowFile, kept: string[]): WorkflowFile {
	return file.nodes
		.filter(({ type, name }) => !type.endsWith('.stickyNote') && !kept.includes(name))
		.map(({ name }) => name)
		.reduce((renamed, name) => rename(renamed, name, `My *${name.toLowerCase()}*`), file);
}
