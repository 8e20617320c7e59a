import { setTimeout as sleep } from 'node:timers/promises';
import {
	addCreator,
	LINK,
	prepareForConfirm,
	setField,
	setLinks,
	stateOf,
	UNLIMITED,
	visit,
	waitBy,
	type Answer,
} from './support/confirm';
import type { FaultRule } from '../emulators';
import { resetHub, startHub, template, type Hub } from './support/hub';
import { skipSockets } from './support/withoutSockets';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
skipSockets(() => hub.world);
beforeEach(() => {
	resetHub(hub);
	prepareForConfirm(hub);
});
afterAll(async () => await hub.close());

/** Holds back the answer to one request. @returns lets it go */
function holdBack(request: Pick<FaultRule, 'service' | 'after'>): () => void {
	let release = () => {};
	const until = new Promise<void>((resolve) => {
		release = resolve;
	});
	hub.world.faults.failNext({ ...request, fault: 'stall', until });
	return release;
}

/** Sends the form, and lets something happen while Linktree keeps the page waiting. */
async function checkDuring(id: string, meanwhile: () => Promise<void>): Promise<Answer> {
	const { faults } = hub.world;
	const release = holdBack({ service: 'linktree' });
	let isOver = false;
	const check = visit(hub, { id, form: { where: 'linktree', page: 'ana' } }).finally(() => {
		isOver = true;
	});
	while (faults.pending() > 0 && !isOver) await sleep(20);
	await meanwhile();
	// Otherwise the test would show nothing.
	expect(isOver).toBe(false);
	release();
	return await check;
}

const newer = [
	{ what: 'another page', form: { where: 'other', page: 'beacons.ai/ana' }, key: 'self_reported' },
	{ what: 'another page, unnamed', form: { where: 'other', page: '' }, key: 'self_reported' },
	{ what: 'another Linktree page', form: { where: 'linktree', page: 'ana.b' }, key: 'live' },
	{ what: 'the same page, mended', form: { where: 'linktree', page: 'ana' }, key: 'live' },
];

it.each(newer)('an old answer does not overwrite what was stored since: $what', async (each) => {
	const id = addCreator(hub);
	setLinks(hub, []);
	hub.world.linktree.setProfile('ana.b', { links: [{ title: 'Shop', url: LINK }] });
	let stored = {};
	const old = await checkDuring(id, async () => {
		waitBy(hub, 60);
		if (each.what.includes('mended')) setLinks(hub, [LINK]);
		expect(await visit(hub, { id, form: each.form })).toMatchObject({ key: each.key });
		stored = stateOf(hub);
	});
	expect(stored).toMatchObject({ LINKSTATUS: each.key, LINKCHECKS: 2, tags: ['link-live'] });
	expect(stateOf(hub)).toEqual(stored);
	expect(old).toMatchObject({ code: 409, key: 'newer', failure: undefined });
	expect(old.html).toContain('You told us something newer');
	expect(old.html.match(/<form/g)).toHaveLength(2);
});

it('an answer is stored although something else of the contact has changed meanwhile', async () => {
	const id = addCreator(hub);
	setLinks(hub, []);
	const answer = await checkDuring(id, async () => {
		await Promise.resolve(setField(hub, 'AFFLINK', `${LINK}&x=1`));
	});
	expect(answer).toMatchObject({ code: 200, key: 'not_found' });
	expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'not_found', tags: ['link-not-found'] });
});

it('gives up before a proxy does, as far as the nodes can be told so', () => {
	const { nodes } = template('confirm-linktree-link', hub.audienceId);
	/** How often each has its turn when a tag has to be taken off first. */
	const turns: Record<string, number> = { 'Read again': 3, Store: 2 };
	const limits = nodes.map(({ name, parameters: { options } }) => {
		const { timeLimit = 0, timeout = 0 } = Object(options);
		// Linktree's time counts twice: until the answer begins, and until it ends.
		return (Number(timeLimit) * 60 + Number(timeout) * 2) * (turns[name] ?? 1);
	});
	expect(limits.filter((seconds) => seconds > 0)).toHaveLength(5);
	expect(limits.reduce((sum, seconds) => sum + seconds, 0)).toBeLessThan(60);
});

/** What the run of a check asks of Mailchimp when the other tag has to go, and which form was said last. */
const HELD_BACK = [
	'find the creator',
	'which merge fields there are',
	'count the check',
	'read again',
	'the contact, to take the wrong tag off',
	'take the wrong tag off',
	'read again without it',
	'which merge fields there are, to store',
	'store what was seen',
	'tag',
	'see that it is stored',
].map((what, after) => ({ what, after }));

it.each(HELD_BACK)(
	'a whole other form comes while Mailchimp holds back: $what. Page, status and tags are of one form',
	async ({ after }) => {
		const LINKTREE = 'https://linktr.ee/ana';
		const mergeFields = { AFFLINK: LINK, LINKTREE, LINKSTATUS: 'not_found' };
		const id = addCreator(hub, { tags: ['link-not-found'], mergeFields });
		setLinks(hub, [LINK]);
		const { faults } = hub.world;
		const release = holdBack({ service: 'mailchimp', after });
		const check = visit(hub, { id, settings: UNLIMITED, form: { where: 'linktree', page: 'ana' } });
		while (faults.pending() > 0) await sleep(5);
		const word = { where: 'other', page: 'beacons.ai/ana' };
		const other = await visit(hub, { id, settings: UNLIMITED, form: word });
		release();
		const { key } = await check;
		const { LINKTREE: page, LINKSTATUS: status, tags } = stateOf(hub);
		expect(tags).toEqual(['link-live']);
		expect([
			['https://beacons.ai/ana', 'self_reported'],
			[LINKTREE, 'live'],
		]).toContainEqual([page, status]);
		// Whoever is told that the own form counts sees it, unless the other one was told so too, and later.
		if (status === 'live') expect(key).toBe('live');
		else expect(other.key).toBe('self_reported');
	},
);
