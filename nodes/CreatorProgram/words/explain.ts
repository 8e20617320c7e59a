/** What a reason says. `{about}` is what it is about. */
export interface ReasonText {
	what_happened: string;
	what_to_do: string;
}

/**
 * The text of a reason.
 *
 * @param texts those of a room in a language
 * @param reason '' for none, which says nothing
 * @param about what it is about: a name, a number, an error
 */
export function explain<Code extends string>(
	texts: Record<Code, ReasonText>,
	reason: Code | '',
	about = '',
): ReasonText {
	if (reason === '') return { what_happened: '', what_to_do: '' };
	const { what_happened, what_to_do } = texts[reason];
	return { what_happened: what_happened.replace('{about}', () => about).trim(), what_to_do };
}
