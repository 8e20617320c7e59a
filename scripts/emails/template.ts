import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mail, Settings } from './mails';

/** A workflow file, as far as the mails are concerned. */
export interface WorkflowWithMails {
	nodes: Array<{ name: string; parameters: Record<string, unknown> }>;
}

/** Names of the nodes of workflows/prepare-mailchimp-audience.json that are written by the build. */
const NODES = { settings: 'Settings', mails: 'The mails', fill: 'Fill in the settings' };

/** Puts mails, settings and the program that brings them together into the workflow that uploads the mails. */
export function embed(workflow: WorkflowWithMails, mails: Mail[], settings: Settings): void {
	const parametersOf = (name: string): Record<string, unknown> => {
		const node = workflow.nodes.find((each) => each.name === name);
		if (node) return node.parameters;
		throw new Error(`The workflow has no node "${name}".`);
	};
	parametersOf(NODES.settings).assignments = {
		assignments: Object.entries(settings).map(([name, value]) => ({
			id: `setting-${name}`,
			name,
			type: 'string',
			value,
		})),
	};
	parametersOf(NODES.mails).jsonOutput = JSON.stringify({ mails }, null, 2);
	parametersOf(NODES.fill).jsonOutput = fillExpression();
}

/** @returns the program of fill.cjs as an expression of n8n */
function fillExpression(): string {
	const program = readFileSync(join(__dirname, 'fill.cjs'), 'utf8');
	const [, marked] = /\/\/ <embed>\n([\s\S]*?)\/\/ <\/embed>/.exec(program) ?? [];
	if (marked === undefined) throw new Error('fill.cjs lacks the marks around what is embedded.');
	const code = marked
		.split('\n')
		.filter((line) => line.trim() !== '' && !/^\s*(?:\/\/|\/\*\*|\*)/.test(line))
		.join('\n');
	if (/\{\{|\}\}/.test(code)) throw new Error('Two braces in fill.cjs would end the expression.');
	const run = `return fillMails($('${NODES.settings}').first().json, $('${NODES.mails}').first().json.mails);`;
	return `={{ (() => {\n${code}\n${run}\n})() }}`;
}
