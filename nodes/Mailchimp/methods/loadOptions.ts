import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { readLocator } from '../../shared/parameters';
import type { Choice } from '../rules/names';
import { mailchimpClient } from '../transport/client';
import { readGroups } from '../transport/groups';
import { readPermissions } from '../transport/permissions';

/** The groups of the chosen audience, as "Category: Group"; none before one is chosen. */
export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const audienceId = chosenAudience.call(this);
	if (!audienceId) return [];
	return (await readGroups(await mailchimpClient.call(this), audienceId)).map(toOption);
}

/**
 * The marketing permissions of the chosen audience; none before one is chosen.
 *
 * @throws NodeOperationError when the audience has no contact to read them from, or no permissions
 */
export async function getMarketingPermissions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const audienceId = chosenAudience.call(this);
	if (!audienceId) return [];
	const client = await mailchimpClient.call(this);
	return (await readPermissions.call(this, client, audienceId)).map(toOption);
}

function chosenAudience(this: ILoadOptionsFunctions): string {
	return readLocator(this.getCurrentNodeParameter('audience'), 'id').value;
}

function toOption({ id, names }: Choice): INodePropertyOptions {
	return { name: names[0], value: id };
}
