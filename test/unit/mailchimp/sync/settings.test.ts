import { ProblemError } from '../../../../nodes/shared/problem';
import { readSettings } from '../../../../nodes/Mailchimp/sync/settings';
import { inputOf } from '../../shared/runContext';

const PARAMETERS = {
	audience: { __rl: true, mode: 'list', value: 'a1' },
	keyField: 'code',
	emailField: 'email',
	linkField: 'link',
	stateField: 'status',
	activeWhen: 'ACTIVE',
	inactiveWhen: 'DENIED, DISABLED',
	ignoredWhen: 'PENDING',
	keyMergeField: 'AFFCODE',
	linkMergeField: 'AFFLINK',
	activeTag: 'new-affiliate',
	inactiveTag: 'affiliate-inactive',
	'mergeFields.rows': [{ mergeField: 'FNAME', itemField: 'first_name' }],
	'tagGroups.rows': [{ prefix: 'tier-', itemField: 'offer_id' }],
};

const read = (more: Record<string, unknown> = {}) =>
	readSettings(inputOf({ ...PARAMETERS, ...more }));

/** What is wrong, in the words of the error. */
function problemOf(more: Record<string, unknown>): string {
	try {
		read(more);
	} catch (error) {
		if (!(error instanceof ProblemError)) throw error;
		expect(error.problem.code).toBe('invalid_input');
		return error.message.replace('The parameter ', '');
	}
	return '';
}

describe('the settings of Compare and Sync', () => {
	it('are read as they are set', () => {
		expect(read()).toMatchObject({
			audienceId: 'a1',
			fields: {
				key: 'code',
				email: 'email',
				state: 'status',
				link: 'link',
				activeWhen: ['ACTIVE'],
				inactiveWhen: ['DENIED', 'DISABLED'],
				ignoredWhen: ['PENDING'],
				mergeFields: new Map([['FNAME', 'first_name']]),
				tagGroups: new Map([['tier-', 'offer_id']]),
			},
			keyField: 'AFFCODE',
			linkField: 'AFFLINK',
			createMissing: false,
		});
	});

	it('may leave out the audience, the link, rows and words that are not needed', () => {
		const { audienceId, fields } = read({
			audience: { __rl: true, mode: 'list', value: '' },
			linkField: '',
			inactiveWhen: '',
			ignoredWhen: '',
			'mergeFields.rows': [],
			'tagGroups.rows': [],
		});
		expect(audienceId).toBe('');
		expect(fields).toMatchObject({ link: '', inactiveWhen: [], ignoredWhen: [] });
		expect([...fields.mergeFields, ...fields.tagGroups]).toEqual([]);
	});

	it('have merge tags in capitals', () => {
		const rows = [{ mergeField: 'fname', itemField: 'first_name' }];
		const settings = read({ keyMergeField: 'affcode', 'mergeFields.rows': rows });
		expect(settings.keyField).toBe('AFFCODE');
		expect([...settings.fields.mergeFields.keys()]).toEqual(['FNAME']);
	});

	it('may have a list of rows in the first field of one, as an expression gives it', () => {
		const list = [
			{ mergeField: 'FNAME', itemField: 'first_name' },
			{ mergeField: 'LNAME', itemField: 'last_name' },
		];
		const rows = [
			{ mergeField: list, itemField: '' },
			{ mergeField: 'SIZE', itemField: 'size' },
		];
		expect([...read({ 'mergeFields.rows': rows }).fields.mergeFields.values()]).toEqual([
			'first_name',
			'last_name',
			'size',
		]);
		expect(read({ 'tagGroups.rows': [{ prefix: [], itemField: '' }] }).fields.tagGroups.size).toBe(
			0,
		);
	});

	it.each<[string, Record<string, unknown>]>([
		['Key Field is empty', { keyField: '' }],
		['Email Field is empty', { emailField: ' ' }],
		['Status Field is empty', { stateField: '' }],
		['Active When is empty', { activeWhen: '' }],
		['Active When and its neighbours name "denied" twice', { activeWhen: 'ACTIVE, denied' }],
		['Key Merge Field is empty', { keyMergeField: '' }],
		['Key Merge Field is not a merge tag: "AFF CODE"', { keyMergeField: 'Aff code' }],
		['Link Merge Field is not a merge tag: "AFFILIATELINK"', { linkMergeField: 'affiliatelink' }],
		['Key Merge Field is the Link Merge Field as well', { keyMergeField: 'afflink' }],
		['Tag When Active is empty', { activeTag: '' }],
		['Tag When Active names more than one tag', { activeTag: 'one, two' }],
		['Tag When Inactive is the Tag When Active as well', { inactiveTag: 'New-Affiliate' }],
		[
			'Merge Fields has a row for AFFLINK',
			{ 'mergeFields.rows': [{ mergeField: 'afflink', itemField: 'link' }] },
		],
		[
			'Merge Fields has a row that is not filled in',
			{ 'mergeFields.rows': [{ mergeField: 'FNAME', itemField: '' }] },
		],
		[
			'Merge Fields has FNAME twice',
			{
				'mergeFields.rows': [
					{ mergeField: 'FNAME', itemField: 'a' },
					{ mergeField: 'fname', itemField: 'b' },
				],
			},
		],
		[
			'Tag Groups has a prefix with which new-affiliate begins',
			{ 'tagGroups.rows': [{ prefix: 'NEW-', itemField: 'offer_id' }] },
		],
		[
			'Tag Groups has a prefix with which affiliate-inactive begins',
			{ 'tagGroups.rows': [{ prefix: 'affiliate', itemField: 'offer_id' }] },
		],
	])('are refused: %s', (message, more) => expect(problemOf(more)).toBe(message));
});
