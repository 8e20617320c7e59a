import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Hub } from '../hub';
import { JO } from '../mailchimpContact';
import { list, type Case, type Difference, type Step } from './cases';
import { asksFor, OFFSET } from './differences';

const NOT_PUBLIC: Difference = {
	at: 'body.public',
	ours: false,
	why: 'Not on the signup form unless asked for: the fields are for workflows to fill.',
};

const mergeFields: Step = {
	call: 'lists.getListMergeFields',
	ids: [list],
	options: { count: 1000 },
};

const addField = (body: IDataObject, differences = [NOT_PUBLIC]): Step => ({
	call: 'lists.addListMergeField',
	ids: [list],
	body,
	differences,
});

const TEMPLATE_FIELDS =
	'id name active type content_type drag_and_drop folder_id date_created date_edited'
		.split(' ')
		.map((field) => `templates.${field}`);

const templates = (count: number): Step => ({
	call: 'templates.list',
	ids: [],
	options: { type: 'user', count },
	differences: [asksFor([...TEMPLATE_FIELDS, 'total_items'].join(',')), OFFSET],
});

const upsertTemplate: INodeParameters = {
	resource: 'template',
	operation: 'upsert',
	name: 'Welcome 1',
	html: '<p>Hello</p>',
};
const TEMPLATE = { name: 'Welcome 1', html: '<p>Hello</p>' };

const templateId = ({ hub }: { hub: Hub }): string =>
	String(hub.world.mailchimp.templates()[0]?.id);

/** Merge fields, audiences, groups, templates and journeys. */
export const audienceCases: Case[] = [
	{
		operation: 'mergeField.createIfMissing',
		job: 'a field that is missing',
		parameters: {
			resource: 'mergeField',
			operation: 'createIfMissing',
			mergeTag: 'TIER',
			name: 'Tier',
			type: 'dropdown',
			choices: ['Gold', 'Silver'],
		},
		steps: [
			mergeFields,
			addField({
				tag: 'TIER',
				name: 'Tier',
				type: 'dropdown',
				options: { choices: ['Gold', 'Silver'] },
			}),
		],
	},
	{
		operation: 'mergeField.createIfMissing',
		job: 'a field on the signup form',
		parameters: {
			resource: 'mergeField',
			operation: 'createIfMissing',
			mergeTag: 'SHOP',
			name: 'Shop',
			type: 'url',
			options: { public: true, required: true, help_text: 'Your shop', default_value: '-' },
		},
		steps: [
			mergeFields,
			addField(
				{
					tag: 'SHOP',
					name: 'Shop',
					type: 'url',
					public: true,
					required: true,
					help_text: 'Your shop',
					default_value: '-',
				},
				[],
			),
		],
	},
	{
		operation: 'mergeField.getMany',
		job: 'all fields',
		parameters: { resource: 'mergeField', operation: 'getMany', returnAll: true },
		steps: [{ ...mergeFields, differences: [OFFSET] }],
	},
	{
		operation: 'audience.getMany',
		job: 'some audiences',
		parameters: { resource: 'audience', operation: 'getMany' },
		steps: [{ call: 'lists.getAllLists', ids: [], options: { count: 50 }, differences: [OFFSET] }],
	},
	{
		operation: 'group.getMany',
		job: 'all groups, of one category',
		prepare: ({ world, audienceId }) => {
			const interests = [{ id: 'i1', name: 'Fashion' }];
			const category = { id: 'c1', title: 'Niche', type: 'checkboxes', interests };
			world.mailchimp.audience(audienceId).interestCategories.push(category);
		},
		parameters: { resource: 'group', operation: 'getMany', returnAll: true },
		steps: [
			{
				call: 'lists.getListInterestCategories',
				ids: [list],
				options: { count: 1000 },
				differences: [OFFSET],
			},
			{
				call: 'lists.listInterestCategoryInterests',
				ids: [list, 'c1'],
				options: { count: 1000 },
				differences: [OFFSET],
			},
		],
	},
	{
		operation: 'audience.prepare',
		job: 'a field and a tag',
		parameters: {
			resource: 'audience',
			operation: 'prepare',
			wantedMergeFields: { fields: [{ mergeTag: 'TIER', name: 'Tier', type: 'text' }] },
			wantedTags: ['link-live'],
		},
		steps: [
			{ call: 'lists.getList', ids: [list] },
			mergeFields,
			{ call: 'lists.tagSearch', ids: [list] },
			addField({ tag: 'TIER', name: 'Tier', type: 'text' }),
			{
				call: 'lists.createSegment',
				ids: [list],
				body: { name: 'link-live', static_segment: [] },
			},
		],
	},
	{
		operation: 'template.getMany',
		job: 'some of the own templates',
		parameters: { resource: 'template', operation: 'getMany' },
		steps: [templates(50)],
	},
	{
		operation: 'template.upsert',
		job: 'a template that is not there',
		parameters: { ...upsertTemplate, options: { folderId: 'f1' } },
		steps: [
			templates(1000),
			{ call: 'templates.create', ids: [], body: { ...TEMPLATE, folder_id: 'f1' } },
		],
	},
	{
		operation: 'template.upsert',
		job: 'a template that is there',
		prepare: ({ world }) => void world.mailchimp.addTemplate({ name: 'Welcome 1' }),
		parameters: upsertTemplate,
		steps: [
			templates(1000),
			{ call: 'templates.updateTemplate', ids: [templateId], body: TEMPLATE },
		],
	},
	{
		operation: 'journey.triggerStep',
		job: 'a step, for a contact',
		prepare: ({ world, audienceId }) => {
			const ids = { audienceId, journeyId: 2815, stepId: 19233 };
			world.mailchimp.journeys.add({ ...ids, subject: 'Hello', html: '<p>Hello</p>' });
			world.mailchimp.addMember(audienceId, { email: JO });
		},
		parameters: {
			resource: 'journey',
			operation: 'triggerStep',
			stepBy: 'id',
			journeyId: '2815',
			stepId: '19233',
		},
		steps: [
			{ call: 'customerJourneys.trigger', ids: ['2815', '19233'], body: { email_address: JO } },
		],
	},
];
