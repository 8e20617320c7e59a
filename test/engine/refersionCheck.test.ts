import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { topicPresets } from '../emulators/refersion/topics';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { expectFindings } from './support/findings';
import { resetHub, startHub, template, type Hub } from './support/hub';
import { itemsOf, runRefersion } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const refersion = () => hub.world.refersion;

const check = async (more: INodeParameters = {}): Promise<IRun> =>
	await runRefersion(hub, { resource: 'account', operation: 'check', topicsSeen: [], ...more });

const rowsOf = (run: IRun): IDataObject[] =>
	expectFindings(
		itemsOf(run).map(({ json }) => json),
		refersion().switches,
	);
const rowIn = (rows: IDataObject[], name: string): IDataObject => {
	const found = rows.filter((row) => row.check === name);
	expect(found).toHaveLength(1);
	return found[0] ?? {};
};
const row = async (name: string, more: INodeParameters = {}): Promise<IDataObject> =>
	rowIn(rowsOf(await check(more)), name);

const add = (count: number, status: 'ACTIVE' | 'PENDING' = 'ACTIVE') =>
	Array.from({ length: count }, () => refersion().addAffiliate({ status }));

it('has one row for each question, reads only, and names nobody', async () => {
	const affiliates = [...add(3), ...add(1, 'PENDING')];
	const rows = rowsOf(await check());
	expect(rows.map((each) => [each.check, each.state])).toEqual([
		['Form of the tracking link', 'ok'],
		['Links that come late', 'ok'],
		['Links before approval', 'ok'],
		['Pages of the list', 'unknown'],
		['GraphQL', 'ok'],
		['Webhook topics', 'unknown'],
	]);
	const text = JSON.stringify(rows);
	for (const { code, email, last_name: name, id } of affiliates) {
		for (const word of [code, email, name, `"${id}"`]) expect(text.includes(word)).toBe(false);
	}
	expect(new Set(refersion().requests.map(({ path }) => path))).toEqual(
		new Set(['/v2/affiliate/list', '/v2/affiliate/get', '/']),
	);
});

it('an account without affiliates: nothing can be told', async () => {
	const rows = rowsOf(await check());
	expect(rows.slice(0, 4).map(({ state }) => state)).toEqual([
		'unknown',
		'unknown',
		'unknown',
		'unknown',
	]);
});

describe('both ways of what is not documented', () => {
	it.each([
		['refersion-domain', 'ok'],
		['store-domain', 'ok'],
		['other', 'ok'],
		['without-code', 'attention'],
	] as const)('the form of links: %s', async (linkMode, state) => {
		refersion().switches.linkMode = linkMode;
		add(2);
		expect(await row('Form of the tracking link')).toMatchObject({
			state,
			fact: `linkMode = ${linkMode}`,
		});
	});

	it.each([
		[0, 'ok', 'linkDelayMs = 0'],
		[60_000, 'attention', 'linkDelayMs > 0'],
	] as const)('links that come %d ms late', async (linkDelayMs, state, fact) => {
		add(6);
		refersion().switches.linkDelayMs = linkDelayMs;
		add(1);
		expect(await row('Links that come late')).toMatchObject({ state, fact });
	});

	it.each([true, false])('links before approval: %s', async (linkBeforeApproval) => {
		refersion().switches.linkBeforeApproval = linkBeforeApproval;
		add(1, 'PENDING');
		expect(await row('Links before approval')).toMatchObject({
			fact: `linkBeforeApproval = ${linkBeforeApproval}`,
		});
	});

	it.each([
		[100, 'ok'],
		[50, 'attention'],
	] as const)('pages of %d', async (restPageCap, state) => {
		refersion().switches.restPageCap = restPageCap;
		add(120);
		expect(await row('Pages of the list')).toMatchObject({
			state,
			fact: `restPageCap = ${restPageCap}`,
		});
	});

	it.each(['oldest-first', 'newest-first'] as const)(
		'a late link is found, the list being %s',
		async (listOrder) => {
			refersion().switches.listOrder = listOrder;
			add(130);
			refersion().switches.linkDelayMs = 60_000;
			add(1);
			expect((await row('Links that come late')).state).toBe('attention');
			// Some of each end, not everybody.
			expect(refersion().requests.filter(({ path }) => path === '/v2/affiliate/get')).toHaveLength(
				10,
			);
		},
	);

	it('the first page has the number 0', async () => {
		refersion().switches.firstPage = 0;
		add(3);
		expect(await row('Form of the tracking link')).toMatchObject({ state: 'ok' });
	});

	it.each(['empty', 'null', 'absent'] as const)(
		'a missing link that is %s',
		async (missingLink) => {
			Object.assign(refersion().switches, { missingLink, linkDelayMs: 60_000 });
			add(1);
			expect((await row('Links that come late')).state).toBe('attention');
		},
	);
});

