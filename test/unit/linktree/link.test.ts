import { identifiesAffiliate, parseLink } from '../../../nodes/Linktree/rules/link';
import { isShortLink, mayLeadOn } from '../../../nodes/Linktree/rules/redirect';
import { BY_PARAMETER, BY_PATH, compare, link } from './support';

describe('compareLinks', () => {
	it.each([
		['the same', BY_PATH, BY_PATH],
		['http', BY_PATH, 'http://site.refersion.com/c/a3y7'],
		['a host in upper case', BY_PATH, 'HTTPS://SITE.Refersion.COM/c/a3y7'],
		['www', BY_PARAMETER, 'https://www.shop.example/?rfsn=123456.a3y7'],
		[
			'www in the wanted one',
			'https://www.shop.example/?rfsn=1.a',
			'https://shop.example?rfsn=1.a',
		],
		['no scheme', BY_PARAMETER, 'shop.example/?rfsn=123456.a3y7'],
		['the usual port', BY_PATH, 'https://site.refersion.com:443/c/a3y7'],
		['a dot behind the host', BY_PATH, 'https://site.refersion.com./c/a3y7'],
		['a slash at the end', BY_PATH, 'https://site.refersion.com/c/a3y7/'],
		['a fragment', BY_PATH, 'https://site.refersion.com/c/a3y7#top'],
		['an escaped letter', BY_PATH, 'https://site.refersion.com/c/%613y7'],
		['an escaped dot', BY_PARAMETER, 'https://shop.example/?rfsn=123456%2Ea3y7'],
		['utm_* and ltclid', BY_PATH, `${BY_PATH}?utm_source=linktree&ltclid=c0ffee`],
		[
			'utm_* in upper case',
			'https://shop.example/x?a=1',
			'https://shop.example/x?a=1&UTM_Source=x',
		],
		['utm_* and ltclid in the wanted one', `${BY_PATH}?utm_source=anna&ltclid=c0ffee`, BY_PATH],
		['parameters of the shop', BY_PARAMETER, `${BY_PARAMETER}&variant=7`],
		['another page of the shop', BY_PARAMETER, 'https://shop.example/shoes?rfsn=123456.a3y7'],
		['a page /c/ of the shop', BY_PARAMETER, 'https://shop.example/c/shoes?rfsn=123456.a3y7'],
		['a page /c/ in the wanted one', 'https://shop.example/c/shoes?rfsn=123456.a3y7', BY_PARAMETER],
		['a sub ID', BY_PARAMETER, `${BY_PARAMETER}&subid=header`],
		['a sub ID of a tracking link', `${BY_PATH}?subid=header`, `${BY_PATH}?subid=footer`],
		[
			'a sub ID at another domain',
			'https://go.example/c/a3y7?subid=x',
			'https://go.example/c/a3y7',
		],
		["any parameters on Refersion's domain", `${BY_PATH}?from=mail`, BY_PATH],
		['both forms with one code', BY_PATH, `${BY_PATH}?rfsn=123456.a3y7`],
		['both forms in the wanted one', `${BY_PATH}?rfsn=123456.a3y7`, BY_PATH],
		['the code of a tracking link at a shop', BY_PATH, BY_PARAMETER],
		['the same, the other way round', BY_PARAMETER, BY_PATH],
		['a page of the shop', BY_PATH, 'https://shop.example/c/shoes?rfsn=123456.a3y7&utm_source=x'],
		['the other form, at the same host', 'https://shop.example/c/a3y7', BY_PARAMETER],
		['the other form, the other way round', BY_PARAMETER, 'https://shop.example/c/a3y7'],
		["the other form, at the shop's own domain", BY_PARAMETER, 'https://go.shop.example/c/a3y7'],
		["the other form, from the shop's domain", 'https://go.shop.example/c/a3y7', BY_PARAMETER],
		['two codes, both wanted', `${BY_PARAMETER}&rfsn=9.z`, `${BY_PARAMETER}&rfsn=9.z`],
		['any parameters', 'https://shop.example/?ref=anna&x=1', 'https://shop.example?x=1&ref=anna'],
		['any path', 'https://shop.example/anna', 'https://shop.example/anna/?x=1'],
		[
			'a host of letters beyond ASCII',
			'https://bücher.example/anna',
			'https://xn--bcher-kva.example/anna',
		],
	])('same: %s', (_what, wanted, found) => expect(compare(wanted, found)).toBe('same'));

	it.each([
		['another code in the path', BY_PATH, 'https://site.refersion.com/c/b4z8'],
		['upper case in the code', BY_PATH, 'https://site.refersion.com/c/A3Y7'],
		['another rfsn', BY_PARAMETER, 'https://shop.example/?rfsn=999.zzz'],
		['the same code with another id', BY_PARAMETER, 'https://shop.example/?rfsn=999.a3y7'],
		['two codes', BY_PARAMETER, `${BY_PARAMETER}&rfsn=999.zzz`],
		[
			'two codes in two forms',
			'https://shop.example/c/a3y7',
			'https://shop.example/c/a3y7?rfsn=9.z',
		],
		[
			'a page /c/ with the parameter of another',
			'https://shop.example/c/shoes?ref=anna',
			'https://shop.example/c/shoes?ref=bob',
		],
		[
			'a parameter with another value',
			'https://shop.example/?ref=anna',
			'https://shop.example/x?ref=bob',
		],
		[
			'a parameter with two values',
			'https://shop.example/?ref=anna',
			'https://shop.example/?ref=anna&ref=bob',
		],
		[
			'a code added to the link',
			'https://shop.example/?ref=anna',
			'https://shop.example/?ref=anna&rfsn=9.z',
		],
		['a code added to the path', 'https://shop.example/anna', 'https://shop.example/anna?rfsn=9.z'],
		[
			'a page /c/ of the shop, for somebody else',
			BY_PARAMETER,
			'https://shop.example/c/shoes?rfsn=999.zzz',
		],
		['one of two codes', `${BY_PARAMETER}&rfsn=9.z`, BY_PARAMETER],
		['both forms with another code', BY_PATH, 'https://site.refersion.com/c/b4z8?rfsn=999.b4z8'],
	])('other code: %s', (_what, wanted, found) => expect(compare(wanted, found)).toBe('other_code'));

	it.each([
		['the start page', BY_PARAMETER, 'https://shop.example'],
		['a product', BY_PARAMETER, 'https://shop.example/shoes?variant=7'],
		['an empty code', BY_PARAMETER, 'https://shop.example/?rfsn='],
		[
			'the name of the parameter in upper case',
			BY_PARAMETER,
			'https://shop.example/?RFSN=123456.a3y7',
		],
		['without the parameter', 'https://shop.example/?ref=anna', 'https://shop.example/?x=1'],
		['a page /c/ of the shop', BY_PARAMETER, 'https://shop.example/c/shoes'],
		[
			'a page /c/, as in the wanted one',
			'https://shop.example/c/x?rfsn=1.a',
			'https://shop.example/c/x',
		],
		['a page /c/ with an empty code', BY_PARAMETER, 'https://shop.example/c/shoes?rfsn='],
		[
			'a page /c/, by a parameter',
			'https://shop.example/?ref=anna',
			'https://shop.example/c/shoes',
		],
		['another page /c/', 'https://shop.example/c/shoes?ref=anna', 'https://shop.example/c/boots'],
		['a page that ends as a code does', BY_PATH, 'https://site.refersion.com/blog/c/a3y7'],
	])('no code: %s', (_what, wanted, found) => expect(compare(wanted, found)).toBe('no_code'));

	it.each([
		['the code at somebody else', BY_PARAMETER, 'https://evil.example/?rfsn=123456.a3y7'],
		['a subdomain', BY_PARAMETER, 'https://m.shop.example/?rfsn=123456.a3y7'],
		['another port', BY_PARAMETER, 'https://shop.example:8443/?rfsn=123456.a3y7'],
		[
			'the parameters at another path',
			'https://shop.example/?ref=anna',
			'https://shop.example/x?ref=anna',
		],
		[
			'the parameters at a page /c/',
			'https://shop.example/?ref=anna',
			'https://shop.example/c/shoes?ref=anna',
		],
		[
			'the parameters at another page /c/',
			'https://shop.example/c/shoes?ref=anna',
			'https://shop.example/c/boots?ref=anna',
		],
		[
			'a page /c/, or a code, without the parameter',
			'https://shop.example/c/shoes?ref=anna',
			'https://shop.example/c/shoes',
		],
		['the other form, at a host of somebody else', 'https://go.example/c/a3y7', BY_PARAMETER],
		['the other form, the other way round', BY_PARAMETER, 'https://go.example/c/a3y7'],
		["rfsn on Refersion's domain", BY_PATH, 'https://site.refersion.com/?rfsn=123456.a3y7'],
		[
			'what may be a page of a shop, with its parameters',
			BY_PARAMETER,
			'https://shop.example/c/a3y7?size=9',
		],
		[
			"the code beside somebody else's in the path",
			BY_PATH,
			'https://site.refersion.com/c/b4z8?rfsn=123456.a3y7',
		],
		['a page behind the code', BY_PATH, 'https://site.refersion.com/c/a3y7/shoes'],
	])('other address: %s', (_what, wanted, found) =>
		expect(compare(wanted, found)).toBe('other_address'),
	);

	it.each([
		['another host', BY_PARAMETER, 'https://other.example/'],
		['another host with another code', BY_PARAMETER, 'https://other.example/?rfsn=9.z'],
		['the host as user name of another', BY_PARAMETER, 'https://shop.example@evil.example/'],
		[
			'the link as parameter of another',
			BY_PARAMETER,
			`https://evil.example/?to=${encodeURIComponent(BY_PARAMETER)}`,
		],
		[
			'the parameters at another host',
			'https://shop.example/?ref=anna',
			'https://x.example/?ref=anna',
		],
		['another path', 'https://shop.example/anna', 'https://shop.example/bob'],
	])('different: %s', (_what, wanted, found) => expect(compare(wanted, found)).toBe('different'));
});

