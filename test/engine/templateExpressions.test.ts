import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { ROOT, type WorkflowFile } from './support/engine';

/** A workflow file is wiring, settings and words: what decides, computes or renders is in a node. */
const FOLDER = join(ROOT, 'workflows');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const LONGEST = 120;
const MOST_IN_ALL = 5_000;
const MOST_NODES = 12;
/** It does the work of four templates of before. */
const MORE_NODES: Record<string, number> = { 'keep-creators-in-step.json': 14 };

const ICON = 96;

const readFile = (name: string): WorkflowFile =>
	JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

const nodesOf = ({ nodes }: WorkflowFile): INode[] =>
	nodes.filter(({ type }) => !type.endsWith('.stickyNote'));

/** Everything in the parameters that n8n evaluates. */
function expressionsOf(file: WorkflowFile): string[] {
	const found: string[] = [];
	const walk = (value: unknown): void => {
		if (typeof value === 'string' && value.startsWith('=')) found.push(value);
		else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
	};
	for (const { parameters } of file.nodes) walk(parameters);
	return found;
}

/** Nodes that the line of a connection, drawn straight, goes through. */
function behind(nodes: INode[], from: INode, to: INode): string[] {
	const [x1, y1] = [from.position[0] + ICON, from.position[1] + ICON / 2];
	const [x2, y2] = [to.position[0], to.position[1] + ICON / 2];
	return nodes.flatMap((node) => {
		if (node === from || node === to) return [];
		const [left, top] = node.position;
		const start = Math.max(left, Math.min(x1, x2));
		const end = Math.min(left + ICON, Math.max(x1, x2));
		if (start > end || x1 === x2) return [];
		const heights = [start, end].map((x) => y1 + ((y2 - y1) * (x - x1)) / (x2 - x1));
		const isPast = Math.max(...heights) < top || Math.min(...heights) > top + ICON;
		return isPast ? [] : [`${from.name} → ${to.name}: ${node.name}`];
	});
}

describe.each(FILES)('%s', (name) => {
	const file = readFile(name);
	const nodes = nodesOf(file);

	it('has few nodes', () => {
		expect(nodes.length).toBeLessThanOrEqual(MORE_NODES[name] ?? MOST_NODES);
	});

	it('has short expressions, and no function in one', () => {
		const expressions = expressionsOf(file);
		expect(expressions.filter(({ length }) => length > LONGEST)).toEqual([]);
		// A call of $('Node') or .first() fetches something; a function of its own, or one over a list, computes.
		const computes = /=>|\bfunction\b|\.(map|filter|reduce|some|every|find|sort|flatMap|forEach)\(/;
		expect(expressions.filter((expression) => computes.test(expression))).toEqual([]);
	});

	it('names a tag or a merge field of the programme in one node', () => {
		for (const word of ['new-affiliate', 'affiliate-inactive', 'AFFLINK', 'AFFCODE', 'COUPON']) {
			const naming = nodes.filter(({ parameters }) =>
				new RegExp(`\\b${word}\\b`).test(JSON.stringify(parameters)),
			);
			expect([word, naming.length <= 1 || naming.map((node) => node.name)]).toEqual([word, true]);
		}
	});

	it('has no node with code', () => {
		const codes = nodes.filter(({ type }) => /\.(code|function|functionItem)$/.test(type));
		expect(codes.map((node) => node.name)).toEqual([]);
	});

	it('draws no line behind a node', () => {
		const byName = new Map(nodes.map((node) => [node.name, node]));
		const hidden = Object.entries(file.connections).flatMap(([from, { main }]) =>
			main.flat().flatMap((target) => {
				const [one, other] = [byName.get(from), byName.get(target?.node ?? '')];
				return one && other ? behind(nodes, one, other) : [];
			}),
		);
		expect(hidden).toEqual([]);
	});

	it('names the outputs of each Switch', () => {
		const switches = nodes.filter(({ type }) => type.endsWith('.switch'));
		for (const { parameters } of switches) {
			const rows: unknown = Object(parameters.rules).values;
			expect(rows).toEqual(expect.arrayContaining([expect.anything()]));
			for (const row of Array.isArray(rows) ? rows : []) {
				expect(Object(row)).toMatchObject({ renameOutput: true, outputKey: expect.any(String) });
			}
		}
	});
});

it('the expressions of all templates together are few', () => {
	const all = FILES.flatMap((name) => expressionsOf(readFile(name)));
	expect(all.join('').length).toBeLessThan(MOST_IN_ALL);
});
