import { escapeHtml } from '../common';
import type { Audience, Member, MergeValue } from './types';

/** What merge tags stand for in one mail. */
export interface MailContext {
	audience: Audience;
	member: Member;
	now: Date;
	subject: string;
	/** Whether merge tags that are part of a value are evaluated too. */
	tagsInValues: boolean;
}

function asText(value: MergeValue | undefined): string {
	if (value === undefined) return '';
	if (typeof value !== 'object') return String(value);
	return [value.addr1, value.addr2, value.city, value.state, value.zip, value.country]
		.filter((part) => part !== '')
		.join(', ');
}

function fieldValue({ audience, member }: MailContext, tag: string): string | undefined {
	const field = audience.mergeFields.find((each) => each.tag === tag);
	if (field === undefined) return undefined;
	return asText(member.mergeFields.get(tag)) || field.default_value;
}

function systemValue({ audience, member, now, subject }: MailContext, tag: string): string {
	const account = 'https://demo-shop.us21.list-manage.com';
	const values: Record<string, string> = {
		EMAIL: member.email,
		UNIQID: member.uniqueEmailId,
		'LIST:COMPANY': audience.company,
		'LIST:NAME': audience.name,
		'LIST:ADDRESS': audience.address,
		'LIST:ADDRESSLINE': audience.address,
		'HTML:LIST_ADDRESS_HTML': audience.address,
		UNSUB: `${account}/unsubscribe?u=demo&id=${audience.id}&e=${member.uniqueEmailId}`,
		UPDATE_PROFILE: `${account}/profile?u=demo&id=${audience.id}&e=${member.uniqueEmailId}`,
		ARCHIVE: `https://mailchi.mp/demo/${audience.id}?e=${member.uniqueEmailId}`,
		CURRENT_YEAR: String(now.getUTCFullYear()),
		SUBJECT: subject,
		'MC:SUBJECT': subject,
	};
	return values[tag] ?? '';
}

/** The value of one tag; an unknown tag is empty, as a reader would see it. */
function valueOf(context: MailContext, tag: string): string {
	return fieldValue(context, tag) ?? systemValue(context, tag);
}

function holds(context: MailContext, condition: string): boolean {
	const [, tag = '', operator, wanted = ''] = /^([^!=]+)(!=|=)?(.*)$/.exec(condition) ?? [];
	const value = valueOf(context, tag.trim());
	if (operator === undefined) return value !== '';
	return (value === wanted.trim()) === (operator === '=');
}

/** An IF block that has no other block inside: the innermost are resolved first. */
const INNERMOST_IF =
	/\*\|IF:([^|]+)\|\*((?:(?!\*\|IF:)[\s\S])*?)(?:\*\|ELSE:\|\*((?:(?!\*\|IF:)[\s\S])*?))?\*\|END:IF\|\*/;

function resolveConditions(context: MailContext, template: string): string {
	let text = template;
	for (let match = INNERMOST_IF.exec(text); match !== null; match = INNERMOST_IF.exec(text)) {
		const [whole, condition = '', then = '', otherwise = ''] = match;
		const chosen = holds(context, condition) ? then : otherwise;
		text = text.slice(0, match.index) + chosen + text.slice(match.index + whole.length);
	}
	return text;
}

function renderOnce(template: string, context: MailContext, kind: 'html' | 'text'): string {
	return resolveConditions(context, template).replace(/\*\|([^|]+)\|\*/g, (_, tag: string) => {
		const value = valueOf(context, tag.trim());
		return kind === 'html' ? escapeHtml(value) : value;
	});
}

/**
 * Renders Mailchimp's merge tags: fields, IF/ELSE/END:IF, and the system tags a welcome mail needs.
 * @param kind in HTML, values are escaped
 */
export function renderMergeTags(
	template: string,
	context: MailContext,
	kind: 'html' | 'text',
): string {
	const rendered = renderOnce(template, context, kind);
	return context.tagsInValues ? renderOnce(rendered, context, kind) : rendered;
}
