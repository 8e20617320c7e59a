import { createWorld, serveWorld, type RequestRecord, type World } from '../../../test/emulators';
import { affiliateReads } from '../../../test/emulators/refersion/routes/affiliates';
import { AUDIENCE, CODE_FIELD, LINK_FIELD, TAG } from '../../demo/seed';
import { createScenario, type AffiliateItem } from '../contacts';
import { answerParent } from '../ipc';
import type { Replayed } from './replay';
import type { KeepConditions, KeepRequests } from './results';

/** What n8n has to know of the services. */
export interface Connection {
	/** environment of a process that is to reach the emulators */
	env: Record<string, string>;
	refersion: Record<string, string>;
	mailchimp: { apiKey: string };
}

let world: World;
const serving = (async () => {
	world = createWorld();
	return await serveWorld(world);
})();

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An affiliate in Refersion, with as many fields filled in as usual, and the contact the workflow makes of them. */
function addCreator({ refersion, mailchimp }: World, item: AffiliateItem): void {
	const { email, first_name, last_name } = item;
	const custom = Object.entries(Object(item.custom_fields)).map(([label, value], index) => ({
		id: index + 1,
		label,
		value: String(value),
	}));
	const { id, code } = refersion.addAffiliate({
		email,
		first_name,
		last_name,
		code: text(item.code),
		status: 'ACTIVE',
		company: text(item.company_name),
		paypal_email: text(item.paypal_email),
		address1: text(item.address1),
		city: text(item.city),
		state: text(item.state),
		zip: text(item.zip),
		country: text(item.country),
		phone: text(item.phone),
		source: text(item.source),
		unique_merchant_id: text(item.unique_merchant_id),
		custom_fields: custom,
	});
	mailchimp.addMember(AUDIENCE.id, {
		email,
		mergeFields: {
			[LINK_FIELD]: refersion.linkOf(id) ?? '',
			[CODE_FIELD]: code,
			FNAME: first_name,
			LNAME: last_name,
		},
		tags: [TAG],
	});
}

function prepareWorld({ creators, others, latencyMs, seed }: KeepConditions): void {
	world.reset();
	const { mailchimp } = world;
	mailchimp.addAudience({ ...AUDIENCE });
	mailchimp.addMergeField(AUDIENCE.id, { tag: LINK_FIELD, name: 'Affiliate link', type: 'url' });
	mailchimp.addMergeField(AUDIENCE.id, { tag: CODE_FIELD, name: 'Code', type: 'text' });
	for (const item of createScenario(creators, seed).items) addCreator(world, item);
	for (let index = 0; index < others; index += 1) {
		mailchimp.addMember(AUDIENCE.id, { email: `customer${index}@shop-mail.com` });
	}
	for (const service of ['refersion', 'mailchimp'] as const)
		world.faults.set(service, { latencyMs });
}

/** Headers of the account, which the record of a request does not have. */
function keysFor(host: string): Record<string, string> {
	const { mailchimp, refersion } = world;
	if (host.endsWith('.mailchimp.com')) {
		const basic = Buffer.from(`n8n:${mailchimp.apiKey}`).toString('base64');
		return { authorization: `Basic ${basic}` };
	}
	const { publicKey, secretKey } = refersion.credentials;
	return { 'refersion-public-key': publicKey, 'refersion-secret-key': secretKey };
}

function replayed({ method, host, path, query, headers, body, status }: RequestRecord): Replayed {
	const url = new URL(`https://${host}${path}`);
	url.search = new URLSearchParams(query).toString();
	const type = headers['content-type'];
	return {
		method,
		url: url.href,
		headers: { ...keysFor(host), ...(type !== undefined && { 'content-type': type }) },
		body: body === null ? null : typeof body === 'string' ? body : JSON.stringify(body),
		status,
	};
}

/** Refersion's reads are POST too (REST v2). */
const READS = Object.keys(affiliateReads).map((path) => `/v2${path}`);

const isWrite = ({ method, path }: RequestRecord): boolean =>
	method !== 'GET' && !READS.includes(path);

/** The emulated Refersion and Mailchimp, in a process of their own so that they take no time and memory of n8n. */
export const commands = {
	/** @param withGraphql whether the account has the GraphQL token; most plans of Refersion have none */
	async connect(withGraphql: boolean): Promise<Connection> {
		const { env } = await serving;
		const { credentials } = world.refersion;
		const refersion = { ...credentials, ...(!withGraphql && { graphqlToken: '' }) };
		return { env, refersion, mailchimp: { apiKey: world.mailchimp.apiKey } };
	},
	/** Everybody in step, and no requests so far. */
	async prepare(conditions: KeepConditions): Promise<void> {
		await serving;
		prepareWorld(conditions);
	},
	/** One approved sale of each of the first affiliates. */
	addSales(count: number): void {
		for (const { id } of world.refersion.affiliates().slice(0, count)) {
			world.refersion.addConversion({ affiliateId: id, status: 'APPROVED' });
		}
	},
	/** @returns the requests since the last time, and forgets them */
	takeRequests(): { counts: KeepRequests; list: Replayed[] } {
		const { refersion, mailchimp } = world;
		const all = [...refersion.requests, ...mailchimp.requests];
		const counts = {
			refersion: refersion.requests.length,
			mailchimp: mailchimp.requests.length,
			writes: all.filter(isWrite).length,
		};
		const list = all.sort((one, other) => one.startedAt - other.startedAt).map(replayed);
		refersion.clearRequests();
		mailchimp.clearRequests();
		return { counts, list };
	},
};
export type SceneCommands = typeof commands;

answerParent(commands);
