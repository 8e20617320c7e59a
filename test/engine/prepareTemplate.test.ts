import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';
import { buildMails } from '../../nodes/CreatorProgram/mails/build';
import { readMailSettings } from '../../nodes/CreatorProgram/settings/mailSettings';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';
import { sentToMailchimp } from './support/mailchimp';
import { putBetween, rename, wiresOf } from './support/rewire';
import { measure } from './support/templateRules';
import { skipSockets } from './support/withoutSockets';

const MAILS = [
	'Creator Hub: 1 Your link',
	'Creator Hub: 2 Linktree steps',
	'Creator Hub: 3 First promotion',
	'Creator Hub: 4a Link is live',
	'Creator Hub: 4b Link not yet',
	'Creator Hub: 5 Next tier and payouts',
	'Creator Hub: Payout waits for PayPal',
];

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
skipSockets(() => hub.world);
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const NAME = 'prepare-mailchimp-audience';

/** The template, with Settings as a person changes them in n8n. */
function fileWith(settings: INodeParameters = {}): WorkflowFile {
	const workflow = template(NAME, hub.audienceId);
	const node = workflow.nodes.find(({ name }) => name === 'Settings');
	Object.assign(node?.parameters ?? {}, settings);
	return workflow;
}

async function run(file: WorkflowFile): Promise<IRun> {
	return await runWorkflow(hub.engine, file, { start: 'By hand', credentials: hub.credentials });
}

