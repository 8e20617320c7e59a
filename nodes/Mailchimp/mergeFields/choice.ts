import { fold } from '../../shared/texts';
import { listNames } from '../choices';
import { badValue, type MergeFieldType } from './field';

/**
 * Dropdowns and radio buttons: one of the choices that the audience has now, in its own spelling. Mailchimp
 * refuses everything else ("Value must be one of: …").
 */
export const choice: MergeFieldType<string> = {
	parse(value, field) {
		const isText = ['string', 'number', 'boolean'].includes(typeof value);
		const text = isText ? String(value) : undefined;
		const { choices } = field;
		if (text !== undefined) {
			const exact =
				choices.find((each) => each === text) ??
				choices.find((each) => each.trim() === text.trim());
			if (exact !== undefined) return exact;
			const similar = choices.filter((each) => fold(each) === fold(text));
			// Of "Gold" and "gold", nothing says which one "GOLD" means.
			if (similar.length === 1) return similar[0];
		}
		const listed = choices.length > 0 ? listNames(choices) : 'none yet';
		throw badValue(field, value, 'one of its choices', `The audience has: ${listed}.`);
	},
	format: (value) => value,
	equal: (one, other) => one === other,
};
