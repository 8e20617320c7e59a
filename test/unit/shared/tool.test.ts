import { onFirstOutput } from '../../../nodes/shared/tool';

it('an item says where it would have come out, and keeps all else', () => {
	const pairedItem = { item: 3 };
	const [items, ...none] = onFirstOutput(
		['Done', 'Held', 'Totals'],
		[[], [{ json: { name: 'Jo' }, pairedItem }], [{ json: { totals: true } }]],
	);
	expect(items).toEqual([
		{ json: { name: 'Jo', output: 'Held' }, pairedItem },
		{ json: { totals: true, output: 'Totals' } },
	]);
	expect(none).toEqual([]);
});

it('an item of an error is of no output', () => {
	const failed = { json: { error: 'It failed', details: {} } };
	expect(onFirstOutput(['Done'], [[failed]])).toEqual([[failed]]);
});
