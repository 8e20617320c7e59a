import { createWorld, subscriberHash, type JourneyInput, type World } from '../../emulators';
import { mailchimpClient } from './support';

const ANNA = 'anna@creators.example';
const MEMBER = `/lists/a1/members/${subscriberHash(ANNA)}`;
const HTML = '<p>Hi *|FNAME|*</p><a href="*|AFFLINK|*">your link</a>';
const LINK = 'https://shop.example/?rfsn=1.a&x=2';

describe('Mailchimp journeys', () => {
	let world: World;
	let call: ReturnType<typeof mailchimpClient>;

	beforeEach(() => {
		world = createWorld({ now: () => new Date('2026-03-01T12:00:00Z') });
		call = mailchimpClient(world);
		world.mailchimp.addAudience({
			id: 'a1',
			company: 'Bikes & Co',
			mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'url' }],
		});
	});

	const journey = (rest: Partial<JourneyInput> = {}) =>
		world.mailchimp.journeys.add({
			audienceId: 'a1',
			tag: 'new-affiliate',
			subject: 'Welcome, *|FNAME|*',
			html: HTML,
			...rest,
		});
	const create = (rest = {}) =>
		call('PUT', MEMBER, {
			email_address: ANNA,
			status_if_new: 'subscribed',
			merge_fields: { FNAME: 'Anna', AFFLINK: LINK },
			...rest,
		});
	const tag = (rest = {}, status = 'active', name = 'new-affiliate') =>
		call('POST', `${MEMBER}/tags`, { tags: [{ name, status }], ...rest });
	const mails = () => world.outbox.mails.length;

	it('sends the mail with the merge fields as they are when the tag is newly added', async () => {
		journey();
		await create();
		expect(mails()).toBe(0);
		await tag();
		await create({ merge_fields: { FNAME: 'Later' } });
		expect(world.outbox.mails).toEqual([
			{
				to: ANNA,
				subject: 'Welcome, Anna',
				html: '<p>Hi Anna</p><a href="https://shop.example/?rfsn=1.a&amp;x=2">your link</a>',
				text: 'Hi Anna your link',
				mergeFields: { FNAME: 'Anna', LNAME: '', ADDRESS: '', PHONE: '', AFFLINK: LINK },
				at: '2026-03-01T12:00:00.000Z',
				audienceId: 'a1',
				tag: 'new-affiliate',
				links: [LINK],
			},
		]);
		expect(world.outbox.to('ANNA@creators.example')).toHaveLength(1);
	});

	it('mails an empty link when the tag comes first', async () => {
		journey();
		await create({ merge_fields: {} });
		await tag();
		await create();
		expect(world.outbox.mails[0]?.links).toEqual(['']);
	});

	it('does not start for a tag that is there already, whatever its case', async () => {
		journey({ reentry: true });
		await create();
		await tag();
		await tag();
		await tag({}, 'active', 'NEW-affiliate');
		expect(mails()).toBe(1);
	});

	it.each([
		[false, 1],
		[true, 2],
	])('removed and added again with reentry %s', async (reentry, expected) => {
		journey({ reentry });
		await create();
		await tag();
		await tag({}, 'inactive');
		await tag();
		expect(mails()).toBe(expected);
	});

	it('does not start with is_syncing, nor for another tag or audience', async () => {
		journey();
		world.mailchimp.addAudience({ id: 'b' });
		journey({ audienceId: 'b', tag: 'other' });
		await create();
		await tag({}, 'active', 'other');
		await tag({ is_syncing: true });
		expect(world.mailchimp.tagsOf('a1', ANNA)).toEqual(['other', 'new-affiliate']);
		expect(mails()).toBe(0);
	});

	it.each(['unsubscribed', 'cleaned', 'archived', 'transactional'] as const)(
		'mails nobody who is %s',
		async (status) => {
			journey();
			world.mailchimp.addMember('a1', { email: ANNA, status });
			expect((await tag()).status).toBe(204);
			expect(mails()).toBe(0);
		},
	);

	it.each([
		[true, 1],
		[false, 0],
	])('pendingStartsOnConfirmation %s', async (pendingStartsOnConfirmation, expected) => {
		world.mailchimp.switches.pendingStartsOnConfirmation = pendingStartsOnConfirmation;
		journey();
		await create({ status_if_new: 'pending' });
		await tag();
		expect(mails()).toBe(0);
		world.mailchimp.confirm('a1', ANNA);
		expect(mails()).toBe(expected);
	});

	it.each([
		[true, 1],
		[false, 0],
	])(
		'createTagsStartJourney %s: tags on PUT and POST',
		async (createTagsStartJourney, expected) => {
			world.mailchimp.switches.createTagsStartJourney = createTagsStartJourney;
			journey();
			await create({ tags: ['new-affiliate'] });
			await call('POST', '/lists/a1/members', {
				email_address: 'bo@creators.example',
				status: 'subscribed',
				tags: ['new-affiliate'],
			});
			expect(mails()).toBe(expected * 2);
			expect(world.outbox.mails.every(({ mergeFields }) => 'AFFLINK' in mergeFields)).toBe(true);
		},
	);

	it.each([
		[true, 2],
		[false, 0],
	])('batchTagsStartJourney %s', async (batchTagsStartJourney, expected) => {
		world.mailchimp.switches.batchTagsStartJourney = batchTagsStartJourney;
		journey();
		world.mailchimp.addMember('a1', { email: ANNA });
		const members = [ANNA, 'bo@creators.example'].map((email_address) => ({
			email_address,
			status_if_new: 'subscribed',
			tags: ['new-affiliate'],
		}));
		await call('POST', '/lists/a1', { members, update_existing: true });
		expect(mails()).toBe(expected);
	});

	it.each([
		[true, 1],
		[false, 0],
	])('segmentStartsJourney %s', async (segmentStartsJourney, expected) => {
		world.mailchimp.switches.segmentStartsJourney = segmentStartsJourney;
		journey();
		await create();
		await call('POST', '/lists/a1/segments', { name: 'new-affiliate', static_segment: [ANNA] });
		expect(world.mailchimp.tagsOf('a1', ANNA)).toEqual(['new-affiliate']);
		expect(mails()).toBe(expected);
	});

	it('starts by the API step: 204, once, 404 for what is not there', async () => {
		journey({ tag: undefined, journeyId: 5, stepId: 9 });
		await create();
		const trigger = (path: string, email_address?: string) =>
			call('POST', `/customer-journeys/journeys/${path}/actions/trigger`, { email_address });
		expect((await trigger('5/steps/9', ANNA)).status).toBe(204);
		expect((await trigger('5/steps/9', ANNA)).status).toBe(204);
		expect(world.outbox.mails).toMatchObject([{ to: ANNA, tag: '' }]);
		expect((await trigger('5/steps/8', ANNA)).status).toBe(404);
		expect((await trigger('5/steps/9', 'nobody@creators.example')).status).toBe(404);
		expect((await trigger('5/steps/9')).status).toBe(400);
	});

	it('starts by an event, not with is_syncing', async () => {
		journey({ tag: undefined, event: 'link_live' });
		await create();
		const event = (body: object) => call('POST', `${MEMBER}/events`, body);
		await event({ name: 'link_live', is_syncing: true });
		await event({ name: 'other_event' });
		expect(mails()).toBe(0);
		await event({ name: 'link_live' });
		expect(mails()).toBe(1);
	});

	it('waits for mails, and gives up', async () => {
		journey();
		await create();
		setTimeout(() => void tag(), 20);
		expect(await world.outbox.waitFor(1, 1000)).toHaveLength(1);
		await expect(world.outbox.waitFor(2, 30)).rejects.toThrow('got 1');
	});
});
