import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { noticeWithSteps } from '../../shared/notice';
import { COLOURS } from '../settings/creatorPage';
import { languageProperty, wordsOf } from '../words';

/** How the parts of a camelCase name are shown: "darkButtonText" as "Dark Button Text". */
function titleOf(name: string): string {
	const spaced = name.replace(/([A-Z])/g, ' $1');
	return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const colours: INodeProperties = {
	displayName: 'Colours',
	name: 'colours',
	type: 'collection',
	placeholder: 'Add colour',
	default: {},
	description:
		'Colours of the page in light and dark mode. Text and what is behind it should differ by 4.5 to 1.',
	options: Object.entries(COLOURS).map(([name, colour]): INodeProperties => ({
		displayName: titleOf(name),
		name,
		type: 'color',
		default: colour,
	})),
};

const textChoices: INodePropertyOptions[] = Object.entries(wordsOf('en').page).map(
	([name, text]) => ({ name: titleOf(name), value: name, description: text }),
);

const ownWords: INodeProperties = {
	displayName: 'Own Words',
	name: 'ownWords',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Text' },
	placeholder: 'Add Text',
	default: {},
	description: 'Your own wording, in the place of single texts of the page. HTML has no effect.',
	options: [
		{
			displayName: 'Text',
			name: 'row',
			values: [
				{
					displayName: 'Text',
					name: 'text',
					type: 'options',
					options: textChoices,
					default: 'formTitle',
					description: 'Which text; the list shows each in English',
				},
				{
					displayName: 'Words',
					name: 'words',
					type: 'string',
					default: '',
					placeholder: 'e.g. Is your link on your page?',
					description:
						'What is shown. {page} becomes the address of the page, {seconds} the time to wait, {email} the address for questions.',
				},
			],
		},
	],
};

function mergeField(
	displayName: string,
	name: string,
	tag: string,
	description: string,
): INodeProperties {
	const placeholder = `e.g. ${tag}`;
	return { displayName, name, type: 'string', default: tag, placeholder, description };
}

const names: INodeProperties = {
	displayName: 'Tags and Merge Fields',
	name: 'names',
	type: 'collection',
	placeholder: 'Add name',
	default: {},
	description: 'Names in Mailchimp, if yours are other ones than those Prepare makes',
	options: [
		mergeField(
			'Checks Merge Field',
			'checksMergeField',
			'LINKCHECKS',
			'How many forms that day; of type number',
		),
		mergeField(
			'Date Merge Field',
			'dateMergeField',
			'LINKDATE',
			'The day of the newest form; of type date',
		),
		{
			displayName: 'Link Live Tag',
			name: 'liveTag',
			type: 'string',
			default: 'link-live',
			placeholder: 'e.g. link-live',
			description:
				'The tag of creators whose link was seen, or who said that it is on another page',
		},
		mergeField('Link Merge Field', 'linkMergeField', 'AFFLINK', 'The tracking link'),
		{
			displayName: 'Link Not Found Tag',
			name: 'notFoundTag',
			type: 'string',
			default: 'link-not-found',
			placeholder: 'e.g. link-not-found',
			description: 'The tag of creators whose page was seen without their link',
		},
		mergeField(
			'Page Merge Field',
			'pageMergeField',
			'LINKTREE',
			'The address of the page; of type website or text',
		),
		mergeField(
			'Status Merge Field',
			'statusMergeField',
			'LINKSTATUS',
			'What was seen; of type text',
		),
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Checks a Day',
			name: 'checksADay',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 20,
			description: 'How often the Linktree page of one creator is read on one day at most',
		},
		{
			displayName: 'Seconds Between Checks',
			name: 'secondsBetweenChecks',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 30,
			description: 'How long a creator waits until the page is read again',
		},
	],
};

/** Everything that is set about the creator's page. The checks are in settings/creatorPage.ts. */
export const triggerProperties: INodeProperties[] = [
	noticeWithSteps('pageNotice', 'A page on which creators say where their link is.', [
		'The address of the button in your mails is the Production URL with "?c=*|UNIQID|*" behind it.',
		'Opening it shows a form and starts nothing.',
		'A form that is sent starts the workflow, and Page: Answer of Creator Program answers it.',
	]),
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		placeholder: 'e.g. creator-page',
		description:
			'The last part of the address. If it is empty, n8n makes one up for each import. Mails that were sent keep the one they were sent with.',
	},
	{
		displayName: 'Brand Name',
		name: 'brandName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Sunny Threads',
		description: 'Stands above the page',
	},
	{
		displayName: 'Support Email',
		name: 'supportEmail',
		type: 'string',
		default: '',
		placeholder: 'e.g. creators@sunny-threads.com',
		description: 'An address for questions, shown below the page',
	},
	languageProperty,
	colours,
	ownWords,
	names,
	options,
];
