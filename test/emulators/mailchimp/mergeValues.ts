import type { JsonObject } from '../common';
import { mergeFieldErrors, schemaErrors, type FieldError } from './errors';
import { fitsSchema, schemaError, storeMergeValue, type ValueRules } from './storeMergeValue';
import type { Audience, MergeField, MergeValue } from './types';

/** One entry for each value that does not fit the schema, also of keys that are no field of the audience. */
export function mergeSchemaErrors({ mergeFields }: Audience, values: JsonObject): FieldError[] {
	const fieldOf = (tag: string): MergeField | undefined =>
		mergeFields.find((each) => each.tag === tag);
	return Object.entries(values)
		.filter(([tag, value]) => !fitsSchema(fieldOf(tag), value))
		.map(([tag]) => schemaError(tag));
}

const isEmpty = (value: MergeValue | undefined): boolean => value === undefined || value === '';

/** Reported for an address that was not sent at all (verbb/formie issue 2387), and for other fields (mc4wp issue 545). */
function missing({ tag, type }: MergeField): FieldError {
	const message = type === 'address' ? 'Please enter a complete address' : 'Please enter a value';
	return { field: tag, message };
}

/**
 * Works out the merge fields of a contact after a write. Fields that are not sent keep their value,
 * unknown ones are dropped without a word (recorded traffic: 200). A required field is wanted unless the
 * contact has a value in it already.
 * @param skipRequired `skip_merge_validation`: required fields may be empty; types are still checked
 * @throws Problem 400 with one entry per bad field
 */
export function mergedValues(
	audience: Audience,
	current: ReadonlyMap<string, MergeValue>,
	sent: JsonObject,
	skipRequired: boolean,
	rules: ValueRules,
): Map<string, MergeValue> {
	const unfit = mergeSchemaErrors(audience, sent);
	if (unfit.length > 0) throw schemaErrors(...unfit);
	const result = new Map(current);
	const errors: FieldError[] = [];
	for (const field of audience.mergeFields) {
		const value = sent[field.tag];
		if (value !== undefined) {
			const outcome = storeMergeValue(field, value, rules);
			if (outcome.kind === 'schema') throw schemaErrors(outcome.error);
			if (outcome.kind === 'invalid') {
				errors.push(outcome.error);
				continue;
			}
			if (outcome.kind === 'stored') result.set(field.tag, outcome.value);
		}
		if (field.required && !skipRequired && isEmpty(result.get(field.tag))) {
			errors.push(missing(field));
		}
	}
	if (errors.length > 0) throw mergeFieldErrors(errors);
	return result;
}
