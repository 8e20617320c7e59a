import mailchimp, { type Config } from '@mailchimp/mailchimp_marketing';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../../nodes/shared/record';
import { replaceGlobalAgent } from '../../../unit/emulators/support';
import type { Hub } from '../hub';

/**
 * Calls a function of Mailchimp's client.
 *
 * @param name as in its documentation, e.g. "lists.getListMember"
 * @returns the answer; {} when it has no body
 */
export type ClientCall = (name: string, ...args: unknown[]) => Promise<IDataObject>;

/**
 * Lets Mailchimp's client talk to the emulator, and to nothing else: the proxy refuses every other host.
 * The client is one object for the whole process, so its configuration and the agent that leads it to the
 * proxy are there only while it is used.
 *
 * @param config for another key, a token or another server than those of the account
 */
export async function withOfficialClient<T>(
	hub: Hub,
	use: (call: ClientCall) => Promise<T>,
	config: Config = {},
): Promise<T> {
	const before = configuration();
	const restoreAgent = replaceGlobalAgent(hub.served);
	const { apiKey, account } = hub.world.mailchimp;
	mailchimp.setConfig({ apiKey, server: account.dataCentre, ...config });
	try {
		return await use(callClient);
	} finally {
		Reflect.set(mailchimp, 'config', before);
		restoreAgent();
	}
}

/** The configuration the client has at the moment; its types do not know that it can be read. */
export function configuration(): unknown {
	return Reflect.get(mailchimp, 'config');
}

/** Functions are looked up by name: the types of the client know only some thirty of them. */
async function callClient(name: string, ...args: unknown[]): Promise<IDataObject> {
	const [group = '', method = ''] = name.split('.');
	const api: unknown = Reflect.get(mailchimp, group);
	const call: unknown = Reflect.get(Object(api), method);
	if (typeof call !== 'function') throw new Error(`The client has no function ${name}`);
	const answer: unknown = await Reflect.apply(call, api, args);
	return isRecord(answer) ? answer : {};
}

/** The status of the answer with which a call was refused; undefined when it was not. */
export async function refusedWith(call: Promise<unknown>): Promise<unknown> {
	return await call.then(
		() => undefined,
		(error: unknown) => Reflect.get(Object(error), 'status'),
	);
}