it('a link without the code of its affiliate is told', async () => {
	refersion().switches.linkMode = 'without-code';
	const [, other] = add(2);
	refersion().setLink(other.id, `https://go.shop.example/to/${other.code}?utm_source=x`);
	const seen = await row('Form of the tracking link');
	expect(seen.state).toBe('attention');
	expect(seen.found).toContain('1 without the code of their affiliate');
	expect(seen.found).toContain('1 of another form, with the code in it');
});

describe('GraphQL', () => {
	it('without a token', async () => {
		hub.credentials.refersionApi.graphqlToken = '';
		expect(await row('GraphQL')).toMatchObject({
			state: 'attention',
			found: expect.stringContaining('no GraphQL token'),
		});
	});

	it('with a wrong token', async () => {
		hub.credentials.refersionApi.graphqlToken = 'gql_wrong';
		expect(await row('GraphQL')).toMatchObject({
			state: 'attention',
			found: expect.stringContaining('refused'),
		});
	});

	it('with a quota that is used up', async () => {
		refersion().switches.graphqlQuota = 0;
		expect(await row('GraphQL')).toMatchObject({
			state: 'attention',
			found: expect.stringContaining('quota'),
		});
	}, 60_000);
});

describe('webhook topics', () => {
	it.each(Object.entries(topicPresets))(
		'the spelling "%s" is understood',
		async (_name, preset) => {
			const topics = [...new Set(Object.values(preset))];
			const seen = await row('Webhook topics', { topicsSeen: topics });
			expect(seen.state).toBe('ok');
			expect(seen.fact).toBe(`account.topics = ${topics.join(', ')}`);
		},
	);

	it('one that nobody knows is told', async () => {
		const seen = await row('Webhook topics', {
			topicsSeen: ['AFFILIATE_CHANGED', ' AFFILIATE_DETAILS_CHANGE '],
		});
		expect(seen.state).toBe('attention');
		expect(seen.found).toBe(
			'2 topics of 9: AFFILIATE_CHANGED → unknown; AFFILIATE_DETAILS_CHANGE → affiliateDetailsChange.',
		);
	});
});

it('an affiliate that Refersion cannot give does not keep the others from being looked at', async () => {
	const [broken] = add(3);
	refersion().switches.brokenAffiliates = { [broken.id]: 422 };
	expect((await row('Form of the tracking link')).found).toContain('Of 2 links');
});

it('wrong keys are the error of the item', async () => {
	hub.credentials.refersionApi.secretKey = 'sec_wrong';
	expect(errorOf(await check())?.message).toContain('Invalid API credentials');
});

describe('template: check set-up', () => {
	const run = async (ownEmail = 'jo@shop.com') => {
		const file = template('check-setup', hub.audienceId);
		Object.assign(file.nodes.find(({ name }) => name === 'Check Mailchimp')?.parameters ?? {}, {
			ownEmail,
		});
		return await runWorkflow(hub.engine, file, { start: 'By hand', credentials: hub.credentials });
	};

	it('has the rows of both services in one list, and sends nothing', async () => {
		add(1);
		hub.world.mailchimp.switches.putTagsOnExisting = 'added';
		const result = await run();
		expect(errorOf(result)).toBeUndefined();
		const services = outputOf(result, 'Findings').map(({ json }) => json.service);
		expect(services).toEqual([
			...Array<string>(15).fill('Mailchimp'),
			...Array<string>(6).fill('Refersion'),
		]);
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('shows what one service says when the other one cannot be asked', async () => {
		hub.credentials.refersionApi.secretKey = 'sec_wrong';
		hub.world.mailchimp.switches.putTagsOnExisting = 'added';
		const result = await run();
		const rows = outputOf(result, 'Findings').map(({ json }) => json);
		expect(rows).toHaveLength(16);
		expect(rows.at(-1)?.error).toContain('Invalid API credentials');
	});
});
