import type { IDataObject } from 'n8n-workflow';
import type { Deadline } from './deadline';

/** What there is to read, each on its own; under these names they are kept in the node's static data. */
export const SOURCES = ['affiliates', 'conversions', 'payments'] as const;

export type SourceName = (typeof SOURCES)[number];

/** What the user asked for. */
export interface PollSettings {
	events: string[];
	/** Whether the first poll gives out what is there. */
	emitExisting: boolean;
}

/** What a poll of a source came to. */
export interface SourcePoll {
	items: IDataObject[];
	/** What is to be remembered together with the items. */
	section: IDataObject;
	/** What went wrong. What was read before it counts all the same. */
	error?: unknown;
}

/**
 * Reads a source.
 *
 * @param section what the poll before remembered; undefined when there was none
 */
export type PollSource = (
	section: unknown,
	settings: PollSettings,
	deadline: Deadline,
) => Promise<SourcePoll>;
