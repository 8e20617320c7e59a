import {
	createWorkflow,
	errorOf,
	loadEngine,
	outputOf,
	runWorkflow,
	type Engine,
} from './support/engine';
import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeConnections,
	type INodeExecutionData,
	type INodeParameters,
} from 'n8n-workflow';

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

/** The rows that come to each input; undefined for one that is not wired. */
type Lists = Array<IDataObject[] | undefined>;

/** Creator Program behind a node for each list, as the reading nodes of a template: an empty list is an empty item. */
function fileOf(lists: Lists, parameters: INodeParameters, extra: Partial<INode> = {}) {
	const common = { typeVersion: 1, position: [0, 0] satisfies [number, number], parameters: {} };
	const noOp = 'n8n-nodes-base.noOp';
	const reads = lists.map((_list, index): INode => {
		const name = `Read ${index}`;
		return { ...common, id: name, name, type: noOp, alwaysOutputData: true };
	});
	const type = 'n8n-nodes-creator-hub.creatorProgram';
	const nodes: INode[] = [
		{ ...common, id: 's', name: 'Start', type: noOp },
		...reads,
		{ ...common, id: 'n', name: 'Node', type, parameters, ...extra },
	];
	const to = (node: string, index = 0) => ({ node, type: 'main' as const, index });
	const wires = reads.flatMap(({ name }, index): Array<[string, INodeConnections]> =>
		lists[index] ? [[name, { main: [[to('Node', index)]] }]] : [],
	);
	const connections = {
		Start: { main: [reads.map(({ name }) => to(name))] },
		...Object.fromEntries(wires),
	};
	const pinData = Object.fromEntries(
		lists.map((list, index) => [
			`Read ${index}`,
			(list ?? []).map((json): INodeExecutionData => ({ json })),
		]),
	);
	return { file: { name: 'reports', nodes, connections }, pinData };
}

async function run(lists: Lists, parameters: INodeParameters, extra: Partial<INode> = {}) {
	const { file, pinData } = fileOf(lists, parameters, extra);
	return await runWorkflow(engine, file, { start: 'Start', credentials: {}, pinData });
}

const FUNNEL = { resource: 'funnel', operation: 'measure' };
const PAY_DAY = { resource: 'payDay', operation: 'measure' };
const REPORT = { resource: 'report', operation: 'build' };

const anna = { code: 'a1', email: 'anna@mail.com', paypal_email: '', first_name: 'Anna' };
const contact = {
	email_address: 'anna@mail.com',
	status: 'subscribed',
	merge_fields: { AFFCODE: 'a1', AFFLINK: 'https://x.refersion.com/c/a1' },
	tags: [{ name: 'new-affiliate' }],
	stats: {},
};

const sale = {
	id: 1,
	affiliate_id: 7,
	affiliate_code: 'a1',
	affiliate_email: 'anna@mail.com',
	created: '2026-01-05T10:00:00.000Z',
	status: 'APPROVED',
	payment_status: 'UNPAID',
	total: 50,
	commission_total: 5,
};

it.each([
	[
		'funnel',
		'measure',
		['Affiliates', 'Contacts', 'Conversions', 'Offers'],
		['Creators', 'Numbers'],
	],
	[
		'payDay',
		'measure',
		['Affiliates', 'Conversions', 'Contacts', 'Reminded'],
		['Contacts', 'Unpaid', 'Numbers'],
	],
	['report', 'build', ['Numbers', 'Rows'], [undefined]],
	['changes', 'summarise', [undefined], [undefined]],
])('%s: %s has its inputs and outputs by name', (resource, operation, inputs, outputs) => {
	const { file } = fileOf([], { resource, operation });
	const workflow = createWorkflow(engine, file);
	const node = workflow.getNode('Node');
	if (!node) throw new Error('The node is not there');
	const { description } = engine.nodeType('creatorProgram');
	const names = (ends: ReturnType<typeof NodeHelpers.getNodeInputs>) =>
		ends.map((end) => (typeof end === 'string' ? undefined : end.displayName));
	expect(names(NodeHelpers.getNodeInputs(workflow, node, description))).toEqual(inputs);
	expect(names(NodeHelpers.getNodeOutputs(workflow, node, description))).toEqual(outputs);
});

