import { setTimeout as sleep } from 'node:timers/promises';
import {
	addCreator,
	LINK,
	prepareForConfirm,
	setField,
	setLinks,
	stateOf,
	visit,
	waitBy,
	type Answer,
} from './support/confirm';
import { resetHub, startHub, template, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	prepareForConfirm(hub);
});
afterAll(async () => await hub.close());

/** Sends the form, and lets something happen while Linktree keeps the page waiting. */
async function checkDuring(id: string, meanwhile: () => Promise<void>): Promise<Answer> {
	const { faults } = hub.world;
	faults.set('linktree', { stallMs: 3_000 });
	faults.failNext({ service: 'linktree', fault: 'stall' });
	let isOver = false;
	const check = visit(hub, { id, form: { where: 'linktree', page: 'ana' } }).finally(() => {
		isOver = true;
	});
	while (faults.pending() > 0 && !isOver) await sleep(20);
	await meanwhile();
	// Otherwise the test would show nothing.
	expect(isOver).toBe(false);
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
	const limits = nodes.map(({ parameters: { options } }) => {
		const { timeLimit = 0, timeout = 0 } = Object(options);
		// Linktree's time counts twice: until the answer begins, and until it ends.
		return Number(timeLimit) * 60 + Number(timeout) * 2;
	});
	expect(limits.filter((seconds) => seconds > 0)).toHaveLength(6);
	expect(limits.reduce((sum, seconds) => sum + seconds, 0)).toBeLessThan(60);
});
