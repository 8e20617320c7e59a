/**
 * Reads each thing once and remembers it, however many ask for it. What failed is not remembered, so that
 * the next one to ask gets another try.
 *
 * @param read reads the thing of a key
 */
export function remember<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
	const known = new Map<string, Promise<T>>();
	return async (key) => {
		const earlier = known.get(key);
		if (earlier) return await earlier;
		const value = read(key);
		known.set(key, value);
		value.catch(() => known.delete(key));
		return await value;
	};
}
