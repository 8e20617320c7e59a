import type { IDataObject } from 'n8n-workflow';
import { addKeyField, compare, person, sync } from './support/compareSync';
import { errorOf, outputOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addKeyField(hub);
	hub.world.mailchimp.addMergeField(hub.audienceId, { tag: 'CODE', name: 'Code', type: 'text' });
});
afterAll(async () => await hub.close());

const EXPRESSION = '={{ $json.given }}';

/** Settings that differ from the fields of the node in everything. */
const GIVEN: IDataObject = {
	keyMergeField: 'CODE',
	linkMergeField: 'AFFLINK',
	activeTag: 'vip',
	inactiveTag: 'gone',
	mergeFields: { rows: [{ mergeField: 'LNAME', itemField: 'last_name' }] },
	tagGroups: { rows: [{ prefix: 'tier-', itemField: 'tier' }] },
	options: { offboardOrphans: false },
};

const run = async (
	operation: typeof compare,
	given: IDataObject[string],
	settings: string = EXPRESSION,
) =>
	await operation(hub, [person(0, { given, tier: 'gold' })], {
		specifySettings: 'settings',
		settings,
	});

const contact = () => hub.world.mailchimp.member(hub.audienceId, 'jo0@creator-mail.com');
const tags = () => hub.world.mailchimp.tagsOf(hub.audienceId, 'jo0@creator-mail.com').sort();

it.each([
	['an expression', GIVEN, EXPRESSION],
	['JSON that was typed in', {}, JSON.stringify(GIVEN)],
])('Sync goes by %s in place of its own fields', async (_what, given, settings) => {
	const result = await run(sync, given, settings);
	expect(errorOf(result)).toBeUndefined();
	expect(contact()).toMatchObject({ merge_fields: { CODE: 'c0', LNAME: 'Doe', FNAME: '' } });
	expect(tags()).toEqual(['tier-gold', 'vip']);
});

it('Compare goes by it, so that nothing is to be done after Sync', async () => {
	const before = await run(compare, GIVEN);
	expect(outputOf(before, 'Node', 0)).toMatchObject([{ json: { verdict: 'add' } }]);
	await run(sync, GIVEN);
	expect(outputOf(await run(compare, GIVEN), 'Node', 3)).toMatchObject([{ json: { right: 1 } }]);
});

describe.each([
	['Compare', compare],
	['Sync', sync],
])('%s refuses', (_name, operation) => {
	it.each([
		['a name that is no field', { ...GIVEN, activTag: 'vip' }, '"activTag"'],
		['an audience, which is chosen in the node', { audience: 'a1' }, '"audience"'],
		['nothing', undefined, 'Settings is empty'],
		['an empty object', {}, ' is empty'],
		['null', null, 'Settings is empty'],
		['a list', [GIVEN], 'Settings is no collection'],
		['a switch', true, 'Settings is no collection'],
		['a text', 'vip', 'Settings is no collection'],
		['an empty tag', { ...GIVEN, activeTag: '' }, 'Tag When Active is empty'],
		['no tag', { ...GIVEN, activeTag: null }, 'Tag When Active is empty'],
	])('%s', async (_what, given, message) => {
		const error = errorOf(await run(operation, given));
		expect(error?.message).toContain(message);
		expect(error).toMatchObject({ type: 'invalid_input' });
		expect(hub.world.mailchimp.requests).toEqual([]);
	});
});
