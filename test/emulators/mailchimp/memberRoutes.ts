import { isObject, isString, type JsonObject } from '../common';
import { notFound, schemaErrors } from './errors';
import {
	audienceOf,
	isTrue,
	noContent,
	param,
	readJson,
	readObject,
	reply,
	replyPage,
	type ApiContext,
	type App,
	type Call,
} from './http';
import { isIsoTime, memberFilter } from './memberFilter';
import { readMember } from './memberInput';
import { replyMembers } from './memberList';
import {
	archive,
	deletePermanently,
	post,
	put,
	requireMember,
	update,
	type MemberContext,
	type WriteOptions,
} from './members';
import { memberBody, tagsOf } from './render';
import { changeTags } from './tags';
import type { Audience, Member } from './types';

function options(c: Call): WriteOptions {
	return { skipRequired: isTrue(c.req.query('skip_merge_validation')) };
}

/**
 * Event: name of 2 to 30 characters, properties of text, a time in ISO 8601 (Mailchimp API spec). A
 * property that is null counts as empty (changelog of 2020-02-26).
 */
function readEvent(body: JsonObject): Member['events'][number] {
	const { name, properties = {}, occurred_at: occurredAt = '' } = body;
	if (!isString(name) || name.length < 2 || name.length > 30) {
		throw schemaErrors({ field: 'name', message: 'Schema describes string, 2 to 30 characters' });
	}
	if (!isString(occurredAt) || (occurredAt !== '' && !isIsoTime(occurredAt))) {
		throw schemaErrors({ field: 'occurred_at', message: 'Schema describes a time in ISO 8601' });
	}
	if (!isObject(properties)) {
		throw schemaErrors({ field: 'properties', message: 'Schema describes object' });
	}
	const texts: Record<string, string> = {};
	for (const [key, value] of Object.entries(properties)) {
		if (value !== null && !isString(value)) {
			throw schemaErrors({ field: `properties.${key}`, message: 'Schema describes string' });
		}
		texts[key] = value ?? '';
	}
	return { name, properties: texts, occurredAt };
}

export function registerMembers(app: App, api: ApiContext): void {
	const one = '/3.0/lists/:list/members/:member';
	const shown = (audience: Audience) => (member: Member) =>
		memberBody(audience, member, api.state.switches);
	const contextOf = (c: Call): MemberContext => ({ ...api, audience: audienceOf(c, api) });

	app.get('/3.0/lists/:list/members', (c) => {
		const audience = audienceOf(c, api);
		const filter = memberFilter(c, api.state.switches);
		const all = [...audience.members.values()].filter(filter);
		return replyMembers(c, api.state, all, shown(audience), { list_id: audience.id });
	});

	app.get(one, (c) => {
		const audience = audienceOf(c, api);
		return reply(c, shown(audience)(requireMember(audience, param(c, 'member'))));
	});

	app.post('/3.0/lists/:list/members', async (c) => {
		const context = contextOf(c);
		const member = post(context, readMember(await readObject(c)), options(c));
		return c.json(shown(context.audience)(member));
	});

	app.put(one, async (c) => {
		const context = contextOf(c);
		const input = readMember(await readObject(c));
		const member = put(context, param(c, 'member'), input, options(c));
		return c.json(shown(context.audience)(member));
	});

	// PATCH takes no `tags` (Mailchimp API spec): they are ignored.
	app.patch(one, async (c) => {
		const context = contextOf(c);
		const member = requireMember(context.audience, param(c, 'member'));
		update(context, member, readMember(await readObject(c)), options(c));
		return c.json(shown(context.audience)(member));
	});

	app.delete(one, (c) => {
		archive(contextOf(c), param(c, 'member'));
		return noContent();
	});

	app.post(`${one}/actions/delete-permanent`, (c) => {
		deletePermanently(contextOf(c), param(c, 'member'));
		return noContent();
	});

	app.get(`${one}/tags`, (c) => {
		const audience = audienceOf(c, api);
		const member = requireMember(audience, param(c, 'member'));
		const tags = tagsOf(audience, member, api.state.switches);
		return replyPage(c, api.state, 'tags', tags, (tag) => tag);
	});

	app.post(`${one}/tags`, async (c) => {
		const context = contextOf(c);
		const member = requireMember(context.audience, param(c, 'member'));
		const hidden =
			member.status === 'archived' && api.state.switches.tagsOnArchived === 'not-found';
		if (hidden) throw notFound();
		changeTags(context, member, await readJson(c));
		return noContent();
	});

	app.get(`${one}/events`, (c) => {
		const member = requireMember(audienceOf(c, api), param(c, 'member'));
		const { eventsListed } = api.state.switches;
		const events = (eventsListed === 'not-yet' ? [] : member.events).map(
			({ name, properties, occurredAt }) => ({ name, properties, occurred_at: occurredAt }),
		);
		if (eventsListed === 'newest-first') events.reverse();
		return replyPage(c, api.state, 'events', events, (event) => event);
	});

	app.post(`${one}/events`, async (c) => {
		const { audience } = contextOf(c);
		const member = requireMember(audience, param(c, 'member'));
		const body = await readObject(c);
		const event = readEvent(body);
		member.events.push(event);
		if (body.is_syncing !== true) api.journeys.event(audience, member, event.name);
		return noContent();
	});
}
