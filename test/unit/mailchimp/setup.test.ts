import fc from 'fast-check';
import {
	isMergeTag,
	isTolerable,
	missingChoicesProblem,
	missingChoices,
	mergeFieldsFull,
	compareMergeField,
	typeConflict,
	type WantedMergeField,
} from '../../../nodes/Mailchimp/mergeFields/setup';

const wanted = (more: Partial<WantedMergeField> = {}): WantedMergeField => ({
	tag: 'AFFLINK',
	name: 'Tracking Link',
	type: 'url',
	choices: [],
	...more,
});

describe('a merge tag', () => {
	it.each(['A', 'AFFLINK', 'LINKSTATUS', 'A_1', '0'])('may be %s', (tag) => {
		expect(isMergeTag(tag)).toBe(true);
	});

	it.each(['', 'LINKSTATUSX', 'afflink', 'AFF-LINK', 'AFF LINK', 'Ä', 'A\n', '*|A|*'])(
		'may not be %j',
		(tag) => expect(isMergeTag(tag)).toBe(false),
	);

	it('never is longer than Mailchimp takes', () => {
		fc.assert(
			fc.property(fc.string(), (text) => !isMergeTag(text) || Buffer.byteLength(text) <= 10),
		);
	});
});

describe('where an audience stands', () => {
	const list = (type: string, limit?: number) => ({
		byTag: new Map([['AFFLINK', { tag: 'AFFLINK', type }]]),
		total: 5,
		limit,
	});

	it('has the field, or one of another type', () => {
		expect(compareMergeField(list('url', 5), wanted())).toMatchObject({ state: 'present' });
		expect(compareMergeField(list('text', 5), wanted())).toMatchObject({ state: 'wrong_type' });
	});

	it.each([
		[6, 'missing'],
		[5, 'no_room'],
		[4, 'no_room'],
		[undefined, 'missing'],
	])('lacks the field, with a limit of %s for 5 fields: %s', (limit, state) => {
		expect(compareMergeField(list('url', limit), wanted({ tag: 'COUPON' })).state).toBe(state);
	});
});

describe('a field of another type', () => {
	it('is no conflict when the type is right', () => {
		expect(typeConflict(wanted(), 'url')).toBeUndefined();
	});

	it.each([
		[
			'text',
			'url',
			'AFFLINK is a text field, which Mailchimp cuts at 255 bytes, and must be a url field',
		],
		['url', 'text', 'AFFLINK is a url field and must be a text field'],
		['address', 'imageurl', 'AFFLINK is an address field and must be an imageurl field'],
	])('%s for %s is explained', (present, type, message) => {
		expect(typeConflict(wanted({ type }), present)).toMatchObject({ message });
	});

	it.each([
		['text', 'number', true],
		['text', 'date', true],
		['text', 'url', false],
		['text', 'imageurl', false],
		['text', 'address', false],
		['number', 'text', false],
		['dropdown', 'text', false],
	])('%s does for %s: %s', (present, type, expected) => {
		expect(isTolerable(wanted({ type }), present)).toBe(expected);
	});
});

describe('choices', () => {
	const level = wanted({ tag: 'LEVEL', type: 'dropdown', choices: ['Silver', 'Gold'] });

	it('are compared with those of the field', () => {
		expect(missingChoices(level, { options: { choices: ['Gold', 'Silver', 'Iron'] } })).toEqual([]);
		expect(missingChoices(level, { options: { choices: ['Gold'] } })).toEqual(['Silver']);
		expect(missingChoices(level, {})).toEqual(['Silver', 'Gold']);
	});

	it('that are missing are named', () => {
		expect(missingChoicesProblem('LEVEL', ['Silver', 'Gold']).message).toContain(
			'"Silver", "Gold"',
		);
	});
});

it('names every field for which there is no room', () => {
	expect(mergeFieldsFull(['A', 'B'], 30).message).toBe(
		'The audience has no room for A, B: it has the 30 merge fields that the plan allows',
	);
});
