import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import { readInput } from '../../../shared/inputs';
import { itemsBehind } from '../../../shared/lineage';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { withSettings } from '../../../shared/settings';
import type { Caps } from '../../report/caps';
import { csvOf } from '../../report/csv';
import { mailOf } from '../../report/mail/mail';
import { isReportable, modelOf, rowFields } from '../../report/modelOf';
import { pageOf } from '../../report/page/page';
import { LANGUAGES, wordsOf } from '../../words';
import { formatOf, LOCALES } from '../../words/numbers';
import { readList } from '../lists';
import { readLocale, readZone } from './place';
import { buildProperties, MAIL_CAPS, PAGE_ROWS } from './properties';

export const build: Operation = {
	option: {
		name: 'Build',
		value: 'build',
		description:
			'Make a text for chat, a mail and a web page of the numbers of a measure, with all rows as a CSV file',
		action: 'Build a report',
	},
	inputs: ['Numbers', 'Rows'],
	properties: buildProperties,
	async execute() {
		const behind = itemsBehind(this);
		const numbersOf = (itemIndex: number, json: IDataObject) =>
			behind(itemIndex, isReportable) ?? json;
		const set = withSettings(this);
		const file = await attachment(this, numbersOf);
		return await new Run(this).settleEachItem(async (input) => {
			const numbers = numbersOf(input.itemIndex, input.json);
			const language = set.choice('language', 'Language', LANGUAGES, 'en');
			const format = formatOf(readLocale(input, LOCALES[language]));
			const words = wordsOf(language);
			const context = { brand: set.required('brand', 'Brand'), words, format };
			const model = modelOf(numbers, context);
			const { title, text, isChanged, nothingDone } = model;
			const now = new Date();
			const zone = readZone(input, this.getTimezone());
			const head = { language, when: format.now(now, zone) };
			const caps = readCaps(input);
			return {
				output: {
					text,
					subject: words.report.subject(title, format.date(now, zone)),
					html: mailOf(model, caps.mail, head, context),
					page: pageOf(model, caps.page, head, context),
					changed: isChanged,
					nothing_could_be_done: nothingDone,
					numbers,
				},
				...(file && { binary: file }),
			};
		});
	},
};

/** The rows as a file; undefined when none came in. */
async function attachment(
	context: IExecuteFunctions,
	numbersOf: (itemIndex: number, json: IDataObject) => IDataObject,
): Promise<IBinaryKeyData | undefined> {
	const [first] = readInput(context, 0) ?? [];
	const fields = first ? rowFields(numbersOf(0, first.json)) : [];
	const list = readList(context, { index: 1, label: 'Rows', fields, remedy: ROWS_REMEDY });
	const csv = 'rows' in list ? csvOf(list.rows) : '';
	if (csv === '') return undefined;
	const data = await context.helpers.prepareBinaryData(Buffer.from(csv), 'report.csv', 'text/csv');
	return { rows: data };
}

const ROWS_REMEDY = 'Connect the rows of the same measure as the numbers, or nothing.';

function readCaps(input: ItemInput): { mail: Caps; page: Caps } {
	const options = input.collection('options', 'Options');
	const whole = (name: string, label: string, fallback: number, max: number) =>
		options.number(name, label, fallback, { min: 0, max, isWhole: true });
	return {
		mail: {
			people: whole('mailPeople', 'Names in the Mail', MAIL_CAPS.people, 100),
			lists: Infinity,
			rows: whole('mailRows', 'Rows in the Mail', MAIL_CAPS.rows, 500),
			columns: whole('mailMonths', 'Months in the Mail', MAIL_CAPS.columns, 100),
		},
		page: {
			people: Infinity,
			lists: Infinity,
			rows: whole('pageRows', 'Rows on the Page', PAGE_ROWS, 500),
			columns: Infinity,
		},
	};
}
