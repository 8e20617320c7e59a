import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';
import { locator, type Hub } from './hub';
import { runMailchimp, sentToMailchimp } from './mailchimp';

export const JO = 'jo@creator-mail.com';

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
