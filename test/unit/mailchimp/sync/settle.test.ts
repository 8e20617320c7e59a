import { asItCameOut, untilConfirmed } from '../../../../nodes/Mailchimp/sync/settle';
import type { Outcome } from '../../../../nodes/shared/outcomes';
import { GONE, RULES, TAG } from './model';
import { contact, decide, inWords, person } from './support';

const fresh = () => decide(person(), []);

describe('somebody new who has to confirm first', () => {
	it('is added without tag and mail', () => {
		const made = fresh();
		expect(inWords(made)).toBe('add with a mail');
		const asked = untilConfirmed(made, 'pending');
		expect(inWords(asked)).toBe('add waiting');
		expect(asked.changes).toEqual(made.changes.filter(({ what }) => what === 'merge field'));
		expect(asked.changes).not.toEqual([]);
	});

	it.each([
		['new contacts are subscribed', fresh(), 'subscribed'],
		['the contact is there', decide(person(), [contact({ tags: [] })]), 'pending'],
		['nobody is added', decide(person(), [contact()]), 'pending'],
	])('is not who it is about when %s', (_what, made, statusIfNew) => {
		expect(untilConfirmed(made, statusIfNew)).toBe(made);
	});
});

describe('a contact that turns out to have the tag', () => {
	const had = (...tags: string[]): Outcome => ({ output: { tags_already_present: tags } });
	const came = (made: ReturnType<typeof fresh>, outcome?: Outcome) =>
		asItCameOut(made, outcome, RULES);

	it('was not seen before: it is right, and nobody was mailed', () => {
		const right = came(fresh(), had(TAG.toUpperCase()));
		expect(inWords(right)).toBe('right');
		expect(right.changes).toEqual([]);
	});

	it('was seen without the tag: what differed was corrected', () => {
		const known = contact({ tags: [], mergeFields: {} });
		const corrected = came(decide(person(), [known]), had(TAG));
		expect(inWords(corrected)).toBe('correct');
		expect(corrected.changes).toMatchObject([{ what: 'merge field', name: 'FNAME' }]);
		expect(inWords(came(decide(person(), [contact({ tags: [] })]), had(TAG)))).toBe('right');
		const left = came(decide(person(), [contact({ tags: [GONE] })]), had(TAG));
		expect(left.changes).toMatchObject([{ what: 'tag', name: GONE, to: null }]);
	});

	it('was moved: it still was, and without a mail', () => {
		const moved = came(decide(person(), [contact({ email: 'old@x.com', tags: [] })]), had(TAG));
		expect(inWords(moved)).toBe('move');
	});

	it.each<[string, Outcome | undefined]>([
		['it had none', had()],
		['it had another one', had('vip')],
		['nothing was written', undefined],
		['it failed', { error: new Error('No') }],
	])('is not one of those when %s', (_what, outcome) => {
		const made = fresh();
		expect(came(made, outcome)).toBe(made);
	});
});
