import type { ItemInput } from '../../shared/input';
import { invalidInput, type ProblemError } from '../../shared/problem';

/** The link of an item, and the merge field that it goes into; both '' when no link is needed. */
export interface Link {
	/** Merge tag, in upper case. */
	tag: string;
	/** As the user has it; whether it may go into a mail is judged where a contact is held. */
	value: string;
}

/**
 * Reads Tracking Link and Link Merge Field.
 *
 * @throws ProblemError when there is a link and no field to store it in
 */
export function readLink(input: ItemInput): Link {
	const tag = input.text('linkMergeField', 'Link Merge Field').toUpperCase();
	const value = input.text('trackingLink', 'Tracking Link');
	if (value === '' || tag !== '') return { tag, value };
	throw invalidInput(
		'Link Merge Field',
		'is empty, but there is a Tracking Link',
		'Name the merge field that the link is stored in, for example AFFLINK, or empty Tracking Link.',
	);
}

/** The error for a link that a row of the mapper contradicts: it is not clear which one is meant. */
export function twoLinks(tag: string): ProblemError {
	return invalidInput(
		'Tracking Link',
		`is not what the row ${tag} under Merge Fields has`,
		`${tag} is the Link Merge Field. Map the link to Tracking Link, and remove the row ${tag} from Merge Fields.`,
	);
}
