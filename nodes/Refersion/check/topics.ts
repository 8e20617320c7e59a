import type { Verdict } from '../../shared/findings';
import { counted, quoted } from '../../shared/texts';
import { topicEventsOf } from '../events/topics';

/** The webhook topics by their names in Refersion's settings (Refersion, "Webhooks for merchants"). */
const TOPICS = 9;

/** About these the body says what happened, whatever the header is called. */
const TOLD_BY_BODY = /CONVERSION|PAYMENT|PAID|PAYOUT|TRIGGER/i;

/** An affiliate: of those only the header says what happened. */
const AFFILIATE = { email: '', status: 'ACTIVE' };

/**
 * What the topics that have come count as. Refersion has no list of what it has sent, and a node does not see what the
 * trigger of another workflow got: somebody has to look into its executions.
 *
 * @param topics values of the header Refersion-Topic
 */
export function topicsSeen(topics: string[]): Verdict {
	const setting = 'Refersion Trigger: Events';
	const distinct = [...new Set(topics.map((topic) => topic.trim()))].filter(
		(topic) => topic !== '',
	);
	if (distinct.length === 0) {
		return {
			state: 'unknown',
			found:
				'It cannot be asked: Refersion has no API for webhooks, and a node cannot see what the trigger of another workflow got.',
			what_follows:
				'Open Executions of the workflow with Refersion Trigger: each item of the trigger has its topic. Put them into Topics Seen and run the check again. Without webhooks in your plan, a schedule that looks at the list of affiliates does as well.',
			setting,
		};
	}
	const told = distinct.map((topic) => ({ topic: quoted(topic), event: eventOf(topic) }));
	const strange = told.filter(({ event }) => event === 'unknown');
	return {
		state: strange.length > 0 ? 'attention' : 'ok',
		found: `${counted(distinct.length, 'topic')} of ${TOPICS}: ${told.map(({ topic, event }) => `${topic} → ${event}`).join('; ')}.`,
		what_follows:
			strange.length > 0
				? 'A topic that is not known counts like a change of status, so that no approval is lost. Please tell us its name.'
				: 'All of them are understood.',
		setting,
		fact: `account.topics = ${told.map(({ topic }) => topic).join(', ')}`,
	};
}

function eventOf(topic: string): string {
	const [event] = topicEventsOf(topic, AFFILIATE);
	return event === 'unknown' && TOLD_BY_BODY.test(topic) ? 'told by the body' : event;
}
