import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { ItemInput } from '../../../shared/input';
import { itemsBehind } from '../../../shared/lineage';
import { readCurrency, readSomeTiers } from '../../settings/tiers';
import { decideTiers } from '../../tiers/decide';
import { isStanding, readStanding } from '../../tiers/standing';
import type { Decision, TierRules } from '../../tiers/types';
import { currency, moveDown, tierRows } from './properties';

/** The rules, the same in Decide and Confirm. */
export const ruleProperties: INodeProperties[] = [
	{ ...tierRows, hint: 'An expression in the first field of a row may give a list of rows' },
	currency,
	moveDown,
];

/** @throws ProblemError that names the parameter */
export function readRules(input: ItemInput): TierRules {
	return {
		tiers: readSomeTiers(input),
		currency: readCurrency(input),
		movesDown: input.switch('moveDown', 'Move Down', false),
	};
}

/** A decision, and the input item that it is about. */
export interface Decided {
	index: number;
	decision: Decision;
}

/** Decides about all items of a run together. What *Always Output Data* makes of an empty list is nobody. */
export function decideItems(context: IExecuteFunctions, rules: TierRules): Decided[] {
	const items = context.getInputData();
	const behind = itemsBehind(context);
	const indexes = [...items.keys()].filter((index) => Object.keys(items[index].json).length > 0);
	const standings = indexes.map((index) => {
		const { json } = items[index];
		// What could not be read must not be taken for what an earlier node read.
		if (errorText(json.error) !== '') return undefined;
		return readStanding(behind(index, isStanding) ?? json);
	});
	return decideTiers(standings, rules).map((decision, place) => {
		const index = indexes[place];
		if (decision.reason !== 'no_standing') return { index, decision };
		return { index, decision: { ...decision, about: errorText(items[index].json.error) } };
	});
}

/** Links an item that stands for a whole run to all items that came in. */
export function ofAll(items: INodeExecutionData[]): INodeExecutionData['pairedItem'] {
	return items.map((_item, item) => ({ item }));
}

function errorText(error: unknown): string {
	if (error === undefined || error === null || error === '' || error === false) return '';
	return typeof error === 'string' ? error : 'A node before this one failed.';
}
