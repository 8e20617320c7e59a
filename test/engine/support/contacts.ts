import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';
import { runWorkflow } from './engine';
import { locator, oneNode, type Hub } from './hub';

export const LINK = 'https://shop.refersion.com/c/a3y7';

export interface UpsertRun {
	items?: IDataObject[];
	parameters?: INodeParameters;
	options?: INodeParameters;
	node?: Partial<INode>;
	onStart?: (cancel: () => void) => void;
	onMessage?: (data: unknown) => void;
}

/** An item with the fields that `runUpsert` maps. */
export function creator(more: IDataObject = {}): IDataObject {
	return { email: 'jo@creator-mail.com', name: 'Jo', link: LINK, ...more };
}

/** Items of so many different contacts, numbered from 0, each with a link of its own. */
export function creators(count: number, more: (index: number) => IDataObject = () => ({})) {
	return Array.from({ length: count }, (_value, index) =>
		creator({
			email: `jo${index}@creator-mail.com`,
			name: `Jo ${index}`,
			link: `${LINK}${index}`,
			...more(index),
		}),
	);
}

/**
 * The value of a resource mapper that is filled in by hand.
 *
 * @param types what the panel knows of the fields; text or link where nothing is said
 */
export function mapped(
	value: INodeParameters,
	types: Record<string, string | undefined> = {},
): INodeParameters {
	const schema = Object.keys(value).map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: Object.hasOwn(types, id) ? types[id] : 'string',
	}));
	return { mappingMode: 'defineBelow', value, schema };
}

/** The value of a list of tags. */
export function tags(...names: string[]): INodeParameters {
	return { tags: names.map((name) => ({ tag: locator('name', name) })) };
}

/** Runs Contact: Create or Update with link and tag, on items with the fields email, name and link. */
export async function runUpsert(hub: Hub, run: UpsertRun = {}): Promise<IRun> {
	const { items = [creator()], parameters, options, node, onStart, onMessage } = run;
	return await runWorkflow(
		hub.engine,
		oneNode(
			'mailchimpAudience',
			{
				authentication: 'apiKey',
				resource: 'contact',
				operation: 'upsert',
				audience: locator('id', hub.audienceId),
				email: '={{ $json.email }}',
				mergeFields: mapped({ FNAME: '={{ $json.name }}' }),
				trackingLink: '={{ $json.link }}',
				linkMergeField: 'AFFLINK',
				tagsToAdd: tags('new-affiliate'),
				tagsToRemove: {},
				options: { newContactStatus: 'subscribed', ...options },
				...parameters,
			},
			node,
		),
		{ start: 'Start', items, credentials: hub.credentials, onStart, onMessage },
	);
}
