import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	add,
	expectError,
	jo,
	mailchimp,
	mailsToJo,
	setTheScene,
	tagsOfJo,
	theHub,
	upsertAmong,
	WAYS,
} from './support/contactStatus';
import { creator, creators } from './support/contacts';
import { outputOf } from './support/engine';
import { JO, runOnContacts } from './support/mailchimpContact';
import { CONTINUE } from './support/refersion';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

const CONSENT: INodeParameters = {
	optInIp: ' 203.0.113.7 ',
	// The zone of the workflow is New York: five hours behind UTC in winter, four in summer.
	optInTime: '2026-01-15T10:00:00',
	signUpIp: '2001:db8::7',
	signUpTime: '2026-07-15T10:00:00',
};

const KEPT = {
	ip_opt: '203.0.113.7',
	timestamp_opt: '2026-01-15T15:00:00+00:00',
	ip_signup: '2001:db8::7',
	timestamp_signup: '2026-07-15T14:00:00+00:00',
};

describe.each(WAYS)('$way', ({ others }) => {
	const upsertJo = upsertAmong(others);

	describe('when and from where a person agreed', () => {
		it('is kept with a new contact, in UTC', async () => {
			await upsertJo(CONSENT);
			expect(jo()).toMatchObject(KEPT);
		});

		it('is kept with one that is there', async () => {
			add();
			await upsertJo(CONSENT);
			expect(jo()).toMatchObject(KEPT);
		});

		it.each([
			['2026-01-15T10:00:00Z', '2026-01-15T10:00:00+00:00'],
			['2026-01-15T10:00:00+02:00', '2026-01-15T08:00:00+00:00'],
			['2026-01-15 23:30:00', '2026-01-16T04:30:00+00:00'],
			[
				"={{ DateTime.fromISO('2026-01-15T10:00:00', { zone: 'Asia/Tokyo' }) }}",
				'2026-01-15T01:00:00+00:00',
			],
		])('the time %j is %j', async (optInTime, kept) => {
			await upsertJo({ optInTime });
			expect(jo()).toMatchObject({ timestamp_opt: kept });
		});

		it('stays as it is without the options, and without a value', async () => {
			Object.assign(add(), { ipOpt: '198.51.100.1', timestampSignup: '2020-01-01T00:00:00+00:00' });
			const before = jo()?.timestamp_opt;
			await upsertJo({});
			const empty = '={{ $json.nothing }}';
			await upsertJo({ optInIp: empty, optInTime: empty, signUpIp: '', signUpTime: '' });
			expect(jo()).toMatchObject({
				ip_opt: '198.51.100.1',
				timestamp_opt: before,
				timestamp_signup: '2020-01-01T00:00:00+00:00',
			});
		});

		it.each([
			['optInIp', 'Opt-In IP', 'localhost'],
			['signUpIp', 'Sign-Up IP', '203.0.113.7, 10.0.0.1'],
			['optInTime', 'Opt-In Time', 'yesterday'],
			['signUpTime', 'Sign-Up Time', '31/31/2026'],
		])('the option %s that is none is an error that names it', async (name, label, value) => {
			const { error } = await upsertJo(
				{ [name]: '={{ $json.value }}' },
				{ items: [creator({ value }), ...creators(others)] },
			);
			expectError(error, `The parameter ${label} is no`, { reason: 'invalid_input' });
			expect(jo()).toBeUndefined();
		});

		it('an IP address that Mailchimp refuses is an error of its item alone', async () => {
			const { error } = await upsertJo(
				{ optInIp: '={{ $json.value }}' },
				{ items: [creator({ value: '999.1.1.1' }), ...creators(others)] },
			);
			expectError(error, 'ip_opt', { httpCode: '400' });
			expect(jo()).toBeUndefined();
		});
	});

	describe('Hold on Status', () => {
		it.each(['unsubscribed', 'cleaned', 'archived', 'transactional'] as const)(
			'without it, a contact that is %s is held',
			async (status) => {
				add({ status });
				const { error } = await upsertJo({});
				expectError(error, 'The contact ', { reason: status });
				expect(tagsOfJo()).toEqual([]);
			},
		);

		it('the statuses that it does not name do not hold', async () => {
			add({ status: 'transactional' });
			const { json } = await upsertJo({ holdOnStatus: ['archived'] });
			expect(json).toMatchObject({ status: 'transactional', tags_added: ['new-affiliate'] });
			expect(tagsOfJo()).toEqual(['new-affiliate']);
			expect(mailsToJo()).toEqual([]);
		});

		it.each([
			['archived', ['archived']],
			['pending', ['pending', 'archived']],
			['unsubscribed', '={{ ["Unsubscribed", "archived"] }}'],
			['unsubscribed', '={{ "UNSUBSCRIBED" }}'],
		] as const)('one that is %s is held by %j', async (status, names) => {
			add({ status });
			const holdOnStatus = typeof names === 'string' ? names : [...names];
			const { error } = await upsertJo({ holdOnStatus });
			expectError(error, 'The contact ', { reason: status });
			expect(jo()).toMatchObject({ status });
			expect(tagsOfJo()).toEqual([]);
		});

		it('an empty list holds nobody, and revives nobody', async () => {
			add({ status: 'unsubscribed' });
			const { json } = await upsertJo({ holdOnStatus: [] });
			expect(json).toMatchObject({ status: 'unsubscribed', tags_added: ['new-affiliate'] });
			expect(mailsToJo()).toEqual([]);
		});
	});
});

describe.each(['create', 'update'])('Contact: %s', (operation) => {
	const run = async (options: INodeParameters): Promise<IDataObject> => {
		const parameters = {
			resource: 'contact',
			operation,
			mergeFields: { mappingMode: 'defineBelow', value: {} },
			tagsToAdd: {},
			options,
		};
		const result = await runOnContacts(theHub(), parameters, [{ email: JO }], CONTINUE);
		return outputOf(result, 'Node')[0].json;
	};
	beforeEach(() => {
		if (operation === 'update') add();
	});

	it('keeps consent too', async () => {
		expect(await run(CONSENT)).toMatchObject({ status: 'subscribed' });
		expect(jo()).toMatchObject(KEPT);
	});

	it('holds on the statuses that it names', async () => {
		expect(await run({ holdOnStatus: ['subscribed'] })).toMatchObject({
			details: { reason: 'subscribed' },
		});
		expect(mailchimp().tagsOf(theHub().audienceId, JO)).toEqual([]);
	});
});
