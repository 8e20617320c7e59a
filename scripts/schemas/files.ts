import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { OutputSchema } from './schema';

/** An operation of a node, by the names in its parameters. */
export interface OperationName {
	/** Where the node is: its file in `n8n.nodes` of package.json. */
	nodeFile: string;
	resource: string;
	operation: string;
}

/**
 * Where n8n looks for the output schema of an operation of version 1: beside the node's file, by the values of
 * Resource and Operation (n8n-core, output-schema-resolver.js: `__schema__/v<version>/<resource>/<operation>.json`).
 *
 * @returns the path in the sources, from the root of the project
 */
export function schemaPath({ nodeFile, resource, operation }: OperationName): string {
	const folder = dirname(nodeFile).replace(/^dist\//, '');
	return join(folder, '__schema__', 'v1.0.0', resource, `${operation}.json`);
}

/** The name of the node in a file: n8n asks for a schema by it. */
export function nodeNameOf(nodeFile: string): string {
	const name = basename(nodeFile, '.node.js');
	return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A schema as the text of a file, formatted as all JSON of the project is. */
export function schemaText(schema: OutputSchema): string {
	const text = JSON.stringify(schema, null, '\t');
	// Prettier writes a list that fits on one line.
	return `${text.replace(/\[\s+((?:"\w+",?\s*)+)\]/g, (_all, names: string) => `[${names.trim().replace(/\s+/g, ' ')}]`)}\n`;
}

/**
 * The schemas that there are, by their paths.
 *
 * @param root folder of the project
 */
export function readSchemas(root: string): Map<string, string> {
	const entries = readdirSync(join(root, 'nodes'), { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && entry.parentPath.split(sep).includes('__schema__'))
		.map((entry) => join(entry.parentPath, entry.name));
	return new Map(files.sort().map((file) => [relative(root, file), readFileSync(file, 'utf8')]));
}
