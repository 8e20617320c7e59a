import { readMergeField, type MergeField } from '../../../../nodes/Mailchimp/mergeFields';
import type { MergeFieldOptions, MergeFieldType } from '../../../emulators/mailchimp/types';

/** A merge field as the emulated Mailchimp has it. */
export const emulated = (type: MergeFieldType, options: MergeFieldOptions = {}) => ({
	merge_id: 1,
	tag: 'FIELD',
	name: 'Field',
	type,
	required: false,
	default_value: '',
	public: true,
	display_order: 1,
	options,
	help_text: '',
});

/** The same as the node reads it. */
export const field = (type: MergeFieldType, options: MergeFieldOptions = {}): MergeField =>
	readMergeField({ ...emulated(type, options), options: { ...options } });

export const NEW_YORK = { timeZone: 'America/New_York' };
