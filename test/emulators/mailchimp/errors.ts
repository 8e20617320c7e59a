/** One entry of `errors[]` of a validation problem. */
export interface FieldError {
	field: string;
	message: string;
}

/** An answer of type `application/problem+json` (Mailchimp docs, errors; RFC 9457). */
export class Problem extends Error {
	constructor(
		readonly status: number,
		readonly title: string,
		readonly detail: string,
		readonly errors?: readonly FieldError[],
		/** Recorded "Member Exists" answers have no `type`. */
		readonly withoutType = false,
		/** The header of a 405: methods that the resource has. */
		readonly allow?: readonly string[],
	) {
		super(`${title}: ${detail}`);
	}
}

export const notFound = (): Problem =>
	new Problem(404, 'Resource Not Found', 'The requested resource could not be found.');

export const badRequest = (detail: string): Problem => new Problem(400, 'Bad Request', detail);

export const invalidResource = (detail: string, errors?: readonly FieldError[]): Problem =>
	new Problem(400, 'Invalid Resource', detail, errors);

/** Schema errors: wrong types, unknown enum values, too many items. */
export const schemaErrors = (...errors: FieldError[]): Problem =>
	invalidResource(
		"The resource submitted could not be validated. For field-specific details, see the 'errors' array.",
		errors,
	);

/** How PHP names the types of JSON values, in which Mailchimp's messages have them. */
function typeName(value: unknown): string {
	if (value === null) return 'NULL';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'double';
	return typeof value;
}

/** Seen for objects, arrays, NULL and integers, e.g. in Wwwision.Neos.MailChimp issue 11 and mc-magento issue 704. */
export const wrongType = (field: string, expected: string, found: unknown): FieldError => ({
	field,
	message: `Schema describes ${expected}, ${typeName(found)} found instead`,
});

/** Seen of `status` (MailChimp.Net issue 567). */
export const unknownValue = (field: string, accepted: readonly string[]): FieldError => ({
	field,
	message: `Data presented is not one of the accepted values: ${accepted.join(', ')}.`,
});

/** What is left out has no entry of its own: the entry names no field (APIv3-examples issue 42). */
export const missingFields = (...names: string[]): Problem =>
	schemaErrors({ field: '', message: `Required fields were not provided: ${names.join(', ')}` });

export const mergeFieldErrors = (errors: readonly FieldError[]): Problem =>
	invalidResource('Your merge fields were invalid.', errors);

export const memberExists = (email: string): Problem =>
	new Problem(
		400,
		'Member Exists',
		`${email} is already a list member. Use PUT to insert or update list members.`,
		undefined,
		true,
	);

export const complianceState = (email: string): Problem =>
	new Problem(
		400,
		'Member In Compliance State',
		`${email} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed.`,
	);

export const forgottenEmail = (email: string): Problem =>
	new Problem(
		400,
		'Forgotten Email Not Subscribed',
		`${email} was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.`,
	);

export const tooManyConnections = (limit: number): Problem =>
	new Problem(
		429,
		'TooManyRequests',
		`You have exceeded the limit of ${limit} simultaneous connections.`,
	);

export const wrongMethod = (allow: readonly string[]): Problem =>
	new Problem(
		405,
		'Method Not Allowed',
		"The requested method and resource are not compatible. See the Allow header for this resource's available methods.",
		undefined,
		false,
		allow,
	);

/** Recorded with this `Allow`. */
export const notArchivable = (): Problem =>
	new Problem(
		405,
		'Method Not Allowed',
		'This list member cannot be removed. Can not archive a contact that is bounced, pending or archived',
		undefined,
		false,
		['GET', 'PUT'],
	);

/** Errors the request header `X-Trigger-Error` asks for (Mailchimp docs, errors). */
const TRIGGERED: Record<string, [status: number, title: string]> = {
	BadRequest: [400, 'Bad Request'],
	InvalidAction: [400, 'Invalid Action'],
	InvalidResource: [400, 'Invalid Resource'],
	JSONParseError: [400, 'JSON Parse Exception'],
	APIKeyMissing: [401, 'API Key Missing'],
	APIKeyInvalid: [401, 'API Key Invalid'],
	Forbidden: [403, 'Forbidden'],
	UserDisabled: [403, 'User Disabled'],
	ResourceNotFound: [404, 'Resource Not Found'],
	MethodNotAllowed: [405, 'Method Not Allowed'],
	ResourceNestingTooDeep: [414, 'Resource Nesting Too Deep'],
	InvalidMethodOverride: [422, 'InvalidMethodOverride'],
	TooManyRequests: [429, 'TooManyRequests'],
	InternalServerError: [500, 'InternalServerError'],
};

export function triggeredProblem(name: string): Problem | undefined {
	const found = TRIGGERED[name];
	return found && new Problem(found[0], found[1], `This error was triggered on request: ${name}.`);
}

/** Writes a problem; `instance` equals the request's `X-Request-Id`. */
export function problemResponse(problem: Problem, requestId: string): Response {
	const body = {
		...(problem.withoutType
			? {}
			: { type: 'https://mailchimp.com/developer/marketing/docs/errors/' }),
		title: problem.title,
		status: problem.status,
		detail: problem.detail,
		instance: requestId,
		...(problem.errors === undefined ? {} : { errors: problem.errors }),
	};
	return new Response(JSON.stringify(body), {
		status: problem.status,
		headers: {
			'content-type': 'application/problem+json; charset=utf-8',
			...(problem.allow && { allow: problem.allow.join(', ') }),
		},
	});
}
