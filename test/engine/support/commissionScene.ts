import type { IDataObject } from 'n8n-workflow';
import type { Member } from '../../emulators/mailchimp/types';
import type { Conversion } from '../../emulators/refersion/types';
import { addMoneyFields, keepWebhooks, refersionWrites } from './commission';
import { resetHub, startHub, type Hub } from './hub';

/** Address of the affiliate of a test, where it has one only. */
export const EMAIL = 'bill@creator-mail.com';

/** Noon of a day in May. */
export const day = (number: number) => new Date(Date.UTC(2026, 4, number, 12));

let hub: Hub;
/** The contacts of a test by the address that they had first. */
const members = new Map<string, Member>();

export const theHub = () => hub;
export const refersion = () => hub.world.refersion;
export const mailchimp = () => hub.world.mailchimp;

/**
 * Starts the services for the tests of a file, with journeys on three of the events, and checks after each
 * test that nothing was written to Refersion.
 */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(() => beginAnew());
	// Whatever a test did: money is never moved.
	afterEach(() => expect(refersionWrites(hub)).toEqual([]));
	afterAll(async () => await hub.close());
}

/** An account with journeys on three of the events, and nobody in it. */
export function beginAnew(): void {
	resetHub(hub);
	members.clear();
	addMoneyFields(hub);
	keepWebhooks(hub);
	for (const event of ['commission_pending', 'commission_approved', 'bonus_tier_reached']) {
		mailchimp().journeys.add({
			audienceId: hub.audienceId,
			event,
			subject: event,
			html: '<p>*|LASTCOMM|* of *|TOTALCOMM|*, *|NEXTTIER|*</p>',
			reentry: true,
		});
	}
}

/** An account as it is before Prepare Mailchimp audience has made the merge fields. */
export function withoutMoneyFields(): void {
	resetHub(hub);
	mailchimp().addMergeField(hub.audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
	keepWebhooks(hub);
}

export const addAffiliate = (more: IDataObject = {}) =>
	refersion().addAffiliate({ email: EMAIL, status: 'ACTIVE', ...more });

/** An affiliate with the contact that onboarding made. */
export function onboarded(more: IDataObject = {}, contact: IDataObject = {}) {
	const affiliate = addAffiliate(more);
	const member = mailchimp().addMember(hub.audienceId, {
		email: affiliate.email,
		mergeFields: {
			AFFLINK: String(refersion().linkOf(affiliate.id)),
			AFFCODE: affiliate.code,
		},
		tags: ['new-affiliate'],
		...contact,
	});
	members.set(affiliate.email, member);
	return affiliate;
}

export const sell = (
	affiliateId: number,
	created: Date,
	commission: number,
	more: Partial<Conversion> = {},
) =>
	refersion().addConversion({ affiliateId, created, commission, total: commission * 10, ...more });

export const contact = (email = EMAIL) => mailchimp().member(hub.audienceId, email);
export const fields = (email = EMAIL) => contact(email)?.merge_fields;
export const mergeField = (tag: string, email = EMAIL) => members.get(email)?.mergeFields.get(tag);
export const eventsOf = (email = EMAIL) => members.get(email)?.events ?? [];
export const names = (email = EMAIL) => eventsOf(email).map(({ name }) => name);
export const mailchimpWrites = () => mailchimp().requests.filter(({ method }) => method !== 'GET');