describe('parseLink', () => {
	it('reads hosts with letters beyond ASCII, also the thousandth one', () => {
		const hosts = Array.from(
			{ length: 20_000 },
			() => parseLink('https://b\u00fccher.example/')?.host,
		);
		expect(new Set(hosts)).toEqual(new Set(['xn--bcher-kva.example']));
	});

	it.each([
		'',
		'mailto:a@b.example',
		'tel:+49',
		'javascript:alert(1)',
		'anna',
		'https://',
		'//x.example/',
	])('%j is no link', (text) => expect(parseLink(text)).toBeUndefined());

	it.each([
		['https://shop.example/', false],
		['https://shop.example/?utm_source=anna', false],
		['https://shop.example/?rfsn=', false],
		['https://shop.example/?rfsn=1.a', true],
		['https://shop.example/?ref=anna', true],
		['https://shop.example/anna', true],
	])('%s identifies an affiliate: %s', (text, expected) =>
		expect(identifiesAffiliate(link(text))).toBe(expected),
	);

	it.each([
		['https://www.instagram.com/anna', false],
		['https://youtube.com/@anna', false],
		['https://www.youtube.com/redirect?q=https://shop.example', true],
		['https://l.instagram.com/?u=https://shop.example', true],
		['https://facebook.com/l.php?u=x', true],
		['https://www.linkedin.com/redir/redirect?url=x', true],
		['https://anna.link/shop', true],
		['https://blog.example/', true],
		['https://instagram.com.evil.example/', true],
	])('%s may lead on: %s', (text, expected) => expect(mayLeadOn(link(text))).toBe(expected));

	it.each([
		['https://tr.ee/xyz', true],
		['https://BIT.ly/xyz', true],
		['https://www.tinyurl.com/xyz', true],
		['https://shop.us21.list-manage.com/track/click?u=1&id=2', true],
		['https://shop.us21.list-manage.com/subscribe?u=1', false],
		['https://notbit.ly/xyz', false],
		['https://linktr.ee/anna', false],
	])('%s is a short link: %s', (text, expected) => expect(isShortLink(link(text))).toBe(expected));
});
