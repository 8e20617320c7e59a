import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type WorkflowFile } from './engine';

/** All texts anywhere in a value. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What the rules for templates are about: nodes without notes, lengths of expressions, and what looks like a program. */
export function measure(name: string) {
	const text = readFileSync(join(ROOT, 'workflows', `${name}.json`), 'utf8');
	const { nodes } = JSON.parse(text) as WorkflowFile;
	const expressions = textsIn(nodes.map(({ parameters }) => parameters)).filter((each) =>
		each.startsWith('='),
	);
	const lengths = expressions.map(({ length }) => length);
	return {
		nodes: nodes.filter(({ type }) => !type.endsWith('.stickyNote')).length,
		longest: Math.max(...lengths),
		sum: lengths.reduce((sum, length) => sum + length, 0),
		programs: expressions.filter((each) => /=>|\bfunction\b|\.map\(/.test(each)),
		html: /<\/?\w+|&lt;/.exec(text)?.[0],
	};
}
