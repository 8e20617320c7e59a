import type { IDataObject, INode, IRun } from 'n8n-workflow';
import {
	addInStep,
	addKeyField,
	compare,
	compared,
	decided,
	people,
	person,
	sync,
	synced,
} from './support/compareSync';
import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { sentToMailchimp } from './support/mailchimp';
import { CONTINUE, ERROR_OUTPUT } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addKeyField(hub);
});
afterAll(async () => await hub.close());

const mailchimp = () => hub.world.mailchimp;
const writes = () => mailchimp().requests.filter(({ method }) => method !== 'GET');
const tagsOf = (number: number) =>
	mailchimp().tagsOf(hub.audienceId, `jo${number}@creator-mail.com`).sort();
const mails = () => hub.world.outbox.mails.map(({ to }) => to).sort();
const pairs = (run: IRun, output: number) =>
	outputOf(run, 'Node', output).map(({ pairedItem }) => Object(pairedItem).item);

const breakKey = () => {
	const { apiKey } = mailchimp();
	hub.credentials.mailchimpAudienceApi = { apiKey: `x${apiKey.slice(1)}` };
};

describe('Compare that could compare nothing', () => {
	it('stops the node where nothing else is set', async () => {
		breakKey();
		const run = await compare(hub, people(2));
		expect(errorOf(run)?.message).toContain('API Key Invalid');
		expect(outputOf(run, 'Node', 0)).toEqual([]);
	});

	it.each<[string, Partial<INode>]>([
		['Continue', CONTINUE],
		['Continue (using error output)', ERROR_OUTPUT],
	])('%s: is one held item, and totals that say so', async (_name, node) => {
		breakKey();
		const run = await compare(hub, people(2), {}, node);
		expect(errorOf(run)).toBeUndefined();
		expect(compared(run)).toEqual({
			toDo: [],
			held: [
				expect.objectContaining({
					verdict: 'held',
					reason: 'not_compared',
					what_happened: expect.stringContaining('Nothing could be compared: '),
					what_to_do: expect.stringContaining('Nobody was changed. '),
					email: '',
					name: '',
					key: '',
				}),
			],
			right: [],
			totals: [{ totals: true, compared: false, people: 2 }],
		});
		expect(outputOf(run, 'Node', 4)).toEqual([]);
	});

	it.each<[string, IDataObject[], object, string]>([
		['a parameter', people(1), { activeWhen: '={{ "" }}' }, 'The parameter Active When is empty'],
		['a field', people(1), { keyField: 'id' }, 'No item has the field id'],
		[
			'a tag',
			people(1),
			{ options: { createMissing: false } },
			'The audience has no tag "new-affiliate"',
		],
		[
			'a merge field',
			people(1),
			{ keyMergeField: 'OTHER', options: { createMissing: false } },
			'The audience has no merge field OTHER',
		],
	])('is held for %s that does not do', async (_name, items, more, message) => {
		const { held, toDo } = compared(await compare(hub, items, { ...more }, CONTINUE));
		expect(toDo).toEqual([]);
		expect(held).toMatchObject([{ reason: 'not_compared' }]);
		expect(held[0].what_happened).toContain(message);
		expect(errorOf(await compare(hub, items, { ...more }))?.message).toContain(message);
		expect(writes()).toEqual([]);
	});
});

describe('Compare with a list that was not read to its end', () => {
	const half = [
		...people(3),
		{ error: 'Too many requests', details: { description: 'Wait.', httpCode: '429' } },
	];
	const more = { options: { offboardOrphans: true } };

	it.each<[string, Partial<INode>]>([
		['Continue', CONTINUE],
		['Continue (using error output)', ERROR_OUTPUT],
	])('%s: takes nobody for gone', async (_name, node) => {
		for (let number = 0; number < 6; number++) addInStep(hub, number);
		const run = await compare(hub, half, more, node);
		expect(compared(run)).toMatchObject({
			toDo: [],
			held: [{ reason: 'not_compared' }],
			totals: [{ compared: false }],
		});
		expect(errorOf(await compare(hub, half, more))?.message).toBe(
			'The list that came in was not read to its end: Too many requests',
		);
	});

	it('holds the item alone where the list is not said to be complete', async () => {
		for (let number = 0; number < 6; number++) addInStep(hub, number);
		const { toDo, held, totals } = compared(
			await compare(hub, half, { ...more, listIsComplete: false }),
		);
		expect(toDo.filter(({ verdict }) => verdict !== 'check')).toEqual([]);
		expect(held).toMatchObject([{ reason: 'missing_field' }]);
		expect(totals).toMatchObject([{ compared: true, orphans: 0 }]);
	});
});

