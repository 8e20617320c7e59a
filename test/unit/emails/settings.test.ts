import { fillMails } from '../../../scripts/emails/fill.cjs';
import { buildMails, fillIn, readSettings } from '../../../scripts/emails/mails';
import { mailProblems } from '../../html';
import { attributeValues, elements, FULL } from './mail';

const DEFAULTS = readSettings();

const problemsWith = (settings: Record<string, unknown>) =>
	fillMails({ ...DEFAULTS, ...settings }, buildMails()).problems;

const filledWith = (html: string, settings: Record<string, unknown>, text = ''): string[] => {
	const mail = { template: 'T', day: 0, subject: '[[brand_name]]', html, text };
	const [filled] = fillMails(settings, [mail]).mails;
	return [filled.html, filled.text, filled.subject];
};

describe('settings in a mail', () => {
	it('are escaped in HTML and as they are in text and subject', () => {
		const brand_name = `<b title="x">A & 'B'</b>`;
		expect(filledWith('<p>[[brand_name]]</p>', { brand_name }, '[[brand_name]]')).toEqual([
			'<p>&#60;b title=&#34;x&#34;&#62;A &#38; &#39;B&#39;&#60;/b&#62;</p>',
			brand_name,
			brand_name,
		]);
	});

	it('cannot get out of an attribute, nor bring in further settings or patterns', () => {
		const [html] = filledWith('<img alt="[[logo_alt]]">[[signature]]', {
			logo_alt: '" onerror="x',
			signature: '[[logo_alt]] $& $1 [[IF:logo_alt]]',
		});
		expect(elements(html, 'img')).toEqual(['<img alt="&#34; onerror=&#34;x">']);
		expect(html).toContain('>[[logo_alt]] $&#38; $1 [[IF:logo_alt]]');
	});

	it('choose between two texts, whether they are filled in or only have blanks', () => {
		const html = '[[IF:a]]A [[a]][[ELSE]]none[[END]], [[IF:b]]B [[b]][[END]].';
		expect(filledWith(html, { a: 'x', b: 'y' })[0]).toBe('A x, B y.');
		expect(filledWith(html, { a: '  ', b: undefined })[0]).toBe('none, .');
	});

	it('fall back to the company of the audience, which Mailchimp fills in', () => {
		const [, , subject] = filledWith('', { brand_name: '' });
		expect(subject).toBe('*|LIST:COMPANY|*');
		const [{ html }] = fillIn(buildMails(), { ...DEFAULTS, logo_url: 'https://cdn.example/l.png' });
		expect(elements(html, 'img').flatMap((tag) => attributeValues(tag, 'alt'))).toEqual([
			'*|LIST:COMPANY|*',
		]);
	});

	it('with every sign that means something in HTML leave the pages well-formed', () => {
		const nasty = `</td></table><script>"'&`;
		const texts = Object.keys(DEFAULTS).filter((name) => !/^colour_|_url$|_email$/.test(name));
		const settings = { ...FULL, ...Object.fromEntries(texts.map((name) => [name, nasty])) };
		for (const { html } of fillIn(buildMails(), settings)) {
			expect(mailProblems(html)).toEqual([]);
			expect(elements(html, 'script')).toEqual([]);
		}
	});
});

describe('settings that are checked', () => {
	it('have no problem as they are at first, nor all filled in', () => {
		expect(problemsWith({})).toEqual([]);
		expect(problemsWith(FULL)).toEqual([]);
	});

	it.each(['red', '#fff', '', '#12345g', '#1f5f46;background:url(//x)', 'rgb(0,0,0)'])(
		'a colour must be # and six digits, not %j',
		(colour_accent) => {
			expect(problemsWith({ colour_accent })).toContainEqual({
				severity: 'error',
				code: 'bad_colour',
				message: expect.stringContaining('colour_accent'),
				fix: expect.stringContaining('#1f5f46'),
			});
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
	])('an address must be of the web, not %j', (url) => {
		for (const name of ['logo_url', 'promo_url', 'promo_image_url', 'dashboard_url']) {
			const problems = problemsWith({ [name]: url, promo_image_alt: 'Bag' });
			expect(problems).toEqual([expect.objectContaining({ severity: 'error', code: 'bad_url' })]);
			expect(problems[0].message).toContain(name);
		}
	});

	it.each([
		'https://n8n.example/x?e=*|EMAIL|*',
		'https://n8n.example/ada@creators.example',
		'https://n8n.example/?to=ada%40creators.example',
		'https://ada:secret@n8n.example/',
	])('an address must not have an e-mail address in it: %j', (dashboard_url) => {
		expect(problemsWith({ dashboard_url })).toMatchObject([{ code: 'email_in_url' }]);
	});

	it('an address may have an @ that is no e-mail address', () => {
		expect(problemsWith({ logo_url: 'https://cdn.example/@brand/logos@1.2/logo.png' })).toEqual([]);
	});

	it('the page to confirm on must leave room for who it was', () => {
		for (const confirm_page_url of ['https://n8n.example/x?c=1', 'https://n8n.example/x#top']) {
			expect(problemsWith({ confirm_page_url })).toMatchObject([{ code: 'bad_url' }]);
		}
	});

	it.each(['creators', 'a@b', 'a b@shop.example', 'Ada <ada@shop.example>'])(
		'the address for help must be one: %j',
		(support_email) => {
			expect(problemsWith({ support_email })).toMatchObject([{ code: 'bad_email' }]);
		},
	);

	it('a text that a mail cannot do without must be there, also a field that was deleted', () => {
		expect(problemsWith({ button_link: ' ' })).toMatchObject([
			{ severity: 'error', code: 'empty_setting', message: expect.stringContaining('button_link') },
		]);
		expect(problemsWith({ disclosure_text: undefined })).toMatchObject([{ code: 'empty_setting' }]);
		expect(problemsWith({ promo_image_url: 'https://cdn.example/b.jpg' })).toMatchObject([
			{ code: 'empty_setting', message: expect.stringContaining('promo_image_alt') },
		]);
	});

	// The pair of greys around the limit on white, 4.48 and 4.54 to 1, as every contrast checker has them.
	it('two colours must be far enough apart to read, in light and in dark', () => {
		expect(problemsWith({ colour_quiet: '#767676', colour_background: '#ffffff' })).toEqual([]);
		const [first, second, ...more] = problemsWith({
			colour_quiet: '#777777',
			colour_background: '#ffffff',
		});
		expect(first).toMatchObject({ severity: 'warning', code: 'low_contrast' });
		expect(first.message).toContain('colour_quiet and colour_card have a contrast of 4.4 to 1');
		expect(second.message).toContain('colour_quiet and colour_background');
		expect(more).toEqual([]);
		const dark = problemsWith({ colour_dark_button_text: '#ffffff' });
		expect(dark).toMatchObject([{ code: 'low_contrast' }]);
		expect(dark[0].message).toContain('colour_dark_button_text and colour_dark_accent');
	});

	it('stop the build', () => {
		expect(() => fillIn(buildMails(), { ...DEFAULTS, colour_text: 'black' })).toThrow(
			/colour_text/,
		);
	});
});

it('every setting is used in a mail, and every mail uses only settings that there are', () => {
	const all = JSON.stringify(buildMails());
	const used = [...all.matchAll(/\[\[(?:IF:)?([a-z_]+)\]\]/g)].map(([, name]) => name);
	expect([...new Set(used)].sort()).toEqual(Object.keys(DEFAULTS).sort());
});
