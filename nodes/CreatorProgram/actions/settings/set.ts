import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { isPublished, isWebhookItem, refuseTakeOver, runFields } from '../../settings/looks';
import { readSettings } from '../../settings/settings';
import { properties } from './properties';

export const set: Operation = {
	option: {
		name: 'Set',
		value: 'set',
		description:
			'Everything there is to set, checked once for the whole workflow. Changes nothing by itself.',
		action: 'Set up the programme',
	},
	properties,
	async execute() {
		const mode = this.getMode();
		const byHand = mode === 'manual';
		const items = this.getInputData().map(({ json }) => json);
		const hasWebhook = items.some(isWebhookItem);
		return await new Run(this).forEachItem(async (input) => {
			// A schedule or a hand means everybody, once, however many items it comes with.
			const counts = hasWebhook ? isWebhookItem(input.json) : input.itemIndex === 0;
			if (!counts) return [];
			const settings = readSettings(input, isPublished(mode));
			refuseTakeOver(settings, byHand);
			return { ...settings, ...runFields(input.json, settings, byHand) };
		});
	},
};
