import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import type { Config } from '@mailchimp/mailchimp_marketing';
import { resources } from '../../nodes/Mailchimp/actions';
import type { RequestRecord } from '../emulators';
import { ROOT } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { runOnContacts } from './support/mailchimpContact';
import { CASES } from './support/officialClient';
import {
	argumentsOf,
	asking,
	compare,
	findings,
	inOrder,
	type Case,
	type Step,
} from './support/officialClient/cases';
import {
	configuration,
	refusedWith,
	withOfficialClient,
	type ClientCall,
} from './support/officialClient/client';
import {
	HEADER_DIFFERENCES,
	HEADER_DIFFERENCES_OF_READS,
} from './support/officialClient/differences';
import {
	differenceCells,
	differenceRows,
	functionRows,
	operationNames,
	requestRows,
	tableBelow,
} from './support/officialClient/tables';
import { itemsOf } from './support/refersion';

/** Operations for which the client has no call, with the reason why it has none. */
const NOT_IN_CLIENT: Record<string, string> = {
	'audience.check':
		'it does on purpose what a careful program would not, such as sending tags where they may be ignored',
};

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

/** A new world, the same each time, ids included. */
const start = ({ prepare }: Case): void => {
	resetHub(hub);
	prepare?.(hub);
};

const requests = ({ anyOrder }: Case): RequestRecord[] => {
	const all = [...hub.world.mailchimp.requests];
	return anyOrder ? all.sort((one, other) => (one.path < other.path ? -1 : 1)) : all;
};

const sentByNode = async (each: Case): Promise<RequestRecord[]> => {
	start(each);
	itemsOf(await runOnContacts(hub, each.parameters, each.items));
	return requests(each);
};

const sentByClient = async (
	each: Case,
	steps: Step[],
	config?: Config,
): Promise<RequestRecord[]> => {
	start(each);
	const send = async (call: ClientCall) => {
		for (const step of steps) {
			const answer = call(step.call, ...argumentsOf(step, { hub, list: hub.audienceId }));
			if (step.refused === undefined) await answer;
			else expect(await refusedWith(answer)).toBe(step.refused);
		}
	};
	await withOfficialClient(hub, send, config);
	return requests(each);
};

describe.each(CASES)("the node and Mailchimp's client: $operation, $job", (each) => {
	const ofNode = each.steps.filter(({ onlyClients }) => onlyClients === undefined);
	const ofClient = each.steps.filter(({ onlyOurs }) => onlyOurs === undefined);

	it('send the same, but for what is listed', async () => {
		const ours = await sentByNode(each);
		const theirs = await sentByClient(each, ofClient);
		expect(ours).toHaveLength(ofNode.length);
		expect(theirs).toHaveLength(ofClient.length);
		for (const step of ofNode.filter((other) => ofClient.includes(other))) {
			const found = findings(ours[ofNode.indexOf(step)], theirs[ofClient.indexOf(step)]);
			const listed = inOrder(step.differences ?? []);
			expect({ call: step.call, found }).toEqual({ call: step.call, found: listed });
		}
	});

	it('send the very same when the client is asked for it', async () => {
		const ours = await sentByNode(each);
		const steps = ofNode.map((step, index) => asking(ours[index], step));
		const theirs = await sentByClient(each, steps);
		expect(theirs).toHaveLength(ours.length);
		expect(ours.flatMap((request, index) => findings(request, theirs[index]))).toEqual([]);
		expect(theirs.map(({ status }) => status)).toEqual(ours.map(({ status }) => status));
	});
});

describe('headers', () => {
	/** Those that say what the connection is like, and no more. */
	const CONNECTION = ['connection', 'content-length', 'host'];

	const TOKEN = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

	const caseOf = (operation: string): Case => {
		const found = CASES.find((each) => each.operation === operation);
		if (!found) throw new Error(`no case for ${operation}`);
		return found;
	};

	/** The headers of the last request, with a name in the place of the key. */
	const headersOf = async (send: () => Promise<unknown>): Promise<Record<string, string>> => {
		const fetch = jest.spyOn(hub.world, 'fetch');
		try {
			await send();
			const all: Record<string, string> = {};
			fetch.mock.calls.at(-1)?.[0].headers.forEach((value, name) => {
				if (!CONNECTION.includes(name)) all[name] = value;
			});
			const authorization = all.authorization
				.replace(/(?<=^Basic ).*/, (secret) => Buffer.from(secret, 'base64').toString())
				.replace(hub.world.mailchimp.apiKey, '<key>');
			return { ...all, authorization };
		} finally {
			fetch.mockRestore();
		}
	};

	it.each([
		['contact.get', [...HEADER_DIFFERENCES, ...HEADER_DIFFERENCES_OF_READS]],
		['contact.unsubscribe', HEADER_DIFFERENCES],
	])('%s: the same, but for what is listed', async (operation, differences) => {
		const each = caseOf(operation);
		const ours = await headersOf(async () => await sentByNode(each));
		const theirs = await headersOf(async () => await sentByClient(each, each.steps));
		expect(inOrder(compare('headers', ours, theirs))).toEqual(inOrder(differences));
	});

	it('have the same authorisation with OAuth2', async () => {
		const each = caseOf('contact.get');
		const prepare = (ready: Hub) => {
			each.prepare?.(ready);
			ready.world.mailchimp.account.tokens.add(TOKEN);
			const oauthTokenData = { access_token: TOKEN, token_type: 'bearer' };
			ready.credentials = { mailchimpAudienceOAuth2Api: { oauthTokenData } };
		};
		const parameters = { ...each.parameters, authentication: 'oAuth2' };
		const withToken = { ...each, prepare, parameters };
		const config = { apiKey: '', accessToken: TOKEN };
		const ours = await headersOf(async () => await sentByNode(withToken));
		const theirs = await headersOf(async () => await sentByClient(withToken, each.steps, config));
		expect(ours.authorization).toBe(`Bearer ${TOKEN}`);
		expect(theirs.authorization).toBe(ours.authorization);
	});
});

