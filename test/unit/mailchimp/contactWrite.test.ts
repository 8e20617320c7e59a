import {
	canJoin,
	claimRestarts,
	contactOutput,
	fitsBatch,
	joinWrites,
	memberBody,
	restartsOf,
} from '../../../nodes/Mailchimp/write/contactWrite';
import { member, STATUSES, write } from './support';

describe('the body of a contact', () => {
	it('has the further fields only where they are given', () => {
		const extras = { vip: false, language: 'fr', interests: { i1: true } };
		expect(memberBody(write({ extras }), undefined)).toEqual({
			email_address: 'jo@creator-mail.com',
			status_if_new: 'subscribed',
			merge_fields: { FNAME: 'Jo' },
			vip: false,
			language: 'fr',
			interests: { i1: true },
		});
		expect(Object.keys(memberBody(write(), undefined))).toEqual([
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
		const joined = joinWrites(
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
		expect(joined.extras).toEqual({
			vip: false,
			language: 'en',
			interests: { i1: true, i2: false },
			marketing_permissions: [permission('p1', true), permission('p2', false)],
		});
		expect(joined.tagsToRestart).toEqual(['a', 'b']);
		const [none, some] = [write(), write({ extras: { interests: { i1: true } } })];
		expect(joinWrites(some, none).extras).toEqual({ interests: { i1: true } });
		expect(joinWrites(none, some).extras).toEqual({ interests: { i1: true } });
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
		expect(canJoin(write(first), write({ tagsToAdd: ['A', 'c'], extras: { vip: true } }))).toBe(
			true,
		);
	});

	it.each([
		{ linkTag: 'AFFLINK' },
		{ createMissing: true },
		{ startAutomations: 'no' as const },
		{ status: 'subscribed' },
		{ statusIfNew: 'pending' },
		{ reviveArchived: true },
		{ askAgain: true },
		{ holdOn: ['archived'] },
		{ tagsToRemove: ['A'] },
		{ tagsToAdd: ['B'] },
	])('are written one after the other when one has %j', (more) => {
		expect(canJoin(write(first), write(more))).toBe(false);
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
