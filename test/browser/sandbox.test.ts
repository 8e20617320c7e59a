import type { Browser, Page } from 'playwright-core';
import { addConfirmMail, addConfirmPage, UNLIMITED } from '../../scripts/demo/confirm';
import { createSandbox } from '../../scripts/demo/sandbox';
import { addApplicants } from '../../scripts/demo/seed';
import { servePage } from '../../scripts/demo/server';
import { freePorts } from '../../scripts/n8n/ports';
import { shareRig, type Rig } from '../host/support/rig';
import { collectErrors, describeWithBrowser, launch, screenshot } from './support/browser';
import { violations } from './support/good';

describeWithBrowser('the sandbox page', () => {
	let rig: Rig;
	let served: Awaited<ReturnType<typeof servePage>>;
	let browser: Browser;
	let page: Page;
	let errors: string[];

	beforeAll(async () => {
		rig = await shareRig();
		addApplicants(rig.world);
		const [port = 0] = await freePorts(1);
		const { email, password } = rig.hub.api.owner;
		const url = `${rig.hub.instance.url}/workflow/${rig.hub.workflowId}`;
		const confirmPage = await addConfirmPage(rig.hub, UNLIMITED);
		addConfirmMail(rig.world, confirmPage);
		const editor = { url, email, password };
		const sandbox = createSandbox(rig.world, { editor, confirmPageUrl: confirmPage.url });
		served = await servePage(port, sandbox);
		browser = await launch();
	});

	afterAll(async () => {
		await browser?.close();
		await served?.close();
		await rig?.close();
	});

	beforeEach(async () => {
		page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
		errors = collectErrors(page);
		await page.goto(served.url);
		await page.getByRole('heading', { name: 'Ana Sousa' }).waitFor();
	});

	afterEach(async () => {
		expect(errors).toEqual([]);
		await page.close();
	});

	it('shows the mail with the link after a click on Approve', async () => {
		await page.getByRole('button', { name: 'Approve Ana Sousa' }).click();
		const mail = page.frameLocator(
			'iframe[title^="You are in"][title$="ana.sousa@creators.example"]',
		);
		// The welcome mail is the one that is open, without a click.
		await mail.getByText('Hi Ana').waitFor();
		expect(await openMails(page)).toEqual(['You are in: your personal link']);
		const [affiliate] = rig.world.refersion.affiliates();
		const link = rig.world.refersion.linkOf(affiliate?.id ?? 0);
		expect(link).toMatch(/^https:/);
		expect(await mail.locator('body').innerText()).toContain(link);

		const contact = page.locator('#members li', { hasText: 'ana.sousa@creators.example' });
		expect(await contact.innerText()).toMatch(/subscribed[\s\S]*new-affiliate/);
		expect(await contact.innerText()).toContain(link);
		const approval = page.locator('#steps > li', { hasText: 'Ana Sousa is approved' });
		expect(await approval.innerText()).toMatch(
			/n8n answered 200[\s\S]*created the contact[\s\S]*set the tag “new-affiliate”[\s\S]*sent the mail “You are in[\s\S]*sent the mail “Five steps/,
		);
		await screenshot(page, 'sandbox');

		await page.getByRole('button', { name: 'Send the webhook again for Ana Sousa' }).click();
		const repeated = page.locator('#steps > li', { hasText: 'Ana Sousa comes again' });
		await repeated.getByText('no second contact, no second tag, no second mail').waitFor();
		expect(rig.world.outbox.to('ana.sousa@creators.example')).toHaveLength(2);
	});

	it('shows on a phone what came of a click next to it', async () => {
		await page.setViewportSize({ width: 390, height: 844 });
		const card = page.locator('#affiliates > li', { hasText: 'Priya Raman' });
		const approve = card.getByRole('button', { name: 'Approve Priya Raman' });
		await approve.scrollIntoViewIfNeeded();
		await approve.click();
		const mail = card.locator('.own-mails summary', { hasText: 'You are in' });
		await mail.waitFor();
		const button = await card.getByRole('button', { name: 'Disable Priya Raman' }).boundingBox();
		const below = await mail.boundingBox();
		expect((below?.y ?? Infinity) - (button?.y ?? 0)).toBeLessThan(500);
		expect(await openMails(page)).toEqual(['You are in: your personal link']);
		expect(await card.locator('.own-steps').innerText()).toContain('created the contact');
		expect(await card.locator('.own-pages').innerText()).toContain('linktr.ee/priya');
		await screenshot(page, 'sandbox-phone-approved');
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
	});

	it('works with the keyboard alone, and keeps the focus', async () => {
		const approve = page.getByRole('button', { name: 'Approve Ben Okafor' });
		await approve.focus();
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Disable Ben Okafor' }).waitFor();
		expect(await page.evaluate('document.activeElement.textContent')).toBe('Disable Ben Okafor');
		await page
			.locator('#mails li', { hasText: 'Ben.Okafor+collabs@creators.example' })
			.first()
			.waitFor();
		expect(await page.locator('#announcer').innerText()).toContain('Ben.Okafor+collabs');
	});

	it('shows the whole loop: approved, mail, creator’s page, Linktree, status', async () => {
		const name = 'Zoë Müller';
		const email = 'zoe.mueller@creators.example';
		await page.getByRole('button', { name: `Approve ${name}` }).click();
		const contact = page.locator('#members li', { hasText: email });
		const account = page.locator('#pages li', { hasText: 'linktr.ee/zoe' });
		const onPage = page.getByLabel(`On the page of ${name}`);
		const address = (await account.getByRole('heading').innerText()).replace('linktr.ee/', '');

		// The button of the second mail opens the creator's page in a new tab.
		const mail = page.frameLocator(`iframe[title^="Five steps"][title$="${email}"]`);
		const opening = page.context().waitForEvent('page');
		await page.locator('#mails li', { hasText: email }).getByText('Five steps').click();
		await mail.getByRole('link', { name: "I've added it" }).click();
		const creator = await opening;
		const creatorErrors = collectErrors(creator);
		const form = creator.getByLabel('Your Linktree name');
		await form.waitFor();
		expect(creator.url()).toMatch(/\/webhook\/linktree-link\?c=[0-9a-f]{10}$/);
		expect(await contact.innerText()).not.toContain('link-');

		const check = async (link: string, title: string, status: RegExp): Promise<void> => {
			const changed = page.waitForResponse(/\/page$/);
			await onPage.selectOption({ label: link });
			expect((await changed).status()).toBe(200);
			// After "live" the page has no form any more: the creator comes back from the mail.
			if (!(await form.isVisible())) await creator.goto(creator.url());
			await form.fill(address);
			await creator.getByRole('button', { name: /^Check/ }).click();
			await creator.getByRole('heading', { name: title }).waitFor();
			await contact.filter({ hasText: status }).waitFor();
		};
		await check(
			'No link of the shop',
			'We did not see your link yet',
			/link-not-found[\s\S]*not_found/,
		);
		await check('A link with another code', 'Nearly there', /link-not-found[\s\S]*wrong_code/);
		await check('A short link', 'We could not see for sure', /Status\s*unverifiable/);
		// Nobody knows: neither tag may say that somebody does.
		expect(await contact.innerText()).not.toContain('link-');
		await check('The creator’s own link', 'Your link is live', /link-live[\s\S]*Status\s*live/);
		expect(await contact.innerText()).not.toContain('link-not-found');
		expect(await contact.innerText()).toContain(`https://linktr.ee/${address}`);
		expect(await page.locator('#steps').innerText()).toContain(
			`n8n looked at linktr.ee/${address}`,
		);
		const checks = page.locator('#steps > li', { hasText: `${name} pressed` });
		const answers = (await checks.allInnerTexts()).map(
			(text) => /Answer: (\w+ ?\w+)/.exec(text)?.[1],
		);
		expect(answers).toEqual(['live', 'nobody can', 'wrong code', 'not found']);
		await screenshot(page, 'sandbox-loop');
		await page.locator('#pages').scrollIntoViewIfNeeded();
		await screenshot(page, 'sandbox-pages');
		expect(creatorErrors).toEqual([]);
		await creator.close();
	});

	it('adds an affiliate, and says why it does not', async () => {
		await page.getByLabel('First name').fill('<b>Mia</b>');
		await page.getByLabel('Last name').fill('Chen');
		await page.getByLabel('E-mail', { exact: true }).fill('mia@creators.example');
		await page.getByRole('button', { name: 'Add as pending' }).click();
		await page.getByRole('heading', { name: '<b>Mia</b> Chen' }).waitFor();

		await page.getByLabel('First name').fill('Mia');
		await page.getByLabel('Last name').fill('Chen');
		await page.getByLabel('E-mail', { exact: true }).fill('MIA@creators.example');
		await page.getByRole('button', { name: 'Add as pending' }).click();
		await page.getByText('There is an affiliate with this e-mail address already').waitFor();
	});

	it.each([
		['a phone', 390, 'light'],
		['a phone in the dark', 390, 'dark'],
		['a desk', 1400, 'dark'],
	] as const)('fits the width of %s', async (name, width, colorScheme) => {
		await page.setViewportSize({ width, height: 844 });
		await page.emulateMedia({ colorScheme });
		await screenshot(page, `sandbox-${name.replaceAll(' ', '-')}`);
		const tooWide = await page.evaluate(
			'[...document.querySelectorAll("body *:not(.hidden)")].filter((e) => e.getBoundingClientRect().right > innerWidth).map((e) => e.outerHTML.slice(0, 200))',
		);
		expect(tooWide).toEqual([]);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
	});

	it('has nothing that axe finds, wide and narrow', async () => {
		for (const width of [1280, 390]) {
			await page.setViewportSize({ width, height: 844 });
			await page.locator('#steps > li').first().waitFor();
			expect(await violations(page)).toEqual([]);
		}
	});

	it('has contrast enough for small text in light and dark', async () => {
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			const low = await page.evaluate(LOW_CONTRAST);
			expect(low).toEqual([]);
		}
	});

	it('refuses what another site sends', async () => {
		const approve = async (headers: Record<string, string>): Promise<number> =>
			(
				await fetch(`${served.url}/api/affiliates/1/status`, {
					method: 'POST',
					headers,
					body: '{"status":"ACTIVE"}',
				})
			).status;
		expect(await approve({ 'content-type': 'text/plain' })).toBe(415);
		expect(
			await approve({ 'content-type': 'application/json', origin: 'https://evil.example' }),
		).toBe(403);
	});
});

/** @returns subjects of the mails that are open */
const openMails = async (page: Page): Promise<string[]> =>
	await page.locator('.card.mail details[open] summary strong').allInnerTexts();

/** Runs in the page: texts whose contrast with their background is under 4.5 to 1 (WCAG 2.2, 1.4.3). */
const LOW_CONTRAST = `(() => {
	const parse = (color) => color.match(/[\\d.]+/g).map(Number);
	const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255)
		.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
		.reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
	const background = (element) => {
		for (let at = element; at; at = at.parentElement) {
			const color = parse(getComputedStyle(at).backgroundColor);
			if (color[3] !== 0) return color;
		}
		return [255, 255, 255];
	};
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const low = [];
	while (walker.nextNode()) {
		const element = walker.currentNode.parentElement;
		if (!walker.currentNode.textContent.trim() || !element.checkVisibility()) continue;
		const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(background(element))];
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) low.push(walker.currentNode.textContent.trim() + ' ' + ratio.toFixed(2));
	}
	return low;
})()`;
