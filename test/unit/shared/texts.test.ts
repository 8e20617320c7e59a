import { asPlainText } from '../../../nodes/shared/texts';

it.each([
	[' k1 ', 'k1'],
	[0, '0'],
	[-1.5, '-1.5'],
	['NaN', 'NaN'],
	// What an expression such as Number($json.no) gives of nothing is no code and no name.
	[NaN, ''],
	[Infinity, ''],
	[null, ''],
	[true, ''],
	[['k1'], ''],
])('takes %p for the text %p', (value, text) => expect(asPlainText(value)).toBe(text));
