import mailchimp from '@mailchimp/mailchimp_marketing';
import { createWorld, serveWorld, subscriberHash, type Served, type World } from '../../emulators';
import { replaceGlobalAgent, until } from './support';

const ANNA = 'anna@creators.example';
const HASH = subscriberHash(ANNA);

/**
 * Mailchimp's own client against the emulator, over TLS, under the real host name. The client builds
 * `https://<server>.api.mailchimp.com` itself and knows neither proxies nor agents nor certificates, so the
 * one seam that leaves it untouched is Node's global https agent.
 */
describe('@mailchimp/mailchimp_marketing', () => {
	let world: World;
	let served: Served;
	let restoreAgent: () => void;

	beforeAll(async () => {
		world = createWorld();
		served = await serveWorld(world);
		restoreAgent = replaceGlobalAgent(served);
	});
	afterAll(async () => {
		restoreAgent();
		await served.close();
	});
	beforeEach(() => {
		world.reset();
		world.mailchimp.addAudience({
			id: 'a1',
			name: 'Creators',
			mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'url' }],
		});
		const [, server] = world.mailchimp.apiKey.split('-');
		mailchimp.setConfig({ apiKey: world.mailchimp.apiKey, server: server ?? '' });
	});

	const upsert = (merge_fields: Record<string, string> = {}) =>
		mailchimp.lists.setListMember('a1', HASH, {
			email_address: ANNA,
			status_if_new: 'subscribed',
			merge_fields,
		});
	/** The client rejects with superagent's error, whose response has the parsed problem. */
	const problemOf = (promise: Promise<unknown>): Promise<unknown> =>
		promise.then(
			() => 'no error',
			(error: unknown) => Object(error).response?.body ?? JSON.parse(Object(error).response?.text),
		);

	it('pings', async () => {
		expect(await mailchimp.ping.get()).toEqual({ health_status: "Everything's Chimpy!" });
		expect(world.mailchimp.requests).toMatchObject([
			{ host: 'us21.api.mailchimp.com', path: '/3.0/ping', status: 200 },
		]);
	});

	it('reads audiences and merge fields', async () => {
		expect(await mailchimp.lists.getAllLists({ count: 100 })).toMatchObject({
			lists: [{ id: 'a1', name: 'Creators' }],
			total_items: 1,
		});
		const fields = await mailchimp.lists.getListMergeFields('a1', { count: 1000 });
		expect(fields).toMatchObject({ total_items: 5 });
		expect(Object(fields).merge_fields).toContainEqual(
			expect.objectContaining({ tag: 'AFFLINK', type: 'url' }),
		);
	});

	it('upserts a contact, then tags it, which starts the journey', async () => {
		world.mailchimp.journeys.add({
			audienceId: 'a1',
			tag: 'new-affiliate',
			subject: 'Hi',
			html: '<a href="*|AFFLINK|*">x</a>',
		});
		const link = 'https://shop.example/?rfsn=1.a';
		expect(await upsert({ AFFLINK: link })).toMatchObject({
			id: HASH,
			status: 'subscribed',
			merge_fields: { AFFLINK: link },
		});
		await mailchimp.lists.updateListMemberTags('a1', HASH, {
			tags: [{ name: 'new-affiliate', status: 'active' }],
		});
		expect(await mailchimp.lists.getListMemberTags('a1', HASH)).toMatchObject({
			tags: [{ name: 'new-affiliate' }],
			total_items: 1,
		});
		expect(world.outbox.mails).toMatchObject([{ to: ANNA, links: [link] }]);
	});

	it('upserts in bulk', async () => {
		await upsert();
		const result = await mailchimp.lists.batchListMembers('a1', {
			update_existing: true,
			members: [ANNA, 'bo@creators.example', 'bad'].map((email_address) => ({
				email_address,
				email_type: 'html',
				status: 'subscribed',
			})),
		});
		expect(result).toMatchObject({ total_created: 1, total_updated: 1, error_count: 1 });
	});

	it('archives, and gets the 405 of a second try', async () => {
		await upsert();
		await mailchimp.lists.deleteListMember('a1', HASH);
		expect(await problemOf(mailchimp.lists.deleteListMember('a1', HASH))).toMatchObject({
			status: 405,
		});
	});

	it('gets the problem of a refused request', async () => {
		expect(await problemOf(upsert({ AFFLINK: 'not a link' }))).toMatchObject({
			title: 'Invalid Resource',
			errors: [{ field: 'AFFLINK', message: 'That is not a valid URL' }],
		});
		mailchimp.setConfig({ apiKey: `${'0'.repeat(32)}-us21`, server: 'us21' });
		expect(await problemOf(Promise.resolve(mailchimp.ping.get()))).toMatchObject({
			title: 'API Key Invalid',
		});
	});

	it('loses requests to 429 with more than ten at once: it does not retry', async () => {
		const release = world.faults.hold('mailchimp');
		const pings = Array.from({ length: 12 }, () => mailchimp.ping.get());
		const settled = Promise.allSettled(pings);
		await until(() => world.mailchimp.requests.length === 12);
		release();
		expect((await settled).filter(({ status }) => status === 'rejected')).toHaveLength(2);
		expect(world.mailchimp.count429).toBe(2);
	});
});
