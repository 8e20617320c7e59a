import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launch, logIn } from '../../test/browser/support/browser';
import { createWorld, serveWorld, type World } from '../../test/emulators';
import { startBenchN8n } from '../bench/realN8n';
import { AUDIENCE, CODE_FIELD, LINK_FIELD, prepareAudience, TAG } from '../demo/seed';
import { ROOT } from '../n8n/hub';
import { configureTemplate, readTemplate } from '../n8n/template';

const NAME = 'keep-creators-in-step';
const FOLDER = join(ROOT, 'docs', 'images', NAME);
const CREATORS = 30;

/** A programme in which somebody is new, somebody has moved, somebody has left, and somebody is held. */
function addProgramme({ refersion, mailchimp }: World): void {
	mailchimp.addMergeField(AUDIENCE.id, { tag: CODE_FIELD, name: 'Code', type: 'text' });
	const names = ['Ana Sousa', 'Ben Okafor', 'Zoë Müller', 'Priya Raman', 'Tomás Herrera'];
	for (let index = 0; index < CREATORS; index++) {
		const [first_name = '', last_name = ''] = (names[index] ?? `Creator ${index}`).split(' ');
		const email = `${first_name}.${last_name}@creators.example`.toLowerCase();
		const { id, code } = refersion.addAffiliate({ first_name, last_name, email, status: 'ACTIVE' });
		if (first_name === 'Ana') continue;
		const mergeFields = {
			[LINK_FIELD]: refersion.linkOf(id) ?? '',
			[CODE_FIELD]: code,
			FNAME: first_name === 'Ben' ? 'Benjamin' : first_name,
			LNAME: last_name,
		};
		mailchimp.addMember(AUDIENCE.id, { email, mergeFields, tags: [TAG] });
		if (first_name === 'Zoë') refersion.setStatus(id, 'DENIED');
	}
	const email = 'left.the.mails@creators.example';
	mailchimp.addMember(AUDIENCE.id, { email, status: 'unsubscribed' });
	refersion.addAffiliate({ first_name: 'Noor', last_name: 'Haddad', email, status: 'ACTIVE' });
}

const node = (page: Page, name: string): Locator =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

async function takePanel(page: Page, name: string, file: string): Promise<void> {
	await node(page, name).dblclick();
	const panel = page.getByTestId('ndv');
	await panel.getByText('Parameters').first().waitFor();
	await page.waitForTimeout(1_500);
	await page.screenshot({ path: join(FOLDER, `${file}.png`) });
	await page.getByTestId('ndv-close-button').click();
	await panel.waitFor({ state: 'hidden' });
}

/** Makes the pictures of docs/how-it-decides.md, in the editor of a real n8n after a dry run. */
async function main(): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	const world = createWorld();
	const served = await serveWorld(world);
	prepareAudience(world);
	addProgramme(world);
	const { hub, close } = await startBenchN8n(
		{
			env: { ...served.env },
			refersion: { ...world.refersion.credentials },
			mailchimp: { apiKey: world.mailchimp.apiKey },
			audience: AUDIENCE,
		},
		(line) => console.log(line),
	);
	const browser = await launch();
	try {
		const template = configureTemplate(
			await readTemplate(join(ROOT, 'workflows', `${NAME}.json`)),
			{
				audience: AUDIENCE,
				credentials: hub.credentials,
			},
		);
		for (const { name, parameters } of template.nodes) {
			if (name === 'Settings') parameters.dryRun = true;
		}
		const workflowId = await hub.api.createWorkflow(template);
		const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
		await logIn(page, hub);
		await page.goto(`${hub.instance.url}/workflow/${workflowId}`);
		await node(page, 'Summary').waitFor();
		await page.waitForTimeout(2_000);
		await page.screenshot({ path: join(FOLDER, 'canvas.png') });
		await takePanel(page, 'Settings', 'settings');
		// With the data of a dry run by hand: what would be done, old and new.
		await node(page, 'By hand').hover();
		await page.getByTestId('execute-workflow-button-By hand').click();
		const toast = page.getByText(/Problem in node|Workflow executed/).first();
		await toast.waitFor();
		await page.locator('.el-notification__closeBtn').first().click();
		await toast.waitFor({ state: 'hidden' });
		await takePanel(page, 'Compare', 'compare');
		await takePanel(page, 'Sync', 'sync');
		console.log(`The pictures are in ${FOLDER}.`);
	} finally {
		await browser.close();
		await close();
		await served.close();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
