import { readdirSync } from 'node:fs';
import { join } from 'node:path';
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
	affectedWorkflows: Array<{ name: string; issues: Array<{ title: string }> }>;
}

const describeReport = describeAble(chosenVersion().reportsOnNext, 'report on the next version');

describeReport('the report of n8n on version 3', () => {
	let rig: Rig;

	/** n8n's own list of what will not work: Settings > Migration Report. @returns one line for each finding */
	async function findings(): Promise<{ total: number; lines: string[] }> {
		const { rest } = rig.hub.api;
		const path = '/breaking-changes/report';
		const { totalWorkflows, report } = (await rest('POST', `${path}/refresh?version=v3`)) as Report;
		const lines: string[] = [];
		for (const { ruleId } of report.workflowResults) {
			const { affectedWorkflows } = (await rest('GET', `${path}/${ruleId}`)) as Affected;
			lines.push(
				...affectedWorkflows.flatMap(({ name, issues }) =>
					issues.map(({ title }) => `${name}: ${title}`),
				),
			);
		}
		return { total: totalWorkflows, lines };
	}

	beforeAll(async () => {
		rig = await shareRig();
		await rig.hub.api.deleteWorkflows();
	});

	afterAll(async () => await rig?.close());

	it('finds nothing in any template', async () => {
		for (const file of TEMPLATES) {
			await rig.hub.api.createWorkflow(await readTemplate(join(FOLDER, file)));
		}
		expect(await findings()).toEqual({ total: TEMPLATES.length, lines: [] });
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
		const { lines } = await findings();
		expect(lines).toEqual([expect.stringMatching(/^Old: .*n8n-nodes-base\.function/)]);
	});
});
