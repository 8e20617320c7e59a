import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { n8n } from '../../package.json';
import { nodeNameOf, readSchemas, schemaPath, schemaText } from '../../scripts/schemas/files';
import { schemaOf, unknownFields } from '../../scripts/schemas/schema';
import { ROOT } from './support/engine';
import { startHub, type Hub } from './support/hub';
import { NODES, playAll } from './support/schemas';
import { outputNames, type Collected } from './support/schemas/collect';
import { skipWaits } from './support/skipWaits';
import { skipSockets } from './support/withoutSockets';

/** "npm run schemas" sets it: the files are made of what the operations give. */
const IS_WRITING = process.env.CREATOR_HUB_WRITE_SCHEMAS === '1';

skipWaits();

let hub: Hub;
let collected: Collected;
beforeAll(async () => {
	hub = await startHub();
});
skipSockets(() => hub.world);
beforeAll(async () => {
	collected = await playAll(hub);
}, 180_000);
afterAll(async () => await hub.close());

const OPERATIONS = Object.entries(NODES).flatMap(([node, resources]) => {
	const nodeFile = n8n.nodes.find((file) => nodeNameOf(file) === node);
	return resources.flatMap(({ option, operations }) =>
		operations.map((each) => {
			const name = { resource: String(option.value), operation: String(each.option.value) };
			return { node, ...name, path: schemaPath({ nodeFile: nodeFile ?? '', ...name }), each };
		}),
	);
});

describe('output schemas', () => {
	it('come from runs in which nothing went wrong', () => {
		expect(collected.problems).toEqual([]);
	});

	it('there are some for all operations, and for nothing else', () => {
		const paths = OPERATIONS.map(({ path }) => path).sort();
		if (IS_WRITING) {
			for (const path of readSchemas(ROOT).keys()) {
				if (!paths.includes(path)) rmSync(join(ROOT, path));
			}
			return;
		}
		expect([...readSchemas(ROOT).keys()]).toEqual(paths);
	});

	it.each(OPERATIONS)('$node, $resource: $operation: has what the operation gives', (one) => {
		const { node, resource, operation, path, each } = one;
		const outputs = collected.of(node, resource, operation);
		const empty = outputNames(each).filter((_name, index) => outputs[index].length === 0);
		expect(empty).toEqual([]);
		const text = schemaText(schemaOf(outputs.flat()));
		if (IS_WRITING) {
			mkdirSync(dirname(join(ROOT, path)), { recursive: true });
			writeFileSync(join(ROOT, path), text);
			return;
		}
		expect(readSchemas(ROOT).get(path)).toBe(text);
	});

	it('say of every field what it is, and not only that it may be null', () => {
		const unknown = OPERATIONS.flatMap(({ node, resource, operation }) => {
			const items = collected.of(node, resource, operation).flat();
			if (items.length === 0) return [];
			const fields = unknownFields(schemaOf(items));
			return fields.map((field) => `${node}, ${resource}: ${operation}: ${field}`);
		});
		expect(unknown).toEqual([]);
	});
});
