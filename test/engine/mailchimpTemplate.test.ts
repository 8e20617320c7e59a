import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { bodiesOf, runMailchimp, sentToMailchimp } from './support/mailchimp';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';

const HTML = '<html><body><a href="*|AFFLINK|*">Your link</a></body></html>';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const templates = () =>
	hub.world.mailchimp.templates().map(({ name, html, active }) => ({ name, html, active }));

const upsert = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'template',
	operation: 'upsert',
	name: '={{ $json.name ?? "Welcome 1" }}',
	html: `={{ $json.html ?? '${HTML}' }}`,
	options: {},
	...more,
});

describe('Mailchimp Audience, Template: Create or Update', () => {
	it('creates a template that is not there', async () => {
		const [json] = pairedJson(await runMailchimp(hub, upsert()));
		expect(json).toEqual({
			id: expect.any(Number),
			name: 'Welcome 1',
			active: true,
			type: 'user',
			content_type: 'html',
			drag_and_drop: false,
			folder_id: '',
			date_created: expect.any(String),
			date_edited: expect.any(String),
			result: 'created',
		});
		expect(sentToMailchimp(hub)).toEqual(['GET /templates', 'POST /templates']);
		expect(templates()).toEqual([{ name: 'Welcome 1', html: HTML, active: true }]);
	});

	it('updates the one with the name, in any case, and leaves the others alone', async () => {
		hub.world.mailchimp.addTemplate({ name: 'Welcome 1 (old)', html: 'a' });
		const { id } = hub.world.mailchimp.addTemplate({ name: 'welcome 1 ', html: 'b' });
		hub.world.mailchimp.addTemplate({ name: 'Welcome 1', html: 'c', type: 'gallery' });
		const options = { folderId: 'f1' };
		const [json] = pairedJson(await runMailchimp(hub, upsert({ options })));
		expect(json).toMatchObject({ id, name: 'Welcome 1', folder_id: 'f1', result: 'updated' });
		expect(sentToMailchimp(hub)).toEqual(['GET /templates', `PATCH /templates/${id}`]);
		expect(bodiesOf(hub, 'PATCH')).toEqual([{ name: 'Welcome 1', html: HTML, folder_id: 'f1' }]);
		expect(templates().map(({ html }) => html)).toEqual(['a', HTML, 'c']);
	});

	it('finds a template beyond the ten that Mailchimp gives by itself', async () => {
		for (let index = 0; index < 30; index += 1) {
			hub.world.mailchimp.addTemplate({ name: `Other ${index}` });
		}
		const { id } = hub.world.mailchimp.addTemplate({ name: 'Welcome 1' });
		const [json] = pairedJson(await runMailchimp(hub, upsert()));
		expect(json).toMatchObject({ id, result: 'updated' });
	});

	it('does not bring a deleted template back', async () => {
		hub.world.mailchimp.addTemplate({ name: 'Welcome 1', html: 'deleted', active: false });
		const [json] = pairedJson(await runMailchimp(hub, upsert()));
		expect(json.result).toBe('created');
		expect(templates()[0]).toMatchObject({ html: 'deleted', active: false });
	});

	it('takes items in their order; a second one of the same name updates the first', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: [0, 20] });
		const items = ['Welcome 1', 'Welcome 2', 'WELCOME 1', 'Welcome 2'].map((name, index) => ({
			name,
			html: `<p>${index}</p>`,
		}));
		const output = pairedJson(await runMailchimp(hub, upsert(), items));
		expect(output.map(({ result }) => result)).toEqual([
			'created',
			'created',
			'updated',
			'updated',
		]);
		expect(templates()).toEqual([
			{ name: 'WELCOME 1', html: '<p>2</p>', active: true },
			{ name: 'Welcome 2', html: '<p>3</p>', active: true },
		]);
		expect(sentToMailchimp(hub).filter((line) => line.startsWith('GET'))).toHaveLength(1);
	});

	it('changes nothing when two templates have the name', async () => {
		const ids = [1, 2].map(() => hub.world.mailchimp.addTemplate({ name: 'Welcome 1' }).id);
		const run = await runMailchimp(hub, upsert(), [{}, { name: 'Welcome 2' }], CONTINUE);
		const output = itemsOf(run);
		expect(output[0]).toMatchObject({
			json: {
				error: `Mailchimp has 2 templates with the name "Welcome 1" (IDs ${ids.join(', ')})`,
				details: { reason: 'ambiguous_name' },
			},
			pairedItem: { item: 0 },
		});
		expect(output[1]).toMatchObject({ json: { result: 'created' }, pairedItem: { item: 1 } });
	});

	it.each([{ drag_and_drop: true }, { content_type: 'multichannel' as const }])(
		'does not replace a design made in the editor: %j',
		async (design) => {
			hub.world.mailchimp.addTemplate({ name: 'Welcome 1', html: 'design', ...design });
			const run = await runMailchimp(hub, upsert(), [{ mail: 1 }], ERROR_OUTPUT);
			expect(itemsOf(run, 1)[0].json).toMatchObject({
				mail: 1,
				error: expect.stringContaining("was built in Mailchimp's editor"),
				details: { reason: 'designed_template' },
			});
			expect(templates()).toMatchObject([{ html: 'design' }]);
		},
	);

	it('sends nothing without HTML', async () => {
		const error = errorOf(await runMailchimp(hub, upsert(), [{ html: ' ' }]));
		expect(error?.message).toBe('The parameter HTML is empty');
		expect(sentToMailchimp(hub)).toEqual([]);
	});

	it('finds a template whose creation lost its answer', async () => {
		hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault: 'reset-after' });
		const output = pairedJson(await runMailchimp(hub, upsert(), [{}, {}]));
		expect(output.map(({ result }) => result)).toEqual(['created', 'updated']);
		expect(templates()).toHaveLength(1);
	});

	it.each(['reset-before', '502-html'] as const)(
		'%s: does not create a second time when it is not known',
		async (fault) => {
			hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault });
			const run = await runMailchimp(hub, upsert(), [{}], CONTINUE);
			expect(itemsOf(run)[0].json).toMatchObject({
				error:
					'Mailchimp gave no clear answer, and there is no template with the name "Welcome 1" yet',
				details: {
					reason: 'unknown_outcome',
					description: expect.stringContaining('Run the item again in a minute'),
				},
			});
			expect(bodiesOf(hub, 'POST')).toHaveLength(1);
			expect(pairedJson(await runMailchimp(hub, upsert()))).toMatchObject([{ result: 'created' }]);
		},
	);

	it.each(['429', 'reset-after', '502-html'] as const)('%s: repeats an update', async (fault) => {
		hub.world.mailchimp.addTemplate({ name: 'Welcome 1' });
		hub.world.faults.failNext({ service: 'mailchimp', method: 'PATCH', fault });
		expect(pairedJson(await runMailchimp(hub, upsert()))).toMatchObject([{ result: 'updated' }]);
		expect(templates()).toMatchObject([{ html: HTML }]);
	});
});

