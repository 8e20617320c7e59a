import type { Browser, Locator, Page } from 'playwright-core';
import { shareRig, type Rig } from '../host/support/rig';
import { collectErrors, describeWithBrowser, launch, logIn, screenshot } from './support/browser';

const SECOND_AUDIENCE = 'Customers';

describeWithBrowser('the n8n editor', () => {
	let rig: Rig;
	let browser: Browser;
	let page: Page;
	let errors: string[];
	let failed: string[];

	beforeAll(async () => {
		rig = await shareRig({ change: (template) => template });
		rig.world.mailchimp.addAudience({ name: SECOND_AUDIENCE });
		browser = await launch();
		page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
		await logIn(page, rig.hub);
		errors = collectErrors(page);
		failed = [];
		page.on('response', (response) => {
			// The editor asks for a description of a node's output, which a node may have and need not.
			if (response.status() < 400 || response.url().includes('/schemas/')) return;
			failed.push(`${response.status()} ${response.url()}`);
		});
		await page.goto(`${rig.hub.instance.url}/workflow/${rig.hub.workflowId}`);
		await node('Refersion Trigger').waitFor();
	});

	afterAll(async () => {
		await browser?.close();
		await rig?.close();
	});

	const node = (name: string): Locator =>
		page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

	/** Opens the panel of a node. */
	async function open(name: string): Promise<Locator> {
		await node(name).dblclick();
		const panel = page.getByTestId('ndv');
		await panel.getByText('Parameters').first().waitFor();
		return panel;
	}

	async function close(): Promise<void> {
		await page.getByTestId('ndv-close-button').click();
		await page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	it('shows the imported template with every node installed', async () => {
		const template = ['Refersion Trigger', 'Get affiliate', 'Still active?'];
		for (const name of [
			...template,
			'Create or update contact and tag',
			'Mark the run as failed',
		]) {
			await node(name).waitFor();
			expect(await node(name).count()).toBe(1);
		}
		await screenshot(page, 'editor');
		for (const name of [...template, 'Create or update contact and tag']) {
			const panel = await open(name);
			expect(await panel.innerText()).not.toMatch(/not currently installed|Install this node/i);
			await close();
		}
	});

	it('shows on the trigger where to paste the production URL, and that URL', async () => {
		const panel = await open('Refersion Trigger');
		const production = panel.getByTestId('radio-button-production');
		if (!(await production.isVisible())) await panel.getByText('Webhook URLs').click();
		await production.click();
		const text = await panel.innerText();
		expect(text).toContain(rig.hub.webhookUrl);
		expect(text).toMatch(/Account > Settings > Webhooks/);
		expect(text).toContain('Affiliate Approved');
		await screenshot(page, 'refersion-trigger');
		await close();
	});

	it('lists the audiences of the account and shows all merge fields of the chosen one', async () => {
		const panel = await open('Create or update contact and tag');
		const audience = panel.getByTestId('resource-locator-audience');
		await audience.getByTestId('rlc-input').click();
		const choices = page.getByTestId('rlc-item').filter({ visible: true });
		// The chosen one stands there at once; the others come from Mailchimp.
		await choices.filter({ hasText: SECOND_AUDIENCE }).waitFor();
		expect(await choices.allInnerTexts()).toEqual(['Creators', SECOND_AUDIENCE]);
		await screenshot(page, 'audience-picker');
		await choices.filter({ hasText: 'Creators' }).click();

		const fields = panel.getByTestId('mapping-fields-container');
		// n8n reads them again by itself, and warns of nothing that is out of date.
		await fields.getByText('(PHONE)').waitFor();
		expect(await fields.getByTitle('Refresh').count()).toBe(0);
		const text = await fields.innerText();
		for (const { tag } of rig.world.mailchimp.audiences()[0]?.mergeFields ?? []) {
			expect(text).toContain(`(${tag})`);
		}
		// The link is no row of them, which a refresh could lose.
		expect(await panel.innerText()).toMatch(/Tracking Link[\s\S]*item\.json\.link }}/);
		await screenshot(page, 'merge-fields');
		await close();
	});

	it('lists the tags of the audience for a tag to add', async () => {
		const audienceId = rig.world.mailchimp.audiences()[0]?.id ?? '';
		rig.world.mailchimp.addMember(audienceId, { email: 'vip@creators.example', tags: ['vip'] });
		const panel = await open('Create or update contact and tag');
		const tag = panel.getByTestId('fixed-collection-tagsToAdd').getByTestId('resource-locator-tag');
		await tag.scrollIntoViewIfNeeded();
		await screenshot(page, 'tag');
		await tag.getByTestId('rlc-mode-selector').click();
		await page.getByText('From list', { exact: true }).filter({ visible: true }).last().click();
		await tag.getByTestId('rlc-input').click();
		const choices = page.getByTestId('rlc-item').filter({ visible: true });
		await choices.filter({ hasText: 'vip' }).waitFor();
		await screenshot(page, 'tag-picker');
		await page.keyboard.press('Escape');
		await close();
	});

	it('ran without an error in the console, a failed request or a call to anybody else', () => {
		expect(failed).toEqual([]);
		expect(errors).toEqual([]);
		expect(rig.served.refusedHosts).toEqual([]);
	});
});
