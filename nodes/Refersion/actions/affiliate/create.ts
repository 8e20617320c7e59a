import { NodeApiError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { asApiError } from '../../../shared/failures';
import { asSwitch, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { isOutcomeUnknown } from '../../transport/errors';
import { refersionRequest } from '../../transport/rest';
import { filledTexts, readOffer } from '../common';
import { additionalFields, createProperties } from './create.properties';
import { readAffiliate } from './locator';
import { lookAfterCreate } from './lookAfterCreate';
import { randomPassword } from './password';

const STATUSES = ['ACTIVE', 'PENDING'] as const;

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description:
			'Create an affiliate. When Refersion does not answer, it is looked for by email instead of being created again.',
		action: 'Create an affiliate',
	},
	properties: createProperties,
	async execute() {
		// One at a time: what must not be done twice should not be under way when another item fails.
		return await new Run(this).forEachItem(
			async (input) => await createAffiliate.call(this, readBody(input)),
		);
	},
};

/** The request, its values as texts: /affiliate/new wants the offer's id as text, too. */
function readBody(input: ItemInput): IDataObject {
	const fields = input.collection('additionalFields', 'Additional Fields');
	const { country, password, ...texts } = filledTexts(fields, additionalFields);
	const offer = readOffer(fields);
	const sendWelcome = fields.ifAdded('send_welcome', (value) =>
		asSwitch(value, 'Send Welcome Email'),
	);
	const body: IDataObject = {
		first_name: input.required('first_name', 'First Name'),
		last_name: input.required('last_name', 'Last Name'),
		email: input.required('email', 'Email'),
		password: password ?? randomPassword(),
		status: input.choice('status', 'Status', STATUSES, 'PENDING'),
		...texts,
	};
	if (offer !== undefined) body.offer = String(offer);
	if (country !== undefined) body.country = country.toUpperCase();
	if (sendWelcome !== undefined) body.send_welcome = sendWelcome ? 'TRUE' : 'FALSE';
	return body;
}

async function createAffiliate(this: IExecuteFunctions, body: IDataObject): Promise<IDataObject> {
	let answer: IDataObject;
	try {
		answer = await refersionRequest.call(this, '/affiliate/new', body);
	} catch (error) {
		if (isOutcomeUnknown(error)) return await lookAfterCreate.call(this, body);
		throw withoutPassword.call(this, error, String(body.password));
	}
	// What the answer calls `id` is the code; the numeric id is in its message only (Refersion REST v2).
	const code = typeof answer.id === 'string' ? answer.id.trim() : '';
	if (!code) return await lookAfterCreate.call(this, body);
	try {
		return await readAffiliate.call(this, { mode: 'code', value: code });
	} catch (error) {
		return { ...createdOnly(body, answer, code), warning: notRead.call(this, error) };
	}
}

/** What is known of a new affiliate without reading it. */
function createdOnly(body: IDataObject, answer: IDataObject, code: string): IDataObject {
	const id = /affiliate (\d+) has been created/.exec(String(answer.message))?.[1];
	const { first_name, last_name, email, status } = body;
	return {
		...(id !== undefined && { id: Number(id) }),
		code,
		status,
		first_name,
		last_name,
		email,
		link: typeof answer.link === 'string' ? answer.link.trim() : '',
	};
}

function notRead(this: IExecuteFunctions, error: unknown): string {
	return `The affiliate was created, but could not be read afterwards: ${asApiError.call(this, error).message}`;
}

/**
 * Refersion quotes values that it refuses, and an error of a connection may carry the whole request;
 * the password must not get into an item or a log. So only what is needed is taken over.
 */
function withoutPassword(this: IExecuteFunctions, error: unknown, password: string): NodeApiError {
	const { message: words, description, httpCode } = asApiError.call(this, error);
	const message = words.replaceAll(password, '(the password)');
	return new NodeApiError(
		this.getNode(),
		{ message },
		{ message, description: description ?? undefined, httpCode: httpCode ?? undefined },
	);
}
