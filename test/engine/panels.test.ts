import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	Workflow,
	type INodeProperties,
	type INodeTypeDescription,
	type NodeParameterValueType,
} from 'n8n-workflow';
import { loadEngine, ROOT, type Engine } from './support/engine';
import { locator, template } from './support/hub';

const NODES = [
	'refersion',
	'refersionTrigger',
	'refersionPollingTrigger',
	'mailchimpAudience',
	'linktree',
	'bigCommerce',
	'creatorProgram',
	'creatorPageTrigger',
];
const PACKAGE = 'n8n-nodes-creator-hub.';

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

const descriptionOf = (name: string): INodeTypeDescription => engine.nodeType(name).description;

/** All parameters of a node, those in collections and rows included. */
function parametersOf(name: string): INodeProperties[] {
	const within = (property: INodeProperties): INodeProperties[] => [
		property,
		...(property.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values.flatMap(within);
			return 'type' in option ? within(option) : [];
		}),
	];
	return descriptionOf(name).properties.flatMap(within);
}

/** What an expression of a description gives for the parameters of a node. */
function evaluate(name: string, expression: string, parameters: Record<string, unknown>) {
	const node = {
		id: '1',
		name: 'Node',
		type: PACKAGE + name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: parameters as Record<string, NodeParameterValueType> as never,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: engine.nodeTypes,
	});
	return workflow.expression.getSimpleParameterValue(node, expression, 'internal', {});
}

describe.each(NODES)('the panel of %s', (name) => {
	it('has notices of which the editor shows all: links and lists, no other tags', () => {
		for (const { type, displayName } of parametersOf(name)) {
			if (type !== 'notice') continue;
			expect(displayName.replace(/<\/?(ul|li)>|<a [^>]*>|<\/a>/g, '')).not.toMatch(/<\/?\w/);
			// Steps stand in lines of their own.
			expect(displayName).not.toMatch(/[:.]1\. |\n/);
		}
	});

	it('asks for no version that is older than the node', () => {
		const versions = readdirSync(join(ROOT, 'workflows')).flatMap((file) =>
			template(file.replace('.json', ''), '').nodes.filter(({ type }) => type === PACKAGE + name),
		);
		const { version, defaultVersion } = descriptionOf(name);
		const latest = defaultVersion ?? [version].flat().at(-1);
		for (const { typeVersion } of versions) expect(typeVersion).toBe(latest);
	});
});

describe('what stands below a node on the canvas', () => {
	it.each(NODES.filter((name) => !name.endsWith('Trigger')))('%s: the operation', (name) => {
		const { properties, subtitle = '' } = descriptionOf(name);
		const operations = properties.filter((property) => property.name === 'operation');
		expect(operations.length).toBeGreaterThan(0);
		for (const { displayOptions, options = [] } of operations) {
			const resource = displayOptions?.show?.resource?.[0];
			for (const option of options) {
				if (!('value' in option)) continue;
				const shown = evaluate(name, subtitle, { resource, operation: option.value });
				expect(shown).toMatch(new RegExp(`^[A-Z][\\w -]+: ${option.name}$`));
			}
		}
	});

	it.each(['refersionTrigger', 'refersionPollingTrigger'])('%s: the events', (name) => {
		const events = ['affiliateApproved', 'newConversion'];
		const shown = evaluate(name, descriptionOf(name).subtitle ?? '', { events });
		expect(shown).toBe('Affiliate Approved, New Conversion');
	});
});

describe('the panel of Mailchimp Audience', () => {
	it('has no red border before an audience is chosen', () => {
		const audiences = parametersOf('mailchimpAudience').filter(({ name }) => name === 'audience');
		expect(audiences.length).toBeGreaterThan(10);
		for (const audience of audiences) {
			for (const mode of ['list', 'id']) {
				const node = { typeVersion: 1, parameters: {} };
				const values = { audience: locator(mode, '') };
				const property = { ...audience, displayOptions: undefined };
				const issues = NodeHelpers.getParameterIssues(
					property,
					values as never,
					'',
					node as never,
					descriptionOf('mailchimpAudience'),
				);
				expect(issues).toEqual({});
			}
		}
	});

	it('lets choose, name or make every tag and merge field that a contact gets', () => {
		const pickers = ['activeTag', 'inactiveTag', 'keyMergeField', 'linkMergeField', 'mergeField'];
		const chosen = parametersOf('mailchimpAudience').filter(({ name }) =>
			[...pickers, 'tag', 'preferTag'].includes(name),
		);
		expect(chosen.length).toBeGreaterThan(15);
		const handlers = engine.nodeType('mailchimpAudience').methods?.actionHandler ?? {};
		for (const { name, type, modes = [] } of chosen) {
			expect({ name, type }).toEqual({ name, type: 'resourceLocator' });
			const [list, byName] = modes;
			expect(byName).toMatchObject({ type: 'string' });
			expect(Object.keys(handlers)).toContain(list?.typeOptions?.allowNewResource?.method);
		}
	});
});

it.each(['creatorProgram', 'creatorPageTrigger'])(
	'%s has no credential to list tags and merge fields with, and shows an example of each',
	(name) => {
		const named = parametersOf(name).filter((each) => /(Tag|MergeField)$/.test(each.name));
		expect(named.length).toBeGreaterThan(5);
		for (const { name: field, type, placeholder } of named) {
			expect({ field, type, placeholder }).toEqual({
				field,
				type: 'string',
				placeholder: expect.stringMatching(/^e\.g\. \S/),
			});
		}
	},
);

describe('hints of what needs the GraphQL token', () => {
	const shownFor = (name: string, parameters: Record<string, unknown>) =>
		(descriptionOf(name).hints ?? [])
			.filter(({ displayCondition = '' }) => evaluate(name, displayCondition, parameters) === true)
			.map(({ message, whenToDisplay }) => ({ message, whenToDisplay }));
	const TOLD = [
		{
			message: expect.stringContaining('needs the GraphQL Token'),
			whenToDisplay: 'beforeExecution',
		},
	];

	it.each(['conversion', 'offer', 'payment'])('%s: Get Many', (resource) => {
		expect(shownFor('refersion', { resource, operation: 'getMany' })).toEqual(TOLD);
	});

	it('affiliate: Get Many with an option that needs it only', () => {
		const parameters = { resource: 'affiliate', operation: 'getMany' };
		expect(shownFor('refersion', { ...parameters, options: {} })).toEqual([]);
		expect(shownFor('refersion', { ...parameters, options: { includePayPal: true } })).toEqual(
			TOLD,
		);
		const shop = { includeLink: true, linkFrom: 'shop' };
		expect(shownFor('refersion', { ...parameters, options: shop })).toEqual(TOLD);
	});

	it('polling for sales, not for affiliates', () => {
		const polling = (events: string[]) => shownFor('refersionPollingTrigger', { events });
		expect(polling(['affiliateApproved'])).toEqual([]);
		expect(polling(['affiliateApproved', 'newPayment'])).toEqual(TOLD);
	});
});
