import { creator, creators, tags } from './support/contacts';
import {
	add,
	mailchimp,
	mailsToJo,
	sentTo,
	setTheScene,
	tagsOfJo,
	theHub,
	upsertAmong,
	WAYS,
} from './support/contactStatus';
import { JO } from './support/mailchimpContact';

setTheScene();

describe.each(WAYS)('$way', ({ others }) => {
	const upsertJo = upsertAmong(others);

	describe('a tag that is there', () => {
		let member: ReturnType<typeof add>;
		beforeEach(() => {
			mailchimp()
				.journeys.list()
				.forEach((journey) => (journey.reentry = true));
			member = add({ tags: ['New-Affiliate'] });
		});

		it('starts nothing', async () => {
			const { json } = await upsertJo({});
			expect(json).toMatchObject({ tags_added: [], tags_already_present: ['new-affiliate'] });
			expect(mailsToJo()).toEqual([]);
		});

		it('is removed, then added again, when automations are to be restarted', async () => {
			const { json } = await upsertJo(
				{ restartAutomations: true },
				{ parameters: { tagsToAdd: tags('new-affiliate', 'vip'), tagsToRemove: tags('gone') } },
			);
			expect(json).toMatchObject({
				tags: ['New-Affiliate', 'vip'],
				tags_added: ['vip', 'new-affiliate'],
				tags_already_present: [],
				warnings: [expect.stringContaining('a second time: new-affiliate')],
			});
			expect(sentTo('POST')).toEqual([
				{ tags: [{ name: 'new-affiliate', status: 'inactive' }] },
				{
					tags: [
						{ name: 'vip', status: 'active' },
						{ name: 'new-affiliate', status: 'active' },
					],
				},
			]);
			expect(mailsToJo()).toHaveLength(1);
			expect(tagsOfJo().sort()).toEqual(['New-Affiliate', 'vip']);
		});

		it('is restarted once, however often the input has the contact', async () => {
			const items = [creator(), ...creators(others), creator(), creator()];
			await upsertJo({ restartAutomations: true }, { items });
			expect(mailsToJo()).toHaveLength(1);
		});

		it('is restarted once, also when answers get lost', async () => {
			const rule = { service: 'mailchimp', method: 'POST', path: /\/tags$/, times: 2 } as const;
			theHub().world.faults.failNext({ ...rule, fault: 'reset-after' });
			const { json } = await upsertJo({ restartAutomations: true }, { items: [creator()] });
			expect(json).toMatchObject({ tags_added: ['new-affiliate'] });
			expect(mailsToJo()).toHaveLength(1);
		});

		it('is added by the next run when a restart broke off in the middle', async () => {
			const rule = { service: 'mailchimp', method: 'POST', path: /\/tags$/, after: 1 } as const;
			theHub().world.faults.failNext({ ...rule, fault: '400' });
			const { error } = await upsertJo({ restartAutomations: true }, { items: [creator()] });
			expect(error).toMatchObject({
				error: expect.stringContaining('not added again: new-affiliate'),
				details: { reason: 'tags_lost', description: expect.stringContaining('again') },
			});
			expect(tagsOfJo()).toEqual([]);
			await upsertJo({}, { items: [creator()] });
			expect(tagsOfJo()).toEqual(['New-Affiliate']);
			expect(mailsToJo()).toHaveLength(1);
		});

		it('is not restarted for somebody who has not confirmed', async () => {
			member.status = 'pending';
			const { json } = await upsertJo({ restartAutomations: true });
			expect(json).toMatchObject({ tags_already_present: ['new-affiliate'] });
			mailchimp().confirm(theHub().audienceId, JO);
			expect(mailsToJo()).toEqual([]);
		});
	});
});
