import fc from 'fast-check';
import { mailchimpHost, hostOfEndpoint } from '../../../nodes/Mailchimp/transport/host';
import { isTransient } from '../../../nodes/Mailchimp/transport/client';
import { readMember, subscriberHash } from '../../../nodes/Mailchimp/rules/contact';
import { holdAfterWrite, holdBeforeSending, isWebLink } from '../../../nodes/Mailchimp/rules/hold';
import {
	autoMapped,
	differences,
	mergeFieldsToSend,
} from '../../../nodes/Mailchimp/rules/mergeFields';
import { planTags } from '../../../nodes/Mailchimp/rules/tags';
import { MailchimpAudienceApi } from '../../../credentials/MailchimpAudienceApi.credentials';

const KEY = `${'0123456789abcdef'.repeat(2)}-us21`;

describe('the host of an API key', () => {
	it('is the data centre behind the dash', () => {
		expect(mailchimpHost(KEY)).toBe('us21.api.mailchimp.com');
	});

	it.each([
		'x-evil.example/',
		'x-us1.evil',
		'x-us1.evil.example#',
		'x-us1/@evil',
		'x-us1:8080',
		'x-us1\n',
		'-us1',
		'us1',
		'x-',
		'',
		'x-us12345',
		'x-US1',
	])('is refused for %j', (key) => {
		expect(() => mailchimpHost(key)).toThrow('The Mailchimp API key is not valid');
	});

	it('never is another than one of Mailchimp, and the error never shows the key', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string(), (secret, suffix) => {
				const key = `${secret}-${suffix}`;
				try {
					return /^[a-z]{2,4}\d{1,4}\.api\.mailchimp\.com$/.test(mailchimpHost(key));
				} catch (error) {
					return secret.length < 4 || !String(error).includes(key);
				}
			}),
		);
	});

	it('is taken from OAuth2 metadata only when it is one of Mailchimp', () => {
		expect(hostOfEndpoint('https://us6.api.mailchimp.com')).toBe('us6.api.mailchimp.com');
		expect(hostOfEndpoint('http://us6.api.mailchimp.com')).toBeUndefined();
		expect(hostOfEndpoint('https://us6.api.mailchimp.com.evil.example')).toBeUndefined();
		expect(hostOfEndpoint(undefined)).toBeUndefined();
	});
});

describe('the API key credential', () => {
	const { authenticate } = new MailchimpAudienceApi();

	it('adds the key to requests for its own host', async () => {
		const request = { url: 'https://us21.api.mailchimp.com/3.0/ping' };
		expect(await authenticate({ apiKey: ` ${KEY} ` }, request)).toMatchObject({
			auth: { password: KEY },
		});
	});

	it('reads the address where the HTTP Request node has it', async () => {
		const request = { url: '', uri: 'https://us21.api.mailchimp.com/3.0/ping' };
		expect(await authenticate({ apiKey: KEY }, request)).toMatchObject({ auth: { password: KEY } });
		const other = { url: '', uri: 'https://evil.example/3.0/ping' };
		await expect(authenticate({ apiKey: KEY }, other)).rejects.toThrow('only sent to');
	});

	it.each([
		{ url: 'https://us22.api.mailchimp.com/3.0/ping' },
		{ url: 'http://us21.api.mailchimp.com/3.0/ping' },
		{ url: 'https://evil.example/us21.api.mailchimp.com' },
		{ url: 'https://us21.api.mailchimp.com@evil.example/' },
		{ url: '/3.0/ping', baseURL: 'https://us21.api.mailchimp.com.evil.example' },
		{ url: '' },
	])('sends it nowhere else: %j', async (request) => {
		await expect(authenticate({ apiKey: KEY }, request)).rejects.toThrow(
			'only sent to https://us21.api.mailchimp.com',
		);
	});

	it('refuses a crafted key before any request', async () => {
		const request = { url: '/3.0/ping', baseURL: 'https://evil.example/.api.mailchimp.com' };
		await expect(authenticate({ apiKey: 'x-evil.example/' }, request)).rejects.toThrow(
			'is not valid',
		);
	});
});

describe('contacts', () => {
	it('are found by the MD5 of the lower-case address', () => {
		// The example of Mailchimp's documentation, "Manage contacts".
		expect(subscriberHash('Urist.McVankab@freddiesjokes.com')).toBe(
			'62eeb292278cc15f5817cb78f7790b08',
		);
		expect(subscriberHash('JÖRG@MÜLLER.de')).toBe(subscriberHash('jörg@müller.de'));
	});

	it('may have more tags than the answer lists', () => {
		const member = readMember({ id: 'x', tags: [{ id: 1, name: 'a' }], tags_count: 60 });
		expect([member.tags, member.tagsCount]).toEqual([['a'], 60]);
		expect(readMember({}).tagsCount).toBe(0);
	});
});

