import { startQueueHub } from '../../scripts/n8n/queue';
import { missingQueueServices } from '../../scripts/n8n/queueServices';
import { forFaults } from './support/faults/look';
import { FIRST_SECONDS, writeTogether, type Traffic } from './support/faults/sharedKey';
import { testFaults } from './support/faults/suite';
import { asTable } from './support/faults/table';
import { queueProcesses } from './support/faults/victims';
import { LINK_FIELD } from '../../scripts/demo/seed';
import { startRig, TAG, type Rig } from './support/rig';

const missing = missingQueueServices();

if (missing.length > 0) {
	console.error(`SKIPPED: queue mode is not tested, as there is no ${missing.join(' and no ')}.`);
}

const share = ({ refused, requests }: Traffic): number => refused / requests;

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

(missing.length > 0 ? describe.skip : describe)('queue mode', () => {
	let rig: Rig;

	beforeAll(async () => {
		rig = await startRig({
			start: startQueueHub,
			template: 'keep-creators-in-step',
			change: forFaults,
		});
	});

	afterAll(async () => {
		await rig?.close();
	});

	it('two workers that share one Mailchimp key come to share its ten connections', async () => {
		const { world, hub } = rig;
		const count = 600;
		const audiences = ['aaaaaaaaaa', 'bbbbbbbbbb'];
		// Only the two executions are to be at work.
		world.refersion.dashboard.removeWebhooks();
		for (const audienceId of audiences) {
			world.mailchimp.addAudience({ id: audienceId });
			world.mailchimp.addMergeField(audienceId, { tag: LINK_FIELD, name: 'Link', type: 'url' });
			world.mailchimp.journeys.add({
				audienceId,
				tag: TAG,
				subject: 'Welcome',
				html: `<a href="*|${LINK_FIELD}|*">`,
			});
		}
		for (let index = 0; index < count; index += 1) {
			world.refersion.addAffiliate({ status: 'ACTIVE' });
		}
		world.faults.set('mailchimp', { latencyMs: 100 });
		const run = await writeTogether(hub, world, audiences);
		console.log(
			asTable([
				{
					contacts: count * audiences.length,
					[`requests, first ${FIRST_SECONDS} s`]: run.first.requests,
					'of them 429': percent(share(run.first)),
					'requests after that': run.later.requests,
					'429 among those': percent(share(run.later)),
					'shared as': `${percent(run.smallerShare)} and ${percent(1 - run.smallerShare)}`,
					'in use on average': run.inUse.toFixed(1),
					took: `${run.took.toFixed(1)} s`,
				},
			]),
		);
		expect(run.statuses).toEqual(['success', 'success']);
		expect([...run.workers].sort()).toEqual([1, 2]);
		for (const { id, email } of world.refersion.affiliates()) {
			const mails = world.outbox.to(email);
			expect(mails.map(({ audienceId }) => audienceId).sort()).toEqual(audiences);
			expect(mails.map(({ links }) => links)).toEqual([
				[world.refersion.linkOf(id)],
				[world.refersion.linkOf(id)],
			]);
		}
		expect(run.later.requests).toBeGreaterThan(count);
		// Without it, 16 requests at a time would meet 10 connections, and more than a third would be refused.
		expect(share(run.later)).toBeLessThan(0.15);
		expect(run.smallerShare).toBeGreaterThan(0.25);
	}, 300_000);

	testFaults('queue mode', () => rig, queueProcesses);
});
