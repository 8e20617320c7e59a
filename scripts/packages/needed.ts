import { readdir, readFile, stat } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { preProcessFile } from 'typescript';
import { Problem } from '../shared/problems.cjs';

const isThere = async (path: string): Promise<boolean> =>
	await stat(path).then(
		() => true,
		() => false,
	);

/** What n8n itself has at run time. Anything else would be missing where the package is installed. */
const isProvided = (name: string): boolean =>
	name === 'n8n-workflow' || builtinModules.includes(name.replace(/^node:/, ''));

async function importsOf(root: string, file: string): Promise<string[]> {
	const text = await readFile(join(root, file), 'utf8');
	const names = preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
	const missing = names.find((name) => !name.startsWith('.') && !isProvided(name));
	if (missing !== undefined)
		throw new Error(`${file} needs "${missing}", which n8n does not have.`);
	const paths = names
		.filter((name) => name.startsWith('.'))
		.map((name) => join(dirname(file), name));
	return await Promise.all(
		paths.map(async (path) => {
			const found = [`${path}.js`, join(path, 'index.js'), path].map(async (candidate) =>
				(await isThere(join(root, candidate))) ? candidate : undefined,
			);
			const [asFile, asFolder, asItIs] = await Promise.all(found);
			return asFile ?? asFolder ?? asItIs ?? path;
		}),
	);
}

async function codeOf(root: string, entries: string[]): Promise<string[]> {
	const seen = new Set<string>();
	const waiting = [...entries];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		if (seen.has(file)) continue;
		seen.add(file);
		waiting.push(...(await importsOf(root, file)));
	}
	return [...seen];
}

/** The icons that nodes and credentials name, e.g. `file:../../icons/refersion.svg`, relative to themselves. */
async function iconsOf(root: string, file: string): Promise<string[]> {
	const text = await readFile(join(root, file), 'utf8');
	const names = [...text.matchAll(/'file:([^']+\.svg)'|"file:([^"]+\.svg)"/g)];
	return names.map(([, single, double]) => join(dirname(file), single ?? double ?? ''));
}

/** The words by which n8n finds a node, and the schemas of its output, where there are some. */
async function besideNode(root: string, node: string): Promise<string[]> {
	const schemas = join(dirname(node), '__schema__');
	if (!(await isThere(join(root, schemas)))) return [node.replace(/\.js$/, '.json')];
	const files = await readdir(join(root, schemas), { recursive: true, withFileTypes: true });
	return [
		node.replace(/\.js$/, '.json'),
		...files
			.filter((entry) => entry.isFile())
			.map((entry) => relative(root, join(entry.parentPath, entry.name))),
	];
}

/**
 * What of the compiled project some of its nodes and credentials need, and nothing else.
 * @param root folder of the project, built
 * @returns paths from there, sorted
 * @throws {Problem} when the project has not been built
 */
export async function neededFiles(
	root: string,
	{ nodes, credentials }: { nodes: string[]; credentials: string[] },
): Promise<string[]> {
	const entries = [...nodes, ...credentials];
	for (const entry of entries) {
		if (!(await isThere(join(root, entry)))) {
			throw new Problem(`${entry} is missing. Run "npm run build" first.`);
		}
	}
	const lists = await Promise.all([
		codeOf(root, entries),
		...entries.map(async (entry) => await iconsOf(root, entry)),
		...nodes.map(async (node) => await besideNode(root, node)),
	]);
	return [...new Set(lists.flat())].sort();
}
