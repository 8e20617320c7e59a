import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { World } from '../../test/emulators';
import { addConfirmPage, UNLIMITED } from '../demo/confirm';
import { AUDIENCE, COMPANY, LINK_FIELD, TAG } from '../demo/seed';
import { IMAGES, savePicture } from './picture';
import type { Studio } from './studio';

const LINK = 'https://sunny-threads.refersion.com/c/a3y7b9';
const PHONE = { width: 390, height: 844 };

/** A creator with a Linktree page. @returns the id that the button of a mail has */
function addCreator({ mailchimp, linktree }: World, name: string, links: string[]): string {
	linktree.setProfile(name, { links: links.map((url) => ({ title: 'My favourite shop', url })) });
	return mailchimp.addMember(AUDIENCE.id, {
		email: `${name}@phone.creators.example`,
		mergeFields: { [LINK_FIELD]: LINK },
		tags: [TAG],
	}).uniqueEmailId;
}

async function take(page: Page, name: string): Promise<void> {
	const png = await page.screenshot({ fullPage: true });
	await savePicture(join(IMAGES, 'creator-page', `${name}.png`), png);
}

async function check(page: Page, name: string, title: RegExp): Promise<void> {
	await page
		.getByLabel(/Linktree/)
		.first()
		.fill(name);
	await page.getByRole('button', { name: /Check my page|Meine Seite prüfen/ }).click();
	const heading = page.getByRole('heading', { level: 1 });
	await heading.filter({ hasNotText: /Is your link on your page/ }).waitFor();
	const answer = await heading.innerText();
	if (answer.search(title) === -1) throw new Error(`The page answers "${answer}".`);
}

async function open(browser: Browser, url: string, isDark = false): Promise<Page> {
	const page = await browser.newPage({
		viewport: PHONE,
		deviceScaleFactor: 2,
		colorScheme: isDark ? 'dark' : 'light',
	});
	await page.goto(url);
	return page;
}

/** Makes the pictures of docs/confirm-the-link.md: the page of a real n8n, on a phone. */
export async function takeCreatorPage({ world, hub, browser }: Studio): Promise<void> {
	const { url } = await addConfirmPage(hub, { ...UNLIMITED, brandName: COMPANY });
	const ana = `${url}?c=${addCreator(world, 'ana', [LINK])}`;
	const ben = `${url}?c=${addCreator(world, 'ben', [])}`;
	const form = await open(browser, ben);
	await take(form, 'form');
	await check(form, 'ben', /We did not see your link yet/);
	await take(form, 'not-found');
	const dark = await open(browser, ana, true);
	await check(dark, 'ana', /Your link is live/);
	await take(dark, 'live-dark');
}
