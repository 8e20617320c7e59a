import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { WorkflowJson } from '../../scripts/n8n/api';
import { ROOT } from '../../scripts/n8n/hub';
import { configureTemplate, readTemplate } from '../../scripts/n8n/template';
import { AUDIENCE, shareRig, type Rig } from '../host/support/rig';
import { collectErrors, describeWithBrowser, launch, logIn, screenshot } from './support/browser';

const FOLDER = join(ROOT, 'workflows');
const TEMPLATES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const OURS = 'n8n-nodes-creator-hub.';

describeWithBrowser('the templates in the n8n editor', () => {
	let rig: Rig;
	let browser: Browser;
	let page: Page;
	let errors: string[];
	let credentials: Rig['hub']['credentials'];

	beforeAll(async () => {
		rig = await shareRig();
		const { storeHash, accessToken } = rig.world.bigcommerce.account;
		const store = { storeHash, accessToken };
		const bigCommerceApi = await rig.hub.api.createCredential('bigCommerceApi', 'Store', store);
		credentials = { ...rig.hub.credentials, bigCommerceApi };
		browser = await launch();
		page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
		await logIn(page, rig.hub);
		errors = collectErrors(page);
	});

	afterAll(async () => {
		await browser?.close();
		await rig?.close();
	});

	const node = (name: string): Locator =>
		page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

	/** Opens the groups of a template, which n8n shows as one box each with the name on it. */
	async function openGroups({ nodes, nodeGroups = [] }: WorkflowJson, name: string): Promise<void> {
		if (nodeGroups.length === 0) return;
		const inGroups = nodeGroups.flatMap(({ nodeIds }) => nodeIds);
		const outside = nodes.filter(({ id, type }) => type.startsWith(OURS) && !inGroups.includes(id));
		for (const each of outside) await node(each.name).waitFor();
		for (const { name: title, nodeIds } of nodeGroups) {
			const group = page.getByTestId('canvas-node-group').filter({ hasText: title });
			await group.waitFor();
			const inside = nodes.filter(({ id }) => nodeIds.includes(id));
			for (const each of inside) expect(await node(each.name).count()).toBe(0);
		}
		await screenshot(page, `${name}-closed`);
		const toggles = page.getByTestId('canvas-node-group-toggle');
		for (let index = 0; index < nodeGroups.length; index++) await toggles.nth(index).click();
	}

	it.each(TEMPLATES)('%s: opens, and each node of the package shows its panel', async (file) => {
		const template = configureTemplate(await readTemplate(join(FOLDER, file)), {
			audience: AUDIENCE,
			credentials,
		});
		const id = await rig.hub.api.createWorkflow(template);
		await page.goto(`${rig.hub.instance.url}/workflow/${id}`);
		const ours = template.nodes.filter(({ type }) => type.startsWith(OURS));
		expect(ours.length).toBeGreaterThan(0);
		await openGroups(template, file.replace('.json', ''));
		for (const { name } of ours) {
			await node(name).waitFor();
			await node(name).dblclick();
			const panel = page.getByTestId('ndv');
			await panel.getByText('Parameters').first().waitFor();
			expect(await panel.innerText()).not.toMatch(/not currently installed|Install this node/i);
			await page.getByTestId('ndv-close-button').click();
			await panel.waitFor({ state: 'hidden' });
		}
		await screenshot(page, file.replace('.json', ''));
		expect(errors).toEqual([]);
	});

	it('says on the Linktree node what its terms restrict', async () => {
		const template = configureTemplate(
			await readTemplate(join(FOLDER, 'confirm-linktree-link.json')),
			{ audience: AUDIENCE, credentials },
		);
		const id = await rig.hub.api.createWorkflow(template);
		await page.goto(`${rig.hub.instance.url}/workflow/${id}`);
		await node('Look at the page').waitFor();
		await node('Look at the page').dblclick();
		const panel = page.getByTestId('ndv');
		const notice = panel.getByText(/terms restrict automated reading/i).first();
		await notice.waitFor();
		expect(await notice.isVisible()).toBe(true);
	});
});
