import type { IDataObject } from 'n8n-workflow';
import { SOURCES, type SourceName, type SourcePoll } from './source';

/** What the poll of each source came to; a source that was not asked for is not there. */
export type Polled = Partial<Record<SourceName, SourcePoll>>;

/** What the node's static data have of each source, as texts; they go on changing while a poll is under way. */
export type Sections = Record<SourceName, string | undefined>;

/** Static data as it is now. */
export function sectionsOf(staticData: IDataObject): Sections {
	const textOf = (name: SourceName) => JSON.stringify(staticData[name]);
	const [affiliates, conversions, payments] = SOURCES.map(textOf);
	return { affiliates, conversions, payments };
}

/** A section as the poll began with it. */
export function sectionOf(sections: Sections, name: SourceName): unknown {
	const text = sections[name];
	return text === undefined ? undefined : JSON.parse(text);
}

/** What is given out, and whether anything is remembered that was not before. */
export interface HandOver {
	items: IDataObject[];
	hasChanged: boolean;
}

/**
 * Ends a poll: writes what each source has seen and returns its items, without any waiting between the two. n8n
 * begins a poll even while the one before is still under way. A source that this one has written in the meantime is
 * left alone: what the poll found there, the next one finds again.
 *
 * n8n saves all of a node's static data with every change, so what is the same is not touched. What is not asked for
 * any more is forgotten, so that it starts afresh later.
 *
 * @param staticData the node's static data, which is changed
 * @param before what it was when the poll began
 */
export function handOver(staticData: IDataObject, before: Sections, polled: Polled): HandOver {
	const now = sectionsOf(staticData);
	const result: HandOver = { items: [], hasChanged: false };
	for (const name of SOURCES) {
		const source = polled[name];
		if (!source) {
			if (name in staticData) Reflect.deleteProperty(staticData, name);
			continue;
		}
		if (now[name] !== before[name]) continue;
		result.items.push(...source.items);
		if (JSON.stringify(source.section) === now[name]) continue;
		staticData[name] = source.section;
		result.hasChanged = true;
	}
	return result;
}
