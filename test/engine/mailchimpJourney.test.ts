import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { bodiesOf, runMailchimp, sentToMailchimp } from './support/mailchimp';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';

const PATH = '/customer-journeys/journeys/2815/steps/19233/actions/trigger';
const EMAIL = 'jo@creator-mail.com';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.world.mailchimp.journeys.add({
		audienceId: hub.audienceId,
		journeyId: 2815,
		stepId: 19233,
		subject: 'Your first promotion',
		html: '<p>Hello</p>',
	});
	hub.world.mailchimp.addMember(hub.audienceId, { email: EMAIL });
});
afterAll(async () => await hub.close());
skipWaits();

const trigger = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'journey',
	operation: 'triggerStep',
	stepBy: 'id',
	journeyId: '2815',
	stepId: '={{ $json.step ?? 19233 }}',
	email: `={{ $json.email ?? "${EMAIL}" }}`,
	...more,
});

const subjects = () => hub.world.outbox.mails.map(({ to, subject }) => [to, subject]);

describe('Mailchimp Audience, Journey: Trigger Step', () => {
	it('triggers the step for the contact', async () => {
		const [json] = pairedJson(await runMailchimp(hub, trigger()));
		expect(json).toEqual({
			email_address: EMAIL,
			journey_id: 2815,
			step_id: 19233,
			triggered: true,
		});
		expect(sentToMailchimp(hub)).toEqual([`POST ${PATH}`]);
		expect(bodiesOf(hub, 'POST')).toEqual([{ email_address: EMAIL }]);
		expect(subjects()).toEqual([[EMAIL, 'Your first promotion']]);
	});

	it.each([
		`https://us21.api.mailchimp.com/3.0${PATH}`,
		` https://us7.api.mailchimp.com/3.0${PATH}/ `,
		`https://evil.example/3.0${PATH}?x=1`,
	])('takes the numbers, and nothing else, out of %s', async (stepUrl) => {
		pairedJson(await runMailchimp(hub, trigger({ stepBy: 'url', stepUrl })));
		expect(hub.world.mailchimp.requests).toMatchObject([
			{ host: 'us21.api.mailchimp.com', path: `/3.0${PATH}`, status: 204 },
		]);
		expect(hub.served.refusedHosts).toEqual([]);
	});

	it.each([
		[
			{
				stepBy: 'url',
				stepUrl: 'https://us21.admin.mailchimp.com/customer-journey/builder?id=2815',
			},
		],
		[{ stepBy: 'url', stepUrl: '/journeys/2815/steps/../actions/trigger' }],
		[{ journeyId: '2815/steps/1' }],
		[{ journeyId: '../lists' }],
	])('sends nothing for %j', async (step) => {
		const error = errorOf(await runMailchimp(hub, trigger(step)));
		expect(error?.message).toMatch(/^The parameter (Step URL|Journey ID) is not/);
		expect(sentToMailchimp(hub)).toEqual([]);
	});

	it('sends nothing without an address', async () => {
		const error = errorOf(await runMailchimp(hub, trigger(), [{ email: 'jo' }]));
		expect(error?.message).toBe('The parameter Email is not an email address: "jo"');
		expect(sentToMailchimp(hub)).toEqual([]);
	});

	it('triggers it for several contacts, in order and paired', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: [0, 20] });
		const items = Array.from({ length: 20 }, (_value, index) => ({
			email: `jo${index}@creator-mail.com`,
		}));
		for (const { email } of items) hub.world.mailchimp.addMember(hub.audienceId, { email });
		const output = pairedJson(await runMailchimp(hub, trigger(), items));
		expect(output.map((json) => json.email_address)).toEqual(items.map(({ email }) => email));
		expect(subjects()).toHaveLength(20);
		expect(hub.world.mailchimp.maxSimultaneousReached).toBeLessThanOrEqual(8);
	});

	it('explains a 404, which has several causes', async () => {
		const items = [{ email: 'stranger@creator-mail.com' }, { step: 9 }, {}];
		const run = await runMailchimp(hub, trigger(), items, CONTINUE);
		const output = itemsOf(run);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_item, item) => ({ item })),
		);
		expect(output.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('does not find the step 19233 of the journey 2815'),
			expect.stringContaining('does not find the step 9 of the journey 2815'),
			undefined,
		]);
		expect(output[0].json).toMatchObject({
			details: {
				httpCode: '404',
				description: expect.stringContaining('the contact is in the audience of the journey'),
			},
		});
		expect(subjects()).toHaveLength(1);
	});

	it('moves the item to the error output with its own fields', async () => {
		const items = [{ email: 'stranger@creator-mail.com', name: 'Stranger' }];
		const run = await runMailchimp(hub, trigger(), items, ERROR_OUTPUT);
		expect(itemsOf(run, 1)[0].json).toMatchObject({
			name: 'Stranger',
			details: { httpCode: '404' },
		});
	});

	it.each(['429', '403-no-body'] as const)('%s: sends it again, once done', async (fault) => {
		hub.world.faults.failNext({ service: 'mailchimp', fault, times: 2 });
		pairedJson(await runMailchimp(hub, trigger()));
		expect(sentToMailchimp(hub)).toHaveLength(3);
		expect(subjects()).toHaveLength(1);
	});

	it.each(['reset-before', 'reset-after', '502-html'] as const)(
		'%s: does not send it again, and says that it is not known',
		async (fault) => {
			hub.world.faults.failNext({ service: 'mailchimp', fault });
			const run = await runMailchimp(hub, trigger(), [{}], CONTINUE);
			expect(itemsOf(run)[0].json).toMatchObject({
				error: `Mailchimp gave no clear answer: it is not known whether the step was triggered for ${EMAIL}`,
				details: {
					reason: 'unknown_outcome',
					description: expect.stringContaining('so that it is not done twice'),
				},
			});
			expect(sentToMailchimp(hub)).toHaveLength(1);
			expect(subjects()).toHaveLength(fault === 'reset-after' ? 1 : 0);
		},
	);
});
