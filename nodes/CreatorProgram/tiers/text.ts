import { plain } from '../changes/plain';
import type { Words } from '../words/en';
import { explain } from '../words/explain';
import { valueText } from './next';
import type { Decision } from './types';

/** Most promotions that are written out: who approves has to see them, and a mail has to stay a mail. */
const MOST_PROMOTIONS = 200;

/** Most held ones that are written out. */
const MOST_HELD = 5;

/**
 * What is proposed, in words for a chat or a mail: who gets which offer and why, then who is held.
 *
 * @param isDry whether it is only said
 */
export function proposalText(
	decisions: Decision[],
	currency: string,
	isDry: boolean,
	words: Words,
): string {
	const { tiers } = words;
	const moves = decisions.filter(({ verdict }) => verdict === 'promote' || verdict === 'demote');
	const held = decisions.filter(({ verdict }) => verdict === 'held');
	const unchanged = decisions.length - moves.length - held.length;
	const head = moves.length > 0 ? tiers.promotions(moves.length) : tiers.nobody;
	return [
		isDry ? `${tiers.dryRun} ${head}` : head,
		...lines(
			moves.map((each) => moveLine(each, currency, words)),
			MOST_PROMOTIONS,
			words,
		),
		...(held.length > 0 ? [tiers.held(held.length)] : []),
		...lines(
			held.map((each) => heldLine(each, words)),
			MOST_HELD,
			words,
		),
		...(unchanged > 0 ? [tiers.unchanged(unchanged)] : []),
	].join('\n');
}

function lines(all: string[], most: number, { tiers }: Words): string[] {
	const shown = all.slice(0, most).map((line) => `• ${line}`);
	return all.length > most ? [...shown, tiers.more(all.length - most)] : shown;
}

/** e.g. "Anna Bell (anna@example.com): Standard → Gold (approved commission 1,250.00 USD)" */
function moveLine(decision: Decision, currency: string, words: Words): string {
	const { present, next, value, standing } = decision;
	if (!present || !next || value === null) return personOf(decision);
	const unit = currency || (standing?.currency ?? '');
	const why = `${words.tiers.measures[next.measure]} ${valueText(value, next, unit, words)}`;
	return words.tiers.promotion(personOf(decision), plain(present.name), plain(next.name), why);
}

function heldLine(decision: Decision, { tierReasons }: Words): string {
	const { what_happened: what } = explain(tierReasons, decision.reason, decision.about);
	return [personOf(decision), plain(what)].filter(Boolean).join(': ');
}

function personOf({ standing }: Decision): string {
	const name = plain(standing?.name);
	const address = plain(standing?.email) || (standing ? `id ${standing.id}` : '');
	return name === '' ? address : `${name} (${address})`;
}
