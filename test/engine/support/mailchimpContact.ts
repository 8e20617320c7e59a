import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';
import { locator, type Hub } from './hub';
import { runMailchimp, sentToMailchimp } from './mailchimp';

export const JO = 'jo@creator-mail.com';

export type ContactSeed = Partial<Parameters<Hub['world']['mailchimp']['addMember']>[1]>;

/** Adds a contact to the hub's audience, Jo unless the seed says otherwise. */
export const addContact = (hub: Hub, seed: ContactSeed = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, { email: JO, ...seed });

/** Runs one operation on the hub's audience; the email comes from each item. */
export async function runOnContacts(
	hub: Hub,
	parameters: INodeParameters,
	items: IDataObject[] = [{ email: JO }],
	extra: Partial<INode> = {},
): Promise<IRun> {
	const audience = locator('id', hub.audienceId);
	const all = { audience, email: '={{ $json.email }}', ...parameters };
	return await runMailchimp(hub, all, items, extra);
}

/** The requests that Mailchimp got, with names for the ids: "GET /lists/<list>/members/<hash>". */
export function sentShapes(hub: Hub): string[] {
	return sentToMailchimp(hub).map((request) =>
		request
			.replace(hub.audienceId, '<list>')
			.replace(/[0-9a-f]{32}/, '<hash>')
			.replace(/segments\/\d+/, 'segments/<id>'),
	);
}

/** The number of different values that items have in a field. */
export function distinct(items: IDataObject[], field: string): number {
	return new Set(items.map((item) => item[field])).size;
}

/** Rows of the parameter Properties of an event. */
export const properties = (...rows: INodeParameters[]): INodeParameters => ({ property: rows });

/** The parameters of Contact: Record Event. */
export const event = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation: 'recordEvent',
	eventName: 'commission_approved',
	properties: {},
	options: {},
	...more,
});

/** Starts a mail with each event that `event` names, however often it comes. */
export function addEventJourney(hub: Hub): void {
	hub.world.mailchimp.journeys.add({
		audienceId: hub.audienceId,
		event: 'commission_approved',
		subject: 'You earned',
		html: '<p>Well done</p>',
		reentry: true,
	});
}
