import type { BrowserContext, Page } from 'playwright-core';
import { collectErrors, describeWithBrowser } from './support/browser';
import { CREATOR_PAGES } from './support/creatorPages';
import {
	addCreator,
	LINK,
	setLinks,
	setTheScene,
	statusOf,
	theBrowser,
	theConfirmPage,
	theRig,
} from './support/creators';
import { expectGood } from './support/good';

const VIEWS = [
	{ name: 'phone', width: 390, height: 844, colorScheme: 'light' },
	{ name: 'phone in the dark', width: 390, height: 844, colorScheme: 'dark' },
	{ name: 'desktop', width: 1280, height: 800, colorScheme: 'light' },
] as const;

describeWithBrowser("the creator's page", () => {
	setTheScene();

	describe.each(VIEWS)('on a $name', ({ name: view, width, height, colorScheme }) => {
		describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
			let context: BrowserContext;
			let page: Page;
			let errors: string[];

			beforeEach(async () => {
				context = await theBrowser().newContext({
					viewport: { width, height },
					colorScheme,
					javaScriptEnabled,
				});
				page = await context.newPage();
				errors = collectErrors(page);
			});
			afterEach(async () => {
				theRig().world.faults.clear();
				expect(errors).toEqual([]);
				await context.close();
			});

			it.each(CREATOR_PAGES)('shows the page: $what', async (each) => {
				const { what, title, status, arrange, meanwhile, enter = ({ name }) => name, other } = each;
				const creator = addCreator();
				await arrange?.(creator);
				await page.goto(creator.url);
				if (what !== 'form') {
					const label = other ? /Address of your page/ : 'Your Linktree name';
					await page.getByLabel(label).fill(enter(creator));
					const button = other ? 'I use another page' : 'Check my page';
					const click = page.getByRole('button', { name: button }).click();
					await Promise.all([click, meanwhile?.(creator)]);
				}
				await page.getByRole('heading', { level: 1, name: title }).waitFor();
				expect(await page.title()).toMatch(/ - Sunny Threads$/);
				expect(page.url()).toBe(creator.url);
				if (what.startsWith('bad')) {
					expect(await page.getByRole('alert').innerText()).toContain('There is a problem');
					expect(await page.title()).toMatch(/^Error: /);
				}
				if (status) expect(statusOf(creator)).toBe(status);
				// axe itself needs JavaScript; the page is the same without.
				if (javaScriptEnabled) await expectGood(page, `${what} ${view}`);
			});
		});
	});

	it('says the same to whoever has no such address', async () => {
		const page = await theBrowser().newPage({ viewport: { width: 390, height: 844 } });
		addCreator();
		for (const id of ['0123456789', 'nonsense', '']) {
			const response = await page.goto(`${theConfirmPage().url}?c=${id}`);
			expect(response?.status()).toBe(404);
			await page.getByRole('heading', { name: 'This page cannot be shown' }).waitFor();
			expect(await page.locator('form').count()).toBe(0);
		}
		await expectGood(page, 'unknown');
		await page.close();
	});

	it('can be used with the keyboard alone', async () => {
		const page = await theBrowser().newPage({ viewport: { width: 390, height: 844 } });
		const creator = addCreator();
		setLinks(creator.name);
		await page.goto(creator.url);
		const focused = async (): Promise<string> =>
			await page.evaluate(
				`(document.activeElement?.labels?.[0] ?? document.activeElement)?.innerText ?? ''`,
			);
		const order: string[] = [];
		for (let step = 0; step < 4; step++) {
			await page.keyboard.press('Tab');
			order.push(await focused());
			const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
			expect(outline).not.toBe('none');
		}
		expect(order).toEqual([
			'Your Linktree name',
			'Check my page',
			expect.stringContaining('Address of your page'),
			'I use another page',
		]);

		// A name that is none: the summary has the focus, and its link leads to the field.
		await page.goto(creator.url);
		await page.keyboard.press('Tab');
		await page.keyboard.type('not a name');
		await page.keyboard.press('Enter');
		await page.getByRole('alert').waitFor();
		await page.waitForFunction(`document.activeElement?.getAttribute('role') === 'alert'`);
		await page.keyboard.press('Tab');
		expect(await focused()).toContain('Enter your Linktree name');
		await page.keyboard.press('Enter');
		expect(await focused()).toBe('Your Linktree name');
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.type(creator.name);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'We did not see your link yet' }).waitFor();

		setLinks(creator.name, LINK);
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		expect(await focused()).toBe('Check again');
		await page.keyboard.press('Space');
		await page.getByRole('heading', { name: /Your link is live/ }).waitFor();
		expect(statusOf(creator)).toBe('live');
		await page.close();
	});

	it('asks no other server for anything', async () => {
		const page = await theBrowser().newPage();
		const hosts = new Set<string>();
		page.on('request', (request) => hosts.add(new URL(request.url()).host));
		const creator = addCreator();
		setLinks(creator.name, LINK);
		await page.goto(creator.url);
		await page.getByLabel('Your Linktree name').fill(creator.name);
		await page.getByRole('button', { name: 'Check my page' }).click();
		await page.getByRole('heading', { name: /Your link is live/ }).waitFor();
		expect([...hosts].filter(Boolean)).toEqual([new URL(theConfirmPage().url).host]);
		expect(theRig().served.refusedHosts).toEqual([]);
		await page.close();
	});
});
