import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { fold } from '../../shared/texts';
import {
	badValue,
	isEmptyValue,
	withoutMergeSyntax,
	type MergeField,
	type MergeFieldType,
} from './field';

/** The parts of an address, all of them texts (Mailchimp's documentation, merge fields). */
const PARTS = ['addr1', 'addr2', 'city', 'state', 'zip', 'country'];

/** Without one of these Mailchimp takes no address, or drops it without a word (gibbon, issue 272). */
const REQUIRED = ['addr1', 'city', 'state', 'zip'];

type Address = Map<string, string>;

/** Addresses: an object, also written as JSON. Parts that Mailchimp does not know are left out. */
export const address: MergeFieldType<Address> = {
	parse(value, field) {
		const given = typeof value === 'string' ? parseJson(value) : value;
		if (!isRecord(given) || Array.isArray(given)) throw incomplete(field, value, REQUIRED);
		const parts: Address = new Map();
		for (const name of PARTS) {
			const part = given[name];
			if (!isEmptyValue(part)) parts.set(name, asPart(part, field, name));
		}
		if (parts.size === 0 && isEmptyValue(given)) return undefined;
		const missing = REQUIRED.filter((name) => !parts.has(name));
		if (missing.length > 0) throw incomplete(field, value, missing);
		return parts;
	},
	// Mailchimp knows no empty parts but addr2 and country, and has a country of its own for none.
	format: (parts): IDataObject => Object.fromEntries(parts),
	equal: (one, other) =>
		PARTS.every((name) => {
			const [here, there] = [one.get(name) ?? '', other.get(name) ?? ''];
			const isFilledIn = name === 'country' && (here === '' || there === '');
			return isFilledIn || fold(here) === fold(there);
		}),
};

function asPart(value: unknown, field: MergeField, name: string): string {
	if (typeof value === 'string' || typeof value === 'number') {
		return withoutMergeSyntax(String(value).trim());
	}
	throw badValue(field, value, `a text in the part ${name}`, 'Map a single text to each part.');
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function incomplete(field: MergeField, value: unknown, missing: string[]) {
	return badValue(
		field,
		value,
		`an address with ${REQUIRED.join(', ')} (missing: ${missing.join(', ')})`,
		'Give an object, for example {{ { addr1: $json.street, city: $json.city, state: $json.state, zip: $json.zip } }}.',
	);
}
