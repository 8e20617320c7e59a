import type { Locator, Page } from 'playwright-core';

/** Somebody's hand on mouse and keyboard. It counts what it does. */
export class Hand {
	private readonly list: string[] = [];
	clicks = 0;
	fields = 0;
	keys = 0;

	constructor(private readonly page: Page) {}

	/** One press of the mouse button. */
	async click(what: string, target: Locator): Promise<void> {
		await target.click();
		this.clicks += 1;
		this.list.push(`1 click: ${what}`);
	}

	/** One key, or several at once: "Control+V". */
	async press(what: string, key: string): Promise<void> {
		await this.page.keyboard.press(key);
		this.keys += 1;
		this.list.push(`1 key: ${what} (${key})`);
	}

	/** Goes from field to field with the Tab key, until this one has the focus. */
	async tabTo(what: string, target: Locator): Promise<void> {
		let keys = 0;
		while (!(await target.evaluate((element) => element === document.activeElement))) {
			if (keys === MOST_TABS) throw new Error(`Tab does not lead to ${what}.`);
			await this.page.keyboard.press('Tab');
			keys += 1;
		}
		this.keys += keys;
		this.list.push(`${keys} keys: to ${what} (Tab)`);
	}

	/** Pastes into what has the focus. That it was copied, in Refersion or Mailchimp, is not counted. */
	async paste(what: string, text: string): Promise<void> {
		await this.page.evaluate(async (copied) => await navigator.clipboard.writeText(copied), text);
		await this.press(`paste ${what}`, 'Control+V');
	}

	/** Pastes into the field that has the focus. */
	async fill(what: string, value: string): Promise<void> {
		await this.paste(what, value);
		this.fields += 1;
		this.list.push(`1 field: ${what}`);
	}

	/** @returns everything that was done, one line each, and the sums */
	report(): string {
		const sums = `${this.clicks} clicks, ${this.fields} fields, ${this.keys} keys`;
		return [...this.list, sums].map((line) => `  ${line}\n`).join('');
	}
}

const MOST_TABS = 12;
