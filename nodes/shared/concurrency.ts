/**
 * Runs a task for every entry, at most `limit` at the same time, and keeps the order of the input.
 *
 * Entries with the same key run one after another, in input order: two writes to the same contact
 * must not overtake each other.
 *
 * @param entries the input
 * @param limit how many tasks may be under way at once, at least 1
 * @param task what to do with an entry; it must not reject (a rejection stops the whole run)
 * @param keyOf entries with equal keys are not run at the same time; by default each is on its own
 * @returns the tasks' results, in the order of the entries
 */
export async function mapInOrder<T, R>(
	entries: T[],
	limit: number,
	task: (entry: T, index: number) => Promise<R>,
	keyOf: (entry: T, index: number) => string | number = (_entry, index) => index,
): Promise<R[]> {
	const lanes = new Map<string | number, number[]>();
	entries.forEach((entry, index) => {
		const key = keyOf(entry, index);
		const lane = lanes.get(key);
		if (lane) lane.push(index);
		else lanes.set(key, [index]);
	});

	const results = new Array<R>(entries.length);
	const queue = [...lanes.values()].values();
	const worker = async () => {
		for (const lane of queue) {
			for (const index of lane) results[index] = await task(entries[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(Math.max(limit, 1), lanes.size) }, worker));
	return results;
}
