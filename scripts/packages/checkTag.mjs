// What a tag must be before anything is published. Only Node's own modules: it runs before the tools are installed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @param {string} tag e.g. `v0.2.0`
 * @param {{ versions: Record<string, string>, changelog: string }} tree the version each file names, and the changelog
 * @returns {string[]} what keeps the tag from being published; nothing when all is well
 */
export function objections(tag, { versions, changelog }) {
	const match = /^v(\d+\.\d+\.\d+)$/.exec(tag);
	if (!match) return [`The tag "${tag}" is not of the form v1.2.3.`];
	const [, version] = match;
	const others = Object.entries(versions)
		.filter(([, named]) => named !== version)
		.map(([file, named]) => `The tag is ${tag}, and ${file} says ${named}.`);
	const heading = changelog.split('\n').find((line) => line.startsWith(`## ${version} `));
	if (heading === undefined) return [...others, `CHANGELOG.md has no section for ${version}.`];
	return /^## \S+ — \d{4}-\d{2}-\d{2}$/.test(heading)
		? others
		: [...others, `CHANGELOG.md gives no date for ${version}: "${heading}".`];
}

/**
 * @param {string} root folder of the project
 * @returns {Parameters<typeof objections>[1]}
 */
export function readTree(root) {
	const manifests = ['package.json', 'package-lock.json', 'packages/refersion/package.json'];
	const versionOf = (/** @type {string} */ file) =>
		JSON.parse(readFileSync(join(root, file), 'utf8')).version;
	return {
		versions: Object.fromEntries(manifests.map((file) => [file, versionOf(file)])),
		changelog: readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
	};
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const found = objections(process.argv[2] ?? '', readTree(process.cwd()));
	for (const objection of found) console.error(objection);
	process.exitCode = found.length === 0 ? 0 : 1;
}
