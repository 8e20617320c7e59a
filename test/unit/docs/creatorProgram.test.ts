import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsOf } from '../../../nodes/CreatorProgram/words';

const PAGE = readFileSync(join(__dirname, '../../../docs/creator-program.md'), 'utf8');

/** The rows of a section's table of reasons: what happened and what to do, by code. */
function reasonsOf(heading: string): Record<string, string[]> {
	const section = PAGE.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
	const rows = [...section.matchAll(/^\| `(\w+)` +\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)];
	return Object.fromEntries(
		rows.map(([, code, , happened, toDo]) => [code, [happened.trim(), toDo.trim()]]),
	);
}

it.each([
	['Commission: Describe', wordsOf('en').commissionReasons],
	['Tier: Decide', wordsOf('en').tierReasons],
])('docs/creator-program.md lists every reason of %s, as the node says it', (heading, reasons) => {
	expect(reasonsOf(heading)).toEqual(
		Object.fromEntries(
			Object.entries(reasons).map(([code, { what_happened, what_to_do }]) => [
				code,
				[what_happened.replace('{about}', '…'), what_to_do || '–'],
			]),
		),
	);
});
