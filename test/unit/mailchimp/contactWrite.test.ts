import {
	bodyWithStatus,
	claimRestarts,
	contactOutput,
	fitsBatch,
	memberBody,
	restartsOf,
	type ContactWrite,
} from '../../../nodes/Mailchimp/rules/contactWrite';
import { canMerge, mergeWrites } from '../../../nodes/Mailchimp/rules/mergeWrites';
import { statusAtOnce, statusChange } from '../../../nodes/Mailchimp/rules/status';

const write = (more: Partial<ContactWrite> = {}): ContactWrite => ({
	audienceId: 'a1',
	email: 'jo@creator-mail.com',
	mergeFields: { FNAME: 'Jo' },
	extras: {},
	linkTag: '',
	requiredTags: [],
	tagsToAdd: [],
	tagsToRemove: [],
	tagsToRestart: [],
	startAutomations: 'yes',
	statusIfNew: 'subscribed',
	chosenStatuses: ['keep', 'audience'],
	reviveArchived: false,
	askAgain: false,
	...more,
});

const member = (status: string) => ({
	id: 'h',
	contactId: 'c',
	email: 'jo@creator-mail.com',
	status,
	mergeFields: {},
	tags: [],
	tagsCount: 0,
});

const STATUSES = ['subscribed', 'pending', 'unsubscribed', 'cleaned', 'archived', 'transactional'];

describe('the status after the first write', () => {
	it('is left alone unless an option says otherwise', () => {
		for (const status of STATUSES) expect(statusChange(write(), status)).toBeUndefined();
	});

	it.each(['subscribed', 'pending'])('archived: revived as a new contact, %s', (statusIfNew) => {
		const revive = write({ reviveArchived: true, statusIfNew });
		expect(statusChange(revive, 'archived')).toMatchObject({
			status: statusIfNew,
			warning: expect.stringContaining('has been revived'),
		});
		for (const status of STATUSES.filter((each) => each !== 'archived')) {
			expect(statusChange(revive, status)).toBeUndefined();
		}
	});

	it('unsubscribed: asked, and nobody else is', () => {
		const ask = write({ askAgain: true });
		expect(statusChange(ask, 'unsubscribed')).toMatchObject({ status: 'pending' });
		for (const status of STATUSES.filter((each) => each !== 'unsubscribed')) {
			expect(statusChange(ask, status)).toBeUndefined();
		}
	});

	it('unsubscribed on purpose: not asked', () => {
		const ask = write({ askAgain: true, chosenStatuses: ['keep', 'unsubscribed'] });
		expect(statusChange(ask, 'unsubscribed')).toBeUndefined();
	});

	it('subscribed waits until it is known who has been asked', () => {
		const both = write({
			askAgain: true,
			status: 'subscribed',
			chosenStatuses: ['subscribed', 'pending'],
			statusIfNew: 'pending',
		});
		expect(statusAtOnce(both)).toBeUndefined();
		expect(memberBody(both)).not.toHaveProperty('status');
		expect(statusChange(both, 'pending')).toBeUndefined();
		expect(statusChange(both, 'unsubscribed')).toMatchObject({ status: 'pending' });
		expect(statusChange(both, 'transactional')).toMatchObject({ status: 'subscribed' });
		expect(statusChange(both, 'archived')).toMatchObject({ status: 'subscribed' });
		expect(statusChange(both, 'cleaned')).toBeUndefined();
		const whenNew = { ...both, chosenStatuses: ['subscribed', 'transactional'] };
		expect(statusChange(whenNew, 'transactional')).toBeUndefined();
	});

	it('other statuses are sent at once', () => {
		expect(memberBody(write({ status: 'subscribed' }))).toHaveProperty('status', 'subscribed');
		expect(memberBody(write({ askAgain: true, status: 'pending' }))).toHaveProperty(
			'status',
			'pending',
		);
	});
});

