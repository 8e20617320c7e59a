import { isKept, textField } from '../../../../nodes/Mailchimp/mergeFields';
import { NEW_YORK } from './support';

const kept = (value: string, stored: unknown, type = 'text') =>
	isKept({ ...textField('FNAME'), type }, value, stored, NEW_YORK);

const LONG = 'x'.repeat(300);

it.each([
	['Ann', 'Ann', true],
	['Ann', 'Anne', false],
	['', '', true],
	['Ann', '', false],
	['', 'Ann', false],
	["O'Neil & Co", 'O&#39;Neil &amp; Co', true],
	["O'Neil", 'O&#039;Neil', true],
	['a < b > "c"', 'a &lt; b &gt; &quot;c&quot;', true],
	['Ann  Lee', 'Ann Lee', true],
	['Ann\u00a0Lee', 'Ann Lee', true],
	['Zoë', 'Zoe\u0308', true],
	['Zoë', 'Zoe', false],
	// Cut at 255 bytes.
	[LONG, LONG.slice(0, 255), true],
	[LONG, LONG.slice(0, 100), false],
	[LONG, LONG.slice(0, 256), false],
	[LONG, `${LONG.slice(0, 254)}y`, false],
	['x'.repeat(200), 'x'.repeat(199), false],
	// In the middle of a character: left out, or broken.
	[`x${'é'.repeat(200)}`, `x${'é'.repeat(127)}`, true],
	[`${'é'.repeat(200)}`, 'é'.repeat(127), true],
	[`${'é'.repeat(200)}`, `${'é'.repeat(127)}\uFFFD`, true],
	[`${'x'.repeat(254)} ${'y'.repeat(50)}`, 'x'.repeat(254), true],
])('%j is kept as %j: %s', (value, stored, expected) => {
	expect(kept(value, stored)).toBe(expected);
});

it('is what was stored in other types', () => {
	expect(kept('https://x.com/?a=1&b=2', 'https://x.com/?a=1&amp;b=2', 'url')).toBe(false);
	expect(kept('7', 7, 'number')).toBe(true);
});
