import type { INode, IRun } from 'n8n-workflow';
import { runCreate } from './bigCommerce';
import { locator, type Hub } from './hub';
import { runUpsert } from './contacts';
import { runMailchimp } from './mailchimp';
import { runRefersion } from './refersion';

export const OAUTH_TOKEN = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

/** A request as it left n8n, headers included. */
export interface Sent {
	method: string;
	url: URL;
	headers: Record<string, string>;
	body: string;
}

export interface Answers {
	/** Whether a request gets the answer in place of the service's own. */
	to: (url: URL) => boolean;
	answer: () => Response | Promise<Response>;
}

/**
 * Has something else answer than the service, and takes down all requests with their secrets, which the
 * services' own records leave out.
 */
export function listen(hub: Hub, answers?: Answers): Sent[] {
	const sent: Sent[] = [];
	const { fetch } = hub.world;
	jest.spyOn(hub.world, 'fetch').mockImplementation(async (request) => {
		const url = new URL(request.url);
		const body = await request.clone().text();
		const headers: Record<string, string> = {};
		request.headers.forEach((value, name) => {
			headers[name] = value;
		});
		sent.push({ method: request.method, url, headers, body });
		return answers?.to(url) ? await answers.answer() : await fetch(request);
	});
	return sent;
}

/** A way in which the package sends requests. */
export interface Transport {
	name: string;
	/** Host that the requests in question go to. */
	host: string;
	/** What the credentials hold that must get to that host and no other. */
	secrets: (hub: Hub) => string[];
	run: (hub: Hub, extra?: Partial<INode>) => Promise<IRun>;
}

/** Each way, run with one item. The last two answer with what Mailchimp's OAuth2 needs. */
export const TRANSPORTS: Transport[] = [
	{
		name: 'Refersion REST',
		host: 'api.refersion.com',
		secrets: refersionKeys,
		run: async (hub, extra) =>
			await runRefersion(
				hub,
				{
					resource: 'affiliate',
					operation: 'get',
					affiliate: locator('id', '37567438'),
					options: {},
				},
				[{}],
				extra,
			),
	},
	{
		name: 'Refersion GraphQL',
		host: 'graphql.refersion.com',
		secrets: (hub) => [String(hub.credentials.refersionApi.graphqlToken)],
		run: async (hub, extra) =>
			await runRefersion(
				hub,
				{ resource: 'payment', operation: 'getMany', returnAll: true, options: {} },
				[{}],
				extra,
			),
	},
	{
		name: 'Refersion orders',
		host: 'inbound-webhooks.refersion.com',
		secrets: refersionKeys,
		run: async (hub, extra) =>
			await runRefersion(
				hub,
				{
					resource: 'order',
					operation: 'send',
					orderId: '20150401102883',
					cartId: 'c0ffee-4711-cafe',
					currency: 'USD',
					items: { item: [{ sku: 'PROD_A', price: '5.50', quantity: 1 }] },
				},
				[{}],
				extra,
			),
	},
	{
		name: 'Refersion report link',
		host: 'api.refersion.com',
		secrets: refersionKeys,
		run: download,
	},
	{
		name: 'Refersion report file',
		host: 'www.refersion.com',
		secrets: () => [],
		run: download,
	},
	{
		name: 'Mailchimp with an API key',
		host: 'us21.api.mailchimp.com',
		secrets: (hub) => [hub.world.mailchimp.apiKey],
		run: async (hub, node) => await runUpsert(hub, { node }),
	},
	{
		name: 'Mailchimp, many contacts at once',
		host: 'us21.api.mailchimp.com',
		secrets: (hub) => [hub.world.mailchimp.apiKey],
		run: async (hub, node) => await runUpsert(hub, { items: manyCreators(), node }),
	},
	{
		name: 'Mailchimp, reading a list',
		host: 'us21.api.mailchimp.com',
		secrets: (hub) => [hub.world.mailchimp.apiKey],
		run: async (hub, extra) =>
			await runMailchimp(
				hub,
				{
					resource: 'contact',
					operation: 'getMany',
					audience: locator('id', hub.audienceId),
					returnAll: true,
					filters: {},
				},
				[{}],
				extra,
			),
	},
	{
		name: 'BigCommerce',
		host: 'api.bigcommerce.com',
		secrets: bigCommerceToken,
		run: async (hub, extra) => {
			const { id } = hub.world.bigcommerce.addPromotion({ name: 'Creators' });
			return await runCreate(hub, id, ['JO10'], extra);
		},
	},
	{
		name: 'Mailchimp with OAuth2',
		host: 'us21.api.mailchimp.com',
		secrets: () => [OAUTH_TOKEN],
		run: withOAuth2,
	},
	{
		name: 'Mailchimp OAuth2 metadata',
		host: 'login.mailchimp.com',
		secrets: () => [OAUTH_TOKEN],
		run: withOAuth2,
	},
];

function manyCreators() {
	return Array.from({ length: 21 }, (_value, index) => ({
		email: `jo${index}@creator-mail.com`,
		name: 'Jo',
		link: `https://shop.refersion.com/c/a${index}`,
	}));
}

function bigCommerceToken(hub: Hub): string[] {
	return [String(hub.credentials.bigCommerceApi.accessToken)];
}

function refersionKeys(hub: Hub): string[] {
	const { publicKey, secretKey } = hub.credentials.refersionApi;
	return [String(publicKey), String(secretKey)];
}

async function download(hub: Hub, extra?: Partial<INode>): Promise<IRun> {
	const { id } = hub.world.refersion.addReport();
	return await runRefersion(
		hub,
		{
			resource: 'report',
			operation: 'download',
			reportId: id,
			binaryPropertyName: 'data',
			options: {},
		},
		[{}],
		extra,
	);
}

async function withOAuth2(hub: Hub, node?: Partial<INode>): Promise<IRun> {
	connectOAuth2(hub);
	return await runUpsert(hub, { parameters: { authentication: 'oAuth2' }, node });
}

/** Connects an account of Mailchimp by OAuth2. */
export function connectOAuth2(hub: Hub): void {
	hub.world.mailchimp.account.tokens.add(OAUTH_TOKEN);
	hub.credentials.mailchimpAudienceOAuth2Api = {
		oauthTokenData: { access_token: OAUTH_TOKEN, token_type: 'bearer' },
	};
}

/** A secret in the forms in which it could be written somewhere. */
export function spellings(secret: string): string[] {
	const forms = [secret, encodeURIComponent(secret)];
	for (const text of [secret, `n8n:${secret}`]) {
		const bytes = Buffer.from(text);
		forms.push(bytes.toString('base64'), bytes.toString('hex'));
	}
	return [...new Set(forms)];
}
