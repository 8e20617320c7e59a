import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../scripts/bench/webhooks/results';
import type { OnboardingTemplate } from '../../scripts/n8n/hub';
import { shareRig } from './support/rig';

const APPROVALS = 20;
const LATENCY_MS = 20;

/** How long it takes from an approval in Refersion to the mail, in milliseconds: one approval after the other. */
async function approvalTimes(template: OnboardingTemplate): Promise<number[]> {
	const rig = await shareRig({ template });
	try {
		const { refersion, mailchimp, outbox, faults } = rig.world;
		for (const service of ['refersion', 'mailchimp'] as const) {
			faults.set(service, { latencyMs: LATENCY_MS });
		}
		const times: number[] = [];
		for (let turn = 0; turn <= APPROVALS; turn++) {
			const email = `time${turn}@creators.example`;
			const { id } = refersion.addAffiliate({ email });
			mailchimp.clearRequests();
			refersion.clearRequests();
			const started = Date.now();
			refersion.approve(id);
			while (outbox.to(email).length === 0) {
				if (Date.now() - started > 60_000) throw new Error(`No mail came for ${email}.`);
				await sleep(5);
			}
			// The first one finds n8n cold.
			if (turn > 0) times.push(Date.now() - started);
			await rig.fresh();
		}
		return times;
	} finally {
		await rig.close();
	}
}

it('keep-creators-in-step welcomes at an approval about as fast as the smallest flow', async () => {
	// In one n8n: the larger flow finds it colder than the smallest does.
	const whole = await approvalTimes('keep-creators-in-step');
	const small = await approvalTimes('onboard-approved-affiliates');
	const [p50, wholeP50] = [small, whole].map((times) => percentile(times, 0.5));
	console.log(
		`From approval to mail, p50 of ${APPROVALS}, services at ${LATENCY_MS} ms: ${p50} ms by the smallest flow, ${wholeP50} ms by keep-creators-in-step.`,
	);
	// Four more nodes and two requests more.
	expect(wholeP50).toBeLessThan(2 * p50 + 500);
});
