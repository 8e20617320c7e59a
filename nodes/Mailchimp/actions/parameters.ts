import type { IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../shared/http';
import { invalidParameter, readLocator, readTexts } from '../../shared/parameters';
import { looksLikeEmail } from '../rules/contact';

/**
 * The id of the audience that an item is for.
 *
 * @throws NodeOperationError when none is chosen
 */
export function readAudience(this: IExecuteFunctions, itemIndex: number): string {
	const audienceId = readLocator(this.getNodeParameter('audience', itemIndex), 'id').value;
	if (audienceId) return audienceId;
	throw invalidParameter.call(this, 'Audience', 'is not set', 'Choose one.');
}

/**
 * The email address that an item is for, without blanks around it.
 *
 * @param name the parameter's name
 * @param label the parameter's name as users see it
 * @throws NodeOperationError when it is empty or no address
 */
export function readEmail(
	this: IExecuteFunctions,
	itemIndex: number,
	name = 'email',
	label = 'Email',
): string {
	const email = String(this.getNodeParameter(name, itemIndex, '') ?? '').trim();
	if (looksLikeEmail(email)) return email;
	const what = email ? `is not an email address: "${email}"` : 'is empty';
	throw invalidParameter.call(this, label, what, `Check what is mapped to ${label}.`);
}

/**
 * The name of the tag that an item is for.
 *
 * @throws NodeOperationError when none is chosen
 */
export function readTag(this: IExecuteFunctions, itemIndex: number): string {
	const name = readLocator(this.getNodeParameter('tag', itemIndex), 'name').value;
	if (name) return name;
	throw invalidParameter.call(this, 'Tag', 'is not set', 'Choose one, or give its name.');
}

/**
 * The names in a list of tags. Each row is a tag; an expression may also give a list of tags in its
 * place.
 *
 * @param name the parameter's name
 */
export function readTagNames(this: IExecuteFunctions, name: string, itemIndex: number): string[] {
	const rows = this.getNodeParameter(`${name}.tags`, itemIndex, []);
	return (Array.isArray(rows) ? rows : [])
		.filter(isRecord)
		.flatMap(({ tag }) => (isRecord(tag) ? readTexts(tag.value) : readTexts(tag)));
}
