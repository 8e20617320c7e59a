import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { contactOf } from '../../scripts/demo/contacts';
import { addConfirmMail, addConfirmPage, type ConfirmPage } from '../../scripts/demo/confirm';
import { waitFor } from '../../scripts/demo/wait';
import { ROOT } from '../../scripts/n8n/hub';
import { AUDIENCE, startRig, TAG, type Rig } from '../host/support/rig';
import { collectErrors, describeWithBrowser, launch, screenshot } from './support/browser';

const AXE = join(ROOT, 'node_modules', 'axe-core', 'axe.min.js');
const LINK = 'https://shop.example/?rfsn=123456.a3y7';
const VIEWS = [
	{ name: 'phone', width: 390, height: 844, colorScheme: 'light' },
	{ name: 'phone in the dark', width: 390, height: 844, colorScheme: 'dark' },
	{ name: 'desktop', width: 1280, height: 800, colorScheme: 'light' },
] as const;

describeWithBrowser("the creator's page", () => {
	let rig: Rig;
	let browser: Browser;
	let confirm: ConfirmPage;
	let axe: string;

	beforeAll(async () => {
		rig = await startRig();
		confirm = await addConfirmPage(rig.hub, {
			brand_name: 'Sunny Threads',
			support_email: 'hello@sunny.example',
			seconds_between_checks: 0,
		});
		addConfirmMail(rig.world, confirm);
		axe = readFileSync(AXE, 'utf8');
		browser = await launch();
	});

	afterAll(async () => {
		await browser?.close();
		await rig?.close();
	});

	let people = 0;
	interface Creator {
		email: string;
		name: string;
		url: string;
	}

	function addCreator(mergeFields: Record<string, string> = { AFFLINK: LINK }): Creator {
		const name = `creator${(people += 1)}`;
		const email = `${name}@creators.example`;
		const { mailchimp } = rig.world;
		const member = mailchimp.addMember(AUDIENCE.id, { email, mergeFields, tags: [TAG] });
		return { email, name, url: `${confirm.url}?c=${member.uniqueEmailId}` };
	}

	const setLinks = (name: string, ...urls: string[]): void =>
		rig.world.linktree.setProfile(name, { links: urls.map((url) => ({ title: 'Shop', url })) });

	const statusOf = ({ email }: Creator): unknown =>
		contactOf(rig.world, AUDIENCE.id, email)?.mergeFields.LINKSTATUS;

	/** Sends the form of the page from somewhere else. */
	async function send({ url }: Creator, form: Record<string, string>): Promise<void> {
		const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
		expect(response.status).toBe(200);
	}

	/** What axe finds wrong, by the rules of WCAG 2.2 A and AA and its own best practices. */
	async function violations(page: Page): Promise<string[]> {
		// By evaluate and not as a script element, which the page's own policy forbids.
		await page.evaluate(axe);
		return await page.evaluate(
			`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
		);
	}

	async function expectGood(page: Page, what: string): Promise<void> {
		expect({ what, violations: await violations(page) }).toEqual({ what, violations: [] });
		const width = page.viewportSize()?.width;
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
		const small = await page.evaluate(
			`[...document.querySelectorAll('button, a.button, input:not([type=hidden])')].filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)`,
		);
		expect(small).toEqual([]);
		await screenshot(page, `creator-${what}`.replaceAll(' ', '-'));
	}

	/** Every page that a creator can get, by what leads there. */
	const pages: Array<{
		what: string;
		title: string | RegExp;
		status?: string;
		arrange?: (creator: Creator) => void | Promise<void>;
		/** Happens while the answer is awaited. */
		meanwhile?: (creator: Creator) => Promise<void>;
		enter?: (creator: Creator) => string;
		other?: boolean;
	}> = [
		{ what: 'form', title: 'Is your link on your page?' },
		{
			what: 'live',
			title: 'Your link is live. Well done!',
			status: 'live',
			arrange: ({ name }) => setLinks(name, LINK),
		},
		{
			what: 'wrong code',
			title: /Nearly there/,
			status: 'wrong_code',
			arrange: ({ name }) => setLinks(name, 'https://shop.example/?rfsn=123456.zzzz'),
		},
		{
			what: 'not found',
			title: 'We did not see your link yet',
			status: 'not_found',
			arrange: ({ name }) => setLinks(name, 'https://video.example/me'),
		},
		{
			what: 'not sure',
			title: 'We could not see for sure',
			status: 'unverifiable',
			arrange: ({ name }) => setLinks(name, 'https://bit.ly/abc'),
		},
		{
			what: 'not looked',
			title: 'We could not look at your page',
			status: 'unverifiable',
			arrange: () => rig.world.faults.failNext({ service: 'linktree', fault: '502-html' }),
		},
		{
			what: 'failed',
			title: /it is on us/,
			status: undefined,
			arrange: () => rig.world.faults.failNext({ service: 'mailchimp', after: 3, fault: '400' }),
		},
		{
			what: 'enough for today',
			title: 'Enough for today',
			status: 'not_found',
			async arrange(creator) {
				setLinks(creator.name, 'https://video.example/me');
				await send(creator, { where: 'linktree', page: creator.name });
				const { members } = rig.world.mailchimp.audience(AUDIENCE.id);
				const member = [...members.values()].find(({ email }) => email === creator.email);
				member?.mergeFields.set('LINKCHECKS', 20);
			},
		},
		{
			what: 'something newer',
			title: 'You told us something newer',
			status: 'self_reported',
			arrange() {
				const { faults } = rig.world;
				faults.set('linktree', { stallMs: 2_000 });
				faults.failNext({ service: 'linktree', fault: 'stall' });
			},
			async meanwhile(creator) {
				await waitFor(
					async () => (await Promise.resolve(rig.world.faults.pending())) === 0 || undefined,
					Date.now() + 20_000,
					'the look at the page',
				);
				await send(creator, { where: 'other', page: 'beacons.ai/me' });
			},
		},
		{
			what: 'bad name',
			title: 'Is your link on your page?',
			enter: () => '"><b>not a name</b>',
		},
		{
			what: 'bad address',
			title: 'Is your link on your page?',
			enter: () => 'javascript:alert(1)',
			other: true,
		},
		{
			what: 'another page',
			title: 'Thank you. We have noted it.',
			status: 'self_reported',
			enter: ({ name }) => `instagram.com/${name}`,
			other: true,
		},
	];

	describe.each(VIEWS)('on a $name', ({ name: view, width, height, colorScheme }) => {
		describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
			let context: BrowserContext;
			let page: Page;
			let errors: string[];

			beforeEach(async () => {
				context = await browser.newContext({
					viewport: { width, height },
					colorScheme,
					javaScriptEnabled,
				});
				page = await context.newPage();
				errors = collectErrors(page);
			});
			afterEach(async () => {
				rig.world.faults.clear();
				expect(errors).toEqual([]);
				await context.close();
			});

			it.each(pages)('shows the page: $what', async (each) => {
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
		const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
		addCreator();
		for (const id of ['0123456789', 'nonsense', '']) {
			const response = await page.goto(`${confirm.url}?c=${id}`);
			expect(response?.status()).toBe(404);
			await page.getByRole('heading', { name: 'This page cannot be shown' }).waitFor();
			expect(await page.locator('form').count()).toBe(0);
		}
		await expectGood(page, 'unknown');
		await page.close();
	});

	it('can be used with the keyboard alone', async () => {
		const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
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
		const page = await browser.newPage();
		const hosts = new Set<string>();
		page.on('request', (request) => hosts.add(new URL(request.url()).host));
		const creator = addCreator();
		setLinks(creator.name, LINK);
		await page.goto(creator.url);
		await page.getByLabel('Your Linktree name').fill(creator.name);
		await page.getByRole('button', { name: 'Check my page' }).click();
		await page.getByRole('heading', { name: /Your link is live/ }).waitFor();
		expect([...hosts].filter(Boolean)).toEqual([new URL(confirm.url).host]);
		expect(rig.served.refusedHosts).toEqual([]);
		await page.close();
	});
});
