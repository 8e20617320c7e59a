import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	validateWorkflowGroups,
	type IConnections,
	type INode,
	type INodeType,
	type INodeTypeDescription,
	type IVersionedNodeType,
	type IWorkflowGroup,
	type IWorkflowSettings,
} from 'n8n-workflow';
import { loadEngine, ROOT, type Engine, type WorkflowFile } from './support/engine';

const FOLDER = join(ROOT, 'workflows');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

/** What a file says about itself besides nodes and connections. */
interface About {
	description?: string;
	settings?: IWorkflowSettings;
	nodeGroups?: IWorkflowGroup[];
	connections: IConnections;
}

/** Where n8n 1.123.81 does not know the newest version of a node. `test/host/oldestN8n.test.ts` asks it. */
const NEWEST_IN_BOTH = new Map([['n8n-nodes-base.scheduleTrigger', 1.3]]);

/** The version that n8n takes for a new node. */
function newestOf(type: INodeType | IVersionedNodeType): number {
	if ('nodeVersions' in type) return type.currentVersion;
	const { version, defaultVersion } = type.description;
	return defaultVersion ?? Math.max(...[version].flat());
}

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const isSticky = ({ type }: INode): boolean => type.endsWith('.stickyNote');

const ICON = 96;

/** A node on n8n's canvas, without its name below it. */
function iconOf({ name, position }: INode): Box {
	const [left, top] = position;
	return { name, left, top, right: left + ICON, bottom: top + ICON };
}

/** What a node takes up on n8n's canvas, its name below it included, or a note. */
function boxOf(node: INode): Box {
	const { name, position, parameters } = node;
	const [left, top] = position;
	if (isSticky(node)) {
		const right = left + Number(parameters.width);
		return { name, left, top, right, bottom: top + Number(parameters.height) };
	}
	return { name, left: left - 40, top, right: left + ICON + 40, bottom: top + ICON + 60 };
}

/** A closed group, up and left of the first of its nodes; measured on n8n's canvas. */
function closedBox(name: string, nodes: INode[]): Box {
	const left = Math.min(...nodes.map(({ position }) => position[0])) - 48;
	const top = Math.min(...nodes.map(({ position }) => position[1])) - 128;
	return { name, left, top, right: left + 400, bottom: top + ICON };
}

const overlap = (one: Box, other: Box): boolean =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

const isWithin = (inner: Box, outer: Box): boolean =>
	inner.left >= outer.left &&
	inner.right <= outer.right &&
	inner.top >= outer.top &&
	inner.bottom <= outer.bottom;

/** About where the text of a note ends, rather too low; measured on n8n's canvas, in pixels. */
function textEnd({ position, parameters }: INode): number {
	const perLine = (Number(parameters.width) - 40) / 6.6;
	const heights = String(parameters.content)
		.split('\n')
		.map((line) => {
			if (line === '') return 4;
			return Math.ceil(line.length / perLine) * (line.startsWith('#') ? 30 : 19) + 2;
		});
	return position[1] + 16 + heights.reduce((sum, height) => sum + height, 0);
}

/** Pairs of boxes that overlap, by name. */
function overlaps(boxes: Box[]): string[] {
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => overlap(one, other))
			.map((other) => `${one.name} / ${other.name}`),
	);
}

it('finds the templates', () => {
	expect(FILES).toEqual(
		expect.arrayContaining([
			'keep-creators-in-step.json',
			'onboard-approved-affiliates.json',
			'prepare-mailchimp-audience.json',
		]),
	);
});

