import type { INodeParameters } from 'n8n-workflow';
import { loadEngine, errorOf, outputOf, type Engine } from './support/engine';
import { runSet, settingsOf } from './support/creatorProgram';

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

describe('Settings: what is not clearly meant', () => {
	it.each([
		['={{ "false" }}', false],
		['={{ "No" }}', false],
		['={{ "yes" }}', true],
		['={{ true }}', true],
	])('understands the switch %s', async (expression, expected) => {
		const options = { offboardOrphans: expression, readAllLinks: expression };
		const parameters = { dryRun: expression, takeOver: expression, options };
		expect(await settingsOf(engine, parameters)).toMatchObject([
			{ dryRun: expected, takeOver: expected, offboardOrphans: expected, readAllLinks: expected },
		]);
	});

	// NodeHelpers.getNodeParameters of n8n-workflow; docs/creator-program.md says so.
	it('gets nothing from n8n of an expression in the place of rows', async () => {
		const fields = '={{ { row: [{ mergeField: "SIZE", itemField: "size" }] } }}';
		expect(await settingsOf(engine, { fields })).toMatchObject([{ fields: [] }]);
	});

	it('takes what expressions give for cells, numbers and choices', async () => {
		const items = [{ tag: 'size', most: '3' }];
		const parameters = {
			fields: { row: [{ mergeField: '={{ $json.tag }}', itemField: 'custom_fields.Size' }] },
			tagGroups: { row: [{ prefix: 'tier-offer-', itemField: '={{ "offer_id" }}' }] },
			newContactStatus: '={{ "Pending" }}',
			options: { toDoLimit: '={{ $json.most }}', brakePeople: 0, brakePercent: 12.5 },
		};
		expect(await settingsOf(engine, parameters, { items })).toMatchObject([
			{
				fields: [{ mergeField: 'SIZE', itemField: 'custom_fields.Size' }],
				tagGroups: [{ prefix: 'tier-offer-', itemField: 'offer_id' }],
				newContactStatus: 'pending',
				toDoLimit: 3,
				brakePeople: 0,
				brakePercent: 12.5,
			},
		]);
	});

	it('has no rows when the user has deleted them', async () => {
		expect(await settingsOf(engine, { fields: {} })).toMatchObject([{ fields: [] }]);
	});

	it('makes upper case of merge tags', async () => {
		const parameters = { linkMergeField: ' my_link ', keyMergeField: 'code' };
		expect(await settingsOf(engine, parameters)).toMatchObject([
			{ linkMergeField: 'MY_LINK', keyMergeField: 'CODE' },
		]);
	});

	const row = (name: string, value: INodeParameters) => ({ [name]: { row: [value] } });
	it.each<[INodeParameters, string]>([
		[{ dryRun: '={{ "maybe" }}' }, 'Dry Run is neither on nor off: "maybe"'],
		[{ dryRun: '={{ $json.gone }}' }, 'Dry Run is empty'],
		[{ takeOver: '={{ 1 }}' }, 'Take Over is neither on nor off: "1"'],
		[{ welcomeTag: ' ' }, 'Welcome Tag is empty'],
		[{ welcomeTag: 'a, b' }, 'Welcome Tag has a comma in it: "a, b"'],
		[{ inactiveTag: '={{ ["a"] }}' }, 'Inactive Tag is no text: a list'],
		[{ inactiveTag: 'NEW-Affiliate' }, 'Inactive Tag is the same as Welcome Tag: "NEW-Affiliate"'],
		[{ linkMergeField: '={{ "" }}' }, 'Link Merge Field is empty'],
		[{ linkMergeField: '*|AFFLINK|*' }, 'Link Merge Field is no merge tag: "*|AFFLINK|*"'],
		[{ keyMergeField: 'ELEVENCHARS' }, 'Key Merge Field is no merge tag: "ELEVENCHARS"'],
		[{ keyMergeField: 'afflink' }, 'Key Merge Field is the same as Link Merge Field: "AFFLINK"'],
		[
			row('fields', { mergeField: 'affcode', itemField: 'code' }),
			"Merge Field (row 1 of Fields) is taken already: AFFCODE is for the affiliate's code",
		],
		[
			row('fields', { mergeField: 'AFFLINK', itemField: 'link' }),
			'Merge Field (row 1 of Fields) is taken already: AFFLINK is for the tracking link',
		],
		[
			{
				fields: {
					row: [
						{ mergeField: 'SIZE', itemField: 'a' },
						{ mergeField: 'size', itemField: 'b' },
					],
				},
			},
			'Merge Field (row 2 of Fields) is taken already: SIZE is for row 1',
		],
		[row('fields', { mergeField: '', itemField: 'a' }), 'Merge Field (row 1 of Fields) is empty'],
		[
			row('fields', { mergeField: 'A', itemField: '' }),
			'Affiliate Field (row 1 of Fields) is empty',
		],
		[
			row('tagGroups', { prefix: 'New-', itemField: 'offer_id' }),
			'Tag Prefix (row 1 of Tag Groups) is the beginning of Welcome Tag, "new-affiliate": "New-"',
		],
		[
			row('tagGroups', { prefix: 'affiliate-inactive', itemField: 'offer_id' }),
			'Tag Prefix (row 1 of Tag Groups) is the beginning of Inactive Tag, "affiliate-inactive": "affiliate-inactive"',
		],
		[
			{
				tagGroups: {
					row: [
						{ prefix: 'tier-offer-', itemField: 'a' },
						{ prefix: 'Tier-Off', itemField: 'b' },
					],
				},
			},
			'Tag Prefix (row 2 of Tag Groups) is the beginning of row 1, "tier-offer-": "Tier-Off"',
		],
		[
			row('tagGroups', { prefix: 'Tier-', itemField: 'offer_id' }),
			'Tag Prefix (row 1 of Tag Groups) is the beginning of Bonus Tag Prefix of Tiers and milestones, "tier-bonus-": "Tier-"',
		],
		[
			row('tagGroups', { prefix: 'Tier-Bonus-5', itemField: 'offer_id' }),
			'Tag Prefix (row 1 of Tag Groups) begins with Bonus Tag Prefix of Tiers and milestones, "tier-bonus-": "Tier-Bonus-5"',
		],
		[
			row('tagGroups', { prefix: 'a,b', itemField: 'x' }),
			'Tag Prefix (row 1 of Tag Groups) has a comma in it: "a,b"',
		],
		[
			row('tagGroups', { prefix: 'a-', itemField: '={{ {} }}' }),
			'Affiliate Field (row 1 of Tag Groups) is no text: an object',
		],
		[
			{ newContactStatus: '={{ "unsubscribed" }}' },
			'New Contacts Are is none of its choices: "unsubscribed"',
		],
		[{ options: { offboardOrphans: '={{ null }}' } }, 'Offboard Contacts Nobody Claims is empty'],
		[{ options: { readAllLinks: '={{ [] }}' } }, 'Read All Links is neither on nor off: a list'],
		[
			{ options: { brakePeople: -1 } },
			'Stop If More Than (People) is not a whole number of 0 or more: "-1"',
		],
		[
			{ options: { brakePercent: 101 } },
			'Stop If More Than (Percent) is not a number from 0 to 100: "101"',
		],
		[
			{ options: { toDoLimit: 0 } },
			'Most Changes in One Look is not a whole number of 1 or more: "0"',
		],
		[
			{ options: { toDoLimit: '={{ "0x10" }}' } },
			'Most Changes in One Look is not a whole number of 1 or more: "0x10"',
		],
	])('%j is an error that names the field', async (parameters, what) => {
		const result = await runSet(engine, parameters);
		expect(errorOf(result)).toMatchObject({
			message: `The parameter ${what}`,
			type: 'invalid_input',
			context: { itemIndex: 0 },
		});
		expect(outputOf(result, 'Node')).toEqual([]);
	});

	const webhooks = [
		{ event: 'affiliateApproved', code: 'a1', dry: 'no' },
		{ event: 'affiliateApproved', code: 'a2', dry: 'perhaps' },
		{ event: 'affiliateApproved', id: 3, dry: 'no' },
	];
	const perItem = { dryRun: '={{ $json.dry }}' };

	it('is an error of its item alone, when the node continues', async () => {
		const node = { onError: 'continueRegularOutput' } as const;
		const result = await runSet(engine, perItem, { items: webhooks, node });
		const items = outputOf(result, 'Node');
		expect(items.map(({ json }) => json)).toMatchObject([
			{ code: 'a1', dryRun: false },
			{
				error: 'The parameter Dry Run is neither on nor off: "perhaps"',
				details: { reason: 'invalid_input' },
			},
			{ details: { reason: 'no_code' } },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('goes to the error output, with the fields of the webhook', async () => {
		const node = { onError: 'continueErrorOutput' } as const;
		const result = await runSet(engine, perItem, { items: webhooks, node });
		expect(outputOf(result, 'Node', 0).map(({ json }) => json.code)).toEqual(['a1']);
		expect(outputOf(result, 'Node', 1).map(({ json }) => json)).toMatchObject([
			{ code: 'a2', error: expect.stringContaining('Dry Run') },
			{ id: 3, error: expect.stringContaining('no code') },
		]);
	});

	it('stops the node otherwise, naming the item', async () => {
		const error = errorOf(await runSet(engine, perItem, { items: webhooks }));
		expect(error).toMatchObject({ context: { itemIndex: 1 }, type: 'invalid_input' });
	});

	it('an operation that there is not is an error', async () => {
		const error = errorOf(await runSet(engine, { operation: 'gone' }));
		expect(error?.message).toContain('has no operation "gone"');
	});
});
