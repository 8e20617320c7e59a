import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { journeyPictures } from './journey';
import { buildMails, EMAILS, fillIn, mailNames, readSettings } from './mails';
import { embed, type WorkflowWithMails } from './template';

const WORKFLOW = join(EMAILS, '..', 'prepare-mailchimp-audience.json');
const IMAGES = join(EMAILS, '..', '..', 'docs', 'images');

async function writeIfChanged(path: string, after: string): Promise<void> {
	const before = await readFile(path, 'utf8').catch(() => '');
	if (after !== before) await writeFile(path, after);
	console.log(`${after === before ? 'as before' : 'written  '}  ${path}`);
}

/**
 * Builds the welcome mails from workflows/emails/source and settings.json: the HTML and the text part of each, for those who
 * paste them into Mailchimp, the workflow that uploads them, and the drawings of the journey. To be run after each change there.
 */
async function main(): Promise<void> {
	const mails = buildMails();
	const settings = readSettings();
	const filled = fillIn(mails, settings);
	const names = mailNames();
	for (const [index, { html, text }] of filled.entries()) {
		await writeIfChanged(join(EMAILS, `${names[index]}.html`), html);
		await writeIfChanged(join(EMAILS, `${names[index]}.txt`), text);
	}
	for (const [name, picture] of journeyPictures(filled)) {
		await writeIfChanged(join(IMAGES, name), picture);
	}
	const workflow: WorkflowWithMails = JSON.parse(await readFile(WORKFLOW, 'utf8'));
	embed(workflow, mails, settings);
	const style = { ...(await resolveConfig(WORKFLOW)), filepath: WORKFLOW };
	await writeIfChanged(WORKFLOW, await format(JSON.stringify(workflow, null, '\t'), style));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
