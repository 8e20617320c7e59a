import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { asSwitch } from '../../shared/input';
import { toNodeError } from '../../shared/outcomes';
import { readEvents } from '../events/events';
import { hasGraphqlToken } from '../transport/graphql';
import { noGraphqlToken } from '../transport/graphqlErrors';
import { pollAffiliates } from './affiliates';
import { isWanted } from './choice';
import { pollConversions } from './conversions';
import { startDeadline } from './deadline';
import { handOver, sectionOf, sectionsOf, type Polled } from './handOver';
import { pollPayments } from './payments';
import { POLLING_EVENTS } from './properties';
import { affiliateSamples, salesSamples } from './samples';
import { SOURCES, type PollSettings, type PollSource, type SourceName } from './source';

/** The events that are seen in each source. */
const EVENTS: Record<SourceName, string[]> = {
	affiliates: [
		'affiliateApproved',
		'affiliateDeactivated',
		'affiliateDetailsChange',
		'affiliateStatusChange',
		'newAffiliate',
	],
	conversions: ['conversionApproved', 'conversionDenied', 'newConversion'],
	payments: ['newPayment'],
};

/**
 * One poll. What was seen is written into the node's static data at the very end, without any waiting between that
 * and handing over the items. Each source counts on its own: what fails in one keeps nothing of the others back.
 *
 * @returns the items, empty when there is no news
 * @throws what a source failed with when there is nothing else to show for the poll, and when nothing was remembered
 *   before it: an activation is to fail visibly
 */
export async function poll(this: IPollFunctions): Promise<IDataObject[]> {
	const deadline = startDeadline(this);
	const settings = readSettings.call(this);
	const names = SOURCES.filter((name) =>
		EVENTS[name].some((event) => isWanted(event, settings.events)),
	);
	const hasSales = names.some((name) => name !== 'affiliates');
	if (hasSales && !(await hasGraphqlToken.call(this))) throw noGraphqlToken.call(this);
	if (this.getMode() === 'manual') {
		const { events } = settings;
		const sales = await salesSamples.call(this, events);
		const hasAffiliates = names.includes('affiliates');
		return hasAffiliates ? [...sales, ...(await affiliateSamples.call(this, events))] : sales;
	}

	const sources: Record<SourceName, PollSource> = {
		affiliates: pollAffiliates.bind(this),
		conversions: pollConversions.bind(this),
		payments: pollPayments.bind(this),
	};
	const before = sectionsOf(this.getWorkflowStaticData('node'));
	const polled: Polled = {};
	await Promise.all(
		names.map(async (name) => {
			polled[name] = await sources[name](sectionOf(before, name), settings, deadline);
		}),
	);

	const errors = names.flatMap((name) => polled[name]?.error ?? []);
	const isFirst = names.every((name) => before[name] === undefined);
	if (isFirst && errors.length > 0) throw errors[0];
	const { items, hasChanged } = handOver(this.getWorkflowStaticData('node'), before, polled);
	if (errors.length > 0 && items.length === 0 && !hasChanged) throw errors[0];
	// Thrown, it would take with it what the other sources found: n8n shows it as a failed execution of its own.
	for (const error of errors) this.__emitError(toNodeError(this.getNode(), error));
	return items;
}

function readSettings(this: IPollFunctions): PollSettings {
	const emit = this.getNodeParameter('options.emitExisting', false);
	return {
		events: readEvents(this.getNodeParameter('events', []), POLLING_EVENTS),
		emitExisting: asSwitch(emit, 'Emit Existing on First Run'),
	};
}
