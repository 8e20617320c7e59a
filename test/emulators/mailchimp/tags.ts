import { isObject, isString } from '../common';
import { schemaErrors } from './errors';
import type { JourneyEngine } from './journeys';
import { tagNamed, type MailchimpState } from './state';
import type { Audience, Member } from './types';

export interface TagContext {
	state: MailchimpState;
	journeys: JourneyEngine;
	audience: Audience;
}

/**
 * Adds tags; the ones that were not there before start journeys. A tag that is there already starts
 * nothing (Mailchimp help, starting points: "after a specific tag is added").
 * @returns names of the tags that are new on the contact
 */
export function addTags(
	{ state, journeys, audience }: TagContext,
	member: Member,
	names: readonly string[],
	startJourneys: boolean,
): string[] {
	const added: string[] = [];
	for (const name of names) {
		const tag = tagNamed(state, audience, name.trim());
		if (member.tags.has(tag.id)) continue;
		member.tags.set(tag.id, state.now());
		added.push(tag.name);
	}
	if (added.length > 0) member.lastChanged = state.now();
	if (startJourneys) journeys.tagsAdded(audience, member, added);
	return added;
}

export function removeTags(
	{ audience }: TagContext,
	member: Member,
	names: readonly string[],
): void {
	for (const name of names) {
		const tag = audience.tags.get(name.trim().toLowerCase());
		if (tag !== undefined) member.tags.delete(tag.id);
	}
}

interface TagChange {
	name: string;
	status: 'active' | 'inactive';
}

function isTagChange(value: unknown): value is TagChange {
	return (
		isObject(value) &&
		isString(value.name) &&
		value.name.trim() !== '' &&
		(value.status === 'active' || value.status === 'inactive')
	);
}

/**
 * The body of `POST …/tags`. Without a `tags` array nothing happens, and the answer is still 204
 * (Mailchimp client library, codegen issue 141). `is_syncing` keeps journeys from starting.
 */
export function changeTags(context: TagContext, member: Member, body: unknown): void {
	if (!isObject(body) || !Array.isArray(body.tags)) return;
	const changes: unknown[] = body.tags;
	const bad = changes.findIndex((each) => !isTagChange(each));
	if (bad !== -1) {
		throw schemaErrors({
			field: `tags.item:${bad}`,
			message: 'Schema describes object with name and status active or inactive',
		});
	}
	const valid = changes.filter(isTagChange);
	const named = (status: TagChange['status']): string[] =>
		valid.filter((each) => each.status === status).map(({ name }) => name);
	removeTags(context, member, named('inactive'));
	addTags(context, member, named('active'), body.is_syncing !== true);
}
