import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { n8n } from '../../../package.json';
import { BigCommerce } from '../../../nodes/BigCommerce/BigCommerce.node';
import { CreatorProgram } from '../../../nodes/CreatorProgram/CreatorProgram.node';
import { CreatorPageTrigger } from '../../../nodes/CreatorProgram/trigger/CreatorPageTrigger.node';
import { Linktree } from '../../../nodes/Linktree/Linktree.node';
import { MailchimpAudience } from '../../../nodes/Mailchimp/MailchimpAudience.node';
import { Refersion } from '../../../nodes/Refersion/Refersion.node';
import { RefersionPollingTrigger } from '../../../nodes/Refersion/RefersionPollingTrigger.node';
import { RefersionTrigger } from '../../../nodes/Refersion/RefersionTrigger.node';

const NODES: INodeTypeDescription[] = [
	BigCommerce,
	CreatorPageTrigger,
	CreatorProgram,
	Linktree,
	MailchimpAudience,
	Refersion,
	RefersionPollingTrigger,
	RefersionTrigger,
].map((Node) => new Node().description);

/** Resources and operations of all nodes, as users see them: "Contact: Sync". */
const OPERATIONS = NODES.flatMap(({ properties }) => {
	const optionsOf = (name: string) => properties.filter((each) => each.name === name);
	const resources = optionsOf('resource').flatMap(
		({ options }) => options as INodePropertyOptions[],
	);
	return resources.flatMap((resource) =>
		optionsOf('operation')
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource.value))
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.map((operation) => ({ resource: resource.name, operation })),
	);
});

/** Everything that the builder is told, wherever it stands in the descriptions. */
function hintsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
		key === 'propertyHint' || key === 'searchHint' || key === 'relationHint'
			? [String(each)]
			: hintsIn(each),
	);
}

const HINTS = NODES.map(hintsIn);

it('every node of the package has one', () => {
	expect(NODES).toHaveLength(n8n.nodes.length);
	expect(NODES.filter(({ builderHint }) => !builderHint?.searchHint)).toEqual([]);
});

it('are short', () => {
	expect(HINTS.flat().filter((hint) => hint.length > 480)).toEqual([]);
});

it('name operations that there are', () => {
	const resources = [...new Set(OPERATIONS.map(({ resource }) => resource))];
	const mention = new RegExp(`\\b(${resources.join('|')}): ([A-Z]\\w*)`, 'g');
	const named = HINTS.flat().flatMap((hint) => [...hint.matchAll(mention)]);
	expect(named.length).toBeGreaterThan(5);
	const unknown = named.filter(
		([, resource, word]) =>
			!OPERATIONS.some(
				(each) => each.resource === resource && each.operation.name.split(' ')[0] === word,
			),
	);
	expect(unknown.map(([text]) => text)).toEqual([]);
});

it('name nodes of the package as those that work together', () => {
	const names = NODES.map(({ name }) => `n8n-nodes-creator-hub.${name}`);
	const related = NODES.flatMap(({ builderHint }) => builderHint?.relatedNodes ?? []);
	expect(related.filter(({ nodeType }) => !names.includes(nodeType))).toEqual([]);
});

it('say what the inputs and outputs of an operation are', () => {
	const hintOf = (resource: string, name: string) =>
		OPERATIONS.find((each) => each.resource === resource && each.operation.name === name)?.operation
			.builderHint?.propertyHint;
	expect(hintOf('Contact', 'Compare')).toMatch(
		/^Outputs, in this order: To Do, Held, Right, Totals\. Only To Do leads to Contact: Sync\./,
	);
	expect(hintOf('Report', 'Build')).toBe('Inputs, in this order: Numbers, Rows.');
});