describe('Mailchimp Audience, Template: Get Many', () => {
	const getMany = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'template',
		operation: 'getMany',
		returnAll: true,
		...more,
	});

	it('gives the own templates, also more than ten, or keeps to the limit', async () => {
		for (let index = 0; index < 12; index += 1) {
			hub.world.mailchimp.addTemplate({ name: `Mail ${index}`, active: index > 0 });
		}
		hub.world.mailchimp.addTemplate({ name: 'Ready-made', type: 'base' });
		const output = itemsOf(await runMailchimp(hub, getMany()));
		expect(output).toHaveLength(12);
		expect(output[0]).toEqual({
			json: {
				id: expect.any(Number),
				name: 'Mail 0',
				active: false,
				type: 'user',
				content_type: 'html',
				drag_and_drop: false,
				folder_id: '',
				date_created: expect.any(String),
				date_edited: expect.any(String),
			},
			pairedItem: { item: 0 },
		});
		const limited = await runMailchimp(hub, getMany({ returnAll: false, limit: 2 }));
		expect(itemsOf(limited).map(({ json }) => json.name)).toEqual(['Mail 0', 'Mail 1']);
	});

	it('gives the error of a refused request to its item, and goes on', async () => {
		const limits = getMany({ returnAll: false, limit: '={{ $json.limit }}' });
		const run = await runMailchimp(hub, limits, [{ limit: 0 }, { limit: 1 }], CONTINUE);
		expect(itemsOf(run)).toMatchObject([
			{
				json: { error: 'The parameter Limit is not a whole number of 1 or more: "0"' },
				pairedItem: { item: 0 },
			},
		]);
	});

	it('moves the item to the error output when the key is wrong', async () => {
		hub.credentials.mailchimpAudienceApi = { apiKey: `${'f'.repeat(32)}-us21` };
		const run = await runMailchimp(hub, getMany(), [{ mail: 1 }], ERROR_OUTPUT);
		expect(itemsOf(run, 1)[0].json).toMatchObject({ mail: 1, details: { httpCode: '401' } });
	});
});
