import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../../test/browser/support/browser';
import { problemsOn } from './look';
import { LANGUAGES } from '../../nodes/CreatorProgram/words';
import { howItWorks } from '../drawings/howItWorks';
import { journeyPictures } from '../drawings/journey';
import { ROOT } from '../n8n/hub';
import { withPalette } from './png';
import { render } from './render';
import { bareMails, brandMails, CREATOR, FILES, PICTURES } from './sample';

const IMAGES = join(ROOT, 'docs', 'images');
const FOLDER = join(IMAGES, 'emails');

const LOOKS = {
	desktop: { width: 1200, colorScheme: 'light' },
	phone: { width: 390, colorScheme: 'light' },
	dark: { width: 390, colorScheme: 'dark' },
} as const;

/** Takes the picture of a mail. @returns it, and what is wrong with what it shows */
async function look(
	browser: Browser,
	html: string,
	{ width, colorScheme }: (typeof LOOKS)[keyof typeof LOOKS],
): Promise<{ picture: Buffer; problems: string[] }> {
	const page = await browser.newPage({ viewport: { width, height: 600 }, colorScheme });
	try {
		await page.route('**/*', async (route) => {
			const body = PICTURES[route.request().url()];
			if (body === undefined) await route.abort();
			else await route.fulfill({ contentType: 'image/svg+xml', body });
		});
		await page.setContent(html, { waitUntil: 'load' });
		const problems = await problemsOn(page);
		return { picture: withPalette(await page.screenshot({ fullPage: true })), problems };
	} finally {
		await page.close();
	}
}

function complain(what: string, problems: string[]): void {
	for (const problem of problems) console.error(`${what}: ${problem}`);
	if (problems.length > 0) process.exitCode = 1;
}

/** Writes the pictures of docs/build-the-welcome-journey.md, and fails when Chromium shows something that cannot be read. */
async function main(): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	for (const [name, picture] of journeyPictures(bareMails('en'))) {
		await writeFile(join(IMAGES, name), picture);
	}
	const browser = await launch();
	try {
		for (const language of LANGUAGES) {
			const mails = render(brandMails(language), CREATOR);
			// Of a brand that has set nothing, to a creator of whom nothing is known.
			const barest = render(bareMails(language), {});
			for (const [index, { html }] of mails.entries()) {
				for (const [name, how] of Object.entries(LOOKS)) {
					const file = `${FILES[index]}${language === 'en' ? '' : `.${language}`}.${name}.png`;
					const { picture, problems } = await look(browser, html, how);
					complain(file, problems);
					const bare = await look(browser, barest[index]?.html ?? '', how);
					complain(`${file}, with everything empty`, bare.problems);
					if (language !== 'en' && !(index === 0 && name === 'phone')) continue;
					await writeFile(join(FOLDER, file), picture);
					console.log(`${file}: ${Math.round(picture.length / 1000)} kB`);
				}
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
