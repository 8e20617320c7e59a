import {
	codesIn,
	readLists,
	type ListFields,
} from '../../../../nodes/CreatorProgram/coupons/lists';

const FIELDS: ListFields = {
	activeWhen: ['active'],
	inactiveWhen: ['denied', 'disabled'],
	keyMergeField: 'AFFCODE',
	couponMergeField: 'COUPON',
	oldMergeField: 'COUPONOLD',
};

describe('the lists', () => {
	it('are read from the items of the three nodes', () => {
		const lists = readLists(
			[
				{
					code: 'a1',
					status: 'ACTIVE',
					first_name: 'Anna',
					last_name: 'Bell',
					email: 'a@x.example',
				},
				{ code: 'b2', status: 'Denied', email: 'b@x.example' },
				{ code: 'c3', status: 'PENDING' },
				{ status: 'ACTIVE' },
			],
			[{ code: 'ANNA10', state: 'usable', promotion_id: 42, promotion_name: 'Creators' }, {}],
			[
				{
					email_address: 'a@x.example',
					merge_fields: { FNAME: 'Anna', AFFCODE: 'a1', COUPON: ' ANNA10 ', COUPONOLD: 'A, B,,' },
				},
				{ email_address: 'z@x.example' },
				{},
			],
			FIELDS,
		);
		expect(lists.creators).toEqual([
			{ key: 'a1', state: 'active', email: 'a@x.example', name: 'Anna Bell' },
			{ key: 'b2', state: 'inactive', email: 'b@x.example', name: '' },
			{ key: 'c3', state: 'other', email: '', name: '' },
		]);
		expect(lists.codes).toEqual([
			{ code: 'ANNA10', state: 'usable', promotionId: '42', promotionName: 'Creators' },
		]);
		expect(lists.contacts).toEqual([
			{ email: 'a@x.example', name: 'Anna', key: 'a1', coupon: 'ANNA10', old: ['A', 'B'] },
			{ email: 'z@x.example', name: '', key: '', coupon: '', old: [] },
		]);
	});

	it.each([
		[['DENIED', 'ACTIVE'], 'active'],
		[['ACTIVE', 'DENIED'], 'active'],
		[['DENIED', 'PENDING'], 'other'],
	])('an affiliate who is twice in it, as %j, is %s', (statuses, state) => {
		const affiliates = statuses.map((status) => ({ code: 'a1', status }));
		expect(readLists(affiliates, [], [], FIELDS).creators).toMatchObject([{ state }]);
	});
});

it.each([
	['', []],
	['A', ['A']],
	[' A ,B', ['A', 'B']],
])('the codes in %j', (text, expected) => expect(codesIn(text)).toEqual(expected));