describe('merge fields', () => {
	it('leaves out empty values and sends only what Mailchimp takes', () => {
		expect(
			mergeFieldsToSend({
				fname: ' Jo ',
				LNAME: '',
				A: null,
				B: undefined,
				N: 0,
				OK: true,
				D: new Date('2026-11-22T10:00:00Z'),
				LIST: ['a', 'b'],
				ADDRESS: { addr1: 'x' },
				EMPTY: [],
			}),
		).toEqual({
			FNAME: 'Jo',
			N: 0,
			OK: 'true',
			D: '2026-11-22',
			LIST: 'a, b',
			ADDRESS: { addr1: 'x' },
		});
	});

	it('takes those fields of an item that the audience knows', () => {
		expect(autoMapped({ fname: 'Jo', id: 1, AFFLINK: 'l' }, ['FNAME', 'AFFLINK'])).toEqual({
			fname: 'Jo',
			AFFLINK: 'l',
		});
	});

	it('notices what Mailchimp changed, cut or ignored', () => {
		expect(differences({ A: 'x', N: 5 }, { A: 'x', N: '5', B: '' })).toEqual([]);
		expect(differences({ A: 'long link' }, { A: 'long' })).toEqual([
			{ tag: 'A', isUnknown: false, isCut: true },
		]);
		expect(differences({ A: 'x' }, { A: 'y' })).toEqual([
			{ tag: 'A', isUnknown: false, isCut: false },
		]);
		expect(differences({ A: 'x' }, {})).toEqual([{ tag: 'A', isUnknown: true, isCut: false }]);
		expect(differences({ A: 'x' }, { A: '' })).toEqual([
			{ tag: 'A', isUnknown: false, isCut: false },
		]);
		expect(differences({ A: { addr1: 'x' } }, { A: { addr1: 'x', addr2: '' } })).toEqual([]);
	});
});

describe('hold rules', () => {
	it.each([
		['https://shop.refersion.com/c/a3y7', true],
		['http://shop.com?rfsn=1.a', true],
		['https://shop.com/ö', true],
		['ftp://shop.com', false],
		['javascript:alert(1)', false],
		['shop.refersion.com/c/a3y7', false],
		['https://', false],
		['https://shop.com/a b', false],
		['https://shop.com/"><script>', false],
		['', false],
		[7, false],
	])('%j is a web link: %s', (value, expected) => {
		expect(isWebLink(value)).toBe(expected);
	});

	it('holds a contact whose link is empty or no link, or who lacks a required field', () => {
		const reason = (sent: object, required: string[] = []) =>
			holdBeforeSending({ ...sent }, 'AFFLINK', required)?.reason;
		expect(reason({})).toBe('empty_link');
		expect(reason({ AFFLINK: 'x' })).toBe('bad_link');
		expect(reason({ AFFLINK: 'https://x.com' }, ['COUPON'])).toBe('empty_field');
		expect(reason({ AFFLINK: 'https://x.com', COUPON: 'C' }, ['COUPON'])).toBeUndefined();
		expect(holdBeforeSending({}, '', [])).toBeUndefined();
	});

	const member = (status: string) => readMember({ id: 'x', status });
	const cut = { tag: 'AFFLINK', isUnknown: false, isCut: true };

	it.each([{}, { id: 'x' }, { status: 'subscribed' }])(
		'holds a contact of which the answer says only %j',
		(body) => {
			expect(holdAfterWrite(readMember(body), [], [], [])?.reason).toBe('unclear_answer');
		},
	);

	it.each(['unsubscribed', 'cleaned', 'archived', 'transactional'])('holds who is %s', (status) => {
		expect(holdAfterWrite(member(status), [], [], [])?.reason).toBe(status);
		expect(holdAfterWrite(member(status), [], [], [status])).toBeUndefined();
	});

	it('lets subscribed and pending contacts pass', () => {
		expect(holdAfterWrite(member('subscribed'), [], [], [])).toBeUndefined();
		expect(holdAfterWrite(member('pending'), [], [], [])).toBeUndefined();
	});

	it('holds a required field that was not stored, and only a required one', () => {
		expect(holdAfterWrite(member('subscribed'), [cut], ['AFFLINK'], [])).toMatchObject({
			reason: 'field_not_stored',
			message: 'Mailchimp cut the value of the merge field AFFLINK',
		});
		expect(holdAfterWrite(member('subscribed'), [cut], ['FNAME'], [])).toBeUndefined();
	});
});

describe('tags', () => {
	it('are compared without case, and only missing ones are added', () => {
		expect(
			planTags(['New-Affiliate', 'old'], ['new-affiliate', 'vip', 'VIP'], ['OLD', 'x']),
		).toEqual({ toAdd: ['VIP'], alreadyPresent: ['new-affiliate'], toRemove: ['OLD'] });
	});

	it('that are to be added are not removed', () => {
		expect(planTags(['a'], ['a'], ['A'])).toEqual({
			toAdd: [],
			alreadyPresent: ['a'],
			toRemove: [],
		});
	});
});

describe('transient answers', () => {
	it('are too many connections, a bare 403 and faults of the service', () => {
		const answer = (statusCode: number, json?: unknown) => ({ statusCode, text: '', json });
		expect([403, 408, 429, 500, 502, 503].map((s) => isTransient(answer(s)))).not.toContain(false);
		expect([200, 400, 401, 404, 405].map((s) => isTransient(answer(s, {})))).not.toContain(true);
		expect(isTransient(answer(403, { title: 'Forbidden' }))).toBe(false);
	});
});
