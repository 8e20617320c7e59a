import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { BigCommerceApi } from '../../../../credentials/BigCommerceApi.credentials';
import { MailchimpAudienceApi } from '../../../../credentials/MailchimpAudienceApi.credentials';
import { MailchimpAudienceOAuth2Api } from '../../../../credentials/MailchimpAudienceOAuth2Api.credentials';
import { RefersionApi } from '../../../../credentials/RefersionApi.credentials';
import { BigCommerce } from '../../../../nodes/BigCommerce/BigCommerce.node';
import { CreatorProgram } from '../../../../nodes/CreatorProgram/CreatorProgram.node';
import { CreatorPageTrigger } from '../../../../nodes/CreatorProgram/trigger/CreatorPageTrigger.node';
import { Linktree } from '../../../../nodes/Linktree/Linktree.node';
import { MailchimpAudience } from '../../../../nodes/Mailchimp/MailchimpAudience.node';
import { Refersion } from '../../../../nodes/Refersion/Refersion.node';
import { RefersionPollingTrigger } from '../../../../nodes/Refersion/RefersionPollingTrigger.node';
import { RefersionTrigger } from '../../../../nodes/Refersion/RefersionTrigger.node';
import { bareMails } from '../../../../scripts/emails/sample';

const WORKFLOWS = join(__dirname, '..', '..', '..', '..', 'workflows');

const NODES: INodeType[] = [
	new BigCommerce(),
	new CreatorPageTrigger(),
	new CreatorProgram(),
	new Linktree(),
	new MailchimpAudience(),
	new Refersion(),
	new RefersionPollingTrigger(),
	new RefersionTrigger(),
];
const CREDENTIALS = [
	new BigCommerceApi(),
	new MailchimpAudienceApi(),
	new MailchimpAudienceOAuth2Api(),
	new RefersionApi(),
];

/** The texts under some keys, at any depth. */
function textsUnder(value: unknown, keys: string[]): string[] {
	if (Array.isArray(value)) return value.flatMap((each) => textsUnder(each, keys));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inside]) => [
		...(typeof inside === 'string' && keys.includes(key) ? [inside] : []),
		...textsUnder(inside, keys),
	]);
}

/** The names of outputs and inputs that stand in an expression. */
const inExpressions = ({ description }: INodeType): string[] =>
	[description.inputs, description.outputs]
		.filter((each) => typeof each === 'string')
		.flatMap((each) => [...each.matchAll(/['"]([A-Z][\w ]*)['"]/g)].map(([, name]) => name));

interface Template {
	name: string;
	nodes: Array<{ name: string }>;
}

const templates: Template[] = readdirSync(WORKFLOWS).map((file) =>
	JSON.parse(readFileSync(join(WORKFLOWS, file), 'utf8')),
);

/** Every label that this package shows: of nodes, their fields, choices and outputs, of credentials, mails and workflows. */
export const OURS = new Set([
	...NODES.flatMap((node) => [
		...textsUnder(node.description, ['displayName', 'name']),
		...(node.description.outputNames ?? []),
		...inExpressions(node),
	]),
	...textsUnder(CREDENTIALS, ['displayName']),
	...bareMails('en').map(({ name }) => name),
	...templates.flatMap(({ name, nodes }) => [name, ...nodes.map((node) => node.name)]),
]);

/** The operations by their resource, by label: `Contact: Get Many`. */
export const OPERATIONS = new Set(
	NODES.flatMap(({ description: { properties } }) => {
		const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
		return properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [], displayOptions }) => {
				const shown = displayOptions?.show?.resource ?? [];
				return resources
					.filter((each) => 'value' in each && shown.includes(each.value))
					.flatMap(({ name: resource }) => options.map(({ name }) => `${resource}: ${name}`));
			});
	}),
);
