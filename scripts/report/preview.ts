import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../../test/browser/support/browser';
import { ROOT } from '../../test/engine/support/engine';
import { startHub } from '../../test/engine/support/hub';
import {
	addLinkFields,
	addProgramme,
	report,
	type ProgramReport,
} from '../../test/engine/support/programReport';
import { problemsOn } from '../emails/look';
import { withPalette } from '../emails/png';
import { BRAND, creators, OFFERS } from './sample';

const FOLDER = join(ROOT, 'docs', 'images', 'report');
const CREATORS = 240;
/** What is below is more of the same. */
const MOST_HEIGHT = 2_000;

const LOOKS = {
	desktop: { width: 1200, colorScheme: 'light' },
	phone: { width: 390, colorScheme: 'light' },
	dark: { width: 1200, colorScheme: 'dark' },
	'phone.dark': { width: 390, colorScheme: 'dark' },
} as const;

type Look = (typeof LOOKS)[keyof typeof LOOKS];

/** Runs the template on an invented programme, on n8n's engine. */
async function makeReport(withToken: boolean): Promise<ProgramReport> {
	const hub = await startHub();
	try {
		addLinkFields(hub);
		for (const offer of OFFERS) hub.world.refersion.addOffer(offer);
		addProgramme(hub, creators(CREATORS));
		if (!withToken) hub.credentials.refersionApi.graphqlToken = '';
		const made = await report(hub, {
			settings: { brand: BRAND },
			measure: { options: { currency: 'EUR', peopleShown: 3 } },
			build: { options: { mailPeople: 1 } },
		});
		return made;
	} finally {
		await hub.close();
	}
}

/** Takes a picture. Nothing but the HTML is loaded. @returns it, and what is wrong with what it shows */
async function look(
	browser: Browser,
	html: string,
	{ width, colorScheme }: Look,
): Promise<{ picture: Buffer; problems: string[] }> {
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
		const picture = withPalette(await page.screenshot({ fullPage: true, clip }));
		await page.evaluate(
			"document.querySelectorAll('details').forEach((each) => (each.open = true))",
		);
		problems.push(...(await problemsOn(page)));
		return { picture, problems };
	} finally {
		await page.close();
	}
}

/** Writes the pictures of docs/program-report.md, and fails when Chromium shows something that cannot be read. */
async function main(): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	const full = await makeReport(true);
	const noToken = await makeReport(false);
	const browser = await launch();
	try {
		for (const kind of ['mail', 'page'] as const) {
			const htmlOf = ({ html, page }: ProgramReport) => (kind === 'mail' ? html : page);
			for (const [name, how] of Object.entries(LOOKS)) {
				const file = `${kind}.${name}.png`;
				const { picture, problems } = await look(browser, htmlOf(full), how);
				const { problems: others } = await look(browser, htmlOf(noToken), how);
				await writeFile(join(FOLDER, file), picture);
				console.log(`${file}: ${Math.round(picture.length / 1000)} kB`);
				for (const problem of [...problems, ...others]) console.error(`${file}: ${problem}`);
				if (problems.length + others.length > 0) process.exitCode = 1;
			}
		}
	} finally {
		await browser.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
