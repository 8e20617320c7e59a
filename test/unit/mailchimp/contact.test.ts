import { readMember, subscriberHash } from '../../../nodes/Mailchimp/contact';

describe('contacts', () => {
	it('are found by the MD5 of the lower-case address', () => {
		// The example of Mailchimp's documentation, "Manage contacts".
		expect(subscriberHash('Urist.McVankab@freddiesjokes.com')).toBe(
			'62eeb292278cc15f5817cb78f7790b08',
		);
		expect(subscriberHash('JÖRG@MÜLLER.de')).toBe(subscriberHash('jörg@müller.de'));
	});

	it('may have more tags than the answer lists', () => {
		const member = readMember({ id: 'x', tags: [{ id: 1, name: 'a' }], tags_count: 60 });
		expect([member.tags, member.tagsCount]).toEqual([['a'], 60]);
		expect(readMember({ tags: [] }).tagsCount).toBe(0);
		expect(readMember({ tags: [{ name: 'a' }] }).tagsCount).toBe(1);
		// Says nothing of tags, which is not that there are none.
		expect(readMember({}).tagsCount).toBe(Infinity);
	});
});
