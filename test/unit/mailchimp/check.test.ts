import type { IDataObject } from 'n8n-workflow';
import { readMailNames, wantedFields } from '../../../nodes/CreatorProgram/settings/mailNames';
import {
	WANTED_ROOM,
	doubleOptIn,
	keyField,
	linkField,
	pendingListed,
	plan,
	requiredFields,
	room,
	sharedNames,
} from '../../../nodes/Mailchimp/check/audienceFindings';
import {
	batchTags,
	longLinks,
	putTags,
	tagMembers,
	testContact,
	uniqueId,
} from '../../../nodes/Mailchimp/check/contactFindings';
import { isTestTag, refuseForeign, testAddress } from '../../../nodes/Mailchimp/check/testContact';

const fieldsOf = (...rows: IDataObject[]) => ({
	byTag: new Map(rows.map((row) => [String(row.tag), row])),
	total: rows.length,
});
const failed = { why: 'no answer' };

describe('the test contact', () => {
	it.each([
		['jo@shop.com', 'jo+creator-hub-check@shop.com'],
		['jo+news@shop.com', 'jo+news-creator-hub-check@shop.com'],
		['"a@b"@shop.com', '"a@b"+creator-hub-check@shop.com'],
	])('of %s is %s', (own, expected) => expect(testAddress(own)).toBe(expected));

	it('has at most 64 characters before the @', () => {
		// 46 and the 18 of "+creator-hub-check" are 64.
		expect(testAddress(`${'x'.repeat(46)}@shop.com`)).toContain('-check@');
		expect(() => testAddress(`${'x'.repeat(47)}@shop.com`)).toThrow('is too long');
	});

	it.each([
		['transactional', false],
		['archived', false],
		['subscribed', true],
		['pending', true],
		['unsubscribed', true],
		['cleaned', true],
		['', true],
	])('may be one that is %s, or not: %s', (status, isRefused) => {
		const refuse = () => refuseForeign({ status });
		if (isRefused) expect(refuse).toThrow('never makes');
		else expect(refuse).not.toThrow();
	});

	it.each([
		['creator-hub-check-put', true],
		['Creator-Hub-Check-Put', true],
		['creator-hub-check', false],
		['creator-hub-check-put2', false],
		['new-affiliate', false],
	])('the tag %s may be deleted: %s', (name, isOurs) => expect(isTestTag(name)).toBe(isOurs));
});

describe('what an audience says', () => {
	it.each([
		[true, 'attention'],
		[false, 'ok'],
		[undefined, 'unknown'],
		['yes', 'unknown'],
	])('double opt-in %j: %s', (value, state) => {
		expect(doubleOptIn({ double_optin: value }).state).toBe(state);
	});

	it.each([
		['url', 'ok'],
		['text', 'attention'],
		['number', 'attention'],
	])('a link field of type %s: %s', (type, state) => {
		expect(linkField(fieldsOf({ tag: 'L', type }), 'L')).toMatchObject({
			state,
			fact: `audience.link_field_type = ${type}`,
		});
	});

	it.each([
		[{ type: 'text' }, 'ok'],
		[{ type: 'text', public: true }, 'attention'],
		[{ type: 'number' }, 'attention'],
	])('a key field %j: %s', (field, state) => {
		expect(keyField(fieldsOf({ tag: 'K', ...field }), 'K').state).toBe(state);
	});

	it('fields that are missing', () => {
		expect(linkField(fieldsOf(), 'L')).toMatchObject({
			state: 'attention',
			found: expect.stringContaining('no merge field L'),
		});
		expect(keyField(fieldsOf(), 'K').state).toBe('attention');
	});

	it('fields that are required', () => {
		expect(requiredFields(fieldsOf({ tag: 'A', required: false })).state).toBe('ok');
		const { state, found } = requiredFields(
			fieldsOf({ tag: 'A', required: true }, { tag: 'B', required: true }),
		);
		expect([state, found]).toEqual(['attention', 'Required: A, B.']);
	});

	it('wants room for the fields that Prepare makes', () => {
		expect(WANTED_ROOM).toBe(wantedFields(readMailNames({})).length);
	});

	it.each([
		[undefined, 5, 'unknown'],
		[30, 15, 'ok'],
		[30, 16, 'attention'],
		[30, 31, 'attention'],
	])('room: a limit of %s and %d fields: %s', (limit, total, state) => {
		expect(room({ byTag: new Map(), limit, total }).state).toBe(state);
	});

	it.each([
		['forever_free', 'attention'],
		['monthly', 'unknown'],
		[undefined, 'unknown'],
	])('the plan %s: %s', (type, state) => {
		expect(plan({ value: { pricing_plan_type: type } }).state).toBe(state);
		expect(plan(failed).state).toBe('unknown');
	});

	it.each([
		[{ count: 0 }, 'unknown', undefined],
		[{ count: 3, listed: 'listed' }, 'ok', 'segmentsListPending = true'],
		[{ count: 3, listed: 'missing' }, 'ok', 'segmentsListPending = false'],
		[{ count: 3, listed: 'too many' }, 'unknown', undefined],
	] as const)('pending contacts %j: %s', (value, state, fact) => {
		expect(pendingListed({ value })).toMatchObject({ state });
		expect(pendingListed({ value }).fact).toBe(fact);
		expect(pendingListed(failed).state).toBe('unknown');
	});
});

