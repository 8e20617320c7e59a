/** A step of a journey that the API can trigger. */
export interface JourneyStep {
	journeyId: string;
	stepId: string;
}

/** The end of the address that Mailchimp shows for a step of the kind "Customer Journeys API". */
const STEP_PATH = /\/journeys\/(\d+)\/steps\/(\d+)(?:\/actions\/trigger)?\/?(?:[?#].*)?$/;

/**
 * Takes the two ids out of the address that Mailchimp shows where the step is set up. Only the ids are
 * used: a request always goes to the account of the credential, whatever host the text names.
 *
 * @param text e.g. ".../3.0/customer-journeys/journeys/2815/steps/19233/actions/trigger"
 * @returns undefined when the text is no such address
 */
export function stepOfUrl(text: string): JourneyStep | undefined {
	const match = STEP_PATH.exec(text.trim());
	return match ? { journeyId: match[1], stepId: match[2] } : undefined;
}

/** Whether a text is an id of a journey or step: a whole number (Mailchimp API, customer journeys). */
export function isJourneyNumber(text: string): boolean {
	return /^\d+$/.test(text);
}
