import { isoOffset, isString, type JsonObject } from '../common';
import { badRequest, notFound, schemaErrors } from './errors';
import {
	audienceOf,
	noContent,
	param,
	readObject,
	reply,
	replyPage,
	type ApiContext,
	type App,
	type Call,
} from './http';
import { findMember, type MemberContext } from './members';
import { segmentFilter } from './memberFilter';
import { replyMembers } from './memberList';
import { shuffled } from './order';
import { memberBody, segmentMemberBody } from './render';
import { tagNamed, type MailchimpState } from './state';
import { addTags, removeTags } from './tags';
import type { Audience, Member, Tag } from './types';

const MAX_MEMBERS = 500;

function holders(audience: Audience, tag: Tag): Member[] {
	return [...audience.members.values()].filter(({ tags }) => tags.has(tag.id));
}

/**
 * A tag is a static segment of the same id. `member_count`: "the number of active subscribers currently
 * included in the segment" (API spec).
 */
function segmentBody(
	c: Call,
	{ switches }: MailchimpState,
	audience: Audience,
	tag: Tag,
): JsonObject {
	return {
		id: tag.id,
		name: tag.name,
		member_count: holders(audience, tag).filter(segmentFilter(c, switches)).length,
		type: 'static',
		created_at: isoOffset(tag.created),
		updated_at: isoOffset(tag.created),
		list_id: audience.id,
		_links: [],
	};
}

function emails(body: JsonObject, name: string): string[] {
	const value = body[name] ?? [];
	if (!Array.isArray(value) || !value.every(isString)) {
		throw schemaErrors({ field: name, message: 'Schema describes array of strings' });
	}
	if (value.length > MAX_MEMBERS) {
		throw schemaErrors({
			field: name,
			message: `Schema describes array with at most ${MAX_MEMBERS} items`,
		});
	}
	return value.filter(isString);
}

/** Addresses that are not on the list are ignored, and named in `errors`. */
function split(audience: Audience, list: string[]): { known: Member[]; strangers: string[] } {
	const known: Member[] = [];
	const strangers: string[] = [];
	for (const email of list) {
		const member = findMember(audience, email);
		if (member === undefined) strangers.push(email);
		else known.push(member);
	}
	return { known, strangers };
}

function change(context: MemberContext, tag: Tag, body: JsonObject): JsonObject {
	const { audience, state } = context;
	const adding = split(audience, emails(body, 'members_to_add'));
	const removing = split(audience, emails(body, 'members_to_remove'));
	const added = adding.known.filter(
		(member) =>
			addTags(context, member, [tag.name], state.switches.segmentStartsJourney).length > 0,
	);
	const removed = removing.known.filter(({ tags }) => tags.has(tag.id));
	for (const member of removed) removeTags(context, member, [tag.name]);
	const strangers = [...adding.strangers, ...removing.strangers];
	const show = (member: Member): JsonObject => memberBody(audience, member, state.switches);
	return {
		members_added: added.map(show),
		members_removed: removed.map(show),
		errors:
			strangers.length === 0
				? []
				: [{ email_addresses: strangers, error: 'Email addresses are not on the list' }],
		total_added: added.length,
		total_removed: removed.length,
		error_count: strangers.length,
		_links: [],
	};
}

export function registerSegments(app: App, api: ApiContext): void {
	const all = '/3.0/lists/:list/segments';
	const contextOf = (c: Call): MemberContext => ({ ...api, audience: audienceOf(c, api) });
	const bodyOf = (c: Call, audience: Audience) => (tag: Tag) =>
		segmentBody(c, api.state, audience, tag);
	const mixedTags = ({ id }: Audience, tags: Tag[]): Tag[] =>
		shuffled(tags, api.state.switches.orderSeed, `${id} tags`, (tag) => tag.id);
	const tagOf = (c: Call, audience: Audience): Tag => {
		const tag = audience.tagsById.get(Number(param(c, 'segment')));
		if (tag === undefined) throw notFound();
		return tag;
	};

	app.get('/3.0/lists/:list/tag-search', (c) => {
		const audience = audienceOf(c, api);
		const prefix = (c.req.query('name') ?? '').toLowerCase();
		const tags = [...audience.tags.values()].filter(({ name }) =>
			name.toLowerCase().startsWith(prefix),
		);
		const shown = mixedTags(audience, tags)
			.slice(0, api.state.switches.tagSearchLimit)
			.map(({ id, name }) => ({ id, name }));
		return reply(c, { tags: shown, total_items: tags.length, _links: [] });
	});

	app.get(all, (c) => {
		const audience = audienceOf(c, api);
		// Tags are static segments, and there are no others here.
		const isOther = (c.req.query('type') ?? 'static') !== 'static';
		const segments = isOther ? [] : mixedTags(audience, [...audience.tags.values()]);
		const more = { list_id: audience.id };
		return replyPage(c, api.state, 'segments', segments, bodyOf(c, audience), { more });
	});

	app.post(all, async (c) => {
		const context = contextOf(c);
		const { audience } = context;
		const body = await readObject(c);
		if (!isString(body.name) || body.name.trim() === '') {
			throw schemaErrors({ field: 'name', message: 'This value should not be blank.' });
		}
		if (audience.tags.has(body.name.toLowerCase())) {
			throw badRequest('Sorry, that tag already exists.');
		}
		const wanted = emails(body, 'static_segment');
		const tag = tagNamed(api.state, audience, body.name);
		change(context, tag, { members_to_add: wanted });
		return c.json(bodyOf(c, audience)(tag));
	});

	app.get(`${all}/:segment`, (c) => {
		const audience = audienceOf(c, api);
		return reply(c, bodyOf(c, audience)(tagOf(c, audience)));
	});

	app.post(`${all}/:segment`, async (c) => {
		const context = contextOf(c);
		const tag = tagOf(c, context.audience);
		return c.json(change(context, tag, await readObject(c)));
	});

	app.get(`${all}/:segment/members`, (c) => {
		const audience = audienceOf(c, api);
		const filter = segmentFilter(c, api.state.switches);
		const members = holders(audience, tagOf(c, audience)).filter(filter);
		return replyMembers(c, api.state, members, (member) =>
			segmentMemberBody(audience, member, api.state.switches),
		);
	});

	app.delete(`${all}/:segment`, (c) => {
		const { audience } = contextOf(c);
		const tag = tagOf(c, audience);
		for (const member of holders(audience, tag)) member.tags.delete(tag.id);
		audience.tags.delete(tag.name.toLowerCase());
		audience.tagsById.delete(tag.id);
		return noContent();
	});
}
