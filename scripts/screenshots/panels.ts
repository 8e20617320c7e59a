import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { IMAGES, savePicture } from './picture';
import { TIERS } from './programme';
import type { Studio } from './studio';

/** What a node gave, without the panel around it. */
interface Result {
	node: string;
	/** Schema has long texts on lines of their own. */
	view: 'Schema' | 'Table';
	/** The output, where there are several. */
	branch?: string;
	/** What is below is more of the same. */
	height: number;
}

/** Pictures of one template: what is set in it, from where it is executed, and what is shown then. */
interface Session {
	template: string;
	set: Record<string, object>;
	/** The trigger from which it is executed. */
	start: string;
	/** Whole panels, before the run. */
	before?: string[];
	/** Whole panels, after it. */
	after?: string[];
	results: Result[];
}

const SESSIONS: Session[] = [
	{
		template: 'keep-creators-in-step',
		set: {},
		start: 'By hand',
		before: ['Settings'],
		after: ['Compare', 'Sync'],
		results: [{ node: 'Summary', view: 'Schema', height: 420 }],
	},
	{
		template: 'sync-coupon-codes',
		set: {},
		start: 'By hand',
		results: [{ node: 'Summary', view: 'Schema', height: 420 }],
	},
	{
		template: 'promote-creators',
		set: { Settings: { dryRun: true, tiers: { row: TIERS } } },
		start: 'Every day',
		results: [{ node: 'Decide', view: 'Schema', branch: 'Totals', height: 370 }],
	},
	{
		template: 'check-setup',
		set: { 'Check Mailchimp': { ownEmail: 'jo@sunny-threads.test' } },
		start: 'By hand',
		results: [{ node: 'Findings', view: 'Table', height: 700 }],
	},
];

const COLOURS = 96;
const VIEW = { width: 1_600, height: 900 };
/** So that what a node gave has room. */
const WIDE = { width: 2_400, height: 900 };
/** The nodes before and behind, which float over the panel. */
const NEIGHBOURS =
	'[data-test-id="floating-nodes"], [class*="floatingNodes"] { display: none !important }';

const node = (page: Page, name: string): Locator =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

async function open(page: Page, name: string): Promise<Locator> {
	await node(page, name).dblclick();
	const panel = page.getByTestId('ndv');
	await panel.getByText('Parameters').first().waitFor();
	// What appears under the pointer is not of interest.
	await page.mouse.move(0, 0);
	await page.waitForTimeout(1_500);
	return panel;
}

async function close(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

const fileOf = (template: string, name: string): string =>
	join(IMAGES, template, `${name.toLowerCase().replaceAll(' ', '-')}.png`);

async function takePanel(page: Page, template: string, name: string): Promise<void> {
	await open(page, name);
	await savePicture(fileOf(template, name), await page.screenshot(), COLOURS);
	await close(page);
}

async function takeResult(page: Page, template: string, result: Result): Promise<void> {
	const { node: name, view, branch, height } = result;
	const panel = (await open(page, name)).getByTestId('output-panel').first();
	if (branch !== undefined) await panel.getByText(`${branch} Branch`).first().click();
	await panel.getByTestId('ndv-run-data-display-mode').getByText(view).click();
	await page.mouse.move(0, 0);
	await page.waitForTimeout(800);
	await page.addStyleTag({ content: NEIGHBOURS });
	const box = await panel.boundingBox();
	if (!box) throw new Error(`The output of ${name} is not shown.`);
	const png = await page.screenshot({ clip: { ...box, height: Math.min(height, box.height) } });
	await savePicture(fileOf(template, name), png, COLOURS);
	await close(page);
}

async function execute(page: Page, trigger: string): Promise<void> {
	await node(page, trigger).hover();
	await page.getByTestId(`execute-workflow-button-${trigger}`).click();
	const toast = page.getByText(/Problem in node|Workflow executed/).first();
	await toast.waitFor();
	await page.locator('.el-notification__closeBtn').first().click();
	await toast.waitFor({ state: 'hidden' });
}

/** A closed group hides its nodes. */
async function openGroups(page: Page): Promise<void> {
	for (const toggle of await page.getByTestId('canvas-node-group-toggle').all()) {
		await toggle.click();
	}
}

/** Makes the pictures of nodes after a run, in the editor. Nothing is written but by Check set-up, which is archived. */
export async function takePanels({ signIn, importTemplate }: Studio): Promise<void> {
	const page = await signIn(VIEW);
	for (const { template, set, start, before = [], after = [], results } of SESSIONS) {
		await page.setViewportSize(VIEW);
		await page.goto(await importTemplate(template, set));
		await node(page, start).waitFor();
		await page.waitForTimeout(1_500);
		await openGroups(page);
		for (const name of before) await takePanel(page, template, name);
		await execute(page, start);
		for (const name of after) await takePanel(page, template, name);
		await page.setViewportSize(WIDE);
		for (const result of results) await takeResult(page, template, result);
	}
	await page.close();
}
