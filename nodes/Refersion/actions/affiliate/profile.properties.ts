import type { INodeProperties } from 'n8n-workflow';
import { offerLocator } from '../locators';

const text = (
	displayName: string,
	name: string,
	description?: string,
	placeholder?: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...(description && { description }),
	...(placeholder && { placeholder }),
});

export const firstName = text('First Name', 'first_name');
export const lastName = text('Last Name', 'last_name');
export const email: INodeProperties = {
	...text('Email', 'email', 'Email address of the affiliate; no two have the same'),
	placeholder: 'name@email.com',
};

/** The fields of a profile that both Create and Update have, named as Refersion names them. */
export const profileFields = {
	address1: text('Address 1', 'address1'),
	address2: text('Address 2', 'address2'),
	city: text('City', 'city'),
	company: text('Company', 'company'),
	country: text('Country', 'country', 'Two-letter code of the country', 'e.g. US'),
	paypalEmail: {
		...text('PayPal Email', 'paypal_email', 'Where commissions are paid to'),
		placeholder: 'name@email.com',
	},
	phone: text('Phone', 'phone'),
	state: text('State', 'state', 'Code of the state, two or three letters', 'e.g. CA'),
	zip: text('ZIP', 'zip'),
};

/** The offer of an affiliate. */
export const offer: INodeProperties = {
	...offerLocator,
	required: false,
	description: 'The offer that the affiliate gets',
};
