import type { IDataObject } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';

const TRIGGER = 'Refersion Trigger';
const GET = 'Get affiliate';
const CONTACT = 'Create or update contact and tag';
const EMAIL = 'mallory@creator-mail.com';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.world.mailchimp.addMergeField(hub.audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
	// In HTML, in an attribute, in plain text and in the subject.
	hub.world.mailchimp.journeys.clear();
	hub.world.mailchimp.journeys.add({
		audienceId: hub.audienceId,
		tag: 'new-affiliate',
		subject: 'Welcome *|FNAME|*',
		html: '<p title="*|LNAME|*">Hi *|FNAME|* *|LNAME|*</p><a href="*|AFFLINK|*">your link</a>',
		text: 'Hi *|FNAME|* *|LNAME|*: *|AFFLINK|*',
	});
});
afterAll(async () => await hub.close());

/** Runs the template for an affiliate as Refersion's API gives it. */
async function onboard(affiliate: { first_name?: string; last_name?: string; link?: string }) {
	const { code, email } = hub.world.refersion.addAffiliate({
		email: EMAIL,
		status: 'ACTIVE',
		...affiliate,
	});
	return await runWorkflow(hub.engine, template('onboard-approved-affiliates', hub.audienceId), {
		start: TRIGGER,
		items: [{ code, email, event: 'affiliateApproved', topic: 'NEW_AFFILIATE' }],
		credentials: hub.credentials,
	});
}

const mergeFields = () =>
	hub.world.mailchimp.member(hub.audienceId, EMAIL)?.merge_fields as IDataObject | undefined;

const LINK = 'https://shop.refersion.com/c/a3y7';

