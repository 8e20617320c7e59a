import fc from 'fast-check';
import { refuseMergeSyntax } from '../../../nodes/CreatorProgram/mails/mergeTags';
import { isWebLink } from '../../../nodes/Mailchimp/write/hold';
import { textField, toSend } from '../../../nodes/Mailchimp/mergeFields';
import { withoutMergeSyntax } from '../../../nodes/Mailchimp/mergeFields/field';

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

describe("merge tag syntax in a user's words for a mail", () => {
	/** Like `tagged`, and with what conditions are made of. */
	const words = fc.string({
		unit: fc.constantFrom(
			'*',
			'|',
			'*|',
			'|*',
			'IF:A',
			'ELSE:',
			'END:IF',
			'ELSE',
			'FNAME',
			' ',
			'é',
		),
		maxLength: 12,
	});

	/** What Mailchimp takes for a field: a name that is no condition. */
	const isField = (tag: string) => /^[A-Z0-9_]{1,10}$/.test(tag) && tag !== 'ELSE';

	const isTaken = (text: string): boolean => {
		try {
			refuseMergeSyntax(text, 'Words');
			return true;
		} catch {
			return false;
		}
	};

	it('cannot open, divide or close a condition around them, read from left or right', () => {
		let taken = 0;
		const property = fc.property(words, (text) => {
			if (!isTaken(text)) return true;
			taken += 1;
			const mail = `*|IF:LINK|*${text}*|ELSE:|*${text}*|END:IF|*`;
			const tags = [...mail.matchAll(/\*\|(.*?)\|\*/g)].map(([, tag]) => tag);
			const conditions = tags.filter((tag) => !isField(tag));
			const backwards = [...mail].reverse().join('');
			const back = [...backwards.matchAll(/\*\|(.*?)\|\*/g)]
				.map(([, tag]) => [...tag].reverse().join(''))
				.filter((tag) => !isField(tag));
			const expected = ['IF:LINK', 'ELSE:', 'END:IF'];
			return (
				JSON.stringify(conditions) === JSON.stringify(expected) &&
				JSON.stringify(back.reverse()) === JSON.stringify(expected)
			);
		});
		fc.assert(property, { numRuns: 20_000 });
		expect(taken).toBeGreaterThan(1000);
	});
});
