import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import type { Hub } from '../../../scripts/n8n/hub';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** @returns path of Chromium: `CHROMIUM_PATH`, else the first found on PATH; undefined when there is none */
export function findChromium(): string | undefined {
	const asked = process.env.CHROMIUM_PATH;
	const folders = (process.env.PATH ?? '').split(delimiter);
	const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return [...(asked ? [asked] : []), ...candidates].find(isExecutable);
}

/**
 * Like `describe`, for suites that need a browser. Where none is installed they are skipped, with one line that cannot be
 * overlooked; a `CHROMIUM_PATH` that is wrong, or a CI without Chromium, is a failure.
 */
export function describeWithBrowser(name: string, tests: () => void): void {
	const found = findChromium();
	if (found) return describe(name, tests);
	if (process.env.CHROMIUM_PATH || process.env.CI) {
		throw new Error('Chromium was not found: install it, or set CHROMIUM_PATH to it.');
	}
	process.stderr.write(
		`\n*** SKIPPED, NOT TESTED: "${name}" needs Chromium. Install it, or set CHROMIUM_PATH. ***\n\n`,
	);
	return describe.skip(name, tests);
}

/** Starts Chromium without anything that calls home. */
export async function launch(): Promise<Browser> {
	const executablePath = findChromium();
	if (executablePath === undefined) throw new Error('Chromium was not found.');
	// The attribute n8n's editor uses.
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** Signs in to an n8n as its owner. In n8n 1 the labels do not belong to the fields. */
export async function logIn(
	page: Page,
	{ instance, api }: Pick<Hub, 'instance' | 'api'>,
): Promise<void> {
	await page.goto(`${instance.url}/signin`);
	await page.locator('input[type="email"]').fill(api.owner.email);
	await page.locator('input[type="password"]').fill(api.owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/\/home\//);
}

/** What the page complained about: console errors and uncaught exceptions, but not failed requests. */
export function collectErrors(page: Page): string[] {
	const errors: string[] = [];
	page.on('console', (message) => {
		if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
		errors.push(message.text());
	});
	page.on('pageerror', (error) => errors.push(String(error)));
	return errors;
}

let folder: string | undefined;

/** Takes a picture into a temporary folder, for people to look at. @returns the file */
export async function screenshot(page: Page, name: string): Promise<string> {
	folder ??= mkdtempSync(join(tmpdir(), 'creator-hub-screenshots-'));
	const file = join(folder, `${name}.png`);
	await page.screenshot({ path: file });
	return file;
}
