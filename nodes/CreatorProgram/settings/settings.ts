import { asSwitch, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { BONUS_PREFIX } from './milestones';
import { readMergeField, readTag, refuseEqual } from './names';
import { refusePrefixes, type FieldRow, type TagGroup, readFieldRows, readTagGroups } from './rows';

/** What Mailchimp is told about the consent of a contact that is new. */
export const NEW_CONTACT_STATUSES = ['subscribed', 'pending', 'audience'] as const;

/** What a user may set, checked. A type, so that it is an item's data as it is. */
export type ProgramSettings = {
	dryRun: boolean;
	takeOver: boolean;
	welcomeTag: string;
	inactiveTag: string;
	/** Merge tag of the tracking link. */
	linkMergeField: string;
	/** Merge tag of the affiliate's code. */
	keyMergeField: string;
	fields: FieldRow[];
	tagGroups: TagGroup[];
	newContactStatus: (typeof NEW_CONTACT_STATUSES)[number];
	offboardOrphans: boolean;
	readAllLinks: boolean;
	/** People of one kind of change; 0 switches the brake off. */
	brakePeople: number;
	/** Percent of the tagged contacts; the brake is for what exceeds both. */
	brakePercent: number;
	/** People whom a production run changes at most. */
	toDoLimit: number;
};

/**
 * Reads what is set, and refuses what is not clearly meant.
 *
 * @param input the parameters of an item
 * @param isPublished whether n8n started the run of a published workflow itself
 * @throws ProblemError that names the parameter
 */
export function readSettings(input: Input, isPublished = false): ProgramSettings {
	const options = input.collection('options', 'Options');
	const settings: ProgramSettings = {
		dryRun: readDryRun(input, isPublished),
		takeOver: input.switch('takeOver', 'Take Over', false),
		welcomeTag: readTag(input, 'welcomeTag', 'Welcome Tag'),
		inactiveTag: readTag(input, 'inactiveTag', 'Inactive Tag'),
		linkMergeField: readMergeField(input, 'linkMergeField', 'Link Merge Field'),
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
		fields: readFieldRows(input),
		tagGroups: readTagGroups(input),
		newContactStatus: input.choice(
			'newContactStatus',
			'New Contacts Are',
			NEW_CONTACT_STATUSES,
			'subscribed',
		),
		offboardOrphans: options.switch('offboardOrphans', 'Offboard Contacts Nobody Claims', false),
		readAllLinks: options.switch('readAllLinks', 'Read All Links', false),
		brakePeople: options.number('brakePeople', 'Stop If More Than (People)', 25, {
			min: 0,
			isWhole: true,
		}),
		brakePercent: options.number('brakePercent', 'Stop If More Than (Percent)', 20, {
			min: 0,
			max: 100,
		}),
		toDoLimit: options.number('toDoLimit', 'Most Changes in One Look', 500, {
			min: 1,
			isWhole: true,
		}),
	};
	refuseConflicts(settings);
	return settings;
}

/** What Dry Run is where only runs by hand are to change nothing. */
export const DRY_BY_HAND = 'byHand';

function readDryRun(input: Input, isPublished: boolean): boolean {
	const value = input.value('dryRun', false);
	return value === DRY_BY_HAND ? !isPublished : asSwitch(value, 'Dry Run');
}

/** What is right by itself, and wrong together. */
function refuseConflicts(settings: ProgramSettings): void {
	const { welcomeTag, inactiveTag, linkMergeField, keyMergeField, fields } = settings;
	refuseEqual(
		{ label: 'Inactive Tag', name: inactiveTag },
		{ label: 'Welcome Tag', name: welcomeTag },
	);
	refuseEqual(
		{ label: 'Key Merge Field', name: keyMergeField },
		{ label: 'Link Merge Field', name: linkMergeField },
	);
	const taken = new Map([
		[linkMergeField, 'the tracking link'],
		[keyMergeField, "the affiliate's code"],
	]);
	fields.forEach(({ mergeField }, index) => {
		const owner = taken.get(mergeField);
		if (owner !== undefined) {
			throw invalidInput(
				`Merge Field (row ${index + 1} of Fields)`,
				`is taken already: ${mergeField} is for ${owner}`,
				'Each merge field can hold one thing. Choose another one, or delete the row.',
			);
		}
		taken.set(mergeField, `row ${index + 1}`);
	});
	refusePrefixes(
		settings.tagGroups,
		[
			{ label: 'Welcome Tag', name: welcomeTag },
			{ label: 'Inactive Tag', name: inactiveTag },
		],
		{ label: 'Bonus Tag Prefix of Tiers and milestones', name: BONUS_PREFIX },
	);
}
