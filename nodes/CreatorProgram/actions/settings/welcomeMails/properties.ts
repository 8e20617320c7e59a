import type { INodeProperties } from 'n8n-workflow';
import { languageProperty } from '../../../words';
import { colours } from './colours';
import { names } from './names';
import { wordings } from './wordings';

/** Everything about the mails that a user may set. The checks are in settings/mailSettings.ts. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'Everything may stay as it is: the mails then have sentences that make sense without it.',
		name: 'mailsNotice',
		type: 'notice',
		default: '',
	},
	{ ...languageProperty, description: 'The language of the mails to creators' },
	{
		displayName: 'Brand Name',
		name: 'brandName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your Shop',
		description:
			"Your name, as creators know it; the company in the audience's settings when empty",
	},
	{
		displayName: 'Logo URL',
		name: 'logoUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://cdn.your-shop.com/logo.png',
		description: 'Your logo on the web, shown 40 pixels high; the brand name when empty',
	},
	{
		displayName: 'Accent Colour',
		name: 'accentColour',
		type: 'color',
		default: '#1f5f46',
		description: 'Buttons and links',
	},
	{
		displayName: 'Confirmation Page URL',
		name: 'confirmPageUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.your-shop.com/webhook/linktree-link',
		description:
			'The page behind "I\'ve added it", served by your n8n. When empty, creators are asked to reply.',
	},
	{
		displayName: 'Payment Details URL',
		name: 'dashboardUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://your-shop.refersion.com/affiliate',
		description:
			'Where creators see and change their payment details. When empty, they are asked to reply.',
	},
	colours,
	wordings,
	names,
];
