import { fold } from '../shared/texts';

/** Something that users choose by name and Mailchimp knows by its id. */
export interface Choice {
	id: string;
	/** Its names, the most exact one first. The first one is shown to users. */
	names: string[];
}

/** What became of the texts that users chose by. */
export interface Match {
	/** Ids of what was found, each once. */
	ids: string[];
	/** Texts that name nothing. */
	unknown: string[];
	/** Texts that name more than one thing, each with the exact names of these. */
	ambiguous: Array<{ text: string; candidates: string[] }>;
}

/**
 * Finds what is meant by texts: ids first, then the most exact names. Upper and lower case and the
 * blanks around words and colons make no difference to names.
 *
 * @param choices what there is
 * @param texts ids or names
 */
export function matchChoices(choices: Choice[], texts: string[]): Match {
	const ids = new Set<string>();
	const match: Match = { ids: [], unknown: [], ambiguous: [] };
	for (const text of texts) {
		const found = find(choices, text);
		if (found.length === 0) match.unknown.push(text);
		else if (found.length === 1) ids.add(found[0].id);
		else match.ambiguous.push({ text, candidates: found.map(({ names }) => names[0]) });
	}
	match.ids = [...ids];
	return match;
}

function find(choices: Choice[], text: string): Choice[] {
	const byId = choices.filter(({ id }) => id === text.trim());
	if (byId.length > 0) return byId;
	const wanted = foldAll(text);
	const depth = Math.max(0, ...choices.map(({ names }) => names.length));
	for (let level = 0; level < depth; level++) {
		const found = choices.filter(({ names }) => names[level] && foldAll(names[level]) === wanted);
		if (found.length > 0) return found;
	}
	return [];
}

function foldAll(name: string): string {
	return fold(name).replace(/\s+/g, ' ').replace(/ ?: ?/g, ':');
}

/** The most names that a message lists; more would not be read. */
const LISTED = 30;

/**
 * Names in quotation marks, as a message lists them. Only the first 30 are named; how many more there
 * are is said.
 */
export function listNames(names: string[]): string {
	const listed = names.slice(0, LISTED).map((name) => `"${name}"`);
	const more = names.length - listed.length;
	return listed.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
