import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../../shared/http';
import { readTexts } from '../../../shared/parameters';
import type { ContactWrite, StartAutomations } from '../../rules/contactWrite';
import { autoMapped, mergeFieldsToSend } from '../../rules/mergeFields';
import { readAudience, readEmail, readTagNames } from '../parameters';
import { readExtras, type AudienceReferences } from './extras';
import type { StatusOf } from './newContactStatus';

/** What the items of a run have in common when they are read. */
export interface ReadContext {
	/** Tells the status of a new contact, where the audience decides. */
	statusOf: StatusOf;
	references: AudienceReferences;
}

/**
 * Reads what an item asks for.
 *
 * @throws NodeOperationError when the audience or the address is missing or wrong, or a group or
 *   permission is not one of the audience
 */
export async function readWrite(
	this: IExecuteFunctions,
	itemIndex: number,
	context: ReadContext,
): Promise<ContactWrite> {
	const audienceId = readAudience.call(this, itemIndex);
	const email = readEmail.call(this, itemIndex);
	const option = (name: string, fallback: string) =>
		String(this.getNodeParameter(`options.${name}`, itemIndex, fallback));
	const isOn = (name: string) =>
		this.getNodeParameter(`options.${name}`, itemIndex, false) === true;
	const existing = option('existingContactStatus', 'keep');
	const whenNew = option('newContactStatus', 'audience');
	const startAutomations = startAutomationsOf(option('startAutomations', 'yes'));
	const tagsToAdd = readTagNames.call(this, 'tagsToAdd', itemIndex);
	const restarts = isOn('restartAutomations') && startAutomations === 'yes';
	return {
		audienceId,
		email,
		mergeFields: mergeFieldsToSend(mappedFields.call(this, itemIndex)),
		extras: await readExtras.call(this, itemIndex, context.references),
		linkTag: String(this.getNodeParameter('linkMergeField', itemIndex, ''))
			.trim()
			.toUpperCase(),
		requiredTags: readTexts(option('requiredMergeFields', '').split(',')).map((tag) =>
			tag.toUpperCase(),
		),
		tagsToAdd,
		tagsToRemove: readTagNames.call(this, 'tagsToRemove', itemIndex),
		tagsToRestart: restarts ? tagsToAdd : [],
		startAutomations,
		statusIfNew: whenNew === 'audience' ? await context.statusOf(audienceId) : whenNew,
		status: existing === 'keep' ? undefined : existing,
		chosenStatuses: [existing, whenNew],
		reviveArchived: isOn('reviveArchived'),
		askAgain: option('unsubscribedContacts', 'hold') === 'askAgain',
	};
}

function startAutomationsOf(option: string): StartAutomations {
	return option === 'no' || option === 'any' ? option : 'yes';
}

/** The merge fields as the resource mapper has them: mapped by hand, or taken from the item. */
function mappedFields(this: IExecuteFunctions, itemIndex: number): IDataObject {
	if (this.getNodeParameter('mergeFields.mappingMode', itemIndex) === 'autoMapInputData') {
		const schema = this.getNodeParameter('mergeFields.schema', itemIndex, []);
		const tags = Array.isArray(schema)
			? schema.filter(isRecord).map((field) => String(field.id))
			: [];
		return autoMapped(this.getInputData()[itemIndex].json, tags);
	}
	const values = this.getNodeParameter('mergeFields.value', itemIndex, {});
	return isRecord(values) ? values : {};
}
