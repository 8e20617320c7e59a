import type { World } from '../../test/emulators';

/** A contact as it stands in the emulated audience. */
export interface Contact {
	email: string;
	status: string;
	tags: string[];
	mergeFields: Record<string, unknown>;
}

/** @returns all contacts of an audience, the oldest first */
export function contacts(world: World, audienceId: string): Contact[] {
	return [...world.mailchimp.audience(audienceId).members.values()].map((member) => ({
		email: member.email,
		status: member.status,
		tags: world.mailchimp.tagsOf(audienceId, member.email),
		mergeFields: Object.fromEntries(member.mergeFields),
	}));
}

/** @returns the contact with this address, compared without case, or undefined */
export const contactOf = (world: World, audienceId: string, email: string): Contact | undefined =>
	contacts(world, audienceId).find((each) => each.email.toLowerCase() === email.toLowerCase());
