import { createWorld, subscriberHash, type Member, type World } from '../../emulators';
import { mailchimpClient, type Answer } from './support';

export const ANNA = 'Anna@Creators.example';
export const HASH = subscriberHash(ANNA);

export type SeedStatus = 'subscribed' | 'unsubscribed' | 'cleaned' | 'pending' | 'archived';

/** A world with the audience `a1`, and short ways to write the contact Anna. */
export interface MemberFixture {
	world: World;
	call: ReturnType<typeof mailchimpClient>;
	put(body: object, key?: string): Promise<Answer>;
	post(body: object): Promise<Answer>;
	/** Anna as the API shows her; `{}` when she is not there. */
	anna(): Record<string, unknown>;
	seed(status: SeedStatus): Member;
}

export function addAudience(world: World): void {
	world.mailchimp.addAudience({
		id: 'a1',
		doubleOptin: true,
		mergeFields: [
			{ tag: 'AFFLINK', name: 'Link', type: 'url' },
			{ tag: 'NOTE', name: 'Note', type: 'text' },
		],
		interestCategories: [
			{ id: 'c1', title: 'Topics', type: 'checkboxes', interests: [{ id: 'i1', name: 'Bikes' }] },
		],
		marketingPermissions: [{ id: 'p1', text: 'Email' }],
	});
}

export function memberFixture(): MemberFixture {
	const world = createWorld();
	const call = mailchimpClient(world);
	addAudience(world);
	return {
		world,
		call,
		put: (body, key = HASH) =>
			call('PUT', `/lists/a1/members/${key}`, { email_address: ANNA, ...body }),
		post: (body) => call('POST', '/lists/a1/members', { email_address: ANNA, ...body }),
		anna: () => world.mailchimp.member('a1', ANNA) ?? {},
		seed: (status) =>
			world.mailchimp.addMember('a1', {
				email: ANNA,
				status,
				tags: ['old'],
				mergeFields: { NOTE: 'kept' },
			}),
	};
}
