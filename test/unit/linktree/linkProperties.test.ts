import fc from 'fast-check';
import { compareLinks, parseLink } from '../../../nodes/Linktree/rules/link';
import { compare } from './support';

describe('compareLinks, whatever the link', () => {
	const word = fc.stringMatching(/^[0-9a-z]{1,12}$/);
	const host = fc.constantFrom('shop.example', 'track.shop.example', 'site.refersion.com');
	const id = fc.integer({ min: 1, max: 99_999_999 });
	/** What is added, in the order of the pairs: names of Linktree's, any values. */
	const added = fc.array(
		fc.tuple(
			fc.oneof(
				fc.constant('ltclid'),
				word.map((name) => `utm_${name}`),
			),
			fc.string({ maxLength: 20 }),
		),
		{ maxLength: 4 },
	);
	/** A link by its code, and how the same one looks with another code. */
	const links = fc.oneof(
		fc.tuple(host, word).map(
			([name, code]) =>
				(other = code) =>
					`https://${name}/c/${other}`,
		),
		fc.tuple(host, id, word).map(
			([name, number, code]) =>
				(other = code) =>
					`https://${name}/?rfsn=${number}.${other}`,
		),
		fc.tuple(host, word).map(
			([name, code]) =>
				(other = code) =>
					`https://${name}/p?ref=${other}`,
		),
	);

	/** A link as Linktree or a creator may change it without changing whose it is. */
	const dressUp = (
		text: string,
		pairs: Array<[string, string]>,
		shout: boolean,
		slash: boolean,
	) => {
		const url = new URL(text);
		for (const [name, value] of pairs) url.searchParams.append(name, value);
		if (slash && !url.pathname.endsWith('/')) url.pathname += '/';
		const { href, host: name } = url;
		return shout ? href.replace(name, name.toUpperCase()).replace('https', 'HTTP') : href;
	};

	it('is the same with whatever Linktree adds', () => {
		fc.assert(
			fc.property(
				links,
				added,
				added,
				fc.boolean(),
				fc.boolean(),
				(make, own, pairs, shout, slash) => {
					const wanted = dressUp(make(), own, false, false);
					expect(compare(wanted, dressUp(make(), pairs, shout, slash))).toBe('same');
				},
			),
		);
	});

	it('is never the same with another code', () => {
		fc.assert(
			fc.property(links, word, added, fc.boolean(), (make, code, pairs, slash) => {
				fc.pre(make(code) !== make());
				expect(compare(make(), dressUp(make(code), pairs, false, slash))).toBe('other_code');
			}),
		);
	});

	it('is never the same at another host', () => {
		fc.assert(
			fc.property(links, word, added, (make, name, pairs) => {
				const moved = new URL(make());
				moved.hostname = `${name}.elsewhere.example`;
				expect(['different', 'other_address']).toContain(
					compare(make(), dressUp(moved.href, pairs, false, false)),
				);
			}),
		);
	});

	it('is the same with itself, and both ways round when it is the same', () => {
		fc.assert(
			fc.property(links, links, (one, two) => {
				expect(compare(one(), one())).toBe('same');
				expect(compare(one(), two()) === 'same').toBe(compare(two(), one()) === 'same');
			}),
		);
	});

	/** A place on the shop's site, with the words that could be taken for a code. */
	const page = fc.array(fc.oneof(word, fc.constant('c')), { maxLength: 4 }).map((p) => p.join('/'));
	const hash = fc.stringMatching(/^[0-9a-zA-Z/?=&]{0,12}$/);
	const byRfsn = fc.record({ name: host, id, code: word });

	it('with rfsn it is the same on any page, and with another code it never is', () => {
		fc.assert(
			fc.property(
				byRfsn,
				page,
				page,
				added,
				hash,
				fc.boolean(),
				id,
				word,
				({ name, id: number, code }, from, to, pairs, fragment, shout, otherId, otherCode) => {
					const at = (place: string, rfsn: string) => `https://${name}/${place}?rfsn=${rfsn}`;
					const wanted = at(from, `${number}.${code}`);
					const found = (rfsn: string) =>
						`${dressUp(at(to, rfsn), pairs, shout, false)}#${fragment}`;
					expect(compare(wanted, found(`${number}.${code}`))).toBe('same');
					fc.pre(otherId !== number && otherCode !== code);
					for (const rfsn of [`${otherId}.${code}`, `${number}.${otherCode}`]) {
						expect(compare(wanted, found(rfsn))).toBe('other_code');
					}
				},
			),
		);
	});

	it('with rfsn, a page of the shop without one has no code', () => {
		fc.assert(
			fc.property(byRfsn, page, page, added, ({ name, id: number, code }, from, to, pairs) => {
				fc.pre(!to.split('/').includes(code) && !from.split('/').includes(code));
				const wanted = `https://${name}/${from}?rfsn=${number}.${code}`;
				expect(compare(wanted, dressUp(`https://${name}/${to}`, pairs, false, false))).toBe(
					'no_code',
				);
			}),
		);
	});

	it('with a code in the path, another one there is never the same, whatever is added', () => {
		fc.assert(
			fc.property(
				fc.record({ name: host, code: word, other: word }),
				id,
				added,
				fc.option(word),
				fc.boolean(),
				({ name, code, other }, number, pairs, subid, hasRfsn) => {
					fc.pre(code !== other);
					const more: Array<[string, string]> = [...pairs];
					if (subid !== null) more.push(['subid', subid]);
					if (hasRfsn) more.push(['rfsn', `${number}.${code}`]);
					const found = (path: string) => dressUp(`https://${name}/c/${path}`, more, false, false);
					const wanted = `https://${name}/c/${code}`;
					expect(compare(wanted, found(code))).toBe('same');
					expect(compare(wanted, found(other))).toBe(hasRfsn ? 'other_address' : 'other_code');
				},
			),
		);
	});

	it('takes any text, and compares any address, without an error', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
				const found = parseLink(text);
				if (found) expect(compareLinks(found, found)).toBe('same');
			}),
			{ numRuns: 500 },
		);
	});
});
