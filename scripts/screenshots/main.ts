import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../../test/browser/support/browser';
import { howItWorks } from '../drawings/howItWorks';
import { journeyPictures } from '../drawings/journey';
import { takeMails } from '../emails/pictures';
import { bareMails } from '../emails/sample';
import { takeReports } from '../report/pictures';
import { takeCanvases } from './canvases';
import { takeCreatorPage } from './creatorPage';
import { takePanels } from './panels';
import { IMAGES } from './picture';
import { openStudio, type Studio } from './studio';

async function writeDrawings(): Promise<void> {
	for (const [name, drawing] of [...howItWorks(), ...journeyPictures(bareMails('en'))]) {
		await writeFile(join(IMAGES, name), drawing);
	}
}

/** What needs Chromium alone. */
const IN_BROWSER: Record<string, (browser: Browser) => Promise<string[]>> = {
	mails: takeMails,
	reports: takeReports,
};

/** What needs a real n8n; in this order, because the last adds contacts. */
const IN_N8N: Record<string, (studio: Studio) => Promise<void>> = {
	canvases: takeCanvases,
	panels: takePanels,
	page: takeCreatorPage,
};

const PARTS = ['drawings', ...Object.keys(IN_BROWSER), ...Object.keys(IN_N8N)];

async function inBrowser(parts: string[]): Promise<void> {
	const browser = await launch();
	try {
		for (const part of parts) {
			const problems = (await IN_BROWSER[part]?.(browser)) ?? [];
			for (const problem of problems) console.error(problem);
			if (problems.length > 0) process.exitCode = 1;
		}
	} finally {
		await browser.close();
	}
}

async function inN8n(parts: string[]): Promise<void> {
	const studio = await openStudio();
	try {
		for (const part of parts) await IN_N8N[part]?.(studio);
	} finally {
		await studio.close();
	}
}

/**
 * Makes the pictures of README and docs, all of them or the parts that are named: `npx tsx scripts/screenshots/main.ts
 * [drawings] [mails] [reports] [canvases] [panels] [page]`. The package must be built. Fails when Chromium shows something
 * that cannot be read.
 */
async function main(): Promise<void> {
	const asked = process.argv.slice(2);
	const unknown = asked.find((part) => !PARTS.includes(part));
	if (unknown !== undefined) throw new Error(`There is no "${unknown}", but ${PARTS.join(', ')}.`);
	const parts = PARTS.filter((part) => asked.length === 0 || asked.includes(part));
	const started = Date.now();
	if (parts.includes('drawings')) await writeDrawings();
	const simple = parts.filter((part) => part in IN_BROWSER);
	if (simple.length > 0) await inBrowser(simple);
	const real = parts.filter((part) => part in IN_N8N);
	if (real.length > 0) await inN8n(real);
	console.log(`The pictures are in ${IMAGES}. ${Math.round((Date.now() - started) / 1000)} s`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
