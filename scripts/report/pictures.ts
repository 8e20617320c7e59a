import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startHub, type Hub } from '../../test/engine/support/hub';
import { problemsOn } from '../emails/look';
import { IMAGES, savePicture } from '../screenshots/picture';
import { makePayDay } from './payDay';
import { makeProgramReport } from './programReport';

/** What is below is more of the same. */
const MOST_HEIGHT = 2_000;

const LOOKS = {
	desktop: { width: 1200, colorScheme: 'light' },
	phone: { width: 390, colorScheme: 'light' },
	dark: { width: 1200, colorScheme: 'dark' },
	'phone.dark': { width: 390, colorScheme: 'dark' },
} as const;

type Look = (typeof LOOKS)[keyof typeof LOOKS];

/** A report as it is sent and as it is shown. */
export interface Made {
	mail: string;
	page: string;
}

/** Takes a picture. Nothing but the HTML is loaded. @returns it, and what is wrong with what it shows */
async function look(
	browser: Browser,
	html: string,
	{ width, colorScheme }: Look,
): Promise<{ png: Buffer; problems: string[] }> {
	const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme });
	const problems: string[] = [];
	try {
		await page.route('**/*', async (route) => {
			problems.push(`wants to load ${route.request().url()}`);
			await route.abort();
		});
		await page.setContent(html, { waitUntil: 'load' });
		// What is folded up is looked at too, but not in the picture.
		const height = Math.min(MOST_HEIGHT, await page.evaluate(() => document.body.scrollHeight));
		const clip = { x: 0, y: 0, width, height };
		const png = await page.screenshot({ fullPage: true, clip });
		await page.evaluate(
			"document.querySelectorAll('details').forEach((each) => (each.open = true))",
		);
		problems.push(...(await problemsOn(page)));
		return { png, problems };
	} finally {
		await page.close();
	}
}

/** What the docs show: the page on a desktop, the mail on a phone. */
const SHOWN = ['page.desktop', 'page.dark', 'mail.phone', 'mail.phone.dark'];

/**
 * Looks at a report in every look, and keeps what the docs show.
 *
 * @param folder where the pictures go; left out when none is kept
 * @returns what cannot be read, and where
 */
async function take(
	browser: Browser,
	what: string,
	made: Made,
	folder?: string,
): Promise<string[]> {
	const found: string[] = [];
	for (const kind of ['mail', 'page'] as const) {
		for (const [name, how] of Object.entries(LOOKS)) {
			const file = `${kind}.${name}`;
			const { png, problems } = await look(browser, made[kind], how);
			found.push(...problems.map((problem) => `${what}, ${file}: ${problem}`));
			if (folder !== undefined && SHOWN.includes(file)) {
				await savePicture(join(IMAGES, folder, `${file}.png`), png);
			}
		}
	}
	return found;
}

/** Runs something on n8n's engine with services of its own. */
async function withHub<T>(work: (hub: Hub) => Promise<T>): Promise<T> {
	const hub = await startHub();
	try {
		return await work(hub);
	} finally {
		await hub.close();
	}
}

/**
 * Writes the pictures of the program report and the pay-day report: the templates, run on invented programmes.
 *
 * @returns what cannot be read in them
 */
export async function takeReports(browser: Browser): Promise<string[]> {
	const program = await withHub(async (hub) => await makeProgramReport(hub, true));
	const noToken = await withHub(async (hub) => await makeProgramReport(hub, false));
	const payDay = await withHub(makePayDay);
	return [
		...(await take(browser, 'program report', program, 'program-report')),
		...(await take(browser, 'program report without the token', noToken)),
		...(await take(browser, 'pay day', payDay, 'pay-day')),
	];
}
