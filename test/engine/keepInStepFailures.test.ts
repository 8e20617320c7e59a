import type { WorkflowFile } from './support/engine';
import { errorOf } from './support/engine';
import {
	contact,
	keepInStep,
	look,
	mailchimp,
	mailchimpWrites,
	mails,
	refersion,
	runFile,
	setTheScene,
	tagsOf,
	theHub,
} from './support/keepInStep';

setTheScene();

const add = (email: string) =>
	refersion().addAffiliate({ first_name: 'Jo', email, status: 'ACTIVE' });

/** A creator in step, another one who is new, and one who left without the contact knowing. */
async function programme() {
	add('right@creator-mail.com');
	const gone = add('gone@creator-mail.com');
	await look();
	Object.assign(refersion().affiliate(gone.id) ?? {}, { status: 'DENIED' });
	add('new@creator-mail.com');
	mailchimp().clearRequests();
	theHub().world.outbox.mails.splice(0);
}

const nobodyChanged = () => {
	expect(mailchimpWrites()).toEqual([]);
	expect(tagsOf('gone@creator-mail.com')).toEqual(['new-affiliate']);
	expect(contact('new@creator-mail.com')).toBeUndefined();
	expect(mails()).toEqual([]);
};

const withParameter = (node: string, parameters: object): WorkflowFile => {
	const file = keepInStep();
	Object.assign(file.nodes.find(({ name }) => name === node)?.parameters ?? {}, parameters);
	return file;
};

const SCHEDULE = 'Every 10 minutes';

it('a wrong Mailchimp key: the run fails, says so, and has changed nobody', async () => {
	await programme();
	const { apiKey } = mailchimp();
	theHub().credentials.mailchimpAudienceApi = { apiKey: `x${apiKey.slice(1)}` };
	const { run, held, toDo, summary } = await look({}, SCHEDULE);
	expect(toDo).toEqual([]);
	expect(held).toMatchObject([{ reason: 'not_compared' }]);
	expect(summary).toMatchObject({ tell: true, failed: true });
	expect(errorOf(run)?.message).toContain('API Key Invalid');
	theHub().credentials.mailchimpAudienceApi = { apiKey };
	nobodyChanged();
});

it('a missing audience: the same', async () => {
	await programme();
	const audience = { __rl: true, mode: 'id', value: 'abcdef1234' };
	const { run, held } = await runFile(
		withParameter('Compare', { audience }),
		SCHEDULE,
		[{}],
		'trigger',
	);
	expect(held).toMatchObject([{ reason: 'not_compared' }]);
	expect(errorOf(run)?.message).toContain('Resource Not Found');
	nobodyChanged();
});

it('a Mailchimp that is down: the same, within the time limit', async () => {
	await programme();
	theHub().world.faults.set('mailchimp', { rates: { '502-html': 1 } });
	const file = keepInStep();
	const compare = file.nodes.find(({ name }) => name === 'Compare');
	Object.assign(compare?.parameters.options ?? {}, { timeLimit: 0.05 });
	const { run, held } = await runFile(file, SCHEDULE, [{}], 'trigger');
	theHub().world.faults.clear();
	expect(held).toMatchObject([{ reason: 'not_compared' }]);
	expect(errorOf(run)?.message).toContain('Nothing could be compared');
	nobodyChanged();
});

it('a Refersion list that is cut in the middle: the run fails with both numbers, and nobody is offboarded', async () => {
	await programme();
	for (let index = 0; index < 150; index++) add(`many${index}@creator-mail.com`);
	refersion().switches.emptyAt = { place: 100, times: 99 };
	const { run } = await look({}, SCHEDULE);
	expect(errorOf(run)?.message).toMatch(/100 of 153/);
	nobodyChanged();
});

it('an empty list is an error, and no reason to send everybody away', async () => {
	const email = 'somebody@creator-mail.com';
	mailchimp().addMember(theHub().audienceId, { email, tags: ['new-affiliate'] });
	mailchimp().clearRequests();
	const { run, held } = await look({}, SCHEDULE);
	expect(held).toMatchObject([{ reason: 'empty_list' }]);
	expect(errorOf(run)?.message).toContain('list of people is empty');
	expect(mailchimpWrites()).toEqual([]);
	expect(tagsOf(email)).toEqual(['new-affiliate']);
});

it('a key field of another type than text is refused', async () => {
	mailchimp().addMergeField(theHub().audienceId, { tag: 'AFFCODE', name: 'Code', type: 'number' });
	add('new@creator-mail.com');
	const { run, held } = await look({}, SCHEDULE);
	expect(held).toMatchObject([{ reason: 'not_compared' }]);
	expect(errorOf(run)?.message).toContain('AFFCODE');
	expect(mails()).toEqual([]);
});

it('a missing key field or tag is an error unless it may be created', async () => {
	await programme();
	const file = keepInStep({ welcomeTag: 'renamed' });
	const compare = file.nodes.find(({ name }) => name === 'Compare');
	Object.assign(compare?.parameters.options ?? {}, { createMissing: false });
	const { held } = await runFile(file, SCHEDULE, [{}], 'trigger');
	expect(held[0].what_happened).toContain('no tag "renamed"');
	nobodyChanged();
});

it('a tag that was renamed: with many creators the brake holds all of them', async () => {
	for (let index = 0; index < 6; index++) add(`many${index}@creator-mail.com`);
	await look({ options: { brakePeople: 0 } });
	theHub().world.outbox.mails.splice(0);
	const { held, toDo } = await look({ welcomeTag: 'renamed' }, SCHEDULE);
	expect(held).toMatchObject([{ reason: 'brake' }]);
	expect(toDo.filter(({ verdict }) => verdict !== 'check')).toEqual([]);
	expect(mails()).toEqual([]);
});

it('a field that no item has is an error before any write', async () => {
	await programme();
	const file = withParameter('Compare', { keyField: 'id_of_affiliate' });
	const { held, run } = await runFile(file, SCHEDULE, [{}], 'trigger');
	expect(held[0].what_happened).toContain('No item has the field id_of_affiliate');
	expect(errorOf(run)).toBeDefined();
	nobodyChanged();
});

it('an affiliate whom Refersion does not give is held, and the others go on', async () => {
	await programme();
	const rule = { service: 'refersion', path: /affiliate\/get/, fault: '400', times: 1 } as const;
	theHub().world.faults.failNext(rule);
	const { done, notDone, run } = await look({}, SCHEDULE);
	expect(notDone).toMatchObject([{ verdict: 'held', reason: 'not_read' }]);
	expect(done.length).toBeGreaterThan(0);
	expect(errorOf(run)?.message).toContain('creator-mail.com');
});

it.each(['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'] as const)(
	'when Compare is set to %s and throws, nobody gets past it',
	async (onError) => {
		await programme();
		const { apiKey } = mailchimp();
		theHub().credentials.mailchimpAudienceApi = { apiKey: `x${apiKey.slice(1)}` };
		const file = keepInStep();
		Object.assign(file.nodes.find(({ name }) => name === 'Compare') ?? {}, { onError });
		const { run } = await runFile(file, SCHEDULE, [{}], 'trigger');
		theHub().credentials.mailchimpAudienceApi = { apiKey };
		expect(errorOf(run)).toBeDefined();
		nobodyChanged();
	},
);
