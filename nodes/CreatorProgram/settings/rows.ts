import { Collection, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { fold, quoted } from '../../shared/texts';
import { asMergeField, checkedTag, type Named } from './names';

/** Which field of the affiliate goes into a merge field. */
export type FieldRow = {
	mergeField: string;
	/** Name of a field of the affiliate item; dots lead into nested ones. */
	itemField: string;
};

/** A group of tags of which each creator has one: the prefix, followed by a field of the affiliate. */
export type TagGroup = { prefix: string; itemField: string };

/** @throws ProblemError that names the row, for one with anything missing or wrong in it */
export function readFieldRows(input: Input): FieldRow[] {
	return rowsOf(input, 'fields', 'Fields').map(({ row, of }) => ({
		mergeField: asMergeField(row.value('mergeField'), `Merge Field (${of})`),
		itemField: row.required('itemField', `Affiliate Field (${of})`),
	}));
}

/** The same for the groups of tags. */
export function readTagGroups(input: Input): TagGroup[] {
	return rowsOf(input, 'tagGroups', 'Tag Groups').map(({ row, of }) => {
		const label = `Tag Prefix (${of})`;
		return {
			prefix: checkedTag(row.required('prefix', label), label),
			itemField: row.required('itemField', `Affiliate Field (${of})`),
		};
	});
}

/**
 * Refuses a prefix with which another tag of the programme begins, or may begin: that tag would be taken for one of the
 * group, and taken off.
 *
 * @param tags the tags that belong to no group
 * @param bonus how the tags begin that say that a bonus was given; people add them, whatever follows
 * @throws ProblemError
 */
export function refusePrefixes(groups: TagGroup[], tags: Named[], bonus: Named): void {
	groups.forEach(({ prefix }, index) => {
		const label = `Tag Prefix (row ${index + 1} of Tag Groups)`;
		if (fold(prefix) !== fold(bonus.name) && fold(prefix).startsWith(fold(bonus.name))) {
			throw invalidInput(
				label,
				`begins with ${bonus.label}, "${quoted(bonus.name)}": "${quoted(prefix)}"`,
				'A creator keeps one tag of a group, so that the mark of a bonus could be taken off. Give another prefix.',
			);
		}
		const others = groups
			.map(({ prefix: name }, other) => ({ label: `row ${other + 1}`, name }))
			.filter((_named, other) => other !== index);
		const met = [...tags, bonus, ...others].find(({ name }) => fold(name).startsWith(fold(prefix)));
		if (!met) return;
		throw invalidInput(
			label,
			`is the beginning of ${met.label}, "${quoted(met.name)}": "${quoted(prefix)}"`,
			'A creator keeps one tag of a group, so that the other one would be taken off. Give a longer prefix.',
		);
	});
}

/** The rows of a collection, each with its place in words. */
function rowsOf(input: Input, name: string, label: string): Array<{ row: Collection; of: string }> {
	return input.rows(`${name}.row`, label).map((row, index) => ({
		row: new Collection(row),
		of: `row ${index + 1} of ${label}`,
	}));
}
