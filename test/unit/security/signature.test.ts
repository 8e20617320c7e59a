import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { judge, type WebhookVerdict } from '../../../nodes/Refersion/events/request';

const SECRET = 'whsec_for_tests';
const TOPIC = 'AFFILIATE_STATUS_CHANGE';
const RUNS = { numRuns: 500 };

const hmac = (body: Buffer, secret = SECRET) => createHmac('sha256', secret).update(body);
const sign = (body: Buffer, secret = SECRET) => hmac(body, secret).digest('base64');

/** What the trigger makes of a body with a signature. */
const verdict = (body: Buffer, signature: string | undefined, secret = SECRET): WebhookVerdict =>
	judge({ rawBody: body, signature, topic: TOPIC }, secret);

const isRefused = (result: WebhookVerdict) => !result.accepted && result.status === 401;

/** JSON objects as bytes, with every kind of character. */
const bodies = fc
	.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }))
	.map((object) => Buffer.from(JSON.stringify(object)));

const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

describe('the one signature that is accepted', () => {
	it('is the base64 HMAC-SHA256 of the bytes with the secret', () => {
		const property = fc.property(bodies, fc.string({ minLength: 1 }), (body, secret) => {
			return verdict(body, sign(body, secret), secret).accepted;
		});
		fc.assert(property, RUNS);
	});

	it('does not depend on the body being JSON or text: only what comes after it does', () => {
		fc.assert(
			fc.property(anyBytes, (body) => {
				const result = verdict(body, sign(body));
				return result.accepted || result.status === 400;
			}),
			RUNS,
		);
	});
});

describe('any other signature is refused with 401', () => {
	it('arbitrary text', () => {
		const property = fc.property(bodies, fc.string({ unit: 'binary' }), (body, text) =>
			isRefused(verdict(body, text)),
		);
		fc.assert(property, RUNS);
	});

	it('of the same length', () => {
		const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';
		const lookAlikes = fc.string({
			unit: fc.constantFrom(...alphabet),
			minLength: 44,
			maxLength: 44,
		});
		const property = fc.property(bodies, lookAlikes, (body, text) =>
			isRefused(verdict(body, text)),
		);
		fc.assert(property, RUNS);
	});

	it('the right one with one character changed, taken out or put in', () => {
		const property = fc.property(
			bodies,
			fc.nat(43),
			fc.string({ unit: 'binary', maxLength: 3 }),
			fc.integer({ min: 0, max: 44 }),
			(body, at, text, removed) => {
				const right = sign(body);
				const changed = right.slice(0, at) + text + right.slice(at + removed);
				fc.pre(changed !== right);
				return isRefused(verdict(body, changed));
			},
		);
		fc.assert(property, RUNS);
	});

	it('another spelling of the same 32 bytes', () => {
		const property = fc.property(bodies, (body) => {
			const right = sign(body);
			const digest = hmac(body).digest();
			// The last of the 43 characters stands for 4 bits, so that three others decode to the same bytes.
			const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
			const last = alphabet.indexOf(right[42]);
			const sameBytes = [1, 2, 3].map((n) => `${right.slice(0, 42)}${alphabet[last + n]}=`);
			expect(sameBytes.map((text) => Buffer.from(text, 'base64'))).toEqual(
				sameBytes.map(() => digest),
			);
			const spellings = [
				...sameBytes,
				digest.toString('base64url'),
				digest.toString('hex'),
				digest.toString('hex').toUpperCase(),
				digest.toString('latin1'),
				right.slice(0, -1),
				`${right}=`,
				` ${right}`,
				`${right} `,
				`${right}\n`,
				`${right}\0`,
				`"${right}"`,
				`sha256=${right}`,
				`base64:${right}`,
				encodeURIComponent(right),
				right.toLowerCase(),
				right.toUpperCase(),
				right.replace(/[A-Z]/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
			].filter((text) => text !== right);
			return spellings.every((text) => isRefused(verdict(body, text)));
		});
		fc.assert(property, { numRuns: 100 });
	});

	it('several headers, as Node joins them', () => {
		const property = fc.property(bodies, fc.string(), (body, other) => {
			const right = sign(body);
			const joined = [`${right}, ${right}`, `${right}, ${other}`, `${other}, ${right}`];
			return joined.every((text) => isRefused(verdict(body, text)));
		});
		fc.assert(property, RUNS);
	});

	it('none, and an empty one', () => {
		const property = fc.property(
			bodies,
			(body) => isRefused(verdict(body, undefined)) && isRefused(verdict(body, '')),
		);
		fc.assert(property, RUNS);
	});

	it('of another hash, of a plain hash, and with another secret', () => {
		const property = fc.property(bodies, fc.string(), (body, other) => {
			fc.pre(other !== SECRET);
			const texts = [
				createHmac('sha1', SECRET).update(body).digest('base64'),
				createHmac('sha512', SECRET).update(body).digest('base64'),
				createHmac('sha256', body).update(SECRET).digest('base64'),
				sign(body, other),
			];
			return texts.every((text) => isRefused(verdict(body, text)));
		});
		fc.assert(property, RUNS);
	});
});

describe('any other body under a genuine signature is refused with 401', () => {
	it('bytes changed, left out or added anywhere', () => {
		const property = fc.property(
			bodies,
			fc.nat(),
			fc.nat(20),
			fc.uint8Array({ maxLength: 5 }),
			(body, position, removed, added) => {
				const at = position % (body.length + 1);
				const changed = Buffer.concat([body.subarray(0, at), added, body.subarray(at + removed)]);
				fc.pre(!changed.equals(body));
				return isRefused(verdict(changed, sign(body)));
			},
		);
		fc.assert(property, RUNS);
	});

	it('the same JSON or the same text in other bytes', () => {
		const text = '{"name":"Zo\\u00eb é","link":"https:\\/\\/x","n":1.0}';
		const body = Buffer.from(text);
		const others = [
			Buffer.from(JSON.stringify(JSON.parse(text))),
			Buffer.from(JSON.stringify(JSON.parse(text), null, 2)),
			Buffer.from(`\ufeff${text}`),
			Buffer.from(`${text}\n`),
			Buffer.from(`${text}\0`),
			Buffer.from(text.normalize('NFD')),
			Buffer.from(text, 'latin1'),
			Buffer.from(text, 'utf16le'),
		];
		expect(verdict(body, sign(body)).accepted).toBe(true);
		expect(others.map((other) => isRefused(verdict(other, sign(body))))).toEqual(
			others.map(() => true),
		);
	});
});

describe('without a secret', () => {
	it('nothing is accepted, not even what is signed with nothing', () => {
		const property = fc.property(anyBytes, (body) => isRefused(verdict(body, sign(body, ''), '')));
		fc.assert(property, RUNS);
	});
});

describe('order of the checks', () => {
	it('tells a forger nothing about the content, however large', () => {
		const large = Buffer.alloc(2_000_000, '{');
		expect(verdict(large, 'forged')).toMatchObject({ status: 401 });
		expect(verdict(large, sign(large))).toMatchObject({ status: 400 });
	});

	it('does not look at topic or content of what is not genuine', () => {
		const contents = [Buffer.from('{}'), Buffer.from('not JSON'), Buffer.alloc(0)];
		for (const body of contents) {
			expect(judge({ rawBody: body, signature: 'x', topic: undefined }, SECRET)).toMatchObject({
				status: 401,
			});
		}
	});
});