/** What the last node says; fails the test when the run had an error. */
async function summaryOf(file: WorkflowFile, name = 'Summary'): Promise<IDataObject> {
	const result = await run(file);
	expect(errorOf(result)?.message).toBeUndefined();
	const items = outputOf(result, name);
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

const built = (settings: IDataObject = {}) => buildMails(readMailSettings(settings));

describe('template: prepare the Mailchimp audience', () => {
	it('makes merge fields, tags and the mails, and says so with the next step', async () => {
		const json = await summaryOf(fileWith());
		expect(json).toMatchObject({
			summary: 'The audience Creators is ready. 26 made, 1 there already.',
			ready: true,
			made: [
				'Merge field AFFCODE (text)',
				'Merge field COUPON (text)',
				'Merge field OFFER (text)',
				'Merge field TIER (text)',
				'Merge field NEXTTIER (text)',
				'Merge field LASTCOMM (number)',
				'Merge field TOTALCOMM (number)',
				'Merge field UNPAID (text)',
				'Merge field LINKTREE (url)',
				'Merge field LINKSTATUS (text)',
				'Merge field LINKDATE (date)',
				'Merge field COUPONID (number)',
				'Merge field COUPONOLD (text)',
				'Merge field LINKCHECKS (number)',
				'Tag new-affiliate',
				'Tag affiliate-inactive',
				'Tag link-live',
				'Tag link-not-found',
				'Tag paypal-missing',
				...MAILS.map((name) => `Template ${name}`),
			],
			was_there: ['Merge field AFFLINK (url)'],
			problems: [],
			next_step: expect.stringContaining('Build the journeys in Mailchimp'),
			how_to: expect.stringMatching(/\/docs\/build-the-welcome-journey\.md$/),
		});
		const expected = built();
		expect(json.mails).toEqual(
			expected.map(({ html, warnings, text, ...mail }) => {
				expect(html.length).toBeGreaterThan(3000);
				expect(warnings).toEqual([]);
				return { ...mail, plain_text: text };
			}),
		);
		expect(expected.map(({ name }) => name)).toEqual(MAILS);
		expect(state().templates).toEqual(expected.map(({ name, html }) => [name, html.trim()]));
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('changes nothing the second time', async () => {
		await summaryOf(fileWith());
		const before = state();
		hub.world.mailchimp.clearRequests();
		const json = await summaryOf(fileWith());
		expect(state()).toEqual(before);
		expect(json).toMatchObject({
			summary: 'The audience Creators is ready. 0 made, 27 there already.',
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

	it('puts changed settings into every mail, without a second template', async () => {
		await summaryOf(fileWith());
		const settings = {
			language: 'de',
			brandName: 'Bikes & "Co"',
			accentColour: '#0b3d91',
			confirmPageUrl: 'https://n8n.example/webhook/linktree-link',
		};
		const commissionText = 'Du bekommst <10%> & mehr.';
		const json = await summaryOf(
			fileWith({ ...settings, wordings: { commissionText }, colours: { cardColour: '#fefefe' } }),
		);
		const summary = 'Die Zielgruppe Creators ist bereit. 0 angelegt, 27 schon da.';
		expect(json).toMatchObject({ ready: true, made: [], problems: [], summary });
		const { templates } = state();
		expect(templates.map(([name]) => name)).toEqual(MAILS);
		const button = 'href="https://n8n.example/webhook/linktree-link?c=*|UNIQID|*"';
		expect(templates.map(([, html]) => String(html).includes(button))).toEqual([
			...[false, true, false, false, true, false, false],
		]);
		const expected = built({ ...settings, commissionText, cardColour: '#fefefe' });
		expect(templates).toEqual(expected.map(({ name, html }) => [name, html.trim()]));
		expect(templates[0][1]).toContain('Du bekommst &#60;10%&#62; &#38; mehr.');
	});

	it('has the names of another programme everywhere', async () => {
		const names = { welcomeTag: 'ambassador', linkMergeField: 'mylink', keyMergeField: 'MYCODE' };
		const json = await summaryOf(fileWith({ names }));
		expect(json.made).toEqual(
			expect.arrayContaining(['Merge field MYLINK (url)', 'Merge field MYCODE (text)']),
		);
		expect(state().tags).toContain('ambassador');
		expect(state().tags).not.toContain('new-affiliate');
		for (const [, html] of state().templates) expect(html).not.toContain('AFFLINK');
	});

	it.each<[INodeParameters, string]>([
		[{ accentColour: 'green' }, 'Accent Colour is no colour: "green"'],
		[{ dashboardUrl: 'javascript:alert(1)' }, 'Payment Details URL is no web address'],
		[{ wordings: { signature: '*|END:IF|*' } }, 'Signature has a merge tag in it'],
		[{ names: { welcomeTag: 'link-live' } }, 'Link Live Tag is the same as Welcome Tag'],
	])('makes nothing while a setting is wrong, and says which: %j', async (settings, message) => {
		const error = errorOf(await run(fileWith(settings)));
		expect(error?.message).toContain(`The parameter ${message}`);
		expect(sentToMailchimp(hub)).toEqual([]);
	});

	it('uploads the mails and warns once when two colours are hard to read', async () => {
		const json = await summaryOf(fileWith({ colours: { textColour: '#bbbbbb' } }));
		expect(json.ready).toBe(true);
		expect(problemsOf(json).map(({ severity, code }) => [severity, code])).toEqual([
			['warning', 'low_contrast'],
			['warning', 'low_contrast'],
		]);
		expect(hub.world.mailchimp.templates()).toHaveLength(7);
	});

	it('reports a text field where the link belongs, with the way out, and makes the rest', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			name: 'Old',
			mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'text' }],
		});
		hub.audienceId = id;
		const json = await summaryOf(fileWith());
		expect(json).toMatchObject({
			summary: 'The audience Old is not ready: 1 problem to solve. 26 made, 0 there already.',
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
		const json = await summaryOf(fileWith());
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
		const json = await summaryOf(fileWith());
		expect(json.summary).toBe(
			'The audience Creators is ready. 26 made, 1 there already. 1 warning to look at, see problems.',
		);
		expect(problemsOf(json)).toMatchObject([{ severity: 'warning', code: 'double_optin' }]);
	});

	it('reports a mail that could not be uploaded, beside all that was done', async () => {
		hub.world.mailchimp.addTemplate({ name: MAILS[2], drag_and_drop: true });
		const json = await summaryOf(fileWith());
		expect(json).toMatchObject({
			ready: false,
			summary: expect.stringContaining('not ready: 1 problem to solve. 25 made'),
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
		const result = await run(fileWith());
		expect(errorOf(result)?.message).toContain('Resource Not Found');
		expect(sentToMailchimp(hub).every((request) => request.startsWith('GET '))).toBe(true);
		expect(hub.world.mailchimp.templates()).toEqual([]);
	});
});

describe('its wiring', () => {
	it('is wiring, settings and words only', () => {
		const { nodes, longest, sum, programs, html } = measure(NAME);
		expect(nodes).toBeLessThanOrEqual(12);
		expect(longest).toBeLessThanOrEqual(120);
		expect(sum).toBeLessThanOrEqual(350);
		expect([programs, html]).toEqual([[], undefined]);
	});

	const READY = { ready: true, problems: [] };

	it('any node may get another name', async () => {
		let file = fileWith();
		const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';
		const names = file.nodes.filter((node) => !isNote(node)).map(({ name }) => name);
		for (const name of names.filter((each) => each !== 'By hand')) {
			file = rename(file, name, `My *${name.toLowerCase()}*`);
		}
		expect(await summaryOf(file, 'My *summary*')).toMatchObject(READY);
		expect(state().templates).toHaveLength(7);
	});

	it.each(wiresOf(NAME))('a Slack node between $from and $to breaks nothing', async (wire) => {
		const json = await summaryOf(putBetween(fileWith(), wire));
		expect(json).toMatchObject(READY);
		expect(json.made).toHaveLength(26);
		expect(json.mails).toHaveLength(7);
	});
});
