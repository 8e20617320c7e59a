import type { Choice } from '../rules/names';
import type { MailchimpClient } from './client';
import { readPages } from './pages';
import { audiencePath } from './paths';

/**
 * The groups of an audience, Mailchimp's "interests": by "Category: Group" and by the name of the group
 * alone. Needs one request, and one more for each category.
 *
 * @throws NodeApiError 404 when there is no such audience
 */
export async function readGroups(client: MailchimpClient, audienceId: string): Promise<Choice[]> {
	const path = `${audiencePath(audienceId)}/interest-categories`;
	const groups: Choice[] = [];
	for await (const categories of readPages(client, { path, rows: 'categories', limit: Infinity })) {
		for (const { id, title } of categories) {
			const interests = readPages(client, {
				path: `${path}/${encodeURIComponent(String(id))}/interests`,
				rows: 'interests',
				limit: Infinity,
			});
			for await (const page of interests) {
				for (const { id: interestId, name } of page) {
					const names = [`${String(title)}: ${String(name)}`, String(name)];
					groups.push({ id: String(interestId), names });
				}
			}
		}
	}
	return groups;
}
