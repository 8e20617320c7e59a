import { asText, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { fold, quoted } from '../../shared/texts';

/** A name that the programme uses, and the parameter that it is from. */
export interface Named {
	/** The parameter as users see it. */
	label: string;
	name: string;
}

/** A tag. A comma would make two of it wherever tags are listed. */
export function readTag(input: Input, name: string, label: string): string {
	return checkedTag(input.required(name, label), label);
}

/** @throws ProblemError for a tag with a comma in it */
export function checkedTag(tag: string, label: string): string {
	if (!tag.includes(',')) return tag;
	throw invalidInput(
		label,
		`has a comma in it: "${quoted(tag)}"`,
		'Give one name. A comma separates tags, so that it would be two.',
	);
}

/** A merge tag, in upper case. */
export function readMergeField(input: Input, name: string, label: string): string {
	return asMergeField(input.value(name), label);
}

/**
 * A merge tag as Mailchimp takes it: at most 10 characters (its Magento connector), A to Z, 0 to 9 and
 * underscore (its help).
 *
 * @throws ProblemError for anything else, also for nothing
 */
export function asMergeField(value: unknown, label: string): string {
	const tag = asText(value, label).toUpperCase();
	if (/^[A-Z0-9_]{1,10}$/.test(tag)) return tag;
	throw invalidInput(
		label,
		tag === '' ? 'is empty' : `is no merge tag: "${quoted(tag)}"`,
		'Give the name between *| and |* in Mailchimp, such as AFFLINK: at most 10 letters from A to Z, digits and underscores.',
	);
}

/** @throws ProblemError when two names are the same, apart from upper and lower case */
export function refuseEqual(one: Named, other: Named): void {
	if (fold(one.name) !== fold(other.name)) return;
	throw invalidInput(
		one.label,
		`is the same as ${other.label}: "${quoted(one.name)}"`,
		'They stand for different things. Give each its own name.',
	);
}
