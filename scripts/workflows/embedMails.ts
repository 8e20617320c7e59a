import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { mailFile, uploadsOf, type WorkflowWithMails } from './mails';

const WORKFLOWS = join(__dirname, '..', '..', 'workflows');

/**
 * Puts the mails of workflows/emails into the nodes of a workflow that upload them.
 *
 * @returns whether it uploads any
 */
async function embed(workflow: WorkflowWithMails): Promise<boolean> {
	const uploads = uploadsOf(workflow);
	for (const parameters of uploads) {
		const file = join(WORKFLOWS, 'emails', mailFile(parameters.name));
		parameters.html = await readFile(file, 'utf8');
	}
	return uploads.length > 0;
}

/** Does it for every workflow. To be run after each change in workflows/emails. */
async function main(): Promise<void> {
	for (const name of await readdir(WORKFLOWS)) {
		if (!name.endsWith('.json')) continue;
		const path = join(WORKFLOWS, name);
		const before = await readFile(path, 'utf8');
		const workflow = JSON.parse(before) as WorkflowWithMails;
		if (!(await embed(workflow))) continue;
		const style = { ...(await resolveConfig(path)), filepath: path };
		const after = await format(JSON.stringify(workflow, null, '\t'), style);
		if (after !== before) await writeFile(path, after);
		console.log(`${name}: ${after === before ? 'as before' : 'written'}`);
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