describe('the body of a contact', () => {
	it('has the further fields only where they are given', () => {
		const extras = { vip: false, language: 'fr', interests: { i1: true } };
		expect(bodyWithStatus(write({ extras }), undefined)).toEqual({
			email_address: 'jo@creator-mail.com',
			status_if_new: 'subscribed',
			merge_fields: { FNAME: 'Jo' },
			vip: false,
			language: 'fr',
			interests: { i1: true },
		});
		expect(Object.keys(memberBody(write()))).toEqual([
			'email_address',
			'status_if_new',
			'merge_fields',
		]);
	});

	it('goes alone when it has marketing permissions', () => {
		const marketing_permissions = [{ marketing_permission_id: 'p1', enabled: true }];
		expect(fitsBatch(write({ extras: { marketing_permissions } }))).toBe(false);
		expect(fitsBatch(write({ extras: { vip: true } }))).toBe(true);
	});

	it('joins what two items ask for, the later one counting', () => {
		const permission = (marketing_permission_id: string, enabled: boolean) => ({
			marketing_permission_id,
			enabled,
		});
		const merged = mergeWrites(
			write({
				extras: {
					vip: true,
					language: 'en',
					interests: { i1: true, i2: true },
					marketing_permissions: [permission('p1', true), permission('p2', true)],
				},
				tagsToRestart: ['a'],
			}),
			write({
				extras: {
					vip: false,
					interests: { i2: false },
					marketing_permissions: [permission('p2', false)],
				},
				tagsToRestart: ['b'],
			}),
		);
		expect(merged.extras).toEqual({
			vip: false,
			language: 'en',
			interests: { i1: true, i2: false },
			marketing_permissions: [permission('p1', true), permission('p2', false)],
		});
		expect(merged.tagsToRestart).toEqual(['a', 'b']);
		const [none, some] = [write(), write({ extras: { interests: { i1: true } } })];
		expect(mergeWrites(some, none).extras).toEqual({ interests: { i1: true } });
		expect(mergeWrites(none, some).extras).toEqual({ interests: { i1: true } });
	});
});

describe('tags to restart', () => {
	const plan = { toAdd: ['new'], alreadyPresent: ['Welcome', 'vip'], toRemove: [] };
	const restart = write({ tagsToRestart: ['welcome', 'new'] });

	it('are those that are present, of subscribed contacts', () => {
		expect(restartsOf(restart, member('subscribed'), plan)).toEqual(['Welcome']);
		expect(restartsOf(write(), member('subscribed'), plan)).toEqual([]);
		for (const status of STATUSES.slice(1)) {
			expect(restartsOf(restart, member(status), plan)).toEqual([]);
		}
	});

	it('count as added, with a warning', () => {
		const output = contactOutput(restart, {
			member: member('subscribed'),
			changed: [],
			tags: ['Welcome', 'vip'],
			plan,
			toRestart: ['Welcome'],
			warnings: ['first'],
		});
		expect(output).toMatchObject({
			tags: ['Welcome', 'vip', 'new'],
			tags_added: ['new', 'Welcome'],
			tags_already_present: ['vip'],
			warnings: [
				'first',
				'Removed and added again, so that automations may start a second time: Welcome',
			],
		});
	});
});

describe('two items for one contact', () => {
	const first = { tagsToAdd: ['a'], tagsToRemove: ['b'] };

	it('are written together when they treat it alike', () => {
		expect(canMerge(write(first), write({ tagsToAdd: ['A', 'c'], extras: { vip: true } }))).toBe(
			true,
		);
	});

	it.each([
		{ linkTag: 'AFFLINK' },
		{ startAutomations: 'no' as const },
		{ status: 'subscribed' },
		{ statusIfNew: 'pending' },
		{ reviveArchived: true },
		{ askAgain: true },
		{ tagsToRemove: ['A'] },
		{ tagsToAdd: ['B'] },
	])('are written one after the other when one has %j', (more) => {
		expect(canMerge(write(first), write(more))).toBe(false);
	});

	it('restart a tag once', () => {
		const restarts = new Set<string>();
		const item = write({ tagsToRestart: ['a', 'b'] });
		expect(claimRestarts(item, restarts).tagsToRestart).toEqual(['a', 'b']);
		const later = write({ email: 'JO@creator-mail.com', tagsToRestart: ['B', 'c'] });
		expect(claimRestarts(later, restarts).tagsToRestart).toEqual(['c']);
		expect(claimRestarts(write({ ...item, audienceId: 'a2' }), restarts).tagsToRestart).toEqual([
			'a',
			'b',
		]);
	});
});