/** What a stranger can write as a first and last name, and what the contact then has. */
const NAMES: Array<[string, string, string?]> = [
	['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
	['the end of an attribute', '"><a href="https://evil.example">click</a>'],
	['a spreadsheet formula', '=HYPERLINK("https://evil.example";"Jo")'],
	['another formula', "+cmd|' /C calc'!A0"],
	['an expression of n8n', '={{ $env.HOME }}'],
	['an expression of n8n without =', '{{ $json.email }} {{ 7*7 }}'],
	['a template of JavaScript', '${process.env.HOME}'],
	['JSON', '","status":"subscribed","x":"'],
	['SQL', "'; DROP TABLE contacts; --"],
	['a line end and a header', 'Jo\r\nBcc: everybody@creator-mail.com'],
	['control characters', 'Jo\u0000\u0007\u001b[31m\u007f\u0085'],
	['letters from right to left', 'Jo\u202egnp.exe\u202c\u2066x\u2069'],
	['characters that cannot be seen', 'J\u200bo\u200d\ufeff!'],
	['a link', 'https://evil.example/win'],
	['emoji and accents', 'Zo\u0308e \u{1f469}\u200d\u{1f680}'],
	['keys of prototypes', '__proto__'],
	['a path', '../../etc/passwd'],
	['null as text', 'null'],
	['merge tags', '*|UNSUB|*', '* |UNSUB| *'],
	[
		'merge tags that show HTML',
		'*|HTML:LIST_ADDRESS_HTML|**|LIST:ADDRESS|*',
		'* |HTML:LIST_ADDRESS_HTML| ** |LIST:ADDRESS| *',
	],
	['a condition', '*|IF:EMAIL|*yes*|END:IF|*', '* |IF:EMAIL| *yes* |END:IF| *'],
	['half a merge tag', '*|', '* |'],
];

describe.each([false, true])('names that are hostile, merge tags in values: %s', (tagsInValues) => {
	beforeEach(() => {
		hub.world.mailchimp.switches.mergeTagsInValues = tagsInValues;
	});

	it.each(NAMES)('%s stays a name', async (_what, name, stored = name) => {
		const run = await onboard({ first_name: name, last_name: name });
		expect(errorOf(run)).toBeUndefined();
		expect(mergeFields()).toMatchObject({ FNAME: stored, LNAME: stored });
		expect(outputOf(run, CONTACT)[0].json.warnings).toEqual([]);

		const [{ html, text, subject, links, to }, ...more] = hub.world.outbox.mails;
		expect(more).toEqual([]);
		expect(to).toBe(EMAIL);
		const link = mergeFields()?.AFFLINK;
		expect(links).toEqual([link]);
		expect(html.match(/<\/?\w+/g)).toEqual(['<p', '</p', '<a', '</a']);
		expect(text).toBe(`Hi ${stored} ${stored}: ${String(link)}`);
		expect(subject).toBe(`Welcome ${stored}`);
		expect(hub.world.mailchimp.requests.map(({ method }) => method)).toEqual(['PUT', 'POST']);
	});

	it('two names that are a merge tag only together stay names', async () => {
		await onboard({ first_name: '*|UNS', last_name: 'UB|*' });
		expect(hub.world.outbox.mails[0].text).toMatch(/^Hi \* \|UNS UB\| \*: /);
	});
});

describe('the emulated mail', () => {
	it('would show the danger: a merge tag that gets into a name is evaluated', async () => {
		hub.world.mailchimp.switches.mergeTagsInValues = true;
		hub.world.mailchimp.addMember(hub.audienceId, {
			email: EMAIL,
			mergeFields: { FNAME: '*|EMAIL|*', AFFLINK: LINK },
		});
		await onboard({ first_name: '' });
		expect(hub.world.outbox.mails[0].subject).toBe(`Welcome ${EMAIL}`);
	});
});

describe('long names', () => {
	it.each([
		['ASCII', 'a'.repeat(10_000), 'a'.repeat(255)],
		['two bytes each', 'é'.repeat(5_000), 'é'.repeat(127)],
		['four bytes each', '\u{1f600}'.repeat(2_500), '\u{1f600}'.repeat(63)],
	])('%s: cut by Mailchimp, and that is said; the mail leaves', async (_what, name, stored) => {
		const run = await onboard({ first_name: name, last_name: 'Smith' });
		expect(errorOf(run)).toBeUndefined();
		expect(outputOf(run, CONTACT)[0].json).toMatchObject({
			merge_fields: { FNAME: stored, LNAME: 'Smith' },
			warnings: ['Mailchimp cut the value of FNAME at 255 bytes'],
		});
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('a merge tag at the end that is cut is none', async () => {
		hub.world.mailchimp.switches.mergeTagsInValues = true;
		await onboard({ first_name: `${'a'.repeat(245)}*|UNSUB|*`, last_name: '|*' });
		expect(hub.world.outbox.mails[0].subject).not.toContain('unsubscribe');
		expect(hub.world.outbox.mails[0].text).not.toContain('list-manage');
	});
});

describe('hostile links', () => {
	it.each([
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)//https://shop.refersion.com',
		'java\nscript:alert(1)',
		'data:text/html;base64,PHNjcmlwdD4=',
		'vbscript:msgbox',
		'file:///etc/passwd',
		'ftp://shop.refersion.com/c/a3y7',
		'mailto:x@creator-mail.com',
		'//evil.example/c/a3y7',
		'/c/a3y7',
		'shop.refersion.com/c/a3y7',
		'https://',
		'https:///c/a3y7 x',
		'https://shop.refersion.com/c/a3y7" onclick="alert(1)',
		'https://shop.refersion.com/c/<b>',
		'https://shop.refersion.com/c/a3y7\r\nBcc: x@creator-mail.com',
		'https://shop.refersion.com/c/a\u0000b',
		'https://shop.refersion.com/c/\u202e7y3a',
		'https://user:secret@evil.example/',
		'https://shop.refersion.com@evil.example/',
		'https://:secret@evil.example/',
		'https://shop.refersion.com\u200b.evil.example/',
	])('%j is held: no contact, no tag, no mail', async (link) => {
		const run = await onboard({ link });
		expect(outputOf(run, CONTACT, 1)[0].json).toMatchObject({ details: { reason: 'bad_link' } });
		expect(errorOf(run)?.message).toMatch(
			/mallory@creator-mail\.com\): The Tracking Link is not a web link/,
		);
		expect(hub.world.mailchimp.requests).toEqual([]);
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it.each([
		['https://xn--pple-43d.example/c/a3y7', 'punycode'],
		['https://\u0430pple.example/c/a3y7', 'a letter that looks like another'],
		['https://127.0.0.1/c/a3y7', 'an address in numbers'],
		['https://shop.refersion.com:8443/c/a3y7?x=%0d%0a#y', 'port, query and escapes'],
		["https://shop.refersion.com/c/a'b&c;d", 'signs that HTML knows'],
	])('%s (%s) goes as it is', async (link) => {
		const run = await onboard({ link });
		expect(errorOf(run)).toBeUndefined();
		expect(mergeFields()).toMatchObject({ AFFLINK: link });
		expect(hub.world.outbox.mails[0].links).toEqual([link]);
	});

	it('a merge tag in a link is escaped, so that the link leads where it did', async () => {
		hub.world.mailchimp.switches.mergeTagsInValues = true;
		await onboard({ link: `${LINK}?x=*|EMAIL|*` });
		expect(hub.world.outbox.mails[0].links).toEqual([`${LINK}?x=*%7CEMAIL%7C*`]);
	});

	it('a link of 10 kB arrives whole in a field of type Website', async () => {
		const link = `${LINK}?x=${'a'.repeat(10_000)}`;
		await onboard({ link });
		expect(hub.world.outbox.mails[0].links).toEqual([link]);
	});
});

describe('hostile addresses', () => {
	/** As the node before gave them out, so that Refersion's own checks are left out of account. */
	const withEmail = async (email: string) => {
		const file = template('onboard-approved-affiliates', hub.audienceId);
		const item = { id: 7, code: 'a3y7', email, status: 'ACTIVE', first_name: 'M', link: LINK };
		return await runWorkflow(hub.engine, file, {
			start: TRIGGER,
			items: [{ id: 7, code: 'a3y7', email }],
			credentials: hub.credentials,
			pinData: { [GET]: [{ json: item }] },
		});
	};

	it.each([
		'',
		'mallory',
		'a@b@creator-mail.com',
		'mallory@creator-mail.com,jo@creator-mail.com',
		'mallory@creator-mail.com\r\nBcc: jo@creator-mail.com',
		'"<script>"@creator-mail.com',
		'mallory@creator-mail.com/../../members',
		'=1+1@creator-mail.com',
		'mallory@127.0.0.1',
		`${'a'.repeat(10_000)}@creator-mail.com`,
	])('%j is held or becomes one contact, and no other', async (email) => {
		const run = await withEmail(email);
		const held = outputOf(run, CONTACT, 1);
		const made = outputOf(run, CONTACT);
		expect(held.length + made.length).toBe(1);
		expect(hub.world.outbox.to('jo@creator-mail.com')).toEqual([]);
		for (const { path, host } of hub.world.mailchimp.requests) {
			expect(host).toBe('us21.api.mailchimp.com');
			expect(path).toMatch(/^\/3\.0\/lists\/[0-9a-f]{10}\/members\/[0-9a-f]{32}(\/tags)?$/);
		}
		for (const { to } of hub.world.outbox.mails) expect(to).toBe(email);
	});
});