describe.each(FILES)('%s', (name) => {
	const text = readFileSync(join(FOLDER, name), 'utf8');
	const file: WorkflowFile & About = JSON.parse(text);
	const stickies = file.nodes.filter(isSticky);
	const nodes = file.nodes.filter((node) => !isSticky(node));

	it('has unique names and ids, and connections between nodes that exist', () => {
		const names = file.nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(file.nodes.map(({ id }) => id)).size).toBe(names.length);
		for (const [from, { main }] of Object.entries(file.connections)) {
			expect(names).toContain(from);
			for (const { node } of main.flatMap((targets) => targets ?? []))
				expect(names).toContain(node);
		}
	});

	it('names in its expressions only nodes that exist', () => {
		const named = [...text.matchAll(/\$\('([^']+)'\)/g)].map(([, node]) => node);
		expect(nodes.map((node) => node.name)).toEqual(expect.arrayContaining(named));
	});

	it('follows the rules for sticky notes of n8n templates', () => {
		const words = (content: unknown) => String(content).split(/\s+/).length;
		const [overview, ...notes] = stickies.map(({ parameters }) => parameters);
		expect(overview.color).toBeUndefined();
		expect(overview.content).toMatch(/### How it works[\s\S]*### Setup/);
		expect(words(overview.content)).toBeGreaterThanOrEqual(100);
		expect(words(overview.content)).toBeLessThanOrEqual(300);
		for (const note of notes) {
			expect(note.color).toBe(7);
			expect(note.content).toMatch(/^## /);
			expect(words(note.content)).toBeLessThan(50);
		}
	});

	it('lays out nodes and notes side by side, with every node in a note', () => {
		const notes = stickies.map(boxOf);
		expect(overlaps(notes)).toEqual([]);
		expect(overlaps(nodes.map((node) => ({ ...boxOf(node), name: node.name })))).toEqual([]);
		const outside = nodes.filter((node) => !notes.some((note) => isWithin(iconOf(node), note)));
		expect(outside.map((node) => node.name)).toEqual([]);
	});

	it('has room in each note for its text, above the nodes', () => {
		for (const sticky of stickies) {
			const note = boxOf(sticky);
			const inside = nodes.map(iconOf).filter((node) => isWithin(node, note));
			const end = Math.min(note.bottom, ...inside.map(({ top }) => top));
			expect({ note: note.name, fits: textEnd(sticky) <= end }).toEqual({
				note: note.name,
				fits: true,
			});
		}
	});

	it('names no credential, and leaves the audience to be chosen, in one place', () => {
		expect(file.nodes.filter((node) => 'credentials' in node)).toEqual([]);
		const [first, ...others] = nodes.filter(({ parameters }) => parameters.audience);
		if (!first) return;
		const value = `={{ $('${first.name}').params.audience.value }}`;
		expect(first.parameters.audience).toEqual({ __rl: true, mode: 'list', value: '' });
		for (const { parameters } of others) {
			expect(parameters.audience).toEqual({ __rl: true, mode: 'id', value });
		}
	});

	const typeOf = ({ type, typeVersion }: INode): INodeTypeDescription =>
		engine.nodeTypes.getByNameAndVersion(type, typeVersion).description;

	it('says in a few sentences what it does', () => {
		// Shown by n8n from 1.123 on, where a file comes in by its command or its API; the editor leaves it out.
		expect(file.description).toMatch(/^[A-Z].{60,240}\.$/);
	});

	it('runs in the time zone of the n8n it comes to', () => {
		// Without one n8n takes its own (`settings.timezone ?? defaultTimezone`). "DEFAULT" is what its editor has in the
		// place of none: it goes when the editor saves, and stays as the name of no zone when a file comes in otherwise.
		expect(file.settings).not.toHaveProperty('timezone');
	});

	it('says where its time zone is set if it runs at a fixed hour', () => {
		const rules = nodes.filter(({ type }) => type.endsWith('.scheduleTrigger'));
		const isAtAnHour = rules.some(({ parameters }) =>
			JSON.stringify(parameters).includes('triggerAtHour'),
		);
		const overview = String(stickies[0]?.parameters.content);
		expect(overview.includes('**…** > **Settings** > **Timezone**')).toBe(isAtAnHour);
	});

	it('has only groups that n8n takes, closed as they are at first', () => {
		const groups = file.nodeGroups ?? [];
		const result = validateWorkflowGroups({
			nodes: file.nodes,
			connectionsBySourceNode: file.connections,
			nodeGroups: groups,
			getNodeType: typeOf,
		});
		expect(result).toEqual({ valid: true });
		const members = groups.flatMap(({ nodeIds }) => nodeIds);
		const hidden = nodes.filter(({ id }) => members.includes(id));
		expect(hidden).toHaveLength(members.length);
		// Nothing that somebody has to open is in one: settings, or where a credential is chosen.
		const isOpened = (node: INode) =>
			Object(node.parameters).resource === 'settings' ||
			(typeOf(node).credentials ?? []).length > 0;
		expect(hidden.filter(isOpened).map((node) => node.name)).toEqual([]);
		const notes = stickies.filter(({ parameters }) => parameters.color === 7);
		const shown = nodes.filter((node) => !hidden.includes(node)).map(boxOf);
		for (const { name: title, description, nodeIds } of groups) {
			const box = closedBox(
				title,
				hidden.filter(({ id }) => nodeIds.includes(id)),
			);
			expect(shown.filter((other) => overlap(box, other))).toEqual([]);
			const fits = (note: INode) => isWithin(box, boxOf(note)) && textEnd(note) <= box.top;
			expect({ title, fits: notes.some(fits) }).toEqual({ title, fits: true });
			expect(title.length).toBeLessThanOrEqual(30);
			// n8n cuts what is longer.
			expect(description).toMatch(/^[A-Z].{20,144}$/);
		}
	});

	it('has no key that n8n does not know', () => {
		const known = ['name', 'description', 'nodes', 'connections', 'nodeGroups', 'settings'];
		expect([...known, 'pinData', 'meta']).toEqual(expect.arrayContaining(Object.keys(file)));
	});

	it('uses nodes that exist in this version of n8n, and no old ones', () => {
		for (const { type, typeVersion } of file.nodes) {
			const { description } = engine.nodeTypes.getByNameAndVersion(type, typeVersion);
			expect([description.version].flat()).toContain(typeVersion);
			const newest = NEWEST_IN_BOTH.get(type) ?? newestOf(engine.nodeTypes.getByName(type));
			expect({ type, typeVersion }).toEqual({ type, typeVersion: newest });
		}
	});

	it('names no address of a webhook, so that it can be imported twice', () => {
		const named = nodes.filter(({ webhookId, parameters: { path = '' } }) => webhookId ?? path);
		expect(named.map((node) => node.name)).toEqual([]);
	});
});
