import type { INodeProperties } from 'n8n-workflow';
import { languageProperty } from '../../words';
import { brand } from '../settings/names.properties';
import { fieldsOrSettings } from '../settingsNode';

/** How much a mail shows, unless another number is set. */
export const MAIL_CAPS = { people: 3, rows: 12, columns: 6 };

/** How many rows a table of the page shows, unless another number is set. */
export const PAGE_ROWS = 100;

const count = (
	displayName: string,
	name: string,
	fallback: number,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: fallback,
	description,
});

/** The parameters of Report: Build. */
export const buildProperties: INodeProperties[] = [
	{
		displayName:
			'Connect Numbers of a measure, or Summarise of Changes or Coupon, to the first input. What is connected to Rows becomes the CSV file rows.',
		name: 'buildNotice',
		type: 'notice',
		default: '',
	},
	...fieldsOrSettings('Set Program Report', [brand, languageProperty]),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Locale',
				name: 'locale',
				type: 'string',
				default: '',
				placeholder: 'e.g. en-GB',
				description: 'How numbers and days are written. Empty for that of the language.',
			},
			count('Months in the Mail', 'mailMonths', MAIL_CAPS.columns, 'How many months the mail has'),
			count(
				'Names in the Mail',
				'mailPeople',
				MAIL_CAPS.people,
				'How many names each list of the mail has; fewer when the mail would be too large',
			),
			count(
				'Rows in the Mail',
				'mailRows',
				MAIL_CAPS.rows,
				'How many rows each table of the mail has; fewer when the mail would be too large',
			),
			count('Rows on the Page', 'pageRows', PAGE_ROWS, 'How many rows each table of the page has'),
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Europe/Berlin',
				description: 'For the day and the time at the top. Empty for that of the workflow.',
			},
		],
	},
];
