import type { IDataObject } from 'n8n-workflow';
import { readMergeField, type MergeField } from '../../../../nodes/Mailchimp/mergeFields';
import { missingEverywhere, readPerson, valueAt } from '../../../../nodes/Mailchimp/sync/people';
import {
	rulesOf,
	type PersonFields,
	type SyncSettings,
} from '../../../../nodes/Mailchimp/sync/settings';
import type { Person } from '../../../../nodes/Mailchimp/sync/types';
import { RULES } from './model';
import { contact, decide, inWords } from './support';

const FIELDS: PersonFields = {
	key: 'code',
	email: 'email',
	state: 'status',
	link: 'link',
	names: ['first_name', 'last_name'],
	activeWhen: ['ACTIVE', 'approved'],
	inactiveWhen: ['DENIED', 'DISABLED'],
	ignoredWhen: ['PENDING'],
	mergeFields: new Map([['FNAME', 'first_name']]),
	tagGroups: new Map(),
};

const ANN: IDataObject = {
	code: 'k1',
	email: 'a@x.com',
	status: 'ACTIVE',
	first_name: 'Ann',
	last_name: 'Bell',
};

const field = (tag: string, type: string, options: IDataObject = {}): MergeField =>
	readMergeField({ tag, name: tag, type, options });

function read(
	more: IDataObject,
	fields: Partial<PersonFields> = {},
	definitions: MergeField[] = [],
): Person {
	const context = {
		definitions: new Map(definitions.map((each) => [each.tag, each])),
		timeZone: 'America/New_York',
	};
	return readPerson({ ...ANN, ...more }, { ...FIELDS, ...fields }, context, false);
}

/** An item without some of its fields. */
function without(...names: string[]): IDataObject {
	return Object.fromEntries(Object.entries(ANN).filter(([name]) => !names.includes(name)));
}

const readItem = (json: IDataObject) =>
	readPerson(json, FIELDS, { definitions: new Map(), timeZone: 'UTC' }, false);

describe('a field of an item', () => {
	it.each<[string, IDataObject, unknown]>([
		['code', { code: 'k1' }, 'k1'],
		['custom.size', { custom: { size: 'M' } }, 'M'],
		['custom.size', { 'custom.size': 'L', custom: { size: 'M' } }, 'L'],
		['custom.size', { custom: 'M' }, undefined],
		['custom.size', { custom: null }, undefined],
		['rows.0', { rows: ['M'] }, 'M'],
		['code', { code: null }, null],
		['toString', {}, undefined],
		['custom.constructor', { custom: {} }, undefined],
		['Code', { code: 'k1' }, undefined],
	])('%s of %j is %j', (name, json, expected) => expect(valueAt(json, name)).toBe(expected));
});

describe('a person', () => {
	it('is read out of an item', () => {
		expect(read({ email: ' A@x.com ', link: ' https://shop.example/c/k1 ' })).toEqual({
			key: 'k1',
			email: 'A@x.com',
			name: 'Ann Bell',
			state: 'active',
			stateWord: 'ACTIVE',
			link: 'https://shop.example/c/k1',
			fields: new Map([['FNAME', 'Ann']]),
			groupTags: [],
			isApproval: false,
		});
	});

	it('may stand deep in the item', () => {
		const json = { affiliate: ANN };
		const deep = (name: string) => `affiliate.${name}`;
		const fields = { ...FIELDS, key: deep('code'), email: deep('email'), state: deep('status') };
		fields.mergeFields = new Map([['FNAME', deep('first_name')]]);
		const context = { definitions: new Map(), timeZone: 'UTC' };
		expect(readPerson(json, fields, context, true)).toMatchObject({
			key: 'k1',
			state: 'active',
			fields: new Map([['FNAME', 'Ann']]),
			isApproval: true,
		});
	});

	it.each([
		[12345, '12345'],
		[0, '0'],
		[' k1 ', 'k1'],
		['', ''],
		['  ', ''],
		[null, ''],
		[true, ''],
		[['k1'], ''],
		[{ code: 'k1' }, ''],
		[NaN, ''],
		[-Infinity, ''],
	])('with the code %p has the key %p', (code, key) => expect(read({ code }).key).toBe(key));

	it.each([
		['ACTIVE', 'active'],
		['active', 'active'],
		[' Active ', 'active'],
		['Approved', 'active'],
		['denied', 'inactive'],
		['Disabled', 'inactive'],
		['pending', 'ignored'],
		['PAUSED', 'unknown'],
		['', 'unknown'],
		[null, 'unknown'],
		[true, 'unknown'],
	])('with the status %j is %s', (status, state) => expect(read({ status }).state).toBe(state));

	it.each([
		['the whole name', {}, 'Ann Bell'],
		['one of two', { last_name: '' }, 'Ann'],
		['none', { first_name: null, last_name: undefined }, ''],
	])('has %s', (_what, more, name) => expect(read(more).name).toBe(name));

	it.each([
		['not known where the field is absent', without('link'), undefined],
		['empty where the field is', { ...ANN, link: null }, ''],
		['a text', { ...ANN, link: 'https://x.example/k1' }, 'https://x.example/k1'],
	])('has a link that is %s', (_what, json, link) => expect(readItem(json).link).toBe(link));

	it('has no link where no field has it', () => {
		expect(read({ '': 'x' }, { link: '' }).link).toBeUndefined();
	});
});

