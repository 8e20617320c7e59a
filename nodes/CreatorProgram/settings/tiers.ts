import type { IDataObject } from 'n8n-workflow';
import { Collection, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { fold, quoted } from '../../shared/texts';
import { MEASURES, type Tier } from '../tiers/types';

const LABEL = 'Tiers';

/**
 * Reads the ladder. An expression in the first field of a row may give a list of rows in its place, as Settings does:
 * n8n takes none for the whole of them.
 *
 * @param input the parameters; `tiers.row` are the rows
 * @returns the lowest first; none when there are no rows
 * @throws ProblemError that names the row, for one with anything missing or wrong in it
 */
export function readTiers(input: Input): Tier[] {
	const tiers = tierRowsOf(input).map((row, index): Tier => {
		const fields = new Collection(row);
		const of = `row ${index + 1} of ${LABEL}`;
		return {
			name: fields.required('name', `Name (${of})`),
			offerId: readOfferId(fields, `Offer ID (${of})`),
			measure: fields.choice('measure', `Measure (${of})`, MEASURES, 'approvedCommission'),
			threshold: fields.number('threshold', `Threshold (${of})`, 0, { min: 0 }),
		};
	});
	refuseDoubles(tiers);
	refuseDescending(tiers);
	return tiers;
}

/** The same where there has to be a ladder. */
export function readSomeTiers(input: Input): Tier[] {
	const tiers = readTiers(input);
	if (tiers.length >= 2) return tiers;
	throw invalidInput(
		LABEL,
		tiers.length === 0 ? 'is empty' : 'has one row only',
		'Give the offer that affiliates begin with, with the threshold 0, and at least one that they can reach.',
	);
}

/**
 * The currency in which amounts count.
 *
 * @returns three letters, upper case; '' when none is set
 */
export function readCurrency(input: Input): string {
	const currency = input.text('currency', 'Currency').toUpperCase();
	if (currency === '' || /^[A-Z]{3}$/.test(currency)) return currency;
	throw invalidInput(
		'Currency',
		`is no currency: "${quoted(currency)}"`,
		'Give three letters such as USD, or leave it empty when there is only one.',
	);
}

/** The rows of the ladder as they were given. */
export function tierRowsOf(input: Input): IDataObject[] {
	return input.rows('tiers.row', LABEL).flatMap(listOrRow);
}

function listOrRow(row: IDataObject): IDataObject[] {
	const { name } = row;
	if (!Array.isArray(name)) return [row];
	return new Collection({ list: name }).rows('list', LABEL);
}

function readOfferId(row: Collection, label: string): string {
	const id = row.required('offerId', label);
	if (/^\d{1,15}$/.test(id)) return id;
	throw invalidInput(
		label,
		`is no number of an offer: "${quoted(id)}"`,
		'Refersion shows it in the address of the offer; it has digits only.',
	);
}

function refuseDoubles(tiers: Tier[]): void {
	for (const [index, { name, offerId }] of tiers.entries()) {
		const before = tiers.slice(0, index);
		const of = `row ${index + 1} of ${LABEL}`;
		if (before.some((other) => other.offerId === offerId)) {
			throw invalidInput(`Offer ID (${of})`, `is there twice: ${offerId}`, 'Give each offer once.');
		}
		if (before.some((other) => fold(other.name) === fold(name))) {
			throw invalidInput(`Name (${of})`, `is there twice: "${quoted(name)}"`, 'Name each once.');
		}
	}
}

/** A tier is reached with all before it, so that a lower threshold further up would never decide anything. */
function refuseDescending(tiers: Tier[]): void {
	for (const [index, { measure, threshold }] of tiers.entries()) {
		const before = tiers.slice(0, index).filter((tier) => tier.measure === measure);
		const higher = before.find((tier) => tier.threshold >= threshold);
		if (!higher) continue;
		throw invalidInput(
			`Threshold (row ${index + 1} of ${LABEL})`,
			`is not above that of "${quoted(higher.name)}"`,
			'Put the tiers in order, the lowest first.',
		);
	}
}
