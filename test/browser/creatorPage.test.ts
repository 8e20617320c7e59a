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
				const { what, title, status, arrange, meanwhile, other, press } = each;
				const { enter = ({ name }) => name } = each;
				const creator = addCreator();
				await arrange?.(creator);
				await page.goto(creator.url);
				if (press) {
					if (press !== 'nothing') await page.getByRole('button', { name: press }).click();
				} else {
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
				if (status !== undefined) expect(statusOf(creator)).toBe(status);
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
			// Whether there is such an id turns out when something is sent.
			expect(response?.status()).toBe(id === '0123456789' ? 200 : 404);
			if (id === '0123456789') await page.getByRole('button', { name: 'Show my link' }).click();
			await page.getByRole('heading', { name: 'This button does not work any more' }).waitFor();
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
		for (let step = 0; step < 5; step++) {
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
			'Show my link',
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
		expect(await focused()).toBe(LINK);
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		expect(await focused()).toBe('Check again');
		await page.keyboard.press('Space');
		await page.getByRole('heading', { name: /Your link is live/ }).waitFor();
		expect(statusOf(creator)).toBe('live');
		await page.close();
	});

	it.each([true, false])(
		'selects the whole link on one tap, in one line; script: %s',
		async (js) => {
			const context = await theBrowser().newContext({
				viewport: { width: 320, height: 700 },
				hasTouch: true,
				isMobile: true,
				javaScriptEnabled: js,
			});
			const page = await context.newPage();
			const long = 'https://a-shop-with-a-long-name.refersion.example/c/a3y7b9?utm_source=creators';
			await page.goto(addCreator({ AFFLINK: long }).url);
			await page.getByRole('button', { name: 'Show my link' }).tap();
			const link = page.getByRole('region', { name: 'Your link' });
			await link.tap();
			// A script of the test; the page has none.
			if (js) expect(await page.evaluate('getSelection().toString()')).toBe(long);
			const box = await link.boundingBox();
			expect(box?.height).toBeLessThan(60);
			await context.close();
		},
	);

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
