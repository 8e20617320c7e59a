import { isResourceLocatorValue, type INodeProperties } from 'n8n-workflow';
import { asCommaTexts, asSwitch, asTexts, type Input, type ItemInput } from '../shared/input';
import { invalidInput } from '../shared/problem';
import { fold } from '../shared/texts';
import { tag } from './pickers';

/** A list of tags, each chosen from those of the audience or named. */
export function tagList(name: string, displayName: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		placeholder: 'Add Tag',
		default: {},
		description: `${description}. A comma separates tags that are typed: "a, b" is two.`,
		options: [
			{
				displayName: 'Tags',
				name: 'tags',
				values: [tag],
			},
		],
	};
}

/**
 * The names in a list of tags. Each row is a tag, chosen or typed, or several with commas between them; an expression
 * may also give a list of tags in its place.
 *
 * @param name the parameter's name
 * @param label the parameter's name as users see it
 */
export function readTagNames(input: ItemInput, name: string, label: string): string[] {
	return input
		.rows(`${name}.tags`, label)
		.flatMap(({ tag: chosen }) =>
			isResourceLocatorValue(chosen)
				? namesIn(chosen.value, chosen.mode, label)
				: asCommaTexts(chosen, label),
		);
}

/** What was chosen from the list is one tag: Mailchimp's own pages make tags with a comma in their name. */
function namesIn(value: unknown, mode: string, label: string): string[] {
	return mode === 'list' ? asTexts(value, label) : asCommaTexts(value, label);
}

/**
 * The name of the one tag that an item is for.
 *
 * @throws ProblemError when none is chosen, or several are named
 */
export function readTag(input: ItemInput): string {
	const { mode, value } = input.locator('tag', 'Tag', 'name');
	const names = namesIn(value, mode, 'Tag');
	if (names.length === 1) return names[0];
	const what = names.length === 0 ? 'is not set' : `names more than one tag: ${names.join(', ')}`;
	throw invalidInput('Tag', what, 'Choose one, or give its name.');
}

/** Whether what an operation does shall start automations; `any` leaves it to the fastest way. */
export type StartAutomations = 'yes' | 'no' | 'any';

/**
 * The entry Start Automations of the Options of every operation that could start any.
 *
 * @param description what starts
 * @param choices further choices than Yes and No
 */
export function startAutomations(
	description: string,
	choices: INodeProperties['options'] = [],
): INodeProperties {
	return {
		displayName: 'Start Automations',
		name: 'startAutomations',
		type: 'options',
		default: 'yes',
		description,
		options: [
			{ name: 'Yes', value: 'yes' },
			{ name: 'No', value: 'no', description: 'Mailchimp is told not to start any' },
			...choices,
		],
	};
}

/**
 * Reads Start Automations. A switch, as an expression may give it, is understood; anything else is an error,
 * because a mail that was sent cannot be taken back.
 *
 * @param options the Options of the item
 * @param mayBeAny whether the operation offers the choice `any`
 */
export function readStartAutomations(options: Input, mayBeAny = false): StartAutomations {
	const value = options.value('startAutomations', 'yes');
	if (mayBeAny && typeof value === 'string' && fold(value) === 'any') return 'any';
	return asSwitch(value, 'Start Automations') ? 'yes' : 'no';
}

/** The entry Restart Automations of the Options of operations that add tags. */
export const restartAutomations: INodeProperties = {
	displayName: 'Restart Automations',
	name: 'restartAutomations',
	type: 'boolean',
	default: false,
	description:
		'Whether a tag to add that a subscribed contact already has is removed and added again, so that what it starts can start again. The contact may get the same mails a second time. In Mailchimp, "Contacts can re-enter" must be on in the journey. Start Automations has to be Yes.',
};

/** @throws ProblemError when it is on while nothing is to start */
export function readRestartAutomations(options: Input, start: StartAutomations): boolean {
	const restart = options.switch('restartAutomations', 'Restart Automations', false);
	if (!restart || start === 'yes') return restart;
	throw invalidInput(
		'Restart Automations',
		'is on while Start Automations is not Yes',
		'Switch one of them the other way.',
	);
}

/** What has to be done so that a contact has the wanted tags. */
export interface TagPlan {
	toAdd: string[];
	alreadyPresent: string[];
	toRemove: string[];
}

/**
 * Compares wanted with present tags, without regard to case: Mailchimp may change the case of a tag.
 * Adding a tag that is there would start no automation, so it is left out and reported.
 *
 * @param present names of the tags the contact has
 * @param add names of the tags it shall have
 * @param remove names of the tags it shall not have; one that is in `add` as well is added
 */
export function planTags(present: string[], add: string[], remove: string[]): TagPlan {
	const has = new Set(present.map(fold));
	const wanted = distinct(add);
	const wantedNames = new Set(wanted.map(fold));
	return {
		toAdd: wanted.filter((name) => !has.has(fold(name))),
		alreadyPresent: wanted.filter((name) => has.has(fold(name))),
		toRemove: distinct(remove).filter(
			(name) => has.has(fold(name)) && !wantedNames.has(fold(name)),
		),
	};
}

function distinct(names: string[]): string[] {
	return [...new Map(names.map((name) => [fold(name), name])).values()];
}

/** A list of tags without some, in any case. */
export function withoutTags(names: string[], gone: string[]): string[] {
	const folded = new Set(gone.map(fold));
	return names.filter((name) => !folded.has(fold(name)));
}

/** A warning for a contact that is pending. */
export const NOT_CONFIRMED = 'The contact has not confirmed yet and gets no mail before that';

/** A warning for tags that were there and have been removed and added again. */
export function restartWarning(tags: string[]): string {
	return `Removed and added again, so that automations may start a second time: ${tags.join(', ')}`;
}
