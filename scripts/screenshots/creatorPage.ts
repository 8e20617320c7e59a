import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../../test/browser/support/browser';
import { createWorld, serveWorld, type World } from '../../test/emulators';
import { startBenchN8n } from '../bench/realN8n';
import { addConfirmFields, addConfirmPage, UNLIMITED } from '../demo/confirm';
import { AUDIENCE, LINK_FIELD, prepareAudience, TAG } from '../demo/seed';
import { ROOT } from '../n8n/hub';

const FOLDER = join(ROOT, 'docs', 'images', 'creator-page');
const LINK = 'https://sunny-threads.refersion.com/c/a3y7b9';
const PHONE = { width: 390, height: 844 };

/** A creator with a Linktree page. @returns the id that the button of a mail has */
function addCreator({ mailchimp, linktree }: World, name: string, links: string[]): string {
	linktree.setProfile(name, { links: links.map((url) => ({ title: 'My favourite shop', url })) });
	return mailchimp.addMember(AUDIENCE.id, {
		email: `${name}@creators.example`,
		mergeFields: { [LINK_FIELD]: LINK },
		tags: [TAG],
	}).uniqueEmailId;
}

async function take(page: Page, file: string): Promise<void> {
	await page.screenshot({ path: join(FOLDER, `${file}.png`), fullPage: true });
}

async function check(page: Page, name: string, title: string | RegExp): Promise<void> {
	await page
		.getByLabel(/Linktree/)
		.first()
		.fill(name);
	await page.getByRole('button', { name: /Check my page|Meine Seite prüfen/ }).click();
	await page.getByRole('heading', { level: 1, name: title }).waitFor();
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
async function main(): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	const world = createWorld();
	const served = await serveWorld(world);
	await prepareAudience(world);
	addConfirmFields(world);
	const { hub, close } = await startBenchN8n(
		{
			env: { ...served.env },
			refersion: { ...world.refersion.credentials },
			mailchimp: { apiKey: world.mailchimp.apiKey },
			audience: AUDIENCE,
		},
		(line) => console.log(line),
	);
	const browser = await launch();
	try {
		const { url } = await addConfirmPage(hub, { ...UNLIMITED, brandName: 'Sunny Threads' });
		const ana = `${url}?c=${addCreator(world, 'ana', [LINK])}`;
		const ben = `${url}?c=${addCreator(world, 'ben', ['https://video.example/ben'])}`;
		const form = await open(browser, ben);
		await take(form, 'form');
		await check(form, 'ben', 'We did not see your link yet');
		await take(form, 'not-found');
		const dark = await open(browser, ana, true);
		await check(dark, 'ana', /Your link is live/);
		await take(dark, 'live-dark');
		console.log(`The pictures are in ${FOLDER}.`);
	} finally {
		await browser.close();
		await close();
		await served.close();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
