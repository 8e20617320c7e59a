import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addAnn } from './support/standing';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { locator, oneNode, resetHub, startHub, type Hub } from './support/hub';
import { withTools } from './support/tools';

const JO = 'jo@creator-mail.com';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	const { mailchimp, bigcommerce } = hub.world;
	addAnn(hub);
	mailchimp.addMember(hub.audienceId, { email: JO, mergeFields: { FNAME: 'Jo' }, tags: ['vip'] });
	const { id } = bigcommerce.addPromotion({ name: 'Creators' });
	bigcommerce.addCode(id, 'SARAH10');
});
afterAll(async () => await hub.close());

type Node = 'refersion' | 'mailchimpAudience' | 'bigCommerce';

/** Runs an operation as the tool of an agent, or as a node. */
async function run(node: Node, parameters: INodeParameters, isTool = true) {
	const file = oneNode(node, parameters);
	if (isTool) file.nodes[1].type += 'Tool';
	return await runWorkflow(withTools(hub.engine), file, {
		start: 'Start',
		credentials: hub.credentials,
	});
}

async function first(node: Node, parameters: INodeParameters, isTool = true): Promise<IDataObject> {
	const made = await run(node, parameters, isTool);
	expect(errorOf(made)?.message).toBeUndefined();
	return outputOf(made, 'Node')[0]?.json ?? {};
}

/** Operations whose records have more than ten fields, with a field of each form and one to select. */
const OPERATIONS: Array<{
	node: Node;
	parameters: () => INodeParameters;
	simple: string;
	raw: string;
	select: string;
}> = [
	{
		node: 'refersion',
		parameters: () => ({ resource: 'affiliate', operation: 'getMany' }),
		simple: 'code',
		raw: 'custom_fields',
		select: 'email',
	},
	{
		node: 'refersion',
		parameters: () => ({
			resource: 'affiliate',
			operation: 'getStanding',
			affiliate: locator('code', 'ann1'),
		}),
		simple: 'approved_commission',
		raw: 'by_currency',
		select: 'last_sale_at',
	},
	{
		node: 'refersion',
		parameters: () => ({ resource: 'conversion', operation: 'getMany' }),
		simple: 'commission_total',
		raw: 'affiliate_code',
		select: 'affiliate_email',
	},
	{
		node: 'mailchimpAudience',
		parameters: () => ({ resource: 'contact', operation: 'get', email: JO }),
		simple: 'tags',
		raw: 'email_client',
		select: 'email_address',
	},
	{
		node: 'mailchimpAudience',
		parameters: () => ({ resource: 'contact', operation: 'getMany' }),
		simple: 'tags',
		raw: 'email_client',
		select: 'email_address',
	},
	{
		node: 'mailchimpAudience',
		parameters: () => ({ resource: 'tag', operation: 'getMembers', tag: locator('name', 'vip') }),
		simple: 'full_name',
		raw: 'list_id',
		select: 'email_address',
	},
	{
		node: 'mailchimpAudience',
		parameters: () => ({ resource: 'mergeField', operation: 'getMany' }),
		simple: 'audience_id',
		raw: 'list_id',
		select: 'tag',
	},
	{
		node: 'bigCommerce',
		parameters: () => ({ resource: 'promotion', operation: 'getMany' }),
		simple: 'percentage_amount',
		raw: 'rules',
		select: 'name',
	},
	{
		node: 'bigCommerce',
		parameters: () => ({ resource: 'promotionCode', operation: 'getMany' }),
		simple: 'state',
		raw: 'promotion',
		select: 'code',
	},
];

const NAMED = OPERATIONS.map(({ parameters, ...more }) => {
	const { resource, operation } = parameters();
	return { ...more, parameters, resource, operation };
});

describe.each(NAMED)('$node, $resource: $operation', (each) => {
	const { node, parameters, simple, raw, select } = each;

	const all = (more: INodeParameters = {}): INodeParameters => ({
		...(node === 'mailchimpAudience' && { audience: locator('list', hub.audienceId) }),
		...parameters(),
		...more,
	});

	it('gives a tool the most useful fields, all, or those that are named', async () => {
		const simplified = await first(node, all());
		expect(simplified).toHaveProperty(simple);
		expect(simplified).not.toHaveProperty(raw);
		expect(await first(node, all({ output: 'raw' }))).toHaveProperty(raw);
		const selected = await first(node, all({ output: 'fields', fields: select }));
		expect(Object.keys(selected)).toEqual([select]);
		expect(selected[select]).not.toBeNull();
	});

	it('refuses to select nothing', async () => {
		const error = errorOf(await run(node, all({ output: 'fields', fields: '={{ " " }}' })));
		expect(error?.message).toBe('The parameter Fields is empty');
	});

	it('takes no notice of it where the node is no tool', async () => {
		const usual = await first(node, all(), false);
		const ignored = { output: 'fields', fields: 'no' };
		expect(await first(node, all(ignored), false)).toEqual(usual);
	});
});

describe('a field within a field', () => {
	const selected = async (node: Node, parameters: INodeParameters, fields: string) =>
		await first(node, { ...parameters, output: 'fields', fields });

	/** What the panel says of the fields of a resource. */
	const said = (node: Node, resource: string) =>
		hub.engine
			.nodeType(node)
			.description.properties.filter(
				({ name, displayOptions }) =>
					name === 'fields' && displayOptions?.show?.resource?.includes(resource),
			)
			.map(({ description }) => description);

	it('of a contact comes as Mailchimp nests it, and the panel says so', async () => {
		const get = { resource: 'contact', operation: 'get', email: JO };
		const audience = locator('list', hub.audienceId);
		const item = await selected('mailchimpAudience', { ...get, audience }, 'merge_fields.FNAME');
		expect(item).toEqual({ merge_fields: { FNAME: 'Jo' } });
		const texts = said('mailchimpAudience', 'contact');
		expect(texts.length).toBeGreaterThan(1);
		for (const text of texts) expect(text).toContain('as Mailchimp nests them');
	});

	it('of anything else comes under its name, and the panel says so', async () => {
		const getMany = { resource: 'promotionCode', operation: 'getMany' };
		const item = await selected('bigCommerce', getMany, 'promotion.name, no.such');
		expect(item).toEqual({ 'promotion.name': 'Creators', 'no.such': null });
		const texts = said('bigCommerce', 'promotionCode');
		expect(texts.length).toBeGreaterThan(0);
		for (const text of texts) expect(text).toContain('under its name as it stands here');
	});
});