describe('the comparison', () => {
	const names = operationNames(resources);

	/** Operations that are neither compared nor said to be missing in the client. */
	const left = (operations: string[]): string[] =>
		operations.filter(
			(operation) =>
				!CASES.some((each) => each.operation === operation) && !NOT_IN_CLIENT[operation],
		);

	it('has every operation of the node', () => {
		expect(left([...names.keys()])).toEqual([]);
		expect(left(['contact.upsert', 'contact.somethingNew'])).toEqual(['contact.somethingNew']);
	});

	it('has no operation that the node does not have', () => {
		const known = [...CASES.map(({ operation }) => operation), ...Object.keys(NOT_IN_CLIENT)];
		expect(known.filter((operation) => !names.has(operation))).toEqual([]);
	});

	it.each([
		['## The functions that do the same', functionRows(CASES, names, NOT_IN_CLIENT)],
		['## What differs in a request', differenceRows(CASES, names)],
		['## Requests that only one of them sends', requestRows(CASES, names)],
		['## Headers', [...HEADER_DIFFERENCES, ...HEADER_DIFFERENCES_OF_READS].map(differenceCells)],
	])('is in the documentation: %s', (heading, rows) => {
		const file = join(ROOT, 'docs/compared-with-the-official-client.md');
		expect(tableBelow(readFileSync(file, 'utf8'), heading)).toEqual(rows);
	});
});

describe('the search for differences', () => {
	const one: RequestRecord = {
		method: 'POST',
		host: 'us21.api.mailchimp.com',
		path: '/3.0/lists/1',
		query: { count: '1' },
		body: { members: [{ vip: true }, { vip: true }] },
		status: 200,
		fault: null,
		startedAt: 0,
		finishedAt: 0,
		headers: {},
	};

	it.each<[Partial<RequestRecord>, string[]]>([
		[{ status: 400, startedAt: 1 }, []],
		[{ method: 'PUT' }, ['method']],
		[{ host: 'us1.api.mailchimp.com' }, ['host']],
		[{ path: '/3.0/lists/2' }, ['path']],
		[{ query: { offset: '0' } }, ['query.count', 'query.offset']],
		[{ body: null }, ['body']],
		[{ body: { members: [{ vip: true }] } }, ['body.members']],
		[{ body: { members: [{ vip: true }, { vip: 'true' }] } }, ['body.members.*.vip']],
		[{ body: { members: [{}, {}] } }, ['body.members.*.vip']],
	])('finds what differs in %j', (change, places) => {
		expect(findings(one, { ...one, ...change }).map(({ at }) => at)).toEqual(places);
	});
});

describe("Mailchimp's client in these tests", () => {
	it('keeps neither key nor agent when it is done, also after an error', async () => {
		const before = { configuration: configuration(), agent: https.globalAgent };
		const failing = withOfficialClient(hub, async (call) => {
			expect(https.globalAgent).not.toBe(before.agent);
			await call('ping.get');
			await call('ping.unknown');
		});
		await expect(failing).rejects.toThrow('The client has no function ping.unknown');
		expect(configuration()).toBe(before.configuration);
		expect(JSON.stringify(configuration())).not.toContain(hub.world.mailchimp.apiKey);
		expect(https.globalAgent).toBe(before.agent);
	});

	it('reaches no other host', async () => {
		const config = { server: 'elsewhere.example/?' };
		const ping = withOfficialClient(hub, async (call) => await call('ping.get'), config);
		await expect(ping).rejects.toThrow('the proxy answered 403');
		expect(hub.served.refusedHosts).toEqual(['elsewhere.example']);
		expect(hub.world.mailchimp.requests).toEqual([]);
	});
});
