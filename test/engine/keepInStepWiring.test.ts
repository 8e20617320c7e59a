import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { errorOf, ROOT, type WorkflowFile } from './support/engine';
import { keepInStep, mails, refersion, runFile, setTheScene, tagsOf } from './support/keepInStep';

setTheScene();

const add = (email: string) =>
	refersion().addAffiliate({ first_name: 'Jo', email, status: 'ACTIVE' });

/** What the editor does when a node gets another name: also in the expressions of all others. */
function rename(file: WorkflowFile, from: string, to: string): WorkflowFile {
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
function putBetween(file: WorkflowFile, wire: Wire): WorkflowFile {
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

interface Wire {
	from: string;
	output: number;
	place: number;
	to: string;
}

function wiresOf(file: WorkflowFile): Wire[] {
	return Object.entries(file.connections).flatMap(([from, { main }]) =>
		main.flatMap((targets, output) =>
			(targets ?? []).map(({ node: to }, place) => ({ from, output, place, to })),
		),
	);
}

/** A look in which somebody is added, somebody leaves and somebody is held, and an approval by webhook. */
async function expectToWork(file: WorkflowFile, start = 'By hand'): Promise<void> {
	const leaving = add('leaving@creator-mail.com');
	await runFile(keepInStep());
	Object.assign(refersion().affiliate(leaving.id) ?? {}, { status: 'DENIED' });
	add('new@creator-mail.com');
	const looked = await runFile(file, start);
	expect(errorOf(looked.run)).toBeUndefined();
	expect(tagsOf('leaving@creator-mail.com')).toEqual(['affiliate-inactive']);
	expect(tagsOf('new@creator-mail.com')).toEqual(['new-affiliate']);
	const { id, code, email } = add('live@creator-mail.com');
	const item = { event: 'affiliateApproved', id, code, email, status: 'ACTIVE' };
	const heard = await runFile(file, 'Refersion Trigger', [item], 'webhook');
	expect(errorOf(heard.run)).toBeUndefined();
	expect(tagsOf('live@creator-mail.com')).toEqual(['new-affiliate']);
	expect(mails()).toHaveLength(3);
}

it('any node may get another name', async () => {
	let file = keepInStep();
	const names = file.nodes
		.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
		.map(({ name }) => name);
	for (const name of names) {
		if (['By hand', 'Refersion Trigger'].includes(name)) continue;
		file = rename(file, name, `My "${name.toLowerCase()}"`.replaceAll('"', '*'));
	}
	await expectToWork(file);
});

const FILE = join(ROOT, 'workflows', 'keep-creators-in-step.json');
const WIRES = wiresOf(JSON.parse(readFileSync(FILE, 'utf8')) as WorkflowFile);

it.each(WIRES)('a Slack node between $from and $to breaks nothing', async (wire) => {
	await expectToWork(putBetween(keepInStep(), wire));
});
