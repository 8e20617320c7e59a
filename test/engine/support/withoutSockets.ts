import { Readable } from 'node:stream';
import type { AxiosRequestConfig, AxiosStatic } from 'axios';
import type { World } from '../../emulators';

/** The one that n8n's request helpers use. */
const loadAxios = (): AxiosStatic => testProcess.require('axios');

/**
 * Hands the requests of n8n's helpers to the emulated services at once. Each one has a TLS connection of its own
 * otherwise, which takes longer than all the rest of a short run. A connection that is reset fails as it does there.
 *
 * @returns puts it back
 */
export function withoutSockets(world: World): () => void {
	const axios = loadAxios();
	const { adapter } = axios.defaults;
	axios.defaults.adapter = async (config) => {
		const { method = 'get', data } = config;
		const body = data === undefined ? {} : { body: String(data) };
		const init = { method: method.toUpperCase(), headers: headersOf(config), ...body };
		const answer = await world.fetch(new Request(axios.getUri(config), init));
		const received: Record<string, string> = {};
		answer.headers.forEach((value, name) => {
			received[name] = value;
		});
		return {
			status: answer.status,
			statusText: answer.statusText,
			headers: received,
			data: Readable.from([Buffer.from(await answer.arrayBuffer())]),
			config,
			request: {},
		};
	};
	return () => {
		axios.defaults.adapter = adapter;
	};
}

/**
 * The same for all tests of a file: for those with so many requests that most of their time would go into connections.
 * How requests are sent is tested by others.
 *
 * @param world the services that have been started by then
 */
export function skipSockets(world: () => World): void {
	let putBack = () => {};
	beforeAll(() => {
		putBack = withoutSockets(world());
	});
	afterAll(() => putBack());
}

function headersOf({ headers, auth }: AxiosRequestConfig): Record<string, string> {
	const sent = Object.entries(headers ?? {}).filter(([, value]) => typeof value === 'string');
	const basic = auth && Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
	return {
		...Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
		...(basic && { authorization: `Basic ${basic}` }),
	};
}
