import { outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { runMailchimp, sentToMailchimp } from './support/mailchimp';
import { fields, prepare, states, TAGS } from './support/mailchimpAudience';
import { CONTINUE, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const audience = () => hub.world.mailchimp.audience(hub.audienceId);
const tagsOfAudience = () => [...audience().tags.values()].map(({ name }) => name);

const problem = (code: string) => expect.objectContaining({ code });

describe('Mailchimp Audience, Audience: Prepare', () => {
	it('reports a text field where a link belongs, and makes the rest', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			name: 'Old',
			mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'text' }],
		});
		const run = await runMailchimp(hub, prepare(hub, { audience: locator('id', id) }));
		const [json] = pairedJson(run);
		expect(json).toMatchObject({
			ready: false,
			problems: [
				{
					severity: 'error',
					code: 'wrong_type',
					message:
						'AFFLINK is a text field, which Mailchimp cuts at 255 bytes, and must be a url field',
					fix: expect.stringContaining('cannot be changed'),
				},
			],
		});
		expect(json.merge_fields).toContainEqual({
			tag: 'AFFLINK',
			name: 'Link',
			type: 'text',
			wanted_type: 'url',
			state: 'wrong_type',
		});
		expect(hub.world.mailchimp.audience(id).mergeFields).toHaveLength(19);
	});

	it('only warns about a text field that can hold what is wanted', async () => {
		hub.world.mailchimp.addMergeField(hub.audienceId, {
			tag: 'LASTCOMM',
			name: 'Last',
			type: 'text',
		});
		const [json] = pairedJson(await runMailchimp(hub, prepare(hub)));
		expect(json).toMatchObject({ ready: true });
		expect(json.problems).toEqual([
			expect.objectContaining({ severity: 'warning', code: 'wrong_type' }),
		]);
	});

	it.each([false, true])(
		'makes what fits into a full audience, and names the rest; dry run: %s',
		async (dryRun) => {
			audience().mergeFieldLimit = 6;
			const wanted = fields(['A', 'text'], ['B', 'text'], ['AFFLINK', 'url'], ['C', 'text']);
			const [json] = pairedJson(await runMailchimp(hub, prepare(hub, { ...wanted, dryRun })));
			expect(json).toMatchObject({ ready: false, merge_fields_free: 0 });
			expect(states(json.merge_fields)).toEqual({
				A: dryRun ? 'would_create' : 'created',
				B: 'no_room',
				AFFLINK: 'present',
				C: 'no_room',
			});
			expect(json.problems).toEqual([
				{
					severity: 'error',
					code: 'merge_fields_full',
					message:
						'The audience has no room for B, C: it has the 6 merge fields that the plan allows',
					fix: expect.stringContaining('Delete merge fields that you do not need'),
				},
			]);
		},
	);

	it('reports fields that Mailchimp refuses where it does not give the limit', async () => {
		hub.world.mailchimp.switches.showMergeFieldLimit = false;
		audience().mergeFieldLimit = 6;
		const wanted = fields(['A', 'text'], ['B', 'text']);
		const [json] = pairedJson(await runMailchimp(hub, prepare(hub, wanted)));
		expect(json).toMatchObject({ ready: false, merge_fields_free: null });
		expect(states(json.merge_fields)).toEqual({ A: 'created', B: 'refused' });
		expect(json.problems).toEqual([
			expect.objectContaining({
				code: 'merge_field_refused',
				message: expect.stringContaining('Merge Max Limit Exceeded'),
				fix: expect.stringContaining('as many merge fields as the plan allows'),
			}),
		]);
		expect(tagsOfAudience()).toEqual(TAGS);
	});

	it('reports opt-in, required fields, and what mails lack', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			doubleOptin: true,
			fromEmail: '',
			address: '',
			permissionReminder: '',
			mergeFields: [{ tag: 'SHOP', name: 'Shop', type: 'text', required: true }],
		});
		const run = await runMailchimp(hub, prepare(hub, { audience: locator('id', id) }));
		const [json] = pairedJson(run);
		// Warnings only: the audience can be like this on purpose.
		expect(json).toMatchObject({ ready: true, double_optin: true });
		expect(json.problems).toEqual([
			problem('double_optin'),
			problem('no_from_email'),
			problem('no_address'),
			problem('no_permission_reminder'),
			problem('required_merge_fields'),
		]);
		expect(JSON.stringify(json.problems)).toContain('Pending and gets no mail before');
		expect(JSON.stringify(json.problems)).toContain('without a value for SHOP');
	});

	it.each(['reset-after', 'reset-before', '502-html', '429'] as const)(
		'%s: makes everything once',
		async (fault) => {
			hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault, times: 1 });
			hub.world.faults.failNext({
				service: 'mailchimp',
				method: 'POST',
				path: /\/segments$/,
				fault,
			});
			const [json] = pairedJson(await runMailchimp(hub, prepare(hub)));
			expect(json).toMatchObject({ ready: true, problems: [] });
			expect(tagsOfAudience()).toEqual(TAGS);
			expect(audience().mergeFields).toHaveLength(19);
		},
	);

	it('makes a tag that is missing with one request', async () => {
		pairedJson(await runMailchimp(hub, prepare(hub)));
		const sent = sentToMailchimp(hub);
		expect(sent.filter((line) => line.includes('/tag-search'))).toHaveLength(1);
		expect(sent.filter((line) => line === `POST /lists/${hub.audienceId}/segments`)).toHaveLength(
			TAGS.length,
		);
	});

	it('says what is true when it is cancelled half-way, and goes on the next time', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: 50 });
		const run = await runMailchimp(hub, prepare(hub), [{}], CONTINUE, (cancel) => {
			const waiting = setInterval(() => {
				if (audience().mergeFields.length < 7) return;
				clearInterval(waiting);
				cancel();
			}, 1);
		});
		const [error] = outputOf(run, 'Node');
		expect(error.json).toMatchObject({
			error: expect.stringContaining('may be prepared in part only'),
			details: {
				reason: 'not_finished',
				description: expect.stringContaining('are there and stay'),
			},
		});
		expect(JSON.stringify(error.json)).not.toContain('Nothing was');
		hub.world.faults.set('mailchimp', {});
		const [json] = pairedJson(await runMailchimp(hub, prepare(hub)));
		expect(json).toMatchObject({ ready: true });
	});
});
