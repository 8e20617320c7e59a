import {
	addJo,
	contact,
	look,
	mailchimp,
	mailchimpWrites,
	mails,
	refersion,
	setTheScene,
	tagsOf,
	theHub,
} from './support/keepInStep';

setTheScene();

const emailOf = (index: number) => `jo${index}@creator-mail.com`;

describe('member objects that do not say which tags a contact has', () => {
	it.each([3, 30])('%d creators: nobody is tagged or written to twice', async (count) => {
		mailchimp().switches.membersShowTags = false;
		// Others of the shop, of whom nothing is to be known.
		for (let index = 0; index < 5; index++) {
			mailchimp().addMember(theHub().audienceId, { email: `shop${index}@others.com` });
		}
		const affiliates = Array.from({ length: count }, (_none, index) => addJo(emailOf(index)));
		await look({ options: { brakePeople: 0 } });
		await look({ options: { brakePeople: 0 } });
		expect(tagsOf(emailOf(0))).toEqual(['new-affiliate']);
		expect(mails()).toHaveLength(count);
		mailchimp().clearRequests();
		const { summary, toDo } = await look({ options: { brakePeople: 0 } });
		expect(toDo.filter(({ verdict }) => verdict !== 'check')).toEqual([]);
		expect(mailchimpWrites()).toEqual([]);
		expect(summary).toMatchObject({ tell: false });
		// Who leaves is known by the tag.
		refersion().setStatus(affiliates[0].id, 'DISABLED');
		await look({ options: { brakePeople: 0 } });
		expect(tagsOf(emailOf(0))).toEqual(['affiliate-inactive']);
		expect(mails()).toHaveLength(count);
	});
});

describe('what Mailchimp keeps of a value', () => {
	it('a name that is too long is written once, and keeps nobody else from being corrected', async () => {
		const affiliates = Array.from({ length: 30 }, (_none, index) =>
			addJo(emailOf(index), { first_name: 'x'.repeat(300) }),
		);
		await look({ options: { brakePeople: 0 } });
		expect(contact(emailOf(0))?.merge_fields).toMatchObject({ FNAME: 'x'.repeat(255) });
		mailchimp().clearRequests();
		const second = await look();
		expect(second.toDo.filter(({ verdict }) => verdict !== 'check')).toEqual([]);
		expect(mailchimpWrites()).toEqual([]);
		Object.assign(refersion().affiliate(affiliates[0].id) ?? {}, { last_name: 'Roe' });
		const third = await look();
		expect(third.toDo.filter(({ verdict }) => verdict !== 'check')).toMatchObject([
			{ verdict: 'correct', changes: [{ name: 'LNAME', from: 'Doe', to: 'Roe' }] },
		]);
		expect(contact(emailOf(0))?.merge_fields).toMatchObject({ LNAME: 'Roe' });
	});
});
