/** Ids and codes in one text, sorted, so that the same ones always give the same text. */
export function joined(entries: Iterable<string>): string {
	return [...entries].sort().join(' ');
}

/** What `joined` returned, taken apart. */
export function split(text: unknown): string[] {
	return typeof text === 'string' ? text.split(' ').filter(Boolean) : [];
}

/** Ids with a whole number each, in one text. Ids of GraphQL are digits, so that ":" is free for dividing. */
export function joinedNumbers(numbers: ReadonlyMap<string, number>): string {
	return joined([...numbers].map(([id, number]) => `${id}:${number.toString(36)}`));
}

/** What `joinedNumbers` returned, taken apart. */
export function splitNumbers(text: unknown): Map<string, number> {
	return new Map(
		split(text).map((entry) => {
			const [id, number] = entry.split(':');
			return [id, parseInt(number, 36)];
		}),
	);
}
