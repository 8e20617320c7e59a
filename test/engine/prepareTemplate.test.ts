import type { IDataObject, IRun } from 'n8n-workflow';
import { buildMails, fillIn, readSettings } from '../../scripts/emails/mails';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';
import { sentToMailchimp } from './support/mailchimp';

const MAILS = [
	'Creator Hub: 1 Your link',
	'Creator Hub: 2 Linktree steps',
	'Creator Hub: 3 First promotion',
	'Creator Hub: 4a Link is live',
	'Creator Hub: 4b Link not yet',
	'Creator Hub: 5 Next tier and payouts',
];

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

/** Changes values in the node Settings, as a person does in n8n. */
function change(workflow: WorkflowFile, settings: Record<string, string>): void {
	const node = workflow.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = node?.parameters.assignments as { assignments: IDataObject[] };
	for (const [name, value] of Object.entries(settings)) {
		const assignment = assignments.find((each) => each.name === name);
		if (!assignment) throw new Error(`There is no setting ${name}.`);
		assignment.value = value;
	}
}

async function prepare(settings: Record<string, string> = {}): Promise<IRun> {
	const workflow = template('prepare-mailchimp-audience', hub.audienceId);
	change(workflow, settings);
	return await runWorkflow(hub.engine, workflow, {
		start: 'Manual Trigger',
		credentials: hub.credentials,
	});
}

