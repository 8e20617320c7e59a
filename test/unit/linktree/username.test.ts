import fc from 'fast-check';
import { profileUrl, readUsername } from '../../../nodes/Linktree/rules/username';

describe('readUsername', () => {
	it.each([
		'anna',
		' anna ',
		'@anna',
		'Anna',
		'linktr.ee/anna',
		'LINKTR.EE/ANNA',
		'www.linktr.ee/anna/',
		'm.linktr.ee/anna',
		'https://linktr.ee/anna',
		'http://linktr.ee/@anna',
		'https://www.linktr.ee/Anna?utm_source=instagram&ltsid=1#x',
		'https://linktr.ee/anna/shop?x=1',
		'https://linktr.ee:443/anna',
		'https:\\\\linktr.ee\\anna',
	])('%j is anna', (text) => expect(readUsername(text)).toEqual({ username: 'anna' }));

	it.each(['anna.b', 'anna_b', 'anna-b', '4nna', 'x'])('%j is a name', (name) => {
		expect(readUsername(name)).toEqual({ username: name });
	});

	it.each([
		['', 'is empty'],
		['@', 'is empty'],
		['linktr.ee', 'names no Linktree profile'],
		['https://linktr.ee/', 'names no Linktree profile'],
		['https://linktr.ee/s/terms/', 'names no Linktree profile'],
		['https://linktr.ee/admin/links', 'names no Linktree profile'],
		['admin', 'names no Linktree profile'],
		['https://linktr.ee/anna%2f..%2fadmin', 'names no Linktree profile'],
		['https://linktr.ee/änna', 'names no Linktree profile'],
		['..', 'neither a Linktree user name'],
		['anna smith', 'no Linktree user name'],
		['https://beacons.ai/anna', 'nor an address on linktr.ee'],
		['https://tr.ee/abc', 'nor an address on linktr.ee'],
		['https://linktr.ee.evil.example/anna', 'nor an address on linktr.ee'],
		['https://evil.example/linktr.ee/anna', 'nor an address on linktr.ee'],
		['https://linktr.ee@evil.example/anna', 'nor an address on linktr.ee'],
		['https://evil@linktr.ee/anna', 'nor an address on linktr.ee'],
		['https://linktr.ee:8443/anna', 'nor an address on linktr.ee'],
		['https://evil.linktr.ee/anna', 'nor an address on linktr.ee'],
		['ftp://linktr.ee/anna', 'nor an address on linktr.ee'],
		['javascript:alert(1)', 'nor an address on linktr.ee'],
		['anna/../../x', 'nor an address on linktr.ee'],
		['a'.repeat(65), 'Linktree'],
	])('%j is refused', (text, problem) => {
		expect(readUsername(text)).toEqual({ problem: expect.stringContaining(problem) });
	});

	it('quotes no more than a piece of a long text', () => {
		const named = readUsername('?'.repeat(10_000));
		expect(JSON.stringify(named).length).toBeLessThan(300);
	});

	it('never makes an address of anything but a profile on linktr.ee', () => {
		const hostile = fc.oneof(
			fc.string(),
			fc.string({ unit: 'binary' }),
			fc.webUrl({ withQueryParameters: true, withFragments: true }),
			fc
				.tuple(fc.constantFrom('linktr.ee/', 'https://linktr.ee/', '@', '//'), fc.string())
				.map(([start, rest]) => start + rest),
		);
		fc.assert(
			fc.property(hostile, (text) => {
				const named = readUsername(text);
				if (!('username' in named)) return;
				const { origin, pathname, search, hash } = new URL(profileUrl(named.username));
				expect({ origin, pathname, search, hash }).toEqual({
					origin: 'https://linktr.ee',
					pathname: `/${named.username}`,
					search: '',
					hash: '',
				});
				expect(readUsername(named.username)).toEqual(named);
			}),
			{ numRuns: 2000 },
		);
	});
});
