import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';

/** More names of gates say nothing more, and each link of a group gets those of the group. */
const MOST_GATES = 20;

/** Puts gates together, each once. */
export function unitedGates(...lists: string[][]): string[] {
	return [...new Set(lists.flat())].slice(0, MOST_GATES);
}

/**
 * Whether a field of a gate says that there is one. Fields of gates that are off are null, false or empty;
 * everything else counts, because a gate that is overlooked would turn "cannot know" into "is not there".
 */
export function isSet(value: unknown): boolean {
	if (value === null || value === undefined || value === false || value === '') return false;
	return !isRecord(value) || Object.values(value).some(isSetPlainly);
}

function isSetPlainly(value: unknown): boolean {
	return value !== null && value !== false && value !== '';
}

/**
 * The names in a list of gates.
 *
 * @param list what the page has for it
 * @param fallback the name for a list that is there but cannot be read
 */
export function gateNames(list: unknown, fallback: string): string[] {
	if (!isSet(list)) return [];
	const names = Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
	return names.length > 0 ? unitedGates(names) : [fallback];
}

/**
 * What keeps visitors from a link: `rules.gate` has `activeOrder` and `age`, and since about 2023 also
 * `passcode`, `nft`, `payment` and `sensitiveContent`; `locked` is true for links without their address.
 *
 * @param entry a link or a group of the page's data
 */
export function gatesOf({ rules, locked }: IDataObject): string[] {
	const gate = isRecord(rules) && isRecord(rules.gate) ? rules.gate : {};
	const { activeOrder, ...kinds } = gate;
	const names = Object.keys(kinds).filter((kind) => isSet(kinds[kind]));
	return unitedGates(names, gateNames(activeOrder, 'gate'), isSet(locked) ? ['locked'] : []);
}
