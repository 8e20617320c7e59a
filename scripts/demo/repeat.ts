import type { World } from '../../test/emulators';
import { Refusal } from './http';

/**
 * Delivers the newest webhook about somebody once more, as services do that have not heard the answer: same body, same
 * signature.
 */
export function repeatWebhook({ refersion }: World, affiliateId: number): void {
	const about = `"id":${affiliateId},`;
	const last = refersion.deliveries.filter(({ body }) => body.includes(about)).at(-1);
	if (!last) throw new Refusal(409, 'There was no webhook about this affiliate yet');
	const { topic, url, attempt, headers, body } = last;
	const outcome = { status: null, error: null, at: Date.now(), finishedAt: null };
	const delivery: typeof last = { topic, url, headers, body, attempt: attempt + 1, ...outcome };
	refersion.deliveries.push(delivery);
	fetch(url, { method: 'POST', headers, body })
		.then(
			({ status }) => void (delivery.status = status),
			(error: unknown) => void (delivery.error = String(error)),
		)
		.finally(() => void (delivery.finishedAt = Date.now()));
}