describe('Sync with one item that cannot be understood', () => {
	const items = [true, 'perhaps', true].map((ok, index) => person(index, { ok }));
	const more = { isApproval: '={{ $json.ok }}' };

	it('does the others, and holds it by name', async () => {
		const { done, held } = synced(await sync(hub, items, more, CONTINUE));
		expect(done).toMatchObject([{ email: items[0].email }, { email: items[2].email }]);
		expect(held).toMatchObject([
			{ email: items[1].email, key: items[1].code, reason: 'invalid_input' },
		]);
		expect(mails()).toHaveLength(2);
	});

	it('stops before anything is written where nothing else is set', async () => {
		expect(errorOf(await sync(hub, items, more))?.message).toContain('New Approval');
		expect(writes()).toEqual([]);
	});
});

describe('Sync that could begin nothing', () => {
	it('stops the node where nothing else is set', async () => {
		breakKey();
		const run = await sync(hub, people(2), { newContactStatus: 'audience' });
		expect(errorOf(run)?.message).toContain('API Key Invalid');
	});

	it.each<[string, Partial<INode>]>([
		['Continue', CONTINUE],
		['Continue (using error output)', ERROR_OUTPUT],
	])('%s: holds every item, and passes none on as done', async (_name, node) => {
		const items = await decided(hub, people(2));
		breakKey();
		const more = { newContactStatus: 'audience', dryRun: true };
		const run = await sync(hub, items, more, node);
		expect(errorOf(run)).toBeUndefined();
		const { done, held } = synced(run);
		expect(done).toEqual([]);
		expect(held).toMatchObject(
			items.map(({ email, key }) => ({ verdict: 'held', email, key, dry_run: true })),
		);
		for (const { what_happened: what, what_to_do: fix } of held) {
			expect(what).toContain('API Key Invalid');
			expect(fix).not.toBe('');
		}
		expect(pairs(run, 1)).toEqual([0, 1]);
		expect(outputOf(run, 'Node', 2)).toEqual([]);
	});

	it('holds every item for a parameter that does not do', async () => {
		const items = await decided(hub, people(1));
		const { done, held } = synced(await sync(hub, items, { dryRun: 'perhaps' }, CONTINUE));
		expect(done).toEqual([]);
		expect(held).toMatchObject([{ reason: 'invalid_input', email: 'jo0@creator-mail.com' }]);
		expect(held[0].what_happened).toMatch(/^The parameter Dry Run is /);
	});
});

describe('one person of several that goes wrong', () => {
	it.each<[string, Partial<INode>]>([
		['Stop Workflow', {}],
		['Continue', CONTINUE],
		['Continue (using error output)', ERROR_OUTPUT],
	])(
		"%s: Sync holds that one, with Mailchimp's words, and does the others",
		async (_name, node) => {
			const items = await decided(hub, [
				person(0),
				person(1, { email: 'jo1@example.com' }),
				person(2),
			]);
			const run = await sync(hub, items, {}, node);
			expect(errorOf(run)).toBeUndefined();
			const { done, held } = synced(run);
			expect(done).toMatchObject([{ email: 'jo0@creator-mail.com' }, { key: 'c2' }]);
			expect(held).toMatchObject([{ verdict: 'held', reason: '400', email: 'jo1@example.com' }]);
			expect(held[0].what_happened).toContain('looks fake or invalid');
			expect([pairs(run, 0), pairs(run, 1), pairs(run, 2)]).toEqual([[0, 2], [1], []]);
			expect(mails()).toEqual(['jo0@creator-mail.com', 'jo2@creator-mail.com']);
		},
	);
});

