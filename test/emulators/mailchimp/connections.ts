import { randomUUID } from 'node:crypto';
import { problemResponse, tooManyConnections } from './errors';
import type { MailchimpSwitches } from './switches';

/**
 * Simultaneous connections of the user: 10, over all keys and clients; the next one is refused, without
 * Retry-After (Mailchimp docs, limits). A connection is held until the answer is made, also when the
 * client has gone away meanwhile.
 */
export interface Connections {
	/** The function gives the connection back. */
	enter(): Response | (() => void);
	maxReached(): number;
	refused(): number;
	clear(): void;
}

export function createConnections(switches: MailchimpSwitches): Connections {
	let open = 0;
	let max = 0;
	let refused = 0;
	return {
		enter() {
			max = Math.max(max, open + 1);
			if (open >= switches.connectionLimit) {
				refused += 1;
				if (switches.overLimit === '403-no-body') return new Response(null, { status: 403 });
				return problemResponse(tooManyConnections(switches.connectionLimit), randomUUID());
			}
			open += 1;
			let held = true;
			return () => {
				if (held) open -= 1;
				held = false;
			};
		},
		maxReached: () => max,
		refused: () => refused,
		clear() {
			max = open;
			refused = 0;
		},
	};
}
