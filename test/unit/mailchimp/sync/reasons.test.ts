import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brake } from '../../../../nodes/Mailchimp/sync/brake';
import { decisionItem } from '../../../../nodes/Mailchimp/sync/items';
import { plan } from '../../../../nodes/Mailchimp/sync/plan';
import { explain, isReason, REASONS, type Reason } from '../../../../nodes/Mailchimp/sync/reasons';
import type { Contact, Decision, Person } from '../../../../nodes/Mailchimp/sync/types';
import { GONE, RULES } from './model';
import { again, contact, decide, decideLive, gone, linkOf, person, saidBy } from './support';

const withLink = (link: string) => decide(person({ link }), []);
const unlike = contact({ mergeFields: {} });
const said = saidBy(decide(person(), [unlike]));

/** A decision for each reason that a plan can have. */
const ENDS: Partial<Record<Reason, Decision>> = {
	no_key: decide(person({ key: '' }), []),
	no_address: decide(person({ email: 'ann' }), []),
	same_key: decide([person(), person({ email: 'b@x.com' })], []),
	same_address: decide([person({ key: 'k2' }), person()], []),
	address_in_use: inUse([contact({ key: 'k2' })]),
	other_key: decide(person(), [contact({ key: 'k2', tags: [] })]),
	unknown_state: decide(person({ state: 'unknown', stateWord: 'PAUSED' }), []),
	not_active_any_more: decide(person({ state: 'ignored', stateWord: 'PENDING' }), [contact()]),
	no_link: withLink(''),
	bad_link: withLink('ftp://shop.example/k1'),
	link_without_key: withLink(linkOf('k2')),
	bad_value: decide(person({ problem: 'The merge field SIZE takes a number, not "M"' }), []),
	missing_field: decide(person({ missing: 'first_name' }), []),
	waiting: decide(person(), [contact({ status: 'pending' })]),
	unsubscribed: decide(person(), [contact({ status: 'unsubscribed', tags: [] })]),
	transactional: decide(person(), [contact({ status: 'transactional', tags: [] })]),
	bounced: decide(person(), [contact({ status: 'cleaned' })]),
	archived: decide(person(), [contact({ status: 'archived' })]),
	orphan: plan([gone()], [contact({ key: 'k9', email: 'z@x.com' })], RULES)[1],
	tag_was_missing: decide(person(), [contact({ tags: [] })]),
	came_back: decide(person(), [contact({ tags: [GONE] })]),
	taken_over: decide(person(), [contact({ key: 'k2' })]),
	link_changed: again({ ...said, verdict: 'check' }, person({ link: `${linkOf('k1')}?v=2` }), [
		contact(),
	]),
	moved_on: again(said, person({ email: 'new@x.com' }), [unlike]),
	next_look: decideLive(person()),
	address_is_freed: freed(),
	brake: brake(manyNew(), 0, { people: 25, percent: 20 })[0],
};

/** Reasons that are given where there are requests, and the tests of those. */
const ELSEWHERE: Partial<Record<Reason, string>> = {
	not_compared: 'engine/keepInStepFailures.test.ts',
	empty_list: 'engine/keepInStepFailures.test.ts',
	not_read: 'engine/keepInStepFailures.test.ts',
	links_changed: 'unit/creatorProgram/telling.test.ts',
};

function inUse(contacts: Contact[]): Decision {
	const waits: Person = person({ key: 'k2', email: 'z@x.com', missing: 'first_name' });
	return decide([person(), waits], contacts);
}

function freed(): Decision {
	const leaves = person({ key: 'k2', email: 'z@x.com' });
	return decide([person(), leaves], [contact({ key: 'k2' })]);
}

function manyNew(): Decision[] {
	const keys = ['k1', 'k2', 'k3', 'k4'];
	const people = keys.map((key) => person({ key, email: `${key}@x.com` }));
	return plan(people, [], RULES);
}

describe('every reason', () => {
	const codes = Object.keys(REASONS).filter(isReason);

	it('is reached by a test', () => {
		const reached = [...Object.keys(ENDS), ...Object.keys(ELSEWHERE)];
		expect(reached.sort()).toEqual([...codes].sort());
	});

	it.each(Object.entries(ENDS))('%s is what a decision ends in', (code, decided) => {
		expect(decided.reason).toBe(code);
		const item = decisionItem(decided);
		expect(`${String(item.what_happened)} ${String(item.what_to_do)}`).not.toMatch(
			/[{}]|undefined/,
		);
		// The text names what it is about.
		const { what_happened: what } = REASONS[codes.find((each) => each === code) ?? 'brake'];
		if (what.includes('{about}')) expect(decided.about).not.toBe('');
		expect(item.what_happened).toContain(what.includes('{about}') ? decided.about : what);
	});

	it.each(Object.entries(ELSEWHERE))('%s has its test in %s', (code, file) => {
		const path = join(__dirname, '..', '..', '..', file);
		expect(existsSync(path)).toBe(true);
		expect(readFileSync(path, 'utf8')).toContain(`'${code}'`);
	});

	it.each(codes)('%s says what happened and what to do, in whole sentences', (code) => {
		const { what_happened: what, what_to_do: remedy } = explain(code, 'ABOUT', 'Do it.');
		expect(what).toMatch(/^(ABOUT$|[A-Z])/);
		expect(what).not.toMatch(/\.$/);
		expect(remedy).toMatch(/^[A-Z].*\.$/);
		expect(`${what} ${remedy}`).not.toMatch(/[{}]|\s\s/);
	});

	it('is filled in as it is, whatever characters it has', () => {
		expect(explain('same_key', '$&').what_happened).toBe('Two people have the code $&');
		expect(explain('')).toEqual({ what_happened: '', what_to_do: '' });
		expect(isReason('toString')).toBe(false);
	});
});
