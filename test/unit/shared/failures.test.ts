import { createServer, type Socket } from 'node:net';
import { NodeApiError, type INode } from 'n8n-workflow';
import * as bigCommerce from '../../../nodes/BigCommerce/transport/errors';
import * as mailchimp from '../../../nodes/Mailchimp/transport/errors';
import * as refersion from '../../../nodes/Refersion/transport/errors';
import {
	answerError,
	asApiError,
	fieldTexts,
	isConnectionFailure,
	isNotSent,
	isOutcomeUnknown,
	withoutRequest,
} from '../../../nodes/shared/failures';

const node: INode = {
	id: '1',
	name: 'Node',
	type: 'node',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
/** An error as n8n's helper throws it, with Node's or axios' own as its cause. */
const failed = (code: string, more: object = {}) => {
	const error = new NodeApiError(node, { message: code }, { httpCode: code });
	error.cause = Object.assign(new Error(code), { code, ...more });
	return error;
};
const status = (statusCode: number) => answerError(node, { statusCode, message: 'x' });

/** What the transport throws for a failure. */
const thrown = (error: NodeApiError) => withoutRequest(error);

describe('requests that were not sent', () => {
	it.each([
		['refused', thrown(failed('ECONNREFUSED', { syscall: 'connect' }))],
		['without a syscall', thrown(failed('ECONNREFUSED'))],
		['no such host', thrown(failed('ENOTFOUND', { syscall: 'getaddrinfo' }))],
		['DNS out of order', thrown(failed('EAI_AGAIN'))],
		['no way to the host', thrown(failed('EHOSTUNREACH', { syscall: 'connect' }))],
		['no way to the network', thrown(failed('ENETUNREACH', { syscall: 'connect' }))],
		['no answer to the connection', thrown(failed('ETIMEDOUT', { syscall: 'connect' }))],
		[
			'several addresses, none of which can be reached',
			thrown(failed('ETIMEDOUT', { errors: [{ syscall: 'connect' }, { syscall: 'connect' }] })),
		],
		['wrapped by axios and n8n', failed('ERR', { cause: failed('ECONNREFUSED') })],
	])('%s', (_what, error) => {
		expect(isConnectionFailure(error)).toBe(true);
		expect(isNotSent(error)).toBe(true);
		for (const { isOutcomeUnknown: isUnknown } of [bigCommerce, mailchimp, refersion]) {
			expect(isUnknown(error)).toBe(false);
		}
	});

	it.each([
		['reset', failed('ECONNRESET', { syscall: 'read' })],
		['timed out', failed('ETIMEDOUT')],
		['aborted', failed('ECONNABORTED')],
		['the way lost on an open connection', failed('EHOSTUNREACH', { syscall: 'read' })],
		['one of several addresses was reached', failed('ETIMEDOUT', { errors: [{}] })],
		['a broken archive', failed('Z_DATA_ERROR')],
		['a gateway', status(502)],
		['a gateway that was out of time', status(504)],
		['a time that was over', status(408)],
		['a success that cannot be read', status(200)],
	])('are not those that ended with %s: what became of them is not known', (_what, error) => {
		expect(isNotSent(thrown(error))).toBe(false);
		for (const { isOutcomeUnknown: isUnknown } of [bigCommerce, mailchimp, refersion]) {
			expect(isUnknown(thrown(error))).toBe(true);
		}
	});

	it.each([
		['a refusal', status(422)],
		['no free connection', status(429)],
		['a redirect', status(302)],
		['a certificate that is not trusted', failed('DEPTH_ZERO_SELF_SIGNED_CERT')],
		['an error before anything was sent', new NodeApiError(node, { message: 'No credential' })],
		['an error of other code', new Error('x')],
		['nothing', undefined],
	])('nor is it open after %s', (_what, error) => {
		expect(isOutcomeUnknown(error)).toBe(false);
	});

	it('a 204 is Refersion’s answer to an invalid field', () => {
		expect(refersion.isOutcomeUnknown(status(204))).toBe(false);
	});

	it('are told by what Node really throws', async () => {
		const closed = createServer();
		await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
		const address = closed.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		await new Promise((resolve) => closed.close(resolve));
		const refused: unknown = await fetch(`http://127.0.0.1:${port}/`).catch(
			(error: unknown) => error,
		);
		expect(isNotSent(refused)).toBe(true);

		const closing = createServer((socket: Socket) => socket.once('data', () => socket.destroy()));
		await new Promise<void>((resolve) => closing.listen(Number(port), '127.0.0.1', resolve));
		const lost: unknown = await fetch(`http://127.0.0.1:${port}/`).catch((error: unknown) => error);
		await new Promise((resolve) => closing.close(resolve));
		expect(lost).toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } });
		expect(isNotSent(lost)).toBe(false);
	});
});

describe('errors of requests', () => {
	it('keep nothing of the request', () => {
		const error = thrown(failed('ECONNREFUSED', { config: { headers: { key: 'secret' } } }));
		expect(JSON.stringify([error, error.cause])).not.toContain('secret');
		expect(error.httpCode).toBe('ECONNREFUSED');
	});

	it('stay what they are', () => {
		const error = status(404);
		expect(asApiError.call({ getNode: () => node }, error)).toBe(error);
		const other = asApiError.call({ getNode: () => node }, { code: 'EPIPE' });
		expect(other.httpCode).toBe('EPIPE');
	});

	it('name the fields that a service names', () => {
		expect(
			fieldTexts([
				{ field: 'a', message: 'b' },
				{ title: 'c', message: 'd' },
				{ message: 'e' },
				{},
				null,
				'x',
			]),
		).toEqual(['a: b', 'c', 'e']);
		expect(fieldTexts({ a: 'b' })).toEqual([]);
	});
});
