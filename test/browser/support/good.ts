import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../../scripts/n8n/hub';
import { screenshot } from './browser';

const AXE = readFileSync(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** What axe finds wrong, by the rules of WCAG 2.2 A and AA and its own best practices. */
export async function violations(page: Page): Promise<string[]> {
	// By evaluate and not as a script element, which the page's own policy forbids.
	await page.evaluate(AXE);
	return await page.evaluate(
		`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
	);
}

/** Fails the test when people could have trouble with the page as it is shown; takes a picture of it. */
export async function expectGood(page: Page, what: string): Promise<void> {
	expect({ what, violations: await violations(page) }).toEqual({ what, violations: [] });
	const width = page.viewportSize()?.width;
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
	const small = await page.evaluate(
		`[...document.querySelectorAll('button, a.button, input:not([type=hidden])')].filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)`,
	);
	expect(small).toEqual([]);
	await screenshot(page, `creator-${what}`.replaceAll(' ', '-'));
}
