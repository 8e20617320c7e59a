import {
	fieldChanges,
	hasTag,
	isKeyInLink,
	linkProblem,
	tagChanges,
} from '../../../../nodes/Mailchimp/sync/differences';
import { GONE, RULES, TAG } from './model';
import { contact, decide, inWords, linkOf, person } from './support';

describe('a key in a link', () => {
	it.each([
		['https://shop.example/c/abc', true],
		['https://shop.example/abc/', true],
		['https://shop.example/?rfsn=12.abc', true],
		['https://shop.example/?rfsn=abc&utm=1', true],
		['https://shop.example/#abc', true],
		['https://shop.example/c_abc', true],
		['https://shop.example/c/abcd', false],
		['https://shop.example/c/1abc', false],
		['https://shop.example/c/abc2', false],
		['https://shop.example/c/éabc', false],
		['https://shop.example/c/abcé', false],
		['https://shop.example/c/ABC', false],
		['https://abc.example/', false],
		['https://abc/', false],
		['https://abc@shop.example/', false],
		['https://shop.example/c/abcabc', false],
		['https://shop.example/c/abcabc/abc', true],
		['https://shop.example/c%2Fabc', true],
		['https://shop.example/c/%C3%A9abc', false],
		['abc', false],
		['', false],
	])('abc in %s: %p', (link, expected) => expect(isKeyInLink('abc', link)).toBe(expected));

	it.each([
		['a-b.c', 'https://shop.example/?rfsn=a-b.c', true],
		['a-b.c', 'https://shop.example/?rfsn=a-b.cd', false],
		['größe', 'https://shop.example/c/größe', true],
		['größe', 'https://shop.example/c/gr%C3%B6%C3%9Fe', true],
		['größe', 'https://shop.example/c/größer', false],
		['名前', 'https://shop.example/c/名前', true],
		['my code', 'https://shop.example/c/my%20code', true],
		['20', 'https://shop.example/c/a%20b', false],
		['x', 'https://shop.example/c/%E9/x', true],
		['', 'https://shop.example/c/abc', false],
	])('%s in %s: %p', (key, link, expected) => expect(isKeyInLink(key, link)).toBe(expected));
});

describe('the link of an active person', () => {
	it.each([
		['is not known yet', undefined, ''],
		['is empty', '', 'no_link'],
		['is no web link', 'javascript:alert(1)//k1', 'bad_link'],
		['has a blank in it', 'https://shop.example/c/k1 x', 'bad_link'],
		['is that of somebody else', linkOf('k2'), 'link_without_key'],
		['has the key', linkOf('k1'), ''],
	])('%s', (_what, link, reason) => {
		expect(linkProblem(person({ link }))).toBe(reason);
		const stored = contact(link === undefined ? {} : { link });
		expect(inWords(decide(person({ link }), [stored]))).toBe(reason ? `held ${reason}` : 'right');
		expect(decide(person({ link }), []).verdict).toBe(reason ? 'held' : 'add');
	});

	it('holds nobody of whom nothing is sent', () => {
		const one = person({ link: '' });
		expect(inWords(decide(one, [contact({ status: 'archived' })]))).toBe('held archived');
		expect(inWords(decide({ ...one, state: 'inactive' }, [contact()]))).toBe('offboard');
	});
});

describe('fields', () => {
	const changesOf = (one: Parameters<typeof person>[0], there?: Parameters<typeof contact>[0]) =>
		fieldChanges(person(one), there && contact(there), RULES).map(
			({ name, from, to }) => `${name}: ${String(from)} → ${String(to)}`,
		);

	it.each<[string, Parameters<typeof person>[0], Parameters<typeof contact>[0], string[]]>([
		['are all right', {}, {}, []],
		['have another key', {}, { key: 'k2', link: linkOf('k1') }, ['AFFCODE: k2 → k1']],
		['have the key in capitals', {}, { key: 'K1', link: linkOf('k1') }, ['AFFCODE: K1 → k1']],
		['have no key', {}, { key: '', link: linkOf('k1') }, ['AFFCODE: null → k1']],
		['have no link', {}, { link: '' }, ['AFFLINK: null → undefined']],
		[
			'have the link of another',
			{},
			{ link: linkOf('k2') },
			[`AFFLINK: ${linkOf('k2')} → undefined`],
		],
		['have no web link', {}, { link: 'shop/k1' }, ['AFFLINK: shop/k1 → undefined']],
		['have a link that only may be the right one', {}, { link: `${linkOf('k1')}?v=2` }, []],
		[
			'have another link than the known one',
			{ link: linkOf('k1') },
			{ link: `${linkOf('k1')}?v=2` },
			[`AFFLINK: ${linkOf('k1')}?v=2 → ${linkOf('k1')}`],
		],
		['have another name', {}, { mergeFields: { FNAME: 'Al' } }, ['FNAME: Al → Ann']],
		['have no name', {}, { mergeFields: {} }, ['FNAME: null → Ann']],
		['have a name where there is none to be sent', { fields: new Map() }, {}, []],
	])('%s', (_what, one, there, expected) => expect(changesOf(one, there)).toEqual(expected));

	it('are all that there is for a contact that is new', () => {
		expect(changesOf({ link: linkOf('k1') })).toEqual([
			'AFFCODE: null → k1',
			`AFFLINK: null → ${linkOf('k1')}`,
			'FNAME: null → Ann',
		]);
	});

	it('are compared by what the field means', () => {
		const rules = { ...RULES, isKept: () => true };
		expect(fieldChanges(person(), contact({ mergeFields: {} }), rules)).toEqual([]);
	});
});

describe('tags', () => {
	const changesOf = (tags: string[], groupTags = [{ prefix: 'tier-', tag: 'tier-gold' }]) =>
		tagChanges(person({ groupTags }), contact({ tags }), RULES).map(
			({ name, to }) => `${to === null ? '-' : '+'}${name}`,
		);

	it.each([
		[['tier-gold'], []],
		[['Tier-Gold'], []],
		[[], ['+tier-gold']],
		[['tier-silver'], ['+tier-gold', '-tier-silver']],
		[
			['TIER-silver', 'tier-bronze', 'tiers', 'vip'],
			['+tier-gold', '-TIER-silver', '-tier-bronze'],
		],
		[['tier-gold', 'tier-silver'], ['-tier-silver']],
		[['tier-gold', GONE], [`-${GONE}`]],
		[['tier-gold', 'Affiliate-Inactive'], [`-${GONE}`]],
	])('%p: of a group a contact has one', (tags, expected) => {
		expect(changesOf(tags)).toEqual(expected);
	});

	it('of a group for which the person has no value are left alone', () => {
		expect(changesOf(['tier-silver'], [])).toEqual([]);
	});

	it('are the same in upper and lower case', () => {
		expect(hasTag(contact({ tags: [' NEW-affiliate '] }), TAG)).toBe(true);
		expect(hasTag(contact({ tags: ['new-affiliates'] }), TAG)).toBe(false);
	});

	it('that differ make a person who is right otherwise one to correct', () => {
		const one = person({ groupTags: [{ prefix: 'tier-', tag: 'tier-gold' }] });
		expect(decide(one, [contact()]).verdict).toBe('correct');
		expect(decide(one, [contact({ tags: [TAG, 'tier-gold'] })]).verdict).toBe('right');
		expect(decide(one, [contact({ tags: [TAG, 'tier-gold', GONE] })]).verdict).toBe('correct');
	});
});
