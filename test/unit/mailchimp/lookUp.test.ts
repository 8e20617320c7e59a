import { addLookup, type LookupGroup } from '../../../nodes/Mailchimp/actions/contact/lookUp';

const JO = 'jo@creator-mail.com';

const wanted = (itemIndex: number) => ({ itemIndex, outputField: 'contact' });

describe('addLookup', () => {
	it('keeps audiences and merge fields apart, and items with equal values together', () => {
		const groups = new Map<string, LookupGroup>();
		addLookup(groups, { audienceId: 'a' }, JO, wanted(0));
		addLookup(groups, { audienceId: 'b' }, JO, wanted(1));
		addLookup(groups, { audienceId: 'a', mergeTag: 'AFFLINK' }, JO, wanted(2));
		addLookup(groups, { audienceId: 'a' }, JO, wanted(3));
		addLookup(groups, { audienceId: 'a' }, 'al@creator-mail.com', wanted(4));
		expect([...groups.values()].map(({ items }) => Object.fromEntries(items))).toEqual([
			{ [JO]: [wanted(0), wanted(3)], 'al@creator-mail.com': [wanted(4)] },
			{ [JO]: [wanted(1)] },
			{ [JO]: [wanted(2)] },
		]);
	});

	it('takes no longer for each of many items with one value', () => {
		const groups = new Map<string, LookupGroup>();
		const start = performance.now();
		for (let item = 0; item < 200_000; item++) {
			addLookup(groups, { audienceId: 'a' }, JO, wanted(item));
		}
		// A copy of the list for each item takes more than half a minute.
		expect(performance.now() - start).toBeLessThan(5_000);
	});
});