describe('items', () => {
	it('of all outputs of Compare are paired with the one they come from, and others with the first', async () => {
		addInStep(hub, 1);
		addInStep(hub, 2, { status: 'unsubscribed', tags: [] });
		addInStep(hub, 9);
		const run = await compare(hub, people(4), { options: { includeRight: true, linksToCheck: 0 } });
		expect(pairs(run, 0)).toEqual([0, 3]);
		expect(compared(run).held).toMatchObject([{ reason: 'unsubscribed' }, { reason: 'orphan' }]);
		expect(pairs(run, 1)).toEqual([2, 0]);
		expect(pairs(run, 2)).toEqual([1]);
		expect(pairs(run, 3)).toEqual([0]);
	});

	it('of Sync are paired with the one they come from', async () => {
		addInStep(hub, 1);
		addInStep(hub, 2, { status: 'unsubscribed', tags: [] });
		const run = await sync(hub, people(4));
		expect([pairs(run, 0), pairs(run, 1)]).toEqual([[0, 1, 3], [2]]);
		expect(synced(run).done.map(({ verdict }) => verdict)).toEqual(['add', 'right', 'add']);
	});

	it('may have their fields within fields', async () => {
		const { code, first_name: first, last_name: last, ...rest } = person(0);
		const item = { ...rest, affiliate: { code, names: { first, last } }, 'status.now': 'ACTIVE' };
		const more = {
			keyField: 'affiliate.code',
			stateField: 'status.now',
			mergeFields: { rows: [{ mergeField: 'FNAME', itemField: 'affiliate.names.first' }] },
			options: { nameFields: 'affiliate.names.last, affiliate.names.first' },
		};
		const run = await compare(hub, [item], more);
		expect(compared(run).toDo).toMatchObject([{ verdict: 'add', key: 'c0', name: 'Doe Jo 0' }]);
		const { done } = synced(await sync(hub, [{ ...item, ...compared(run).toDo[0] }], more));
		expect(done).toMatchObject([{ verdict: 'add', key: 'c0', name: 'Doe Jo 0' }]);
		expect(Object(mailchimp().member(hub.audienceId, 'jo0@creator-mail.com'))).toMatchObject({
			merge_fields: { AFFCODE: 'c0', FNAME: 'Jo 0' },
		});
	});

	it('have first and last name as their name, and none where no field is named', async () => {
		const named = compared(await compare(hub, people(1)));
		expect(named.toDo).toMatchObject([{ name: 'Jo 0 Doe' }]);
		const nameless = compared(await compare(hub, people(1), { options: { nameFields: '' } }));
		expect(nameless.toDo).toMatchObject([{ name: '' }]);
	});
});

describe('a list that is not complete', () => {
	it('adds nobody, offboards nobody that it does not name, and corrects who is there', async () => {
		addInStep(hub, 1, { mergeFields: { AFFCODE: 'c1', AFFLINK: '', FNAME: 'Jo 1' } });
		addInStep(hub, 2);
		addInStep(hub, 9);
		const items = [person(0), person(1), person(2, { status: 'DENIED' })];
		const { toDo, held, totals } = compared(
			await compare(hub, items, { listIsComplete: false, options: { offboardOrphans: true } }),
		);
		expect(toDo.map(({ verdict, key }) => [verdict, key])).toEqual([
			['correct', 'c1'],
			['offboard', 'c2'],
		]);
		expect(held).toMatchObject([{ verdict: 'later', reason: 'next_look', key: 'c0' }]);
		expect(totals).toMatchObject([{ compared: true, orphans: 0, welcome: 0, held: 0, later: 1 }]);
	});
});

describe('the audience', () => {
	it('need not be chosen where there is only one', async () => {
		const audience = locator('list', '');
		const { toDo, totals } = compared(await compare(hub, people(1), { audience }));
		expect(totals).toMatchObject([{ audience_id: hub.audienceId, welcome: 1 }]);
		await sync(hub, [{ ...person(0), ...toDo[0] }], { audience });
		expect(tagsOf(0)).toEqual(['new-affiliate']);
	});

	it.each([
		['Compare', compare],
		['Sync', sync],
	])('has to be chosen where there are two: %s names them', async (_name, run) => {
		mailchimp().addAudience({ name: 'Customers' });
		mailchimp().clearRequests();
		const error = errorOf(await run(hub, people(1), { audience: locator('list', '') }));
		expect(error).toMatchObject({ type: 'several_audiences' });
		expect(error?.message).toContain('Creators');
		expect(error?.message).toContain('Customers');
		expect(sentToMailchimp(hub)).toEqual(['GET /lists']);
	});
});
