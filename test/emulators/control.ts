import { Hono } from 'hono';
import { isObject, isString, type JsonObject } from './common';
import {
	BadControl,
	bodyOf,
	changeSwitches,
	faultProfile,
	faultRule,
	mergeField,
	oneOf,
	SERVICES,
	texts,
} from './controlInput';
import { AFFILIATE_STATUSES, type AffiliateStatus } from './refersion/types';
import type { World } from './world';

/** What a page or another process wants to show: everything but secrets. */
function stateOf(world: World): JsonObject {
	const { refersion, mailchimp, outbox, linktree, bigcommerce } = world;
	return {
		refersion: {
			affiliates: refersion.affiliates().map((each) => ({
				...each,
				linkAvailableAt: undefined,
				link: refersion.linkOf(each.id),
			})),
			webhooks: refersion.dashboard.webhooks(),
			deliveries: refersion.deliveries,
		},
		mailchimp: {
			audiences: mailchimp.audiences().map((audience) => ({
				id: audience.id,
				name: audience.name,
				doubleOptin: audience.doubleOptin,
				mergeFields: audience.mergeFields,
				members: [...audience.members.values()].map(({ email }) => ({
					...mailchimp.member(audience.id, email),
					tags: mailchimp.tagsOf(audience.id, email),
				})),
			})),
			journeys: mailchimp.journeys
				.list()
				.map(({ audienceId, tag, event, subject }) => ({ audienceId, tag, event, subject })),
			count429: mailchimp.count429,
			maxSimultaneousReached: mailchimp.maxSimultaneousReached,
		},
		linktree: { profiles: linktree.profiles() },
		bigcommerce: { promotions: bigcommerce.promotions(), codes: bigcommerce.codes() },
		outbox: outbox.mails,
	};
}

const AFFILIATE_TEXTS = [
	'code',
	'first_name',
	'last_name',
	'email',
	'company',
	'paypal_email',
	'country',
	'link',
] as const;

function addRefersion(app: Hono, { refersion }: World): void {
	const statusOf = (value: unknown): AffiliateStatus => oneOf(value, AFFILIATE_STATUSES, 'status');

	app.post('/refersion/affiliates', async (c) => {
		const body = await bodyOf(c.req.raw);
		const { id, code } = refersion.addAffiliate({
			...texts(body, AFFILIATE_TEXTS),
			...(typeof body.id === 'number' && { id: body.id }),
			...(body.status !== undefined && { status: statusOf(body.status) }),
			...(body.link === null && { link: null }),
		});
		return c.json({ id, code }, 201);
	});

	app.post('/refersion/affiliates/:id/status', async (c) => {
		const { status } = await bodyOf(c.req.raw);
		const changed = refersion.setStatus(Number(c.req.param('id')), statusOf(status));
		return c.json({ id: changed.id, status: changed.status });
	});

	app.post('/refersion/affiliates/:id/link', async (c) => {
		const { link } = await bodyOf(c.req.raw);
		refersion.setLink(Number(c.req.param('id')), isString(link) ? link : null);
		return c.json({});
	});

	app.post('/refersion/webhooks', async (c) => {
		const { url, topics } = await bodyOf(c.req.raw);
		if (!isString(url)) throw new BadControl('url is missing');
		const names = Array.isArray(topics) ? topics.filter(isString) : 'all';
		refersion.dashboard.createWebhook({ url, topics: names });
		return c.json({}, 201);
	});

	app.delete('/refersion/webhooks', (c) => {
		refersion.dashboard.removeWebhooks();
		return c.json({});
	});
}

function addMailchimp(app: Hono, { mailchimp }: World): void {
	app.post('/mailchimp/audiences', async (c) => {
		const body = await bodyOf(c.req.raw);
		const fields = Array.isArray(body.mergeFields) ? body.mergeFields.map(mergeField) : [];
		const audience = mailchimp.addAudience({
			...texts(body, ['id', 'name', 'company', 'address']),
			doubleOptin: body.doubleOptin === true,
			mergeFields: fields,
		});
		return c.json({ id: audience.id }, 201);
	});

	app.post('/mailchimp/audiences/:id/members', async (c) => {
		const body = await bodyOf(c.req.raw);
		if (!isString(body.email)) throw new BadControl('email is missing');
		const statuses = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'archived'] as const;
		mailchimp.addMember(c.req.param('id'), {
			email: body.email,
			status: oneOf(body.status ?? 'subscribed', statuses, 'status'),
			tags: Array.isArray(body.tags) ? body.tags.filter(isString) : [],
			mergeFields: isObject(body.mergeFields)
				? texts(body.mergeFields, Object.keys(body.mergeFields))
				: {},
		});
		return c.json({}, 201);
	});

	app.post('/mailchimp/journeys', async (c) => {
		const body = await bodyOf(c.req.raw);
		const { audienceId, subject, html } = body;
		if (!isString(audienceId) || !isString(subject) || !isString(html)) {
			throw new BadControl('audienceId, subject and html are needed');
		}
		const rest = texts(body, ['tag', 'event', 'text']);
		mailchimp.journeys.add({ audienceId, subject, html, ...rest, reentry: body.reentry === true });
		return c.json({}, 201);
	});
}

/** JSON over loopback for other processes: the demo page and tests of a real n8n. */
export function createControlApp(world: World, refusedHosts: readonly string[]): Hono {
	const app = new Hono();
	// A page on some other site must not be able to use the control API through a browser.
	app.use(async (c, next) => {
		const origin = c.req.header('origin');
		const local = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
		if (origin !== undefined && !local.test(origin)) return c.json({ error: 'refused' }, 403);
		return next();
	});
	app.get('/state', (c) => c.json(stateOf(world)));
	app.get('/requests', (c) =>
		c.json({
			refersion: world.refersion.requests,
			mailchimp: world.mailchimp.requests,
			linktree: world.linktree.requests,
			bigcommerce: world.bigcommerce.requests,
			refusedHosts,
		}),
	);
	addRefersion(app, world);
	addMailchimp(app, world);
	app.post('/faults', async (c) => {
		const body = await bodyOf(c.req.raw);
		if (body.clear === true) world.faults.clear();
		else if (body.fault !== undefined) world.faults.failNext(faultRule(body));
		else world.faults.set(oneOf(body.service, SERVICES, 'service'), faultProfile(body));
		return c.json({});
	});
	app.post('/switches', async (c) => {
		const { service, ...changes } = await bodyOf(c.req.raw);
		changeSwitches(world[oneOf(service, SERVICES, 'service')].switches, changes);
		return c.json({});
	});
	app.post('/reset', (c) => {
		world.reset();
		return c.json({});
	});
	// Mistakes of the caller: a bad field, an unknown affiliate or audience.
	app.onError((error, c) => c.json({ error: error.message }, 400));
	return app;
}
