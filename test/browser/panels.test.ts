import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { ROOT } from '../../scripts/n8n/hub';
import { configureTemplate, readTemplate } from '../../scripts/n8n/template';
import { AUDIENCE, shareRig, type Rig } from '../host/support/rig';
import { collectErrors, describeWithBrowser, launch, logIn, screenshot } from './support/browser';

const CONTACT = 'Create or update contact and tag';

describeWithBrowser('the panels on a fresh import', () => {
	let rig: Rig;
	let browser: Browser;
	let page: Page;
	let errors: string[];

	beforeAll(async () => {
		rig = await shareRig();
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

	/** Imports a template, chooses the credentials and nothing else, and opens it. */
	async function importFresh(name: string, credentials = rig.hub.credentials): Promise<string> {
		const file = await readTemplate(join(ROOT, 'workflows', `${name}.json`));
		// As after pasting: the workflow of the rig has the file's own.
		for (const each of file.nodes) if (each.webhookId) each.webhookId = randomUUID();
		const audience = { id: '', name: '' };
		const id = await rig.hub.api.createWorkflow(configureTemplate(file, { audience, credentials }));
		await page.goto(`${rig.hub.instance.url}/workflow/${id}`);
		return id;
	}

	/** Opens the panel of a node. */
	async function open(name: string): Promise<Locator> {
		await node(name).waitFor();
		await node(name).dblclick();
		const panel = page.getByTestId('ndv');
		await panel.getByText('Parameters').first().waitFor();
		return panel;
	}

	async function close(): Promise<void> {
		await page.getByTestId('ndv-close-button').click();
		await page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	/** Opens the list of a picker. */
	async function openList(panel: Locator, name: string): Promise<Locator> {
		const picker = panel.getByTestId(`resource-locator-${name}`);
		await picker.scrollIntoViewIfNeeded();
		await picker.getByTestId('rlc-mode-selector').click();
		await page.getByText('From list', { exact: true }).filter({ visible: true }).last().click();
		await picker.getByTestId('rlc-input').click();
		return page.getByTestId('rlc-item').filter({ visible: true });
	}

	/** Types a name into the search of the open list and makes what is named. */
	async function make(name: string): Promise<void> {
		// The list has the keyboard when it opens, in its search.
		await page.getByTestId('rlc-search').filter({ visible: true }).click();
		await page.keyboard.type(name);
		const entry = page.getByTestId('rlc-item-add-resource').filter({ visible: true });
		expect(await entry.innerText()).toMatch(/^Create a .* named as typed above/);
		await entry.click();
	}

	/** What a picker has, when it has what is expected, or after some seconds. */
	async function valueOf(panel: Locator, name: string, expected: string): Promise<string> {
		const input = panel.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input');
		for (let tries = 0; tries < 40 && (await input.inputValue()) !== expected; tries++) {
			await page.waitForTimeout(250);
		}
		return await input.inputValue();
	}

	it('have one line a step in the notice of the trigger', async () => {
		await importFresh('onboard-approved-affiliates');
		const panel = await open('Refersion Trigger');
		const steps = panel.locator('.notice-content li');
		await steps.first().waitFor();
		expect(await steps.count()).toBe(4);
		const boxes = await Promise.all(
			[0, 1, 2, 3].map(async (at) => await steps.nth(at).boundingBox()),
		);
		const tops = boxes.map((box) => box?.y ?? 0);
		expect(new Set(tops).size).toBe(4);
		expect(tops).toEqual([...tops].sort((one, other) => one - other));
		expect(await steps.nth(0).innerText()).toBe('Copy the Production URL above.');
		await screenshot(page, 'panel-trigger');
		await close();
	});

	it('have no red border and no outdated fields before an audience is chosen', async () => {
		await importFresh('onboard-approved-affiliates');
		await node(CONTACT).waitFor();
		expect(await page.getByTestId('node-issues').count()).toBe(0);
		const panel = await open(CONTACT);
		const fields = panel.getByTestId('mapping-fields-container');
		// The only audience of the account, which has more fields than the workflow knows.
		await fields.getByText('(PHONE)').waitFor();
		expect(await panel.getByTestId('parameter-issues').count()).toBe(0);
		expect(await fields.locator('[class*=staleDataWarning]').count()).toBe(0);
		const text = await fields.innerText();
		for (const tag of ['FNAME', 'LNAME', 'AFFCODE']) expect(text).toContain(tag);
		await screenshot(page, 'panel-contact');
		await close();
	});

	it('keep the rows of the mapper when another audience is chosen', async () => {
		rig.world.mailchimp.addAudience({ name: 'Customers' });
		await importFresh('onboard-approved-affiliates');
		const panel = await open(CONTACT);
		const fields = panel.getByTestId('mapping-fields-container');
		await fields.getByText('AFFCODE').first().waitFor();
		await panel.getByTestId('resource-locator-audience').getByTestId('rlc-input').click();
		const choices = page.getByTestId('rlc-item').filter({ visible: true });
		await choices.filter({ hasText: 'Customers' }).click();
		await page.waitForTimeout(1_000);
		expect(await fields.innerText()).toMatch(/FNAME[\s\S]*LNAME[\s\S]*AFFCODE/);
		expect(await fields.innerText()).toMatch(/item\.json\.code/);
		await screenshot(page, 'panel-other-audience');
		await close();
	});

	it('list tags and merge fields, and make new ones from the picker', async () => {
		const { mailchimp } = rig.world;
		mailchimp.addMember(AUDIENCE.id, { email: 'vip@creators.example', tags: ['vip'] });
		await importFresh('check-setup');
		const panel = await open('Check Mailchimp');
		await panel.getByTestId('resource-locator-audience').getByTestId('rlc-input').click();
		const audiences = page.getByTestId('rlc-item').filter({ visible: true });
		await audiences.filter({ hasText: AUDIENCE.name }).click();

		const tags = await openList(panel, 'activeTag');
		await tags.filter({ hasText: 'vip' }).waitFor();
		await screenshot(page, 'picker-tags');
		await make('made here');
		expect(await valueOf(panel, 'activeTag', 'made here')).toBe('made here');

		const links = await openList(panel, 'linkMergeField');
		await links.filter({ hasText: '(AFFLINK)' }).waitFor();
		await screenshot(page, 'picker-merge-fields');
		await make('Second link');
		expect(await valueOf(panel, 'linkMergeField', 'SECOND_LIN')).toBe('SECOND_LIN');
		const made = mailchimp
			.audience(AUDIENCE.id)
			.mergeFields.find(({ tag }) => tag === 'SECOND_LIN');
		expect(made).toMatchObject({ name: 'Second link', type: 'url' });
		await screenshot(page, 'picker-made');
		await close();
	});

	it('say before a run that the GraphQL token is needed', async () => {
		await importFresh('program-report');
		const panel = await open('Get sales');
		await panel.getByText('This needs the GraphQL Token').waitFor();
		await screenshot(page, 'panel-hint');
		await close();
		await node('Get sales').getByText('Conversion: Get Many').waitFor();
	});

	it('show before a run the fields that the nodes before give', async () => {
		await importFresh('program-report');
		// n8n shows none in a node whose codex says Core Nodes, and none of a node with pinned data.
		const panel = await open('Measure');
		await panel.getByText('Usually outputs the following fields').first().waitFor();
		const fields = panel.getByTestId('run-data-schema-item');
		await fields.first().waitFor();
		const names = await fields.allInnerTexts();
		expect(names).toEqual(expect.arrayContaining(['id', 'email', 'code', 'link', 'paypal_email']));
		await screenshot(page, 'panel-fields-before-a-run');
		await close();
	});

	it('let an agent choose how much it reads, in place of Simplify', async () => {
		const tool = { resource: 'contact', operation: 'get', email: 'jo@creators.example' };
		const id = await rig.hub.api.createWorkflow({
			name: 'Tool',
			nodes: [
				{
					id: randomUUID(),
					name: 'Look up a contact',
					type: 'n8n-nodes-creator-hub.mailchimpAudienceTool',
					typeVersion: 1,
					position: [0, 0],
					parameters: tool,
				},
			],
			connections: {},
			settings: {},
		});
		await page.goto(`${rig.hub.instance.url}/workflow/${id}`);
		const panel = await open('Look up a contact');
		const labels = panel.getByTestId('input-label');
		await labels.filter({ hasText: /^Output/ }).waitFor();
		expect(await labels.filter({ hasText: /^(Simplify|Fields)/ }).count()).toBe(0);
		await panel.getByTestId('parameter-input-output').click();
		await page.getByRole('option', { name: 'Selected Fields' }).click();
		await labels.filter({ hasText: /^Fields/ }).waitFor();
		await screenshot(page, 'panel-tool');
		await close();
	});

	it('say in the credential that publishing needs the signing secret', async () => {
		const { refersionApi } = rig.hub.credentials;
		await page.goto(`${rig.hub.instance.url}/home/credentials/${refersionApi?.id}`);
		const notice = page.getByText('cannot be published without the Webhook Signing Secret');
		await notice.waitFor();
		expect(await notice.isVisible()).toBe(true);
		await screenshot(page, 'credential');
	});

	it('can be read in the dark', async () => {
		await page.emulateMedia({ colorScheme: 'dark' });
		await importFresh('onboard-approved-affiliates');
		for (const name of ['Refersion Trigger', CONTACT]) {
			await open(name);
			await page.waitForTimeout(1_000);
			await screenshot(page, `dark-${name.split(' ')[0]}`);
			await close();
		}
	});

	it('ran without an error in the console', () => {
		expect(errors).toEqual([]);
	});
});
