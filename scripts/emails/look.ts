import type { Page } from 'playwright-core';

/**
 * What is wrong with a mail as Chromium shows it: text too faint for WCAG's level AA, parts wider than the window, and pictures
 * that are not there. It looks at what is painted, so it sees also what no rule about the source would.
 *
 * @returns one line for each problem
 */
export async function problemsOn(page: Page): Promise<string[]> {
	// tsx gives functions their names with a helper, which the page does not have.
	await page.evaluate('globalThis.__name = (made) => made');
	return await page.evaluate(() => {
		const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
		const luminance = ([red = 0, green = 0, blue = 0]: number[]): number => {
			const [r, g, b] = [red, green, blue].map((byte) => {
				const share = byte / 255;
				return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
		};
		const behind = (element: Element | null): number[] => {
			for (let each = element; each; each = each.parentElement) {
				const colour = channels(getComputedStyle(each).backgroundColor);
				if ((colour[3] ?? 1) > 0) return colour;
			}
			return [255, 255, 255];
		};
		const found: string[] = [];
		for (const element of Array.from(document.body.querySelectorAll('*'))) {
			const words = Array.from(element.childNodes)
				.filter((node) => node.nodeType === Node.TEXT_NODE)
				.map((node) => (node.textContent ?? '').trim())
				.join(' ')
				.trim();
			const { width, height, right } = element.getBoundingClientRect();
			const style = getComputedStyle(element);
			if (width === 0 || height === 0 || style.opacity === '0') continue;
			if (right > innerWidth + 0.5) found.push(`wider than the window: <${element.localName}>`);
			if (words === '') continue;
			const [low = 0, high = 0] = [
				luminance(channels(style.color)),
				luminance(behind(element)),
			].sort((one, other) => one - other);
			const ratio = (high + 0.05) / (low + 0.05);
			if (ratio < 4.5) found.push(`contrast ${ratio.toFixed(2)}: "${words.slice(0, 40)}"`);
		}
		for (const image of Array.from(document.images)) {
			if (image.naturalWidth === 0) found.push(`no picture: ${image.src}`);
		}
		return found;
	});
}
