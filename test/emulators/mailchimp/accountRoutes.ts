import { isoOffset, isString, type JsonObject } from '../common';
import { notFound, schemaErrors } from './errors';
import {
	audienceOf,
	noContent,
	param,
	readObject,
	reply,
	replyPage,
	type ApiContext,
	type App,
	type Call,
} from './http';
import { findMember } from './members';
import { audienceBody, categoryBody } from './render';
import { addTemplate, type Template } from './state';
import type { InterestCategory } from './types';

export function registerAccount(app: App, api: ApiContext, accountName: string): void {
	app.get('/3.0/ping', (c) => reply(c, { health_status: "Everything's Chimpy!" }));

	const root = (c: Call): Response =>
		reply(c, {
			account_id: '8d3a3db4d97663a9074efcc16',
			login_id: '123456',
			account_name: accountName,
			email: 'owner@shop.example',
			role: 'owner',
			pricing_plan_type: 'monthly',
			total_subscribers: [...api.state.audiences.values()].reduce(
				(sum, { members }) => sum + members.size,
				0,
			),
			_links: [],
		});
	app.get('/3.0', root);
	app.get('/3.0/', root);

	app.get('/3.0/lists', (c) => {
		const all = [...api.state.audiences.values()];
		const constraints = {
			may_create: true,
			max_instances: 5,
			current_total_instances: all.length,
		};
		return replyPage(c, api.state, 'lists', all, audienceBody, { more: { constraints } });
	});

	app.get('/3.0/lists/:list', (c) => reply(c, audienceBody(audienceOf(c, api))));

	app.get('/3.0/lists/:list/interest-categories', (c) => {
		const audience = audienceOf(c, api);
		const all = audience.interestCategories;
		const bodyOf = (category: InterestCategory): JsonObject => categoryBody(audience, category);
		return replyPage(c, api.state, 'categories', all, bodyOf, { more: { list_id: audience.id } });
	});

	app.get('/3.0/lists/:list/interest-categories/:category/interests', (c) => {
		const audience = audienceOf(c, api);
		const id = param(c, 'category');
		const category = audience.interestCategories.find((each) => each.id === id);
		if (category === undefined) throw notFound();
		const ids = { category_id: id, list_id: audience.id };
		const interests = category.interests.map((each, order) => ({
			...ids,
			...each,
			display_order: order,
			_links: [],
		}));
		return replyPage(c, api.state, 'interests', interests, (each) => each, { more: ids });
	});
}

/** The step of a journey with a "Customer Journeys API" starting point; nothing lists journeys. */
export function registerJourneyStep(app: App, api: ApiContext): void {
	app.post('/3.0/customer-journeys/journeys/:journey/steps/:step/actions/trigger', async (c) => {
		const journey = Number(param(c, 'journey'));
		const step = Number(param(c, 'step'));
		const found = api.journeys.step(journey, step);
		const { email_address: email } = await readObject(c);
		if (found === undefined) throw notFound();
		if (!isString(email)) {
			throw schemaErrors({ field: 'email_address', message: 'This value should not be blank.' });
		}
		const audience = api.state.audiences.get(found.audienceId);
		const member = audience && findMember(audience, email);
		if (audience === undefined || member === undefined) throw notFound();
		api.journeys.triggerStep(journey, step, audience, member);
		return noContent();
	});
}

function templateBody(template: Template): JsonObject {
	const { id, type, name, category, active, content_type, drag_and_drop, folder_id } = template;
	const { created, edited } = template;
	return {
		id,
		type,
		name,
		category,
		active,
		content_type,
		drag_and_drop,
		folder_id,
		responsive: false,
		share_url: '',
		thumbnail: '',
		edited_by: 'Demo Shop',
		date_created: isoOffset(created),
		date_edited: isoOffset(edited),
		created_by: 'Demo Shop',
		_links: [],
	};
}

function templateFilter(c: Call): (template: Template) => boolean {
	const type = c.req.query('type');
	const folder = c.req.query('folder_id');
	return (template) =>
		(type === undefined || template.type === type) &&
		(folder === undefined || template.folder_id === folder);
}

/** Classic templates only: `name` and `html` are required. No answer has the HTML (API spec). */
export function registerTemplates(app: App, { state }: ApiContext): void {
	const templateOf = (c: Call): Template => {
		const found = state.templates.get(Number(param(c, 'template')));
		if (found === undefined) throw notFound();
		return found;
	};

	app.get('/3.0/templates', (c) => {
		const all = [...state.templates.values()].filter(templateFilter(c));
		return replyPage(c, state, 'templates', all, templateBody);
	});

	app.get('/3.0/templates/:template', (c) => reply(c, templateBody(templateOf(c))));

	app.post('/3.0/templates', async (c) => {
		const { name, html, folder_id: folder } = await readObject(c);
		if (!isString(name) || !isString(html)) {
			const field = isString(name) ? 'html' : 'name';
			throw schemaErrors({ field, message: 'This value should not be blank.' });
		}
		const folder_id = isString(folder) ? folder : '';
		return c.json(templateBody(addTemplate(state, { name, html, folder_id })));
	});

	app.patch('/3.0/templates/:template', async (c) => {
		const template = templateOf(c);
		const { name, html, folder_id: folder } = await readObject(c);
		if (isString(name)) template.name = name;
		if (isString(html)) template.html = html;
		if (isString(folder)) template.folder_id = folder;
		template.edited = state.now();
		return c.json(templateBody(template));
	});

	// "User templates are not 'deleted,' but rather marked as 'inactive.'" (API spec, `active`)
	app.delete('/3.0/templates/:template', (c) => {
		templateOf(c).active = false;
		return noContent();
	});
}
