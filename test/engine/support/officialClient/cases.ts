import { isDeepStrictEqual } from 'node:util';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isRecord } from '../../../../nodes/shared/record';
import { subscriberHash, type RequestRecord } from '../../../emulators';
import type { Hub } from '../hub';

/** What is not the same in two requests: a place such as "query.count", and its value in each. */
export interface Finding {
	at: string;
	/** Undefined where our request has nothing there. */
	ours?: unknown;
	/** Undefined where the client's request has nothing there. */
	client?: unknown;
}

/** A difference that is meant to be. */
export interface Difference extends Finding {
	why: string;
}

/** A request as it is written for Mailchimp's client. */
export interface Step {
	/** The client's function. */
	call: string;
	/** Its first arguments, the ids in the path. */
	ids: Array<string | ((facts: Facts) => string)>;
	body?: IDataObject;
	/** Options, in the client's own spelling. */
	options?: IDataObject;
	/** One function wants its body before the ids. */
	bodyFirst?: boolean;
	/** The status of the answer where it is an error, and is meant to be one. */
	refused?: number;
	differences?: Difference[];
	/** Why our node sends this request, though somebody with the client would not. */
	onlyOurs?: string;
	/** Why our node does not send this request, though somebody with the client would. */
	onlyClients?: string;
}

/** A job, done by an operation of the node and by somebody with the client, who knows its documentation. */
export interface Case {
	/** Resource and operation, e.g. "contact.upsert". */
	operation: string;
	job: string;
	/** Puts things there before. */
	prepare?: (hub: Hub) => void;
	parameters: INodeParameters;
	/** The input; one item with the address of Jo by default. */
	items?: IDataObject[];
	/** Whether the requests may be sent in any order; the steps are in the order of their paths then. */
	anyOrder?: boolean;
	steps: Step[];
}

/** Ids that a step needs. */
export interface Facts {
	hub: Hub;
	list: string;
}

export const list = ({ list: id }: Facts): string => id;

export const hash = (email: string) => (): string => subscriberHash(email);

export const tagId =
	(name: string) =>
	({ hub, list: id }: Facts): string =>
		String(hub.world.mailchimp.audience(id).tags.get(name.toLowerCase())?.id);

/** The arguments of a step's call. */
export function argumentsOf(step: Step, facts: Facts): unknown[] {
	const { body, bodyFirst, options } = step;
	const ids = step.ids.map((id) => (typeof id === 'string' ? id : id(facts)));
	const bodies = body === undefined ? [] : [body];
	const first = bodyFirst ? [...bodies, ...ids] : [...ids, ...bodies];
	return options === undefined ? first : [...first, options];
}

/** The same step with the body and the query of a request, in place of its own. */
export function asking({ body, query }: RequestRecord, step: Step): Step {
	const { fields, exclude_fields: excluded, ...others } = query;
	return {
		...step,
		body: isRecord(body) ? body : undefined,
		options: {
			...others,
			// The one kind of option for which the client wants a list.
			...(fields !== undefined && { fields: fields.split(',') }),
			...(excluded !== undefined && { exclude_fields: excluded.split(',') }),
		},
	};
}

/** Findings in the order of their places, so that they can be compared. */
export function inOrder(all: Finding[]): Finding[] {
	return all
		.map(({ at, ours, client }) => ({ at, ours, client }))
		.sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** What two requests do not have in common. Items of lists of the same length are compared one by one. */
export function findings(ours: RequestRecord, client: RequestRecord): Finding[] {
	const parts = ['host', 'method', 'path', 'query', 'body'] as const;
	return inOrder(parts.flatMap((part) => compare(part, ours[part], client[part])));
}

/** What two values do not have in common, with the place of each. */
export function compare(at: string, ours: unknown, client: unknown): Finding[] {
	if (Array.isArray(ours) && Array.isArray(client)) {
		if (ours.length !== client.length) return [{ at, ours, client }];
		return distinct(ours.flatMap((each, index) => compare(`${at}.*`, each, client[index])));
	}
	if (isRecord(ours) && isRecord(client)) {
		const names = new Set([...Object.keys(ours), ...Object.keys(client)]);
		return [...names].flatMap((name) => compare(`${at}.${name}`, ours[name], client[name]));
	}
	return isDeepStrictEqual(ours, client) ? [] : [{ at, ours, client }];
}

function distinct(all: Finding[]): Finding[] {
	return all.filter(
		(finding, index) => all.findIndex((other) => isDeepStrictEqual(other, finding)) === index,
	);
}
