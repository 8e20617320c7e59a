import { properties } from '../../../../nodes/CreatorProgram/actions/settings/welcomeMails/properties';
import { readMailSettings } from '../../../../nodes/CreatorProgram/settings/mailSettings';
import { ProblemError } from '../../../../nodes/shared/problem';
import { mailProblems } from '../../../html';
import { attributeValues, elements, FULL, mailsWith } from './mail';

/** What is said of settings that are refused; '' when they are taken. */
function refusal(settings: Record<string, unknown>): string {
	try {
		readMailSettings(JSON.parse(JSON.stringify(settings)));
		return '';
	} catch (error) {
		if (error instanceof ProblemError) return error.problem.message;
		throw error;
	}
}

const TEXTS = [
	...['brandName', 'logoAlt', 'commissionText', 'cookieWindow', 'currency', 'disclosureText'],
	...['titleDisclosure', 'payoutText', 'promoTitle', 'promoText', 'promoCaption', 'promoImageAlt'],
	...['tiersText', 'linkButton', 'confirmButton', 'promoButton', 'dashboardButton'],
	...['payPalButton', 'signature'],
];
const withTexts = (text: string) => ({
	...FULL,
	...Object.fromEntries(TEXTS.map((name) => [name, text])),
});

describe("a user's words in the mails", () => {
	it('are escaped in HTML, and as they are in text and subject', () => {
		const [{ html, text, subject }] = mailsWith({ brandName: `<b title="x">A & 'B'</b>` });
		expect(html).toContain(
			'Welcome to the &#60;b title=&#34;x&#34;&#62;A &#38; &#39;B&#39;&#60;/b&#62; creator',
		);
		expect(text).toContain(`<b title="x">A & 'B'</b>`);
		expect(subject).toBe(`Your <b title="x">A & 'B'</b> link`);
	});

	it.each([
		`</td></table><script>"'&`,
		'" onerror="x',
		'**bold** and [a link](https://evil.example)',
		'[[signature]] [[linkTag]] $& $1 $<a>',
		'{{ $json.secret }}',
		'e\u200dmoji 👩‍🎤 and \u202e turned \u0000 \ue000',
	])('are nothing but words: %j', (nasty) => {
		const quiet = mailsWith(withTexts('Words'));
		for (const [index, { html, text, subject }] of mailsWith(withTexts(nasty)).entries()) {
			expect(mailProblems(html)).toEqual([]);
			for (const name of ['script', 'a', 'img', 'strong', 'table']) {
				expect(elements(html, name).length).toBe(elements(quiet[index].html, name).length);
			}
			expect(html + text + subject).not.toMatch(/[\u202e\u0000\ue000]/);
			expect(attributeValues(html, 'href')).toEqual(attributeValues(quiet[index].html, 'href'));
		}
	});

	it.each([
		['*|END:IF|*', 'has a merge tag'],
		['*|IF:EMAIL|*x', 'has a merge tag'],
		['*|ELSE:|*', 'has a merge tag'],
		['*|ELSE|*', 'has a merge tag'],
		['*|HTML:LIST_ADDRESS_HTML|*', 'has a merge tag'],
		['a *| b', 'has a merge tag'],
		['a |* b', 'has a merge tag'],
		['|END:IF|*', 'has a merge tag'],
		['| first', 'has a merge tag'],
		['*|offer|*', 'has a merge tag'],
		['*|OFFER|*', ''],
		['For *|FNAME|*: 5 * 3 | 2', ''],
		['*|LIST:COMPANY|*', ''],
	])('cannot change the conditions of a mail: %j', (text, expected) => {
		for (const name of TEXTS) {
			const message = refusal({ ...FULL, [name]: text });
			if (expected === '') expect([name, message]).toEqual([name, '']);
			else expect([name, message]).toEqual([name, expect.stringContaining(expected)]);
		}
	});

	it('keep their merge tags of fields', () => {
		const [{ html, text }] = mailsWith({ commissionText: 'You are on *|OFFER|*.' });
		expect(html).toContain('You are on *|OFFER|*.</p>');
		expect(text).toContain('You are on *|OFFER|*.');
	});

	it('give way to those of the language where they are only blanks', () => {
		expect(mailsWith({ linkButton: ' ', signature: '\n' })).toEqual(mailsWith());
		expect(mailsWith({ linkButton: ' ', language: 'de' })).toEqual(mailsWith({ language: 'de' }));
	});

	it('fall back to the company of the audience, which Mailchimp fills in', () => {
		const [{ html, subject }] = mailsWith({ logoUrl: 'https://cdn.example/l.png' });
		expect(subject).toBe('Your *|LIST:COMPANY|* link');
		const alts = elements(html, 'img').flatMap((tag) => attributeValues(tag, 'alt'));
		expect(alts).toEqual(['*|LIST:COMPANY|*']);
	});

	it('are at most 2,000 characters each, so that no mail reaches 100 kB', () => {
		const longest = 'ö&'.repeat(1000);
		for (const { html } of mailsWith(withTexts(longest))) {
			expect(Buffer.byteLength(html)).toBeLessThan(100_000);
		}
		expect(refusal({ promoText: `${longest}a` })).toBe(
			'The parameter Promotion Text has 2001 characters',
		);
	});
});

