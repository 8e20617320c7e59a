import type { INodeProperties } from 'n8n-workflow';

// The names on which the programme's workflows agree, for the operations that read them. Where they are set with
// more to say about them, that operation has its own.

export const welcomeTag: INodeProperties = {
	displayName: 'Welcome Tag',
	name: 'welcomeTag',
	type: 'string',
	required: true,
	default: 'new-affiliate',
	placeholder: 'e.g. new-affiliate',
	description: 'The tag of every active creator',
};

export const liveTag: INodeProperties = {
	displayName: 'Link Live Tag',
	name: 'liveTag',
	type: 'string',
	required: true,
	default: 'link-live',
	placeholder: 'e.g. link-live',
	description: 'The tag of creators whose link is on their page',
};

export const linkMergeField: INodeProperties = {
	displayName: 'Link Merge Field',
	name: 'linkMergeField',
	type: 'string',
	required: true,
	default: 'AFFLINK',
	placeholder: 'e.g. AFFLINK',
	description: 'The merge field for the tracking link',
};

export const keyMergeField: INodeProperties = {
	displayName: 'Key Merge Field',
	name: 'keyMergeField',
	type: 'string',
	required: true,
	default: 'AFFCODE',
	placeholder: 'e.g. AFFCODE',
	description: "The merge field for the affiliate's code, by which a contact is recognised",
};

export const missingTag: INodeProperties = {
	displayName: 'PayPal Missing Tag',
	name: 'missingTag',
	type: 'string',
	required: true,
	default: 'paypal-missing',
	placeholder: 'e.g. paypal-missing',
	description: 'The tag of creators who have commission to come and no PayPal address',
};

export const unpaidMergeField: INodeProperties = {
	displayName: 'Unpaid Merge Field',
	name: 'unpaidMergeField',
	type: 'string',
	required: true,
	default: 'UNPAID',
	placeholder: 'e.g. UNPAID',
	description: 'The merge field for what waits to be paid, with its currency, such as 12.50 USD',
};

export const brand: INodeProperties = {
	displayName: 'Brand',
	name: 'brand',
	type: 'string',
	required: true,
	default: 'Your brand',
	placeholder: 'e.g. Northwind Goods',
	description: 'The name of your brand, for headings',
};

export const settingsNotice: INodeProperties = {
	displayName:
		'This is the one place where the workflow is set up. The nodes behind take everything from here.',
	name: 'settingsNotice',
	type: 'notice',
	default: '',
};
