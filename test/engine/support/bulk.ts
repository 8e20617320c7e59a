import type { IDataObject } from 'n8n-workflow';
import { LINK, runUpsert, type UpsertRun } from './contacts';
import { resetHub, startHub, type Hub } from './hub';

let hub: Hub;

export const theHub = () => hub;

/** Starts the services for the tests of a file. */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(() => resetHub(hub));
	afterAll(async () => await hub.close());
}

export const upsert = async (run?: UpsertRun) => await runUpsert(hub, run);

export const contact = (email: string) => hub.world.mailchimp.member(hub.audienceId, email);

export const tagsOf = (email: string) => hub.world.mailchimp.tagsOf(hub.audienceId, email);

export const add = (email: string, more: IDataObject = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, { email, ...more });

/** How many requests went to each kind of path. */
export const requests = () => {
	const counts: Record<string, number> = {};
	for (const { method, path } of hub.world.mailchimp.requests) {
		const kind = path
			.replace(/^\/3\.0\/lists\/\w+/, '')
			.replace(/[0-9a-f]{32}/, ':hash')
			.replace(/\d+$/, ':id');
		counts[`${method} ${kind}`] = (counts[`${method} ${kind}`] ?? 0) + 1;
	}
	return counts;
};

/** Fails the test unless so many of `creators` are there with the link of their own and the tag. */
export const expectRight = (count: number) => {
	for (let index = 0; index < count; index++) {
		const email = `jo${index}@creator-mail.com`;
		expect(contact(email)).toMatchObject({ merge_fields: { AFFLINK: `${LINK}${index}` } });
		expect(tagsOf(email)).toEqual(['new-affiliate']);
	}
};
