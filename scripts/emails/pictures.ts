import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { problemsOn } from './look';
import { LANGUAGES } from '../../nodes/CreatorProgram/words';
import { IMAGES, savePicture } from '../screenshots/picture';
import { render } from './render';
import { bareMails, brandMails, CREATOR, FILES, PICTURES } from './sample';

const LOOKS = {
	desktop: { width: 1200, colorScheme: 'light' },
	phone: { width: 390, colorScheme: 'light' },
	dark: { width: 390, colorScheme: 'dark' },
} as const;

/** The picture of the README: how the first mail begins, on a phone. */
const BEGINNING = { width: 390, height: 640 };

/** Takes the picture of a mail. @returns it, and what is wrong with what it shows */
async function look(
	browser: Browser,
	html: string,
	{ width, colorScheme }: { width: number; colorScheme: 'light' | 'dark' },
	clip?: { width: number; height: number },
): Promise<{ png: Buffer; problems: string[] }> {
	const page = await browser.newPage({ viewport: { width, height: 600 }, colorScheme });
	try {
		await page.route('**/*', async (route) => {
			const body = PICTURES[route.request().url()];
			if (body === undefined) await route.abort();
			else await route.fulfill({ contentType: 'image/svg+xml', body });
		});
		await page.setContent(html, { waitUntil: 'load' });
		const problems = await problemsOn(page);
		const part = clip && { x: 0, y: 0, ...clip };
		return { png: await page.screenshot({ fullPage: true, clip: part }), problems };
	} finally {
		await page.close();
	}
}

/**
 * Writes the pictures of the mails.
 *
 * @returns what cannot be read in them
 */
export async function takeMails(browser: Browser): Promise<string[]> {
	const problems: string[] = [];
	const note = (file: string, found: string[]): void => {
		problems.push(...found.map((problem) => `${file}: ${problem}`));
	};
	for (const language of LANGUAGES) {
		const mails = render(brandMails(language), CREATOR);
		// Of a brand that has set nothing, to a creator of whom nothing is known.
		const barest = render(bareMails(language), {});
		for (const [index, { html }] of mails.entries()) {
			for (const [name, how] of Object.entries(LOOKS)) {
				const file = `${FILES[index]}${language === 'en' ? '' : `.${language}`}.${name}.png`;
				const made = await look(browser, html, how);
				note(file, made.problems);
				const bare = await look(browser, barest[index]?.html ?? '', how);
				note(`${file}, with everything empty`, bare.problems);
				if (language !== 'en' && !(index === 0 && name === 'phone')) continue;
				await savePicture(join(IMAGES, 'emails', file), made.png);
			}
		}
	}
	const [first] = render(brandMails('en'), CREATOR);
	for (const colorScheme of ['light', 'dark'] as const) {
		const how = { width: BEGINNING.width, colorScheme };
		const { png } = await look(browser, first?.html ?? '', how, BEGINNING);
		const name = `${FILES[0]}.beginning${colorScheme === 'dark' ? '.dark' : ''}.png`;
		await savePicture(join(IMAGES, 'emails', name), png);
	}
	return problems;
}
