/**
 * Reads each thing once and remembers it, however many ask for it. A failure that may pass is not
 * remembered, so that the next one to ask gets another try.
 *
 * @param read reads the thing of a key
 * @param mayPass says of a failure whether another try may help
 */
export function remember<T>(
	read: (key: string) => Promise<T>,
	mayPass: (error: unknown) => boolean,
): (key: string) => Promise<T> {
	const known = new Map<string, Promise<T>>();
	return async (key) => {
		const earlier = known.get(key);
		if (earlier) return await earlier;
		const value = read(key);
		known.set(key, value);
		value.catch((error: unknown) => {
			if (mayPass(error)) known.delete(key);
		});
		return await value;
	};
}