/** What the Report says; fails the test when the run had an error. */
async function report(settings: Record<string, string> = {}): Promise<IDataObject> {
	const run = await prepare(settings);
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
	it('makes merge fields, tags and the six mails, and says so with the next step', async () => {
		const json = await report();
		expect(json).toEqual({
			summary: 'The audience Creators is ready. 22 made, 1 there already.',
			ready: true,
			made: [
				'Merge field AFFCODE (text)',
				'Merge field COUPON (text)',
				'Merge field OFFER (text)',
				'Merge field TIER (text)',
				'Merge field NEXTTIER (text)',
				'Merge field LASTCOMM (number)',
				'Merge field TOTALCOMM (number)',
				'Merge field LINKTREE (url)',
				'Merge field LINKSTATUS (text)',
				'Merge field LINKDATE (date)',
				'Merge field COUPONID (number)',
				'Merge field LINKCHECKS (number)',
				'Tag new-affiliate',
				'Tag affiliate-inactive',
				'Tag link-live',
				'Tag link-not-found',
				...MAILS.map((name) => `Template ${name}`),
			],
			was_there: ['Merge field AFFLINK (url)'],
			problems: [],
			next_step: expect.stringContaining('tag new-affiliate'),
			mails: fillIn(buildMails(), readSettings()).map((mail) => ({
				day: mail.day,
				template: mail.template,
				subject: mail.subject,
				plain_text: mail.text,
			})),
			how_to: expect.stringMatching(/\/docs\/build-the-welcome-journey\.md$/),
		});
		const expected = fillIn(buildMails(), readSettings());
		expect(expected.map((mail) => mail.template)).toEqual(MAILS);
		expect(state().templates).toEqual(expected.map((mail) => [mail.template, mail.html.trim()]));
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
			summary: 'The audience Creators is ready. 0 made, 23 there already.',
			ready: true,
			made: [],
			problems: [],
		});
		for (const name of MAILS) {
			expect(json.was_there).toContain(`Template ${name} (its HTML was put in again)`);
		}
		// Mailchimp does not give a template's HTML, so that there is nothing to compare it with.
		const ids = hub.world.mailchimp.templates().map(({ id }) => id);
		expect(sentToMailchimp(hub).filter((request) => !request.startsWith('GET '))).toEqual(
			ids.map((id) => `PATCH /templates/${id}`),
		);
	});

	it('puts a changed setting into every mail, escaped, without a second template', async () => {
		await report();
		const settings = {
			brand_name: 'Bikes & "Co"',
			colour_accent: '#0b3d91',
			confirm_page_url: 'https://n8n.example/webhook/linktree-link',
			commission_text: 'You earn <10%> & more.',
		};
		const json = await report(settings);
		expect(json).toMatchObject({ ready: true, made: [], problems: [] });
		const { templates } = state();
		expect(templates.map(([name]) => name)).toEqual(MAILS);
		for (const [, html] of templates) {
			expect(html).toContain('Bikes &#38; &#34;Co&#34;');
			expect(html).toContain('#0b3d91');
			expect(html).not.toMatch(/\[\[|LIST:COMPANY|#1f5f46/);
		}
		expect(templates[0]?.[1]).toContain('You earn &#60;10%&#62; &#38; more.');
		const button = 'href="https://n8n.example/webhook/linktree-link?c=*|UNIQID|*"';
		expect(templates.map(([, html]) => String(html).includes(button))).toEqual([
			...[false, true, false, false, true, false],
		]);
		const [first] = json.mails as IDataObject[];
		expect(first.subject).toBe('Your Bikes & "Co" link');
		expect(first.plain_text).toContain('You earn <10%> & more.');
		// The same text makes the files in workflows/emails and the mails in n8n.
		const built = fillIn(buildMails(), { ...readSettings(), ...settings });
		expect(templates).toEqual(built.map((mail) => [mail.template, mail.html.trim()]));
	});

	it('uploads no mail while a setting is wrong, says which, and makes the rest', async () => {
		const json = await report({ colour_accent: 'green', dashboard_url: 'javascript:alert(1)' });
		expect(json).toMatchObject({
			ready: false,
			summary:
				'The audience Creators is not ready: 2 problems to solve. 16 made, 1 there already. No mail was uploaded.',
			next_step: expect.stringContaining('Solve what is under problems'),
		});
		expect(problemsOf(json)).toEqual([
			expect.objectContaining({ code: 'bad_colour', message: expect.stringContaining('green') }),
			expect.objectContaining({ code: 'bad_url', fix: expect.stringContaining('https://') }),
		]);
		expect(hub.world.mailchimp.templates()).toEqual([]);
	});

	it('uploads the mails and warns when two colours are hard to read', async () => {
		const json = await report({ colour_quiet: '#bbbbbb' });
		expect(json.ready).toBe(true);
		expect(problemsOf(json)).toContainEqual(
			expect.objectContaining({ severity: 'warning', code: 'low_contrast' }),
		);
		expect(hub.world.mailchimp.templates()).toHaveLength(6);
	});

	it('reports a text field where the link belongs, with the way out, and makes the rest', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			name: 'Old',
			mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'text' }],
		});
		hub.audienceId = id;
		const json = await report();
		expect(json).toMatchObject({
			summary: 'The audience Old is not ready: 1 problem to solve. 22 made, 0 there already.',
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
			expect.arrayContaining(['Merge field AFFCODE (text)', 'Merge field COUPON (text)']),
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
			'The audience Creators is ready. 22 made, 1 there already. 1 warning to look at, see problems.',
		);
		expect(problemsOf(json)).toMatchObject([{ severity: 'warning', code: 'double_optin' }]);
	});

	it('reports a mail that could not be uploaded, beside all that was done', async () => {
		hub.world.mailchimp.addTemplate({ name: MAILS[2], drag_and_drop: true });
		const json = await report();
		expect(json).toMatchObject({
			ready: false,
			summary: expect.stringContaining('not ready: 1 problem to solve. 21 made'),
		});
		expect(problemsOf(json)).toEqual([
			{
				severity: 'error',
				code: 'designed_template',
				message: expect.stringContaining(`The mail "${MAILS[2]}" was not uploaded: The template`),
				fix: expect.stringContaining('Choose another name'),
			},
		]);
		expect(json.made).toContain(`Template ${MAILS[3]}`);
	});

	it('stops with the error at a wrong audience, and makes nothing', async () => {
		hub.audienceId = 'ffffffffff';
		const run = await prepare();
		expect(errorOf(run)?.message).toContain('Resource Not Found');
		expect(sentToMailchimp(hub).every((request) => request.startsWith('GET '))).toBe(true);
		expect(hub.world.mailchimp.templates()).toEqual([]);
	});
});
