import { NotAttempted } from '../../../nodes/shared/governor';
import { findingsOf, notSeen, see, whyNot, withoutAddresses } from '../../../nodes/shared/findings';
import { counted } from '../../../nodes/shared/texts';

it.each([
	['jo@shop.com looks fake', '(an address) looks fake'],
	['"jo+x@shop.com" (Jo <jo@a.b>), a@b.', '"(an address)" (Jo <(an address)>), (an address)'],
	['5 of 7', '5 of 7'],
])('no address is left of %j', (text, expected) => expect(withoutAddresses(text)).toBe(expected));

it('a failure is an answer like others', async () => {
	expect(await see(async () => await Promise.resolve(7))).toEqual({ value: 7 });
	const failing = async () => await Promise.reject(new Error('jo@shop.com is a list member'));
	expect(await see(failing)).toEqual({ why: '(an address) is a list member' });
	expect(whyNot(new NotAttempted('cancelled'))).toBe(new NotAttempted('cancelled').why);
	expect(whyNot('x'.repeat(600))).toHaveLength(501);
});

it('a row says what is not known, and why', () => {
	expect(findingsOf('Mailchimp', [['Plan', notSeen({ why: 'no answer' }, 'Plan')]])).toEqual([
		{
			service: 'Mailchimp',
			check: 'Plan',
			state: 'unknown',
			found: 'It could not be asked: no answer',
			what_follows: 'Nothing is known about it. Run the check again.',
			setting: 'Plan',
			fact: '',
		},
	]);
});

it('counts in words', () =>
	expect([counted(1, 'link'), counted(0, 'link')]).toEqual(['1 link', '0 links']));