describe('settings that are checked', () => {
	it('are taken as they are at first, all filled in, and a second time as they came out', () => {
		for (const settings of [{}, FULL]) {
			const once = readMailSettings(settings);
			expect(readMailSettings(once)).toEqual(once);
		}
	});

	it.each(['red', '#fff', '', '#12345g', '#1f5f46;background:url(//x)', 'rgb(0,0,0)', 4, [], {}])(
		'a colour must be # and six digits, not %j',
		(accentColour) => {
			expect(refusal({ accentColour })).toContain('The parameter Accent Colour ');
		},
	);

	it.each([
		'javascript:alert(1)',
		'data:text/html,x',
		'ftp://shop.example',
		'shop.example/logo.png',
		'//shop.example/logo.png',
		'https://shop.example/a b',
		'https://shop.example/"onerror=',
		'https://',
		'https://shop.example/*|UNSUB|*',
		'https://shop.example/\u202egpj',
	])('an address must be of the web, not %j', (url) => {
		const labels = {
			logoUrl: 'Logo URL',
			promoUrl: 'Promotion Material URL',
			promoImageUrl: 'Promotion Image URL',
			dashboardUrl: 'Payment Details URL',
			confirmPageUrl: 'Confirmation Page URL',
		};
		for (const [name, label] of Object.entries(labels)) {
			expect(refusal({ ...FULL, [name]: url })).toContain(
				`The parameter ${label} is no web address`,
			);
		}
	});

	it('pictures come from https, buttons may lead to http', () => {
		const url = 'http://shop.example/x';
		expect(refusal({ logoUrl: url })).toContain('Logo URL does not start with https://');
		expect(refusal({ promoImageUrl: url, promoImageAlt: 'x' })).toContain('does not start with');
		expect(refusal({ dashboardUrl: url, promoUrl: url, confirmPageUrl: url })).toBe('');
	});

	it.each([
		'https://n8n.example/x?e=*|EMAIL|*',
		'https://n8n.example/ada@creators.example',
		'https://n8n.example/?to=ada%40creators.example',
		'https://ada:secret@n8n.example/',
	])('an address must not have an email address in it: %j', (dashboardUrl) => {
		expect(refusal({ dashboardUrl })).toContain('Payment Details URL has an email address in it');
	});

	it('an address may have an @ that is no email address', () => {
		expect(refusal({ logoUrl: 'https://cdn.example/@brand/logos@1.2/logo.png' })).toBe('');
	});

	it('the page to confirm on must leave room for who it was', () => {
		for (const confirmPageUrl of ['https://n8n.example/x?c=1', 'https://n8n.example/x#top']) {
			expect(refusal({ confirmPageUrl })).toContain('has more after the address');
		}
	});

	it.each(['creators', 'a@b', 'a b@shop.example', 'Ada <ada@shop.example>', 'a*|B|*@shop.example'])(
		'the address for help must be one: %j',
		(supportEmail) => {
			expect(refusal({ supportEmail })).toContain('Support Email is no email address');
		},
	);

	it('a picture must say what it shows', () => {
		expect(refusal({ promoImageUrl: 'https://cdn.example/b.jpg' })).toContain(
			'Promotion Image Description is empty',
		);
	});

	it.each([
		[{ welcomeTag: 'Link-Live' }, 'Link Live Tag is the same as Welcome Tag'],
		[{ payPalMissingTag: 'a, b' }, 'PayPal Missing Tag has a comma in it'],
		[{ linkMergeField: 'UNPAID' }, 'Link Merge Field is the same as the merge field UNPAID'],
		[{ keyMergeField: 'AFFLINK' }, 'Key Merge Field is the same as Link Merge Field'],
		[{ language: 'fr' }, 'Language is none of its choices: "fr"'],
	])('%j is refused', (settings, message) => {
		expect(refusal(settings)).toContain(`The parameter ${message}`);
	});

	// A pair of greys around the limit on white, 4.48 and 4.54 to 1, as every contrast checker has them.
	it('two colours must be far enough apart to read, in light and in dark, or it is said', () => {
		const warningsOf = (settings: Record<string, string>) => mailsWith(settings)[0].warnings;
		expect(warningsOf({})).toEqual([]);
		expect(warningsOf({ quietColour: '#767676', backgroundColour: '#ffffff' })).toEqual([]);
		const close = warningsOf({ quietColour: '#777777', backgroundColour: '#ffffff' });
		expect(close.map(({ message }) => message)).toEqual([
			'Small Print Colour and Card Colour have a contrast of 4.4 to 1, and text is hard to read',
			'Small Print Colour and Background Colour have a contrast of 4.4 to 1, and text is hard to read',
		]);
		expect(warningsOf({ darkButtonTextColour: '#ffffff' })).toMatchObject([
			{
				code: 'low_contrast',
				message: expect.stringContaining('Dark Button Text Colour and Dark Accent Colour'),
				fix: expect.stringContaining('4.5 to 1'),
			},
		]);
	});
});

describe('the parameters', () => {
	const entries = properties.flatMap(({ options, ...own }) => {
		const inner = own.type === 'collection' ? (options ?? []) : [];
		return own.type === 'notice' ? [] : own.type === 'collection' ? inner : [own];
	});

	it('are those that are read, with the labels of the errors', () => {
		const read = Object.keys(readMailSettings({}));
		expect(entries.map(({ name }) => name).sort()).toEqual(read.sort());
		for (const entry of entries) {
			const label = 'displayName' in entry ? entry.displayName : '';
			// A list is nothing that any of them takes.
			expect(refusal({ [entry.name]: [[4]] })).toContain(`The parameter ${label} `);
		}
	});

	it('have the defaults that are read where nothing is set', () => {
		const defaults = entries.map((entry) => [entry.name, 'default' in entry && entry.default]);
		expect(readMailSettings(Object.fromEntries(defaults))).toEqual(readMailSettings({}));
	});
});
