import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../n8n/hub';
import { IMAGES, savePicture } from './picture';
import type { Studio } from './studio';

const COLOURS = 96;
const MARGIN = 12;
/** Wide enough that no template has to be made smaller. */
const VIEW = { width: 2_080, height: 1_400 };
/** What floats over the canvas. */
const FLOATING =
	'.vue-flow__panel, [data-test-id="canvas-controls"], [class*="executionButtons"], [data-test-id="node-creator-plus-button"] { visibility: hidden !important }';

/** Every template, by the name of its file. */
export const TEMPLATES = readdirSync(join(ROOT, 'workflows'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace('.json', ''));

/** Takes the canvas of the workflow that is open, without the editor around it. */
async function takeCanvas(page: Page): Promise<Buffer> {
	await page.locator('.vue-flow__node').first().waitFor();
	await page.addStyleTag({ content: FLOATING });
	// Icons load, and the canvas moves to where everything is seen.
	await page.waitForLoadState('networkidle');
	await page.waitForTimeout(1_200);
	// Nodes and notes, and the plus behind an output that leads nowhere.
	const parts = '.vue-flow__node, [data-test-id="canvas-handle-plus-wrapper"]';
	const nodes = await page.locator(parts).all();
	const boxes = (await Promise.all(nodes.map((node) => node.boundingBox()))).filter(
		(box) => box !== null,
	);
	const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
	const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;
	return await page.screenshot({ clip: { x, y, width: right - x, height: bottom - y } });
}

/** Makes the picture of every template's canvas, light and dark. */
export async function takeCanvases({ signIn, importTemplate }: Studio): Promise<void> {
	const addresses = new Map<string, string>();
	for (const name of TEMPLATES) addresses.set(name, await importTemplate(name));
	for (const isDark of [false, true]) {
		const page = await signIn({ ...VIEW, isDark });
		for (const [name, address] of addresses) {
			await page.goto(address);
			const file = join(IMAGES, 'canvas', `${name}${isDark ? '.dark' : ''}.png`);
			await savePicture(file, await takeCanvas(page), COLOURS);
		}
		await page.close();
	}
}
