import { planTags } from '../../../nodes/Mailchimp/tags';

describe('tags', () => {
	it('are compared without case, and only missing ones are added', () => {
		expect(
			planTags(['New-Affiliate', 'old'], ['new-affiliate', 'vip', 'VIP'], ['OLD', 'x']),
		).toEqual({ toAdd: ['VIP'], alreadyPresent: ['new-affiliate'], toRemove: ['OLD'] });
	});

	it('that are to be added are not removed', () => {
		expect(planTags(['a'], ['a'], ['A'])).toEqual({
			toAdd: [],
			alreadyPresent: ['a'],
			toRemove: [],
		});
	});
});
