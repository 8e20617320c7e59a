import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addInStep, addKeyField, compare, person, sync } from './support/compareSync';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addKeyField(hub);
	addInStep(hub, 0);
});
afterAll(async () => await hub.close());

type Value = IDataObject[string];

const VALUE = '={{ $json.value }}';

/** Runs one of the two on one item, with its `value` for the expressions. */
const start = async (run: typeof compare, parameters: INodeParameters, value: Value) =>
	await run(hub, [person(0, { value })], parameters);

const isRefused = async (
	run: typeof compare,
	label: string,
	parameters: INodeParameters,
	value: Value,
) => {
	const error = errorOf(await start(run, parameters, value));
	expect(error?.message).toMatch(/^The parameter /);
	expect(error?.message).toContain(label);
	expect(error).toMatchObject({ type: 'invalid_input' });
	expect(hub.world.mailchimp.requests).toEqual([]);
};

const BOTH: Array<[string, typeof compare]> = [
	['Compare', compare],
	['Sync', sync],
];

const SWITCHES: Array<[string, typeof compare, INodeParameters]> = [
	['List Is Complete', compare, { listIsComplete: VALUE }],
	['Take Over', compare, { takeOver: VALUE }],
	['Include Who Is Right', compare, { options: { includeRight: VALUE } }],
	['Offboard Contacts Nobody Claims', compare, { options: { offboardOrphans: VALUE } }],
	['Create Missing Fields and Tags', compare, { options: { createMissing: VALUE } }],
	['Create Missing Fields and Tags', sync, { options: { createMissing: VALUE } }],
	['New Approval', sync, { isApproval: VALUE }],
	['Dry Run', sync, { dryRun: VALUE }],
];

describe.each(SWITCHES)('%s', (label, run, parameters) => {
	it.each(['No', 'false', 'YES', true])('%j is clear', async (value) => {
		expect(errorOf(await start(run, parameters, value))).toBeUndefined();
	});

	it.each(['maybe', '', null, 1, [], {}])('%j is an error, and nothing is sent', async (value) => {
		await isRefused(run, `${label} is `, parameters, value);
	});
});

it('Dry Run on "No" changes contacts, and on "Yes" none', async () => {
	const other = person(1);
	await sync(hub, [{ ...other, value: 'Yes' }], { dryRun: VALUE });
	expect(hub.world.mailchimp.member(hub.audienceId, String(other.email))).toBeUndefined();
	await sync(hub, [{ ...other, value: 'No' }], { dryRun: VALUE });
	expect(hub.world.mailchimp.member(hub.audienceId, String(other.email))).toBeDefined();
});

describe.each<[string, typeof compare, INodeParameters]>([
	['Stop If More Than (People)', compare, { brakePeople: VALUE }],
	['And More Than (Percent)', compare, { brakePercent: VALUE }],
	['Limit of To Do', compare, { options: { toDoLimit: VALUE } }],
	['Links to Check', compare, { options: { linksToCheck: VALUE } }],
	['Time Limit (Minutes)', compare, { options: { timeLimit: VALUE } }],
	['Time Limit (Minutes)', sync, { options: { timeLimit: VALUE } }],
	['Status of New Contacts', sync, { newContactStatus: VALUE }],
])('%s', (label, run, parameters) => {
	it.each(['a lot', '', null, -1, [], {}])('%j is an error, and nothing is sent', async (value) => {
		await isRefused(run, `${label} is `, parameters, value);
	});
});

it('a percentage over 100 and half a person are errors', async () => {
	await isRefused(compare, 'And More Than (Percent) is ', { brakePercent: VALUE }, 101);
	await isRefused(compare, 'Stop If More Than (People) is ', { brakePeople: VALUE }, 2.5);
});

describe.each(BOTH)('the texts of %s', (_name, run) => {
	it.each([
		['Key Field', 'keyField'],
		['Email Field', 'emailField'],
		['Status Field', 'stateField'],
		['Active When', 'activeWhen'],
		['Key Merge Field', 'keyMergeField'],
		['Link Merge Field', 'linkMergeField'],
		['Tag When Active', 'activeTag'],
		['Tag When Inactive', 'inactiveTag'],
	])('%s must have a value, and a text', async (label, name) => {
		for (const value of ['', null, {}, [{}]]) {
			await isRefused(run, `${label} is `, { [name]: VALUE }, value);
		}
	});

	it.each([
		['Link Field', 'linkField'],
		['Inactive When', 'inactiveWhen'],
		['Ignored When', 'ignoredWhen'],
	])('%s may be empty, and must be no object', async (label, name) => {
		await isRefused(run, label, { [name]: VALUE }, {});
		expect(errorOf(await start(run, { [name]: VALUE }, ''))).toBeUndefined();
	});

	it.each<[string, INodeParameters]>([
		['Key Merge Field is not a merge tag', { keyMergeField: 'A CODE' }],
		['Link Merge Field is not a merge tag', { linkMergeField: 'MUCHTOOLONGTAG' }],
		['Key Merge Field is the Link Merge Field as well', { keyMergeField: 'AFFLINK' }],
		['Tag When Active names more than one tag', { activeTag: 'a, b' }],
		['Tag When Inactive is the Tag When Active as well', { inactiveTag: 'New-Affiliate' }],
		['Active When and its neighbours name "active" twice', { ignoredWhen: 'Active' }],
		['Audience ', { audience: VALUE }],
		['Name Fields ', { options: { nameFields: VALUE } }],
	])('%s: is an error', async (label, parameters) => {
		await isRefused(run, label, parameters, {});
	});

	const rows = (...all: INodeParameters[]): INodeParameters => ({ rows: all });
	const row = (mergeField: string, itemField = 'first_name') => ({ mergeField, itemField });
	it.each<[string, INodeParameters]>([
		['Merge Fields has a row that is not filled in', { mergeFields: rows(row('FNAME', '')) }],
		['Merge Fields has a row that is not filled in', { mergeFields: rows(row('')) }],
		['Merge Fields has FNAME twice', { mergeFields: rows(row('FNAME'), row('fname')) }],
		['Merge Fields has a row for AFFCODE', { mergeFields: rows(row('AFFCODE')) }],
		['Merge Fields ', { mergeFields: rows(row(VALUE)) }],
		['Tag Groups ', { tagGroups: rows({ prefix: VALUE, itemField: 'first_name' }) }],
		[
			'Tag Groups has a prefix with which new-affiliate begins',
			{ tagGroups: rows({ prefix: 'NEW-', itemField: 'first_name' }) },
		],
	])('%s: is an error', async (label, parameters) => {
		await isRefused(run, label, parameters, {});
	});

	it('a first cell of a row may give a list of rows', async () => {
		const list = [{ mergeField: 'FNAME', itemField: 'first_name' }];
		const mergeFields = rows(row(VALUE, ''));
		expect(errorOf(await start(run, { mergeFields }, list))).toBeUndefined();
		expect(errorOf(await start(run, { mergeFields }, []))).toBeUndefined();
		hub.world.mailchimp.clearRequests();
		await isRefused(run, 'Merge Fields ', { mergeFields }, ['FNAME']);
	});
});
