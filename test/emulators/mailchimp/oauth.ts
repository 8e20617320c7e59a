import { Hono } from 'hono';
import { isString, type JsonObject } from '../common';
import type { Account } from './auth';

interface Grant {
	redirectUri: string;
}

function clientOf(request: Request, form: URLSearchParams): { id: string; secret: string } {
	const [, basic] = /^Basic (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	if (basic !== undefined) {
		const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
		return { id, secret };
	}
	return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
}

const refused = (error: string, status: 400 | 401): Response =>
	Response.json({ error }, { status });

/**
 * `https://login.mailchimp.com/oauth2`: authorize, token, metadata. No scopes; tokens never expire and
 * there is no refresh token. The person always agrees.
 * @param hex makes random ids
 */
export function createOauthApp(account: Account, hex: (length: number) => string): Hono {
	const app = new Hono();
	const grants = new Map<string, Grant>();

	app.get('/oauth2/authorize', (c) => {
		const redirectUri = c.req.query('redirect_uri');
		if (c.req.query('client_id') !== account.oauth.clientId || !isString(redirectUri)) {
			return refused('invalid_client', 400);
		}
		if (c.req.query('response_type') !== 'code') return refused('unsupported_response_type', 400);
		const code = hex(32);
		grants.set(code, { redirectUri });
		const target = new URL(redirectUri);
		target.searchParams.set('code', code);
		const state = c.req.query('state');
		if (state !== undefined) target.searchParams.set('state', state);
		return c.redirect(target.href);
	});

	app.post('/oauth2/token', async (c) => {
		const form = new URLSearchParams(await c.req.text());
		const client = clientOf(c.req.raw, form);
		const { clientId, clientSecret } = account.oauth;
		if (client.id !== clientId || client.secret !== clientSecret) {
			return refused('invalid_client', 401);
		}
		const code = form.get('code') ?? '';
		const grant = grants.get(code);
		grants.delete(code);
		if (form.get('grant_type') !== 'authorization_code' || grant === undefined) {
			return refused('invalid_grant', 400);
		}
		if (form.get('redirect_uri') !== grant.redirectUri) return refused('invalid_grant', 400);
		const token = hex(32);
		account.tokens.add(token);
		return c.json({ access_token: token, expires_in: 0, scope: null });
	});

	app.get('/oauth2/metadata', (c) => {
		const [, token = ''] = /^OAuth (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
		if (!account.tokens.has(token)) return refused('invalid_token', 401);
		const body: JsonObject = {
			dc: account.dataCentre,
			role: 'owner',
			accountname: account.name,
			user_id: 123456,
			login: { login_id: 123456, login_name: account.name, login_email: 'owner@shop.example' },
			login_url: 'https://login.mailchimp.com',
			api_endpoint: account.apiEndpoint ?? `https://${account.dataCentre}.api.mailchimp.com`,
		};
		return c.json(body);
	});
	return app;
}
