import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, IRun } from 'n8n-workflow';
import { errorOf, outputOf, ROOT, runWorkflow } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';
import { sentToMailchimp } from './support/mailchimp';

const MAIL = 'Creator Hub: Welcome';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const prepare = async (): Promise<IRun> =>
	await runWorkflow(hub.engine, template('prepare-mailchimp-audience', hub.audienceId), {
		start: 'Manual Trigger',
		credentials: hub.credentials,
	});

/** What the Report says; fails the test when the run had an error. */
async function report(): Promise<IDataObject> {
	const run = await prepare();
	expect(errorOf(run)?.message).toBeUndefined();
	const items = outputOf(run, 'Report');
	expect(items).toHaveLength(1);
	return items[0].json;
}

const audience = () => hub.world.mailchimp.audience(hub.audienceId);
const problemsOf = ({ problems }: IDataObject) => problems as IDataObject[];

/** What is in the audience and among the templates, as far as this workflow makes it. */
const state = () => ({
	mergeFields: audience().mergeFields.map(({ tag, type, name }) => [tag, type, name]),
	tags: [...audience().tags.values()].map(({ name }) => name),
	templates: hub.world.mailchimp.templates().map(({ name, html }) => [name, html]),
});

describe('template: prepare the Mailchimp audience', () => {
	it('makes merge fields, tags and the welcome mail, and says so with the next step', async () => {
		const json = await report();
		expect(json).toEqual({
			summary: 'The audience Creators is ready. 14 made, 1 there already.',
			ready: true,
			made: [
				'Merge field COUPON (text)',
				'Merge field OFFER (text)',
				'Merge field TIER (text)',
				'Merge field NEXTTIER (text)',
				'Merge field LASTCOMM (number)',
				'Merge field TOTALCOMM (number)',
				'Merge field LINKTREE (url)',
				'Merge field LINKSTATUS (text)',
				'Merge field LINKDATE (date)',
				'Tag new-affiliate',
				'Tag affiliate-inactive',
				'Tag link-live',
				'Tag link-not-found',
				`Template ${MAIL}`,
			],
			was_there: ['Merge field AFFLINK (url)'],
			problems: [],
			next_step: expect.stringContaining('tag new-affiliate'),
			how_to: expect.stringMatching(/\/docs\/build-the-welcome-journey\.md$/),
		});
		const html = readFileSync(join(ROOT, 'workflows/emails/welcome.html'), 'utf8');
		expect(state().templates).toEqual([[MAIL, html.trim()]]);
		expect(state().tags).toContain('new-affiliate');
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('changes nothing the second time', async () => {
		await report();
		const before = state();
		hub.world.mailchimp.clearRequests();
		const json = await report();
		expect(state()).toEqual(before);
		expect(json).toMatchObject({
			summary: 'The audience Creators is ready. 0 made, 15 there already.',
			ready: true,
			made: [],
			problems: [],
		});
		expect(json.was_there).toContain(`Template ${MAIL} (its HTML was put in again)`);
		// Mailchimp does not give a template's HTML, so that there is nothing to compare it with.
		expect(sentToMailchimp(hub).filter((request) => !request.startsWith('GET '))).toEqual([
			expect.stringMatching(/^PATCH \/templates\/\d+$/),
		]);
	});

	it('reports a text field where the link belongs, with the way out, and makes the rest', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			name: 'Old',
			mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'text' }],
		});
		hub.audienceId = id;
		const json = await report();
		expect(json).toMatchObject({
			summary: 'The audience Old is not ready: 1 problem to solve. 14 made, 0 there already.',
			ready: false,
			next_step: expect.stringContaining('Solve what is under problems'),
		});
		expect(problemsOf(json)).toEqual([
			{
				severity: 'error',
				code: 'wrong_type',
				message: expect.stringContaining('AFFLINK is a text field'),
				fix: expect.any(String),
			},
		]);
		expect(audience().mergeFields.find(({ tag }) => tag === 'AFFLINK')?.type).toBe('text');
	});

	it('makes what fits into a full audience, and names the rest', async () => {
		audience().mergeFieldLimit = 7;
		const json = await report();
		expect(json.ready).toBe(false);
		expect(json.made).toEqual(
			expect.arrayContaining(['Merge field COUPON (text)', 'Merge field OFFER (text)']),
		);
		expect(json.made).not.toContain('Merge field TIER (text)');
		expect(problemsOf(json)).toEqual([
			expect.objectContaining({
				code: 'merge_fields_full',
				message: expect.stringContaining('LINKDATE'),
			}),
		]);
		expect(audience().mergeFields).toHaveLength(7);
	});

	it('tells warnings from problems', async () => {
		audience().doubleOptin = true;
		const json = await report();
		expect(json.summary).toBe(
			'The audience Creators is ready. 14 made, 1 there already. 1 warning to look at, see problems.',
		);
		expect(problemsOf(json)).toMatchObject([{ severity: 'warning', code: 'double_optin' }]);
	});

	it('reports a mail that could not be uploaded, beside all that was done', async () => {
		hub.world.mailchimp.addTemplate({ name: MAIL, drag_and_drop: true });
		const json = await report();
		expect(json).toMatchObject({
			ready: false,
			summary: expect.stringContaining('not ready: 1 problem to solve. 13 made'),
		});
		expect(problemsOf(json)).toEqual([
			{
				severity: 'error',
				code: 'designed_template',
				message: expect.stringContaining('The welcome mail was not uploaded: The template'),
				fix: expect.stringContaining('Choose another name'),
			},
		]);
	});

	it('stops with the error at a wrong audience, and makes nothing', async () => {
		hub.audienceId = 'ffffffffff';
		const run = await prepare();
		expect(errorOf(run)?.message).toContain('Resource Not Found');
		expect(sentToMailchimp(hub).every((request) => request.startsWith('GET '))).toBe(true);
		expect(hub.world.mailchimp.templates()).toEqual([]);
	});
});
