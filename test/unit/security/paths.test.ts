import fc from 'fast-check';
import { stepOfUrl } from '../../../nodes/Mailchimp/actions/journey/triggerStep';
import {
	audiencePath,
	hostOfEndpoint,
	mailchimpHost,
	memberPath,
} from '../../../nodes/Mailchimp/transport/urls';
import { isRefersionUrl } from '../../../nodes/Refersion/transport/download';

const RUNS = { numRuns: 1000 };

const TRICKS = [
	'..',
	'.',
	'../..',
	'..%2f..',
	'%2e%2e',
	'/',
	'//evil.example',
	'\\\\evil.example',
	'@evil.example',
	':443@evil.example',
	'?x=1',
	'#x',
	'%00',
	'\0',
	'\r\nHost: evil.example',
	'\t',
	' ',
	'é',
	'\u202e',
	'abc/../../campaigns',
	';',
	'&',
	'%',
];

/** Texts that could mean something in an address; without lone surrogates, which no address can have. */
const crafted = fc.oneof(
	fc.constantFrom(...TRICKS),
	fc
		.array(fc.oneof(fc.constantFrom(...TRICKS), fc.string({ unit: 'binary', maxLength: 4 })), {
			minLength: 1,
			maxLength: 4,
		})
		.map((parts) => parts.join('')),
);

const HOST = 'us21.api.mailchimp.com';
const sentTo = (path: string) => new URL(`https://${HOST}/3.0${path}`);

describe('ids in the path of a request', () => {
	it('an audience id changes neither host nor path, and arrives as one piece', () => {
		const property = fc.property(crafted, (id) => {
			// An empty one is refused before.
			fc.pre(id !== '');
			const url = sentTo(`${audiencePath(id)}/members`);
			const [, version, lists, piece, members, ...more] = url.pathname.split('/');
			return (
				url.host === HOST &&
				url.username === '' &&
				url.search === '' &&
				url.hash === '' &&
				[version, lists, members].join(' ') === '3.0 lists members' &&
				piece !== '' &&
				more.length === 0
			);
		});
		fc.assert(property, RUNS);
	});

	it('an address of a contact is only ever there as its hash', () => {
		const property = fc.property(crafted, (email) => {
			const url = sentTo(memberPath('a1', email));
			return url.host === HOST && /^\/3\.0\/lists\/a1\/members\/[0-9a-f]{32}$/.test(url.pathname);
		});
		fc.assert(property, RUNS);
	});

	it('a step of a journey has numbers only, and its address gives no host', () => {
		const property = fc.property(crafted, crafted, (one, two) => {
			const step = stepOfUrl(
				`https://evil.example/3.0/customer-journeys/journeys/${one}/steps/${two}/actions/trigger`,
			);
			return step === undefined || /^\d+ \d+$/.test(`${step.journeyId} ${step.stepId}`);
		});
		fc.assert(property, RUNS);
	});
});

describe('the host that a Mailchimp credential is sent to', () => {
	const mailchimps = /^[a-z]{2,4}[0-9]{1,4}\.api\.mailchimp\.com$/;

	it('is one of Mailchimp for every API key, or there is an error without the key', () => {
		const property = fc.property(fc.string({ unit: 'binary' }), crafted, (head, tail) => {
			const key = `${head}-${tail}`;
			try {
				return mailchimps.test(mailchimpHost(key));
			} catch (error) {
				const text = String(error);
				return head.length < 4 || !text.includes(head);
			}
		});
		fc.assert(property, RUNS);
	});

	it.each([
		'key-us21.evil.example',
		'key-us21/evil',
		'key-us21@evil.example',
		'key-us21#',
		'key-us21?',
		'key-us21\\',
		'key-us21\n.evil.example',
		'key-us21 ',
		'key-evil.example/us21',
		'key-us21-evil',
		'key-login',
		'-us21',
		'us21',
	])('is none for the key %j', (key) => {
		expect(() => mailchimpHost(key)).toThrow('The Mailchimp API key is not valid');
	});

	it.each([
		'http://us21.api.mailchimp.com',
		'https://us21.api.mailchimp.com.evil.example',
		'https://us21.api.mailchimp.com@evil.example',
		'https://evil.example/us21.api.mailchimp.com',
		'https://evil.example?https://us21.api.mailchimp.com',
		'https://us21.api.mailchimp.com:8443',
		'https://us21.api.mailchimp.com/\n',
		'https://us21.evil.api.mailchimp.com',
		'https://US21.API.MAILCHIMP.COM\u3002evil.example',
		'',
		null,
		['https://us21.api.mailchimp.com'],
		{ toString: 'https://us21.api.mailchimp.com' },
	])('is none for the OAuth2 endpoint %j', (endpoint) => {
		expect(hostOfEndpoint(endpoint)).toBeUndefined();
	});

	it('is one of Mailchimp for every OAuth2 endpoint', () => {
		const property = fc.property(crafted, crafted, (before, after) => {
			const host = hostOfEndpoint(`https://${before}us21.api.mailchimp.com${after}`);
			return host === undefined || mailchimps.test(host);
		});
		fc.assert(property, RUNS);
	});
});

describe('the host that a report is downloaded from', () => {
	it.each([
		['https://www.refersion.com/api/x', true],
		['https://refersion.com/', true],
		['https://REFERSION.com/', true],
		['http://www.refersion.com/', false],
		['https://www.refersion.com:8443/', false],
		['https://refersion.com.evil.example/', false],
		['https://evilrefersion.com/', false],
		['https://evil.example/.refersion.com', false],
		['https://evil.example#.refersion.com', false],
		['https://evil.example?.refersion.com', false],
		['https://www.refersion.com@evil.example/', false],
		['https://evil.example\\@www.refersion.com/', false],
		['https:\\\\evil.example/', false],
		['//www.refersion.com/', false],
		['https://www.refersion.com\u3002evil.example/', false],
		['ftp://www.refersion.com/', false],
		['file:///etc/passwd', false],
		['', false],
	])('%j: %s', (link, isOwn) => {
		expect(isRefersionUrl(link)).toBe(isOwn);
	});

	it("is always Refersion's", () => {
		const property = fc.property(crafted, crafted, (before, after) => {
			const link = `https://${before}refersion.com${after}`;
			return !isRefersionUrl(link) || /(^|\.)refersion\.com$/.test(new URL(link).hostname);
		});
		fc.assert(property, RUNS);
	});
});
