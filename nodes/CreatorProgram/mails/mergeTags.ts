import { invalidInput } from '../../shared/problem';
import { quoted } from '../../shared/texts';

/** The audience's company (Mailchimp's help, merge tags); in place of a brand name that is not set. */
export const COMPANY = '*|LIST:COMPANY|*';

/** A merge tag of a field: at most 10 letters from A to Z, digits and underscores. */
const FIELD_TAG = /\*\|([A-Z0-9_]{1,10})\|\*/g;

/** Would begin, divide or end a condition of the mail. */
const CONDITIONS = ['IF', 'IFNOT', 'ELSE', 'ELSEIF', 'END'];

/**
 * Refuses what would change a mail's own merge tags: conditions, and halves of merge tags. Merge tags of fields, such
 * as *|OFFER|*, are fine.
 *
 * @param text words of a user
 * @throws ProblemError that names the parameter
 */
export function refuseMergeSyntax(text: string, label: string): void {
	const rest = text
		.replaceAll(COMPANY, ' ')
		.replace(FIELD_TAG, (whole, tag: string) => (CONDITIONS.includes(tag) ? whole : ' '));
	// One at the beginning could close what stands before it: "*|" and "|*" share their signs.
	if (!/\*\||\|\*/.test(rest) && !text.startsWith('|')) return;
	throw invalidInput(
		label,
		`has a merge tag in it that may not be there: "${quoted(text)}"`,
		'Give plain words, or merge tags of fields such as *|OFFER|*. Conditions and halves of merge tags would break the mail.',
	);
}