describe('two workflows with the same names', () => {
	const names = { activeTag: 'tag', keyField: 'K', linkField: 'L' };
	const one = { key: 'a1', link: 'https://x.com/c/a1' };
	it.each([
		[undefined, 'unknown', 'No contact has the tag tag yet'],
		[[], 'unknown', 'No contact'],
		[[one], 'ok', 'Of 1 contact with the tag tag: 0 without a key, 0 with'],
		[
			[one, { key: '', link: '' }],
			'ok',
			'1 without a key, 0 with the key of another contact, 0 with',
		],
		[[one, one, one], 'attention', '0 without a key, 2 with the key of another contact'],
		[
			[one, { key: 'b2', link: 'https://x.com/c/a1' }],
			'attention',
			'1 with a link that has not their key',
		],
		[[{ key: 'b2', link: '' }], 'ok', '0 with a link that'],
	])('%j: %s', (value, state, found) => {
		const verdict = sharedNames({ value }, names);
		expect(verdict.state).toBe(state);
		expect(verdict.found).toContain(found);
		// The keys and links themselves are nobody's business.
		expect(JSON.stringify(verdict)).not.toMatch(/a1|b2|x\.com/);
	});
});

describe('what the test contact says', () => {
	it.each([true, false])('tags that stick: %s', (value) => {
		const way = value ? 'added' : 'ignored';
		expect(batchTags({ value }).fact).toBe(`batchTagsOnExisting = ${way}`);
		expect(putTags({ value }).fact).toBe(`putTagsOnExisting = ${way}`);
		expect(uniqueId({ value }).state).toBe(value ? 'ok' : 'attention');
	});

	it.each([
		['listed', 'ok'],
		['missing', 'attention'],
	] as const)('a tag whose member is %s: %s', (value, state) => {
		expect(tagMembers({ value }).state).toBe(state);
	});

	it.each([
		[{ state: 'stored', sent: 400, kept: 400 }, 'ok', 'A link of 400 characters was stored whole.'],
		[{ state: 'cut', sent: 400, kept: 255 }, 'attention', 'was cut at 255'],
		[{ state: 'changed', sent: 400, kept: 9 }, 'attention', 'otherwise than sent'],
		[{ state: 'refused', sent: 400, kept: 0 }, 'attention', 'was refused'],
		[undefined, 'unknown', 'no such field yet'],
	] as const)('a long link %j: %s', (value, state, found) => {
		expect(longLinks({ value }, 'url')).toMatchObject({
			state,
			found: expect.stringContaining(found),
		});
	});

	it('nothing of what failed', () => {
		const states = [batchTags, putTags, tagMembers, uniqueId].map((verdict) => verdict(failed));
		states.push(longLinks(failed, 'url'));
		expect(states.map(({ state }) => state)).toEqual(states.map(() => 'unknown'));
	});

	it('what is left', () => {
		const answers = {
			batchTag: failed,
			putTag: failed,
			listed: failed,
			uniqueId: failed,
			longLink: failed,
		};
		const ok = { ...answers, cleaned: { value: true } } as const;
		expect(testContact({ ...ok, wasLeft: false })).toMatchObject({ state: 'ok' });
		expect(testContact({ ...ok, wasLeft: true }).found).toContain('an earlier run had left');
		expect(testContact({ ...answers, wasLeft: false, cleaned: failed })).toMatchObject({
			state: 'attention',
			found: 'Something is left: no answer',
		});
	});
});
