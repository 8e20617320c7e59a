import type { JsonObject } from '../common';
import type { BigCommerceSwitches } from './types';

/** An answer that is no success. */
export class Problem extends Error {
	constructor(
		readonly status: number,
		readonly title: string,
		/** By field or by place. */
		readonly errors?: Record<string, string>,
		/** Further parts of the body. */
		readonly more?: JsonObject,
	) {
		super(title);
	}
}

const TYPE = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

/** Webhooks API, example of a 401. */
export const unauthorized = (): Problem =>
	new Problem(
		401,
		'Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for this store.',
	);

/** Promotion Settings API, example of a 403. */
export const forbidden = (): Problem =>
	new Problem(403, 'Forbidden', undefined, {
		error: { message: 'Forbidden. Operation cannot be performed with existing privileges.' },
	});

/** Promotions API: "The requested resource was not found." */
export const notFound = (): Problem => new Problem(404, 'The requested resource was not found.');

export const invalid = (errors: Record<string, string>): Problem =>
	new Problem(422, 'Failure due to an invalid parameter.', errors);

/** A problem as an answer: on its own, or in a list as the errors of the Promotions API are. */
export function problemResponse(
	{ status, title, errors, more }: Problem,
	form: BigCommerceSwitches['errorForm'],
): Response {
	const problem = { status, title, type: TYPE, ...(errors && { errors }), ...more };
	const texts = errors ? Object.entries(errors).map(([field, text]) => `${field}: ${text}`) : [];
	const list = { errors: [{ status, title: [title, ...texts].join(' ') }] };
	return Response.json(form === 'list' ? list : problem, { status });
}
