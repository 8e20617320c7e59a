import fc from 'fast-check';
import { isWebLink } from '../../../nodes/Mailchimp/write/hold';
import { textField, toSend } from '../../../nodes/Mailchimp/mergeFields';
import { withoutMergeSyntax } from '../../../nodes/Mailchimp/mergeFields/mergeSyntax';

const RUNS = { numRuns: 1000 };

/** Texts that consist mostly of the characters of merge tags. */
const tagged = fc.string({
	unit: fc.constantFrom('*', '|', '*|', '|*', ':', 'UNSUB', 'HTML:', ' ', 'é', 'a'),
	maxLength: 30,
});

describe('merge tag syntax in values', () => {
	it.each([
		['*|UNSUB|*', '* |UNSUB| *'],
		['*|HTML:LIST_ADDRESS_HTML|*', '* |HTML:LIST_ADDRESS_HTML| *'],
		['Jo *|IF:EMAIL|*x*|END:IF|*', 'Jo * |IF:EMAIL| *x* |END:IF| *'],
		['*|*', '* | *'],
		['*||*', '* || *'],
		['**||**', '** || **'],
	])('loses its effect: %s', (text, sent) => {
		expect(withoutMergeSyntax(text)).toBe(sent);
	});

	it.each(['Jo', 'a*b', 'a|b', '* |', '5 * 3 | 2', '', 'Anna-María', '<b>*</b>'])(
		'leaves what is no such syntax alone: %s',
		(text) => {
			expect(withoutMergeSyntax(text)).toBe(text);
		},
	);

	it('is nowhere left, and nothing but blanks is added', () => {
		const property = fc.property(tagged, (text) => {
			const sent = withoutMergeSyntax(text);
			const isSafe = !sent.includes('*|') && !sent.includes('|*');
			return isSafe && sent.replaceAll(' ', '') === text.replaceAll(' ', '');
		});
		fc.assert(property, RUNS);
	});

	it('stays out when it is done again', () => {
		const property = fc.property(tagged, (text) => {
			const once = withoutMergeSyntax(text);
			return withoutMergeSyntax(once) === once;
		});
		fc.assert(property, RUNS);
	});

	it('keeps a link a link that leads to the same page', () => {
		const property = fc.property(tagged, (tail) => {
			const link = `https://shop.refersion.com/c/${tail.replaceAll(' ', '')}`;
			const sent = withoutMergeSyntax(link);
			const isSafe = !sent.includes('*|') && !sent.includes('|*');
			return isSafe && isWebLink(sent) && decodeURI(sent) === decodeURI(link);
		});
		fc.assert(property, RUNS);
		expect(withoutMergeSyntax('https://x.example/?a=*|EMAIL|*')).toBe(
			'https://x.example/?a=*%7CEMAIL%7C*',
		);
	});

	it.each([
		['text', '*|UNSUB|*'],
		['text', ['a*', '|b|*']],
		['url', 'https://x.example/?a=*|EMAIL|*'],
		['phone', '*|UNSUB|*'],
		['address', { addr1: '*|UNSUB|*', city: '*|A|*', state: 'IL', zip: 12345 }],
		['a type of later', '*|UNSUB|*'],
	])('is taken out of a field of the type %s', (type, value) => {
		const sent = toSend({ ...textField('FIELD'), type }, value, { timeZone: 'UTC' });
		expect(sent).toBeDefined();
		expect(JSON.stringify(sent)).not.toMatch(/\*\||\|\*/);
	});

	it.each(['number', 'date', 'birthday', 'zip', 'dropdown'])(
		'is nothing for a field of the type %s',
		(type) => {
			const field = { ...textField('FIELD'), type };
			expect(() => toSend(field, '*|UNSUB|*', { timeZone: 'UTC' })).toThrow('FIELD takes');
		},
	);
});
