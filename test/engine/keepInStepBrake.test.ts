import { errorOf } from './support/engine';
import {
	contact,
	hear,
	look,
	mailchimpWrites,
	mails,
	refersion,
	setTheScene,
	tagsOf,
	theHub,
} from './support/keepInStep';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

const addMany = (count: number, more = {}) =>
	Array.from({ length: count }, (_each, index) =>
		refersion().addAffiliate({
			first_name: `Jo${index}`,
			email: `jo${index}@creator-mail.com`,
			status: 'ACTIVE',
			...more,
		}),
	);

it('the first look of all welcomes three by itself, and holds back more than that', async () => {
	addMany(4);
	const { held, toDo, run } = await look({}, 'Every 10 minutes');
	expect(toDo).toEqual([]);
	expect(held).toMatchObject([{ reason: 'brake' }]);
	const { what_happened: what, what_to_do: advice } = held[0];
	expect(what).toContain(
		'4 people would be welcomed with a mail at once, where nobody is tagged yet',
	);
	expect(what).toContain(
		'jo0@creator-mail.com, jo1@creator-mail.com, jo2@creator-mail.com and 1 more',
	);
	expect(advice).toContain('Take Over');
	expect(errorOf(run)?.message).toContain('4 people');
	expect(mails()).toEqual([]);
});

it('three are welcomed, and then more, as long as it is no flood', async () => {
	addMany(3);
	await look({}, 'Every 10 minutes');
	expect(mails()).toHaveLength(3);
	Array.from({ length: 9 }, (_each, index) =>
		refersion().addAffiliate({ email: `more${index}@creator-mail.com`, status: 'ACTIVE' }),
	);
	await look({}, 'Every 10 minutes');
	expect(mails()).toHaveLength(12);
});

it('only the kind that is too much is withheld; the others go on, and it is told in every run', async () => {
	const people = addMany(30);
	await look({ options: { brakePeople: 0 } });
	expect(mails()).toHaveLength(30);
	for (const { id } of people.slice(0, 27)) {
		Object.assign(refersion().affiliate(id) ?? {}, { status: 'DENIED' });
	}
	const newcomer = refersion().addAffiliate({ email: 'new@creator-mail.com', status: 'ACTIVE' });
	const { held, done } = await look({}, 'Every 10 minutes');
	expect(held).toMatchObject([{ reason: 'brake' }]);
	expect(held[0].what_happened).toContain(
		'27 people would lose their tag at once, where 30 are tagged',
	);
	expect(done).toContainEqual(expect.objectContaining({ verdict: 'add', key: newcomer.code }));
	expect(tagsOf(people[0].email)).toEqual(['new-affiliate']);
	const again = await look({}, 'Every 10 minutes');
	expect(again.summary).toMatchObject({ tell: true });
	// Who says by hand that it is right, lets it through.
	await look({ options: { brakePeople: 0 } });
	expect(tagsOf(people[0].email)).toEqual(['affiliate-inactive']);
});

it('taking over tags people by hand without a mail, and refuses any other run', async () => {
	const people = addMany(30);
	const refused = await look({ takeOver: true }, 'Every 10 minutes');
	expect(errorOf(refused.run)?.message).toContain('Take Over');
	const heard = await hear(people[0].id, 'affiliateApproved', { takeOver: true });
	expect(errorOf(heard.run)?.message).toContain('Take Over');
	expect(mailchimpWrites()).toEqual([]);
	const plan = await look({ takeOver: true, dryRun: true });
	expect(plan.done).toHaveLength(30);
	expect(plan.done[0]).toMatchObject({ verdict: 'add', mail: 'none', dry_run: true });
	const { run } = await look({ takeOver: true });
	expect(errorOf(run)).toBeUndefined();
	expect(people.map(({ email }) => tagsOf(email))).toEqual(people.map(() => ['new-affiliate']));
	expect(contact(people[29].email)?.merge_fields).toMatchObject({
		AFFLINK: refersion().linkOf(people[29].id),
	});
	expect(mails()).toEqual([]);
	// From then on it is a programme like any other.
	refersion().addAffiliate({ email: 'new@creator-mail.com', status: 'ACTIVE' });
	await look({}, 'Every 10 minutes');
	expect(mails()).toHaveLength(1);
});

it('a scheduled look does 500 at most, says what is left, and the next one goes on', async () => {
	addMany(12);
	const options = { brakePeople: 0, toDoLimit: 5 };
	const first = await look({ options }, 'Every 10 minutes');
	expect(first.done).toHaveLength(5);
	expect(first.totals).toMatchObject({ to_do: 12, left: 7 });
	expect(String(first.summary.text)).toContain('7');
	await look({ options }, 'Every 10 minutes');
	const third = await look({ options }, 'Every 10 minutes');
	expect(third.totals).toMatchObject({ left: 0 });
	expect(mails()).toHaveLength(12);
	// By hand there is no limit.
	Array.from({ length: 6 }, (_each, index) =>
		refersion().addAffiliate({ email: `more${index}@creator-mail.com`, status: 'ACTIVE' }),
	);
	const byHand = await look({ options });
	expect(byHand.totals).toMatchObject({ left: 0 });
	expect(mails()).toHaveLength(18);
});