describe('Funnel: Measure', () => {
	it('gives a row for each affiliate, linked to it, and the numbers', async () => {
		const result = await run([[anna], [contact], [], []], FUNNEL);
		expect(errorOf(result)).toBeUndefined();
		expect(outputOf(result, 'Node')).toEqual([
			{
				json: expect.objectContaining({ name: 'Anna', step: 'contact', next: 'opened' }),
				pairedItem: { item: 0 },
			},
		]);
		const [{ json }] = outputOf(result, 'Node', 1);
		expect(json).toMatchObject({ measure: 'funnel', sales: [], steps: { length: 7 } });
	});

	it('does not take what was not read for nothing', async () => {
		const noSales = await run([[anna], [contact], undefined, undefined], FUNNEL);
		expect(outputOf(noSales, 'Node', 1)[0].json).toMatchObject({
			sales: null,
			sales_unknown_because: 'the list of conversions did not come in',
		});
		for (const lists of [
			[undefined, [contact], [], []],
			[[anna], undefined, [], []],
		]) {
			expect(errorOf(await run(lists, FUNNEL))?.message).toContain('Nothing came to the input');
		}
	});

	it.each([
		['Affiliates', 'code', [[{ name: 'x' }], [contact], [], []]],
		['Contacts', 'email_address', [[anna], [anna], [], []]],
		['Conversions', 'affiliate_code', [[anna], [contact], [{ id: 1, status: 'APPROVED' }], []]],
	])('refuses at %s what is something else', async (label, field, lists) => {
		const result = await run(lists, FUNNEL);
		expect(errorOf(result)?.message).toBe(`An item of the input ${label} has no field "${field}"`);
	});

	it('gives one item of the error when it is set to continue', async () => {
		const result = await run([[anna], undefined, [], []], FUNNEL, {
			onError: 'continueRegularOutput',
		});
		expect(errorOf(result)).toBeUndefined();
		// Not by the first output, from which something is done.
		expect(outputOf(result, 'Node')).toEqual([]);
		expect(outputOf(result, 'Node', 1)).toEqual([
			{
				json: {
					error: 'Nothing came to the input Contacts',
					details: { reason: 'list_not_read', description: expect.any(String) },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		[{ welcomeTag: "={{ '' }}" }, 'Welcome Tag'],
		[{ keyMergeField: 'no merge tag' }, 'Key Merge Field'],
		[{ language: 'fr' }, 'Language'],
		[{ stuckAfter: { sold: -1 } }, 'First Sale (Stuck After)'],
		[{ options: { currency: 'Euro' } }, 'Currency is not the code of a currency: "Euro"'],
		[{ options: { currency: '={{ $json.none }}' } }, 'Currency is empty'],
		[
			{ options: { offerNames: { row: [{ offerId: '1', name: '' }] } } },
			'Name (row 1 of Offer Names)',
		],
	])('names the parameter that is wrong: %j', async (parameters, label) => {
		const result = await run([[anna], [contact]], { ...FUNNEL, ...parameters });
		expect(errorOf(result)?.message).toContain(label);
	});
});

describe('Pay Day: Measure', () => {
	it('needs the PayPal addresses, and the contacts only to remind', async () => {
		const missing = await run([[{ code: 'a1', email: 'anna@mail.com' }], []], PAY_DAY);
		expect(errorOf(missing)?.message).toContain('has no field "paypal_email"');
		const quiet = await run([[anna], []], PAY_DAY);
		expect(outputOf(quiet, 'Node', 2)[0].json).toMatchObject({ without_paypal_count: 1 });
		const remind = await run([[anna], []], { ...PAY_DAY, remind: true });
		expect(errorOf(remind)?.message).toBe('Nothing came to the input Contacts');
	});

	it('takes a tag that is not there for nobody who has it, and any other failure for none of that', async () => {
		const failed = (reason: string) => [{ error: 'Failed', details: { reason } }];
		const remind = { ...PAY_DAY, remind: true };
		const first = await run([[anna], [], [contact], failed('no_such_tag')], remind);
		expect(errorOf(first)).toBeUndefined();
		const other = await run([[anna], [], [contact], failed('http_500')], remind);
		expect(errorOf(other)?.message).toContain('The list of the input Reminded could not be read');
	});
});

describe('the currency of sales that come without one', () => {
	const sales = [
		{ ...sale, currency: null },
		{ ...sale, currency: 'EUR' },
	];

	it.each([
		[undefined, ['USD', 'EUR']],
		['eur', ['EUR']],
	])('%p gives totals in %j', async (currency, expected) => {
		const options = currency === undefined ? {} : { currency };
		const funnel = await run([[anna], [contact], sales, []], { ...FUNNEL, options });
		expect(outputOf(funnel, 'Node', 1)[0].json.sales).toMatchObject(
			expected.map((each) => ({ currency: each })),
		);
		const payDay = await run([[anna], sales], { ...PAY_DAY, options });
		expect(outputOf(payDay, 'Node', 2)[0].json.unpaid_total).toMatchObject(
			expected.map((each) => ({ currency: each })),
		);
	});

	it.each([
		['Euro', 'is not the code of a currency: "Euro"'],
		['={{ $json.none }}', 'is empty'],
	])('%p is an error of Pay Day', async (currency, what) => {
		const result = await run([[anna], sales], { ...PAY_DAY, options: { currency } });
		expect(errorOf(result)?.message).toBe(`The parameter Currency ${what}`);
	});
});

describe('Report: Build', () => {
	const numbers = {
		measure: 'coupons',
		text: 'Coupon codes: 3 right.',
		counts: { right: 3 },
		differences: [],
	};
	const parameters = { ...REPORT, brand: 'Northwind' };

	it('makes one item of each measure, with all rows as a file', async () => {
		const rows = [
			{ name: 'Anna', total: 1 },
			{ name: 'Ben', total: 2 },
		];
		const result = await run([[numbers], rows], parameters);
		expect(errorOf(result)).toBeUndefined();
		const [{ json, binary, pairedItem }] = outputOf(result, 'Node');
		expect(Object.keys(json)).toEqual([
			'text',
			'subject',
			'html',
			'page',
			'changed',
			'nothing_could_be_done',
			'numbers',
		]);
		expect(pairedItem).toEqual({ item: 0 });
		expect(binary?.rows).toMatchObject({ fileName: 'report.csv', mimeType: 'text/csv' });
		expect(Buffer.from(binary?.rows.data ?? '', 'base64').toString()).toBe(
			'\uFEFF"name","total"\r\n"Anna",1\r\n"Ben",2\r\n',
		);
	});

	it('gives each item its report or its error, when it is set to continue', async () => {
		const result = await run([[numbers, { weather: 'fine' }]], parameters, {
			onError: 'continueRegularOutput',
		});
		expect(
			outputOf(result, 'Node').map(({ json, pairedItem }) => [json.error, pairedItem]),
		).toEqual([
			[undefined, { item: 0 }],
			['The item is not one that a report can be made of', { item: 1 }],
		]);
	});

	it('is in the language, the locale and the time zone that are set', async () => {
		const options = { locale: 'de-AT', timeZone: 'Pacific/Kiritimati' };
		const set = { ...parameters, language: 'de', options };
		const result = await run([[{ ...numbers, counts: { right: 1234 } }]], set);
		const [{ json }] = outputOf(result, 'Node');
		expect(json.subject).toContain('Northwind: Gutscheincodes, ');
		// A no-break space, as Austrians separate thousands.
		expect(json.html).toContain('1\u00a0234');
		const day = new Intl.DateTimeFormat('de-AT', {
			dateStyle: 'long',
			timeZone: 'Pacific/Kiritimati',
		}).format(new Date());
		expect(json.subject).toBe(`Northwind: Gutscheincodes, ${day}`);
	});

	it.each([
		[{ brand: "={{ '' }}" }, 'Brand'],
		[{ options: { locale: 'no locale' } }, 'Locale'],
		[{ options: { timeZone: 'Mars/Base' } }, 'Time Zone'],
		[{ options: { mailPeople: 'many' } }, 'Names in the Mail'],
	])('names the parameter that is wrong: %j', async (wrong, label) => {
		const result = await run([[numbers]], { ...parameters, ...wrong });
		expect(errorOf(result)?.message).toContain(`The parameter ${label}`);
	});
});

describe('Settings', () => {
	const set = async (operation: string, parameters: INodeParameters, items = [{}]) =>
		await run([items], { resource: 'settings', operation, ...parameters });

	it('gives what is set once, however many items it is started with', async () => {
		const result = await set('setProgramReport', { salesSince: '2026-01-01T00:00:00Z' }, [
			{ a: 1 },
			{ a: 2 },
		]);
		expect(outputOf(result, 'Node').map(({ json }) => json)).toEqual([
			{
				brand: 'Your brand',
				language: 'en',
				welcomeTag: 'new-affiliate',
				liveTag: 'link-live',
				linkMergeField: 'AFFLINK',
				keyMergeField: 'AFFCODE',
				salesSince: '2026-01-01T00:00:00.000Z',
			},
		]);
	});

	it.each([
		["={{ DateTime.fromISO('2026-01-01T09:00:00Z') }}", '2026-01-01T09:00:00.000Z'],
		['={{ new Date(0) }}', '1970-01-01T00:00:00.000Z'],
		['={{ $json.nothing }}', ''],
		[' ', ''],
	])('takes %j as Sales Since', async (salesSince, expected) => {
		const [{ json }] = outputOf(await set('setProgramReport', { salesSince }), 'Node');
		expect(json.salesSince).toBe(expected);
	});

	it.each([
		['setProgramReport', { liveTag: 'New-Affiliate' }, 'Link Live Tag'],
		['setProgramReport', { keyMergeField: 'AFFLINK' }, 'Key Merge Field'],
		['setProgramReport', { salesSince: 'long ago' }, 'Sales Since'],
		['setProgramReport', { salesSince: '2026-02-30' }, 'Sales Since'],
		['setPayDay', { remind: 'perhaps' }, 'Remind Creators'],
		['setPayDay', { missingTag: 'a, b' }, 'PayPal Missing Tag'],
		['setPayDay', { unpaidMergeField: 'affcode' }, 'Unpaid Merge Field'],
		['setPayDay', { brand: ' ' }, 'Brand'],
	])('%s names the parameter that is wrong: %j', async (operation, parameters, label) => {
		expect(errorOf(await set(operation, parameters))?.message).toContain(label);
	});

	it('keeps reminders off unless they are switched on', async () => {
		const [{ json }] = outputOf(await set('setPayDay', {}), 'Node');
		expect(json.remind).toBe(false);
	});
});
