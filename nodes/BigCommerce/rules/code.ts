import type { IDataObject } from 'n8n-workflow';
import { fold } from '../../shared/texts';

/** What BigCommerce takes for a code, up to 50 characters (Promotions API, "Create A Coupon Code"). */
const CODE = /^[a-zA-Z0-9_ -]{1,50}$/;

/**
 * Why BigCommerce would not take a code.
 *
 * @param code without blanks around it
 * @returns the end of a sentence that begins with the code's name; undefined when nothing is wrong with it
 */
export function codeProblem(code: string): string | undefined {
	if (CODE.test(code)) return undefined;
	return code.length > 50
		? 'is longer than 50 characters'
		: 'has characters that BigCommerce does not take';
}

/**
 * Those of the codes that a look-up found which are the one that was looked up: it may give parts of words
 * too. Upper and lower case are the same here: whether they are in BigCommerce is not documented, and a
 * second code that differs in nothing else would be a trap for customers.
 */
export function sameCodes(rows: IDataObject[], code: string): IDataObject[] {
	return rows.filter((row) => fold(String(row.code ?? '')) === fold(code));
}