describe('a field that is missing', () => {
	it.each(['code', 'email', 'status', 'first_name'])('on some, as %s, holds those', (name) => {
		const one = readItem(without(name));
		expect(one.missing).toBe(name);
		const decided = decide(one, [contact()]);
		expect([inWords(decided), decided.about]).toEqual(['held missing_field', name]);
		expect(readItem({ ...ANN, first_name: null }).missing).toBeUndefined();
	});

	it('holds nobody when it is the link, a name that is only shown or a group', () => {
		const fields = { tagGroups: new Map([['tier-', 'tier']]) };
		expect(read({ last_name: undefined }, fields).missing).toBeUndefined();
	});

	it('everywhere is told by its name, so that nobody is taken for empty', () => {
		const mergeFields = new Map([
			['FNAME', 'first_name'],
			['SIZE', 'custom.size'],
		]);
		const fields = { ...FIELDS, state: 'state', mergeFields };
		expect(missingEverywhere([ANN, ANN], fields)).toEqual(['state', 'custom.size']);
		expect(missingEverywhere([ANN, { ...ANN, state: null }], fields)).toEqual(['custom.size']);
		expect(missingEverywhere([ANN], FIELDS)).toEqual([]);
	});
});

describe('values', () => {
	const value = (type: string, given: unknown, options: IDataObject = {}) => {
		const mergeFields = new Map([['SIZE', 'size']]);
		const { fields, problem } = read({ size: given as IDataObject }, { mergeFields }, [
			field('SIZE', type, options),
		]);
		return problem ?? fields.get('SIZE');
	};

	it.each([
		['text', ' M ', 'M'],
		['number', '12.5', 12.5],
		['number', 0, 0],
		['date', '12/31/2026', '2026-12-31'],
		// In New York it is still the day before.
		['date', '2026-12-31T03:00:00Z', '2026-12-30'],
		['birthday', '1990-12-31', '12/31'],
		['text', '', undefined],
		['text', '  ', undefined],
		['text', null, undefined],
		['number', '', undefined],
		['date', null, undefined],
	])('of a %s field: %j is sent as %j', (type, given, sent) => {
		expect(value(type, given)).toBe(sent);
	});

	it('of a field that is not known are texts', () => {
		const one = read({ size: 12 }, { mergeFields: new Map([['SIZE', 'size']]) });
		expect(one.fields).toEqual(new Map([['SIZE', '12']]));
	});

	it.each([
		['number', 'many', 'SIZE takes a number'],
		['date', '31/31/2026', 'SIZE takes a date'],
		['birthday', 'soon', 'SIZE takes a month and a day'],
	])('that are nothing for a %s field hold the person: %j', (type, given, text) => {
		expect(value(type, given)).toMatch(text);
		const mergeFields = new Map([['SIZE', 'size']]);
		const one = read({ size: given }, { mergeFields }, [field('SIZE', type)]);
		const decided = decide(one, [contact()]);
		expect(inWords(decided)).toBe('held bad_value');
		expect(decided.about).toMatch(text);
	});

	it('that are empty wipe nothing', () => {
		const one = read({ first_name: '', link: 'https://shop.example/c/k1' });
		expect(inWords(decide(one, [contact({ mergeFields: { FNAME: 'Ann' } })]))).toBe('right');
	});

	it('are compared by what they mean', () => {
		const definitions = new Map([['BORN', field('BORN', 'date')]]);
		const settings: SyncSettings = {
			audienceId: '',
			fields: FIELDS,
			keyField: 'AFFCODE',
			linkField: 'AFFLINK',
			activeTag: RULES.activeTag,
			inactiveTag: RULES.inactiveTag,
			createMissing: false,
		};
		const more = { isComplete: true, takeOver: false, offboardOrphans: false };
		const { isStored } = rulesOf(settings, more, definitions, 'UTC');
		expect(isStored('BORN', '2026-12-31', '2026-12-31')).toBe(true);
		expect(isStored('BORN', '2026-12-31', '12/31/2026')).toBe(true);
		expect(isStored('BORN', '2026-12-31', '2026-12-30')).toBe(false);
		expect(isStored('FNAME', 'Ann', 'Ann')).toBe(true);
		expect(isStored('FNAME', 'Ann', '')).toBe(false);
	});
});

describe('the tag of a group', () => {
	const tagOf = (offer: unknown) => {
		const tagGroups = new Map([['tier-', 'offer']]);
		return read({ offer: offer as string }, { tagGroups }).groupTags.map(({ tag }) => tag);
	};

	it.each([
		['Gold Plus', ['tier-gold-plus']],
		[120, ['tier-120']],
		[0, ['tier-0']],
		[' --Gold!! ', ['tier-gold']],
		['Élite', ['tier-elite']],
		['ﬁrst', ['tier-first']],
		['हिन्दी', ['tier-हिन्दी']],
		['金', ['tier-金']],
		['A,B', ['tier-a-b']],
		['', []],
		['!!', []],
		[null, []],
		[undefined, []],
		[{ name: 'Gold' }, []],
	])('of %j is %j', (offer, tags) => expect(tagOf(offer)).toEqual(tags));

	it('is left alone on the contact where the person has no value', () => {
		const tagGroups = new Map([['tier-', 'offer']]);
		const there = contact({ tags: [RULES.activeTag, 'tier-gold'] });
		for (const more of [{}, { offer: '' }]) {
			expect(inWords(decide(read(more, { tagGroups }), [there]))).toBe('right');
		}
		expect(inWords(decide(read({ offer: 'Silver' }, { tagGroups }), [there]))).toBe('correct');
	});
});
