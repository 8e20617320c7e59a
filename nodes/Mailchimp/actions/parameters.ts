import type { IExecuteFunctions } from 'n8n-workflow';
import { invalidParameter, readLocator } from '../../shared/parameters';
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
