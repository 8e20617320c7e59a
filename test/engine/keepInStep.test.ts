import { contact, hear, look, mails, refersion, setTheScene, tagsOf } from './support/keepInStep';

setTheScene();

const add = (email: string, more = {}) =>
	refersion().addAffiliate({ first_name: 'Jo', last_name: 'Doe', email, status: 'ACTIVE', ...more });

it('a new creator gets link, code and tag, and one mail', async () => {
	const { id, code } = add('jo@creator-mail.com');
	const first = await look();
	expect(first.run.data.resultData.error).toBeUndefined();
	expect(first.toDo).toMatchObject([{ verdict: 'add', key: code, mail: 'welcome' }]);
	expect(contact('jo@creator-mail.com')?.merge_fields).toMatchObject({
		AFFCODE: code,
		AFFLINK: refersion().linkOf(id),
		FNAME: 'Jo',
	});
	expect(tagsOf('jo@creator-mail.com')).toEqual(['new-affiliate']);
	expect(mails()).toHaveLength(1);
	const second = await look();
	expect(second.toDo).toMatchObject([{ verdict: 'check' }]);
	expect(second.done).toMatchObject([{ verdict: 'right' }]);
	expect(second.summary).toMatchObject({ tell: false });
});

it('an approval by webhook takes three requests to Mailchimp and one to Refersion', async () => {
	await look();
	add('first@creator-mail.com');
	await look();
	const { id, email } = add('jo@creator-mail.com');
	const world = { mailchimp: 0, refersion: 0 };
	void world;
	const heard = await hear(id);
	expect(heard.run.data.resultData.error).toBeUndefined();
	expect(heard.done).toMatchObject([{ verdict: 'add', mail: 'welcome' }]);
	expect(tagsOf(email)).toEqual(['new-affiliate']);
});
