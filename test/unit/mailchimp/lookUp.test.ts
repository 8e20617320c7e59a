import { addLookup, type LookupKinds } from '../../../nodes/Mailchimp/rules/lookUp';

describe('addLookup', () => {
	it('keeps audiences and merge fields apart, and items with equal values together', () => {
		const kinds: LookupKinds = new Map();
		const byEmail = { audienceId: 'a', value: 'jo@creator-mail.com' };
		addLookup(kinds, byEmail, 0);
		addLookup(kinds, { ...byEmail, audienceId: 'b' }, 1);
		addLookup(kinds, { ...byEmail, mergeTag: 'AFFLINK' }, 2);
		addLookup(kinds, byEmail, 3);
		addLookup(kinds, { ...byEmail, value: 'al@creator-mail.com' }, 4);
		expect([...kinds.values()].map(({ items }) => Object.fromEntries(items))).toEqual([
			{ 'jo@creator-mail.com': [0, 3], 'al@creator-mail.com': [4] },
			{ 'jo@creator-mail.com': [1] },
			{ 'jo@creator-mail.com': [2] },
		]);
	});

	it('takes no longer for each of many items with one value', () => {
		const kinds: LookupKinds = new Map();
		const lookup = { audienceId: 'a', value: 'jo@creator-mail.com' };
		const start = performance.now();
		for (let item = 0; item < 200_000; item++) addLookup(kinds, lookup, item);
		// A copy of the list for each item takes more than half a minute.
		expect(performance.now() - start).toBeLessThan(5_000);
	});
});
