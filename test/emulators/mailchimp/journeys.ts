import { linksIn, type Outbox } from '../outbox';
import { renderMergeTags } from './mergeTags';
import { shownMergeFields } from './render';
import type { MailchimpState } from './state';
import type { Audience, Member } from './types';

/** A journey (a "flow") with one mail. It starts by a tag, by an event, or by its API step. */
export interface JourneyInput {
	audienceId: string;
	/** Starts when this tag is newly added; compared without case. */
	tag?: string;
	/** Starts when an event of this name is posted. */
	event?: string;
	subject: string;
	html: string;
	/** Plain text part; made from the HTML when left out. */
	text?: string;
	/** "Contacts can re-enter flow"; off by default. */
	reentry?: boolean;
	/** Ids in the URL of a "Customer Journeys API" step. */
	journeyId?: number;
	stepId?: number;
}

export interface Journey extends JourneyInput {
	/** Contact ids of those who have been in. */
	entered: Set<string>;
}

export interface Journeys {
	add(input: JourneyInput): Journey;
	list(): Journey[];
	clear(): void;
}

export interface JourneyEngine extends Journeys {
	/** Tags that are new on a contact. */
	tagsAdded(audience: Audience, member: Member, tags: readonly string[]): void;
	/** The contact became subscribed after having been pending. */
	confirmed(audience: Audience, member: Member): void;
	event(audience: Audience, member: Member, name: string): void;
	/** False when there is no such step. */
	triggerStep(journeyId: number, stepId: number, audience: Audience, member: Member): void;
	step(journeyId: number, stepId: number): Journey | undefined;
}

function htmlToText(html: string): string {
	return html
		.replace(/<(style|script)[\s\S]*?<\/\1>/gi, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/[ \t]+/g, ' ')
		.trim();
}

export function createJourneys(state: MailchimpState, outbox: Outbox): JourneyEngine {
	let journeys: Journey[] = [];

	function send(journey: Journey, audience: Audience, member: Member): void {
		const now = state.now();
		const { mergeTagsInValues: tagsInValues } = state.switches;
		const context = { audience, member, now, subject: journey.subject, tagsInValues };
		const html = renderMergeTags(journey.html, context, 'html');
		outbox.add({
			to: member.email,
			subject: renderMergeTags(journey.subject, context, 'text'),
			html,
			text: renderMergeTags(journey.text ?? htmlToText(journey.html), context, 'text'),
			mergeFields: shownMergeFields(audience, member),
			at: now.toISOString(),
			audienceId: audience.id,
			tag: journey.tag ?? '',
			links: linksIn(html),
		});
	}

	/** Only subscribed contacts get mail; who was in stays out unless re-entry is on. */
	function enter(journey: Journey, audience: Audience, member: Member): void {
		if (member.status !== 'subscribed') return;
		if (journey.entered.has(member.contactId) && journey.reentry !== true) return;
		journey.entered.add(member.contactId);
		send(journey, audience, member);
	}

	function startedBy(audience: Audience, tag: string): Journey[] {
		return journeys.filter(
			(each) => each.audienceId === audience.id && each.tag?.toLowerCase() === tag.toLowerCase(),
		);
	}

	function tagsAdded(audience: Audience, member: Member, tags: readonly string[]): void {
		if (member.status === 'pending') member.waitingTags.push(...tags);
		for (const tag of tags) {
			for (const journey of startedBy(audience, tag)) enter(journey, audience, member);
		}
	}

	return {
		add(input) {
			const journey: Journey = { ...input, entered: new Set() };
			journeys.push(journey);
			return journey;
		},
		list: () => [...journeys],
		clear() {
			journeys = [];
		},
		tagsAdded,
		confirmed(audience, member) {
			const waiting = member.waitingTags.splice(0);
			if (state.switches.pendingStartsOnConfirmation) tagsAdded(audience, member, waiting);
		},
		event(audience, member, name) {
			for (const journey of journeys) {
				if (journey.audienceId === audience.id && journey.event === name) {
					enter(journey, audience, member);
				}
			}
		},
		step: (journeyId, stepId) =>
			journeys.find((each) => each.journeyId === journeyId && each.stepId === stepId),
		triggerStep(journeyId, stepId, audience, member) {
			for (const journey of journeys) {
				if (journey.journeyId === journeyId && journey.stepId === stepId) {
					enter(journey, audience, member);
				}
			}
		},
	};
}
