import { repeatWebhook } from '../../../scripts/demo/repeat';
import { tell, type Logs } from '../../../scripts/demo/story';
import { createWorld, subscriberHash, type RequestRecord } from '../../emulators';

const EMAIL = 'ana@creators.example';
const MEMBER = `/3.0/lists/c4ea70125e/members/${subscriberHash(EMAIL)}`;
const ANA = { id: 7, name: 'Ana Sousa', email: EMAIL, username: 'ana7', tags: ['new-affiliate'] };

const request = (
	startedAt: number,
	method: string,
	path: string,
	body: unknown,
): RequestRecord => ({
	method,
	host: 'us21.api.mailchimp.com',
	path,
	query: {},
	status: 200,
	fault: null,
	startedAt,
	finishedAt: startedAt,
	headers: {},
	body,
});

const webhook = (at: number, status: string, attempt = 1): Logs['deliveries'][number] => ({
	topic: 'Affiliate Status Change',
	url: 'http://127.0.0.1/webhook',
	attempt,
	headers: {},
	body: JSON.stringify({ id: 7, first_name: 'Ana', last_name: 'Sousa', status }),
	status: 200,
	error: null,
	at,
	finishedAt: at,
});

const APPROVAL = [
	request(20, 'PUT', MEMBER, { email_address: EMAIL, merge_fields: { AFFLINK: 'https://x' } }),
	request(30, 'PUT', MEMBER, { email_address: EMAIL, merge_fields: { AFFLINK: 'https://x' } }),
	request(40, 'POST', `${MEMBER}/tags`, { tags: [{ name: 'new-affiliate', status: 'active' }] }),
];

const MAIL: Logs['mails'][number] = {
	to: EMAIL,
	subject: 'You are in',
	html: '',
	text: '',
	mergeFields: {},
	at: new Date(40).toISOString(),
	audienceId: 'c4ea70125e',
	tag: 'new-affiliate',
	links: [],
};

const logs = (changes: Partial<Logs>): Logs => ({
	now: 100_000,
	people: [ANA],
	deliveries: [webhook(10, 'ACTIVE')],
	refersion: [],
	mailchimp: APPROVAL,
	linktree: [],
	mails: [MAIL],
	...changes,
});

const texts = (given: Logs): string[][] => tell(given).map(({ title, lines }) => [title, ...lines]);

const APPROVED = [
	'Ana Sousa is approved',
	'Refersion called n8n: “Affiliate Status Change”, signed. n8n answered 200.',
	'n8n created the contact in Mailchimp, with the tracking link.',
	'n8n set the tag “new-affiliate”.',
	'The tag “new-affiliate” sent the mail “You are in”.',
];

describe('what happened', () => {
	it('tells contact, tag and mail in their order', () => {
		expect(texts(logs({}))).toEqual([APPROVED]);
	});

	it('says that a repeated webhook changed nothing', () => {
		const deliveries = [webhook(10, 'ACTIVE'), webhook(10_000, 'ACTIVE', 2)];
		const [repeated, ...rest] = texts(logs({ deliveries }));
		expect(repeated).toEqual([
			'The webhook about Ana Sousa comes again',
			APPROVED[1],
			'n8n changed nothing: no second contact, no second tag, no second mail.',
		]);
		expect(rest).toEqual([APPROVED]);
	});

	it('does not say so while n8n may still be at it', () => {
		const deliveries = [webhook(10, 'ACTIVE'), webhook(10_000, 'ACTIVE', 2)];
		expect(texts(logs({ deliveries, now: 10_500 }))[0]).toHaveLength(2);
	});

	it.each([
		['live', 'link-live', /^Answer: live\./],
		['not_found', 'link-not-found', /^Answer: not found\./],
		['wrong_code', 'link-not-found', /^Answer: wrong code\./],
	])('tells the answer of a check: %s', (status, tag, answer) => {
		const mailchimp = [
			...APPROVAL,
			request(5_000, 'PATCH', MEMBER, { merge_fields: { LINKCHECKS: 1 } }),
			request(5_020, 'PATCH', MEMBER, { merge_fields: { LINKSTATUS: status, LINKCHECKS: 1 } }),
			request(5_030, 'POST', `${MEMBER}/tags`, { tags: [{ name: tag, status: 'active' }] }),
		];
		const linktree = [request(5_010, 'GET', '/ana7', null)];
		const [check, ...rest] = texts(logs({ mailchimp, linktree }));
		expect(check).toEqual([
			'Ana Sousa pressed “I’ve added it”',
			'n8n looked at linktr.ee/ana7, because a creator asked for it.',
			expect.stringMatching(answer),
			`n8n set the tag “${tag}”.`,
		]);
		expect(rest).toEqual([APPROVED]);
	});

	it('tells of offboarding, and whom n8n leaves alone', () => {
		const off = request(5_000, 'POST', `${MEMBER}/tags`, {
			tags: [
				{ name: 'affiliate-inactive', status: 'active' },
				{ name: 'new-affiliate', status: 'inactive' },
			],
		});
		const deliveries = [webhook(10, 'ACTIVE'), webhook(4_990, 'DISABLED')];
		expect(texts(logs({ deliveries, mailchimp: [...APPROVAL, off] }))[0]).toEqual([
			'Ana Sousa is disabled',
			APPROVED[1],
			'n8n set the tag “affiliate-inactive”.',
			'n8n took the tag “new-affiliate” off.',
		]);
		const denied = logs({
			people: [{ ...ANA, tags: [] }],
			deliveries: [webhook(10, 'DENIED')],
			mailchimp: [],
			mails: [],
		});
		expect(texts(denied)[0]?.at(-1)).toMatch(/who is not in the programme gets no contact/);
	});

	it('has a look at everybody that found nothing to do', () => {
		const refersion = [request(20_000, 'POST', '/v2/affiliate/list', { page: '1' })];
		expect(texts(logs({ refersion }))[0]).toEqual([
			'n8n looked at everybody, as it does every 10 minutes',
			'Everything was right already: n8n changed nothing.',
		]);
	});

	it('tells of nothing that Mailchimp refused', () => {
		const refused = APPROVAL.map((each) => ({ ...each, status: 400 }));
		expect(
			texts(logs({ mailchimp: refused, mails: [], people: [{ ...ANA, tags: [] }] }))[0],
		).toHaveLength(3);
	});
});

it('refuses to repeat a webhook that never was', () => {
	const world = createWorld();
	const { id } = world.refersion.addAffiliate({});
	expect(() => repeatWebhook(world, id)).toThrow('There was no webhook');
});
