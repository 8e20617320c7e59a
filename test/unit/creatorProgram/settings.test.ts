import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { properties } from '../../../nodes/CreatorProgram/actions/settings/properties';
import { readSettings } from '../../../nodes/CreatorProgram/settings/settings';
import { inputOf } from '../shared/runContext';

/** The defaults of parameters, as n8n fills them in; rows stand under their path. */
function defaultsOf(list: INodeProperties[]): Record<string, unknown> {
	return Object.fromEntries(
		list.filter(({ type }) => type !== 'notice').map((each) => [each.name, each.default]),
	);
}

const defaults = defaultsOf(properties);
const rows = { 'fields.row': [{ mergeField: 'FNAME', itemField: 'first_name' }] };

describe('what is set', () => {
	it('has the same values in options that are not added as in those that were just added', () => {
		const options = properties.find(({ name }) => name === 'options')?.options ?? [];
		const added = defaultsOf(options.filter((each) => 'type' in each));
		expect(Object.keys(added)).toHaveLength(5);
		const bare = readSettings(inputOf({ ...defaults, ...rows }));
		expect(readSettings(inputOf({ ...defaults, ...rows, options: added }))).toEqual(bare);
	});

	it('is what is read, each under its name', () => {
		expect(readSettings(inputOf({ ...defaults, ...rows }))).toEqual({
			...defaultsOf(properties.filter(({ name }) => name !== 'options')),
			fields: rows['fields.row'],
			tagGroups: [],
			offboardOrphans: false,
			readAllLinks: false,
			brakePeople: 25,
			brakePercent: 20,
			toDoLimit: 500,
		});
	});

	it('may have a group whose prefix begins with a tag of the programme', () => {
		const tagGroups = [{ prefix: 'new-affiliate-of-', itemField: 'offer_id' }];
		const input = inputOf({ ...defaults, 'tagGroups.row': tagGroups });
		expect(readSettings(input).tagGroups).toEqual(tagGroups);
	});

	it.each(['tier-', 'Tier-Bonus-'])(
		'may have no group %s, which has the tags of bonuses',
		(prefix) => {
			const tagGroups = [{ prefix: 'tier-offer-', itemField: 'offer_id' }];
			const groups = (more: IDataObject[]) =>
				readSettings(inputOf({ ...defaults, 'tagGroups.row': [...tagGroups, ...more] }));
			expect(groups([]).tagGroups).toEqual(tagGroups);
			expect(() => groups([{ prefix, itemField: 'tier' }])).toThrow(
				'Tag Prefix (row 2 of Tag Groups) is the beginning of Bonus Tag Prefix',
			);
		},
	);
});
