import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowJson } from '../../scripts/n8n/api';
import { ROOT } from '../../scripts/n8n/hub';
import { readTemplate } from '../../scripts/n8n/template';
import { chosenVersion } from '../../scripts/n8n/versions.cjs';
import { describeAble } from './support/ability';
import { shareRig, type Rig } from './support/rig';

const FOLDER = join(ROOT, 'workflows');
const TEMPLATES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

interface Report {
	totalWorkflows: number;
	report: { workflowResults: Array<{ ruleId: string }> };
}

interface Affected {
	affectedWorkflows: Array<{ name: string; issues: Array<{ title: string; nodeName?: string }> }>;
}

/**
 * n8n takes a node whose outputs are an expression for one with several. With one output, and no error output, the change
 * of "Always Output Data" is none for it.
 */
function hasOneOutput({ nodes, connections }: WorkflowJson, name: string): boolean {
	const wires = Object(connections[name]).main ?? [];
	const node = nodes.find((each) => each.name === name);
	return node?.onError !== 'continueErrorOutput' && wires.length === 1;
}

const describeReport = describeAble(chosenVersion().reportsOnNext, 'report on the next version');

describeReport('the report of n8n on version 3', () => {
	let rig: Rig;

	/** n8n's own list of what will not work: Settings > Migration Report. @returns one line for each finding */
	async function findings(
		templates: Map<string, WorkflowJson>,
	): Promise<{ total: number; lines: string[] }> {
		const { rest } = rig.hub.api;
		const path = '/breaking-changes/report';
		const { totalWorkflows, report } = (await rest('POST', `${path}/refresh?version=v3`)) as Report;
		const lines: string[] = [];
		for (const { ruleId } of report.workflowResults) {
			const { affectedWorkflows } = (await rest('GET', `${path}/${ruleId}`)) as Affected;
			for (const { name, issues } of affectedWorkflows) {
				const template = templates.get(name);
				const real = issues.filter(
					({ nodeName = '' }) =>
						ruleId !== 'always-output-data-multi-output-v3' ||
						!template ||
						!hasOneOutput(template, nodeName),
				);
				lines.push(...real.map(({ title }) => `${name}: ${title}`));
			}
		}
		return { total: totalWorkflows, lines };
	}

	beforeAll(async () => {
		rig = await shareRig();
		await rig.hub.api.deleteWorkflows();
	});

	afterAll(async () => await rig?.close());

	it('finds nothing in any template', async () => {
		const templates = new Map<string, WorkflowJson>();
		for (const file of TEMPLATES) {
			const template = await readTemplate(join(FOLDER, file));
			templates.set(template.name, template);
			await rig.hub.api.createWorkflow(template);
		}
		expect(await findings(templates)).toEqual({ total: TEMPLATES.length, lines: [] });
	});

	it('does find a node that version 3 has no longer', async () => {
		await rig.hub.api.createWorkflow({
			name: 'Old',
			nodes: [
				{
					id: '2f7a1a39-3d0c-4a41-9d0b-0d7a6b1b5a01',
					name: 'Function',
					type: 'n8n-nodes-base.function',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {},
		});
		const { lines } = await findings(new Map());
		expect(lines).toContain("Old: Function node 'Function' is no longer supported");
	});
});
