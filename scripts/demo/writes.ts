import { subscriberHash, type RequestRecord } from '../../test/emulators';

/** One change that n8n made to one contact. */
export interface ContactWrite {
	at: number;
	/** Mailchimp's id of the contact: of its address */
	hash: string;
	/** whether the request may make a contact */
	mayCreate: boolean;
	mergeFields: Record<string, unknown>;
	tagsOn: string[];
	tagsOff: string[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const recordsIn = (value: unknown): Array<Record<string, unknown>> =>
	Array.isArray(value) ? value.filter(isRecord) : [];

function tagsOf(body: Record<string, unknown>, status: string): string[] {
	return recordsIn(body.tags)
		.filter((tag) => tag.status === status)
		.map((tag) => String(tag.name));
}

function write(
	at: number,
	hash: string,
	mayCreate: boolean,
	body: Record<string, unknown>,
): ContactWrite {
	return {
		at,
		hash,
		mayCreate,
		mergeFields: isRecord(body.merge_fields) ? body.merge_fields : {},
		tagsOn: tagsOf(body, 'active'),
		tagsOff: tagsOf(body, 'inactive'),
	};
}

const MEMBER = /^\/3\.0\/lists\/\w+\/members\/([0-9a-f]{32})(?:\/tags)?$/;

/** @returns the changes that were accepted, out of all requests to Mailchimp, in their order */
export function contactWrites(requests: readonly RequestRecord[]): ContactWrite[] {
	return requests.flatMap(({ method, path, status, body, startedAt }) => {
		const accepted = status !== null && status < 300;
		if (method === 'GET' || !accepted || !isRecord(body)) return [];
		const hash = MEMBER.exec(path)?.[1];
		if (hash !== undefined) return [write(startedAt, hash, method === 'PUT', body)];
		// Many at once, or one that is new: the address is in the body.
		const people = [body, ...recordsIn(body.members)];
		return people.flatMap((each) =>
			typeof each.email_address === 'string'
				? [write(startedAt, subscriberHash(each.email_address), true, each)]
				: [],
		);
	});
}
