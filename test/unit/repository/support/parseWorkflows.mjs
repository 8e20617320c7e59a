// GitHub's own parser of workflows, in a process of its own: it is made of modules that Jest does not load.
// Run with `--import tsx`, which loads the JSON file in it without an import attribute.
import { readFileSync } from 'node:fs';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';

const found = {};
for (const name of process.argv.slice(2)) {
	const content = readFileSync(name, 'utf8');
	const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
	found[name] = context.errors.getErrors().map(({ message }) => message);
}
process.stdout.write(JSON.stringify(found));
