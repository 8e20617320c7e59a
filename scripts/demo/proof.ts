import type { World } from '../../test/emulators';
import type { Hub } from '../n8n/hub';
import { contactOf } from './contacts';
import { AUDIENCE, LINK_FIELD, TAG } from './seed';
import { waitFor } from './wait';

const DEADLINE_MS = 60_000;

/**
 * Approves one affiliate and follows it through every system.
 * @param report told each step when it is done
 * @throws when a step does not come within a minute, or is not what it should be
 */
export async function prove(
	world: World,
	hub: Hub,
	affiliateId: number,
	report: (step: string) => void,
): Promise<void> {
	const deadline = Date.now() + DEADLINE_MS;
	const { email, first_name, last_name } = world.refersion.approve(affiliateId);
	report(`Refersion: approved ${first_name} ${last_name} (${email})`);

	const delivery = await waitFor(
		() => world.refersion.deliveries.find(({ finishedAt }) => finishedAt !== null),
		deadline,
		"Refersion's webhook",
	);
	if (delivery.status !== 200) {
		throw new Error(
			`n8n answered ${delivery.status ?? delivery.error ?? 'nothing'} to the webhook, not 200.`,
		);
	}
	report(`Webhook: “${delivery.topic}”, signed, was answered 200 by n8n`);

	const execution = await waitFor(
		async () =>
			(await hub.api.executions({ workflowId: hub.workflowId })).find(
				// A look at everybody, which the schedule may start meanwhile, proves nothing about the webhook.
				({ mode, stoppedAt, status }) =>
					mode === 'webhook' && stoppedAt !== null && status !== 'running' && status !== 'new',
			),
		deadline,
		'the execution in n8n',
	);
	if (execution.status !== 'success') {
		throw new Error(`Execution ${execution.id} in n8n ended with "${execution.status}".`);
	}
	report(`n8n: execution ${execution.id} succeeded`);

	const member = contactOf(world, AUDIENCE.id, email);
	if (!member?.tags.includes(TAG)) {
		throw new Error(`There is no contact ${email} with the tag ${TAG} in Mailchimp.`);
	}
	const link = world.refersion.linkOf(affiliateId);
	if (link === null || member.mergeFields[LINK_FIELD] !== link) {
		throw new Error(`The contact ${email} does not have the tracking link ${link ?? '(none)'}.`);
	}
	report(`Mailchimp: contact ${member.email} is ${member.status}, has the link, tagged “${TAG}”`);

	const mail = await waitFor(() => world.outbox.to(email)[0], deadline, 'the welcome mail');
	if (!mail.links.includes(link) || !mail.text.includes(link)) {
		throw new Error(`The welcome mail does not carry the tracking link ${link}.`);
	}
	const again = world.outbox.to(email).filter(({ subject }) => subject === mail.subject);
	if (again.length !== 1) throw new Error(`${again.length} welcome mails were sent, not one.`);
	report(`Mail: “${mail.subject}” to ${mail.to} with the tracking link ${link}`);
}
