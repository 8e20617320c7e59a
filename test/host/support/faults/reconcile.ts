import { join } from 'node:path';
import type { Execution } from '../../../../scripts/n8n/api';
import { ROOT, type Hub } from '../../../../scripts/n8n/hub';
import { configureTemplate, readTemplate } from '../../../../scripts/n8n/template';
import { AUDIENCE } from '../../../../scripts/demo/seed';
import type { World } from '../../../emulators';
import { outputOf } from '../rig';
import { importManual } from '../manual';

/** The template under test. */
const TEMPLATE = join(ROOT, 'workflows', 'reconcile-affiliates.json');

/** Its last node, whose last item says what was done. */
const SUMMARY = 'Summary';

/** One run of reconciliation. */
export interface Pass {
	status: Execution['status'];
	/** requests to Mailchimp that are no reads, repeated ones included */
	writes: number;
	/** requests to both services */
	requests: number;
	/** what the template itself says; undefined when it did not get that far */
	summary: Record<string, unknown> | undefined;
}

/**
 * Imports the template beside the onboarding workflow.
 * @returns runs it once and waits until that is over
 */
export async function importReconciliation(
	{ api, credentials }: Hub,
	{ mailchimp, refersion }: World,
): Promise<() => Promise<Pass>> {
	const template = await readTemplate(TEMPLATE);
	const { start, over } = await importManual(
		api,
		configureTemplate(template, { audience: AUDIENCE, credentials }),
	);
	return async () => {
		const [toMailchimp, toRefersion] = [mailchimp.requests.length, refersion.requests.length];
		const execution = await over(await start());
		const ofMailchimp = mailchimp.requests.slice(toMailchimp);
		const ofRefersion = refersion.requests.slice(toRefersion);
		return {
			status: execution.status,
			writes: ofMailchimp.filter(({ method }) => method !== 'GET').length,
			requests: ofMailchimp.length + ofRefersion.length,
			summary: outputOf(execution, SUMMARY).at(-1),
		};
	};
}
