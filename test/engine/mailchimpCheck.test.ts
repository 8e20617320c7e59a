import { errorOf } from './support/engine';
import { runMailchimp, sentToMailchimp } from './support/mailchimp';
import {
	audience,
	check,
	expectClean,
	mailchimp,
	others,
	parameters,
	row,
	rowIn,
	rowsOf,
	setTheScene,
	TEST,
	theHub,
} from './support/mailchimpCheck';
import { CONTINUE, itemsOf } from './support/refersion';

setTheScene();

it('has one row for each question, and leaves nothing behind', async () => {
	const before = others();
	const run = await check();
	const items = itemsOf(run);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
	const rows = rowsOf(run);
	expect(rows.map((each) => [each.check, each.state])).toEqual([
		['Double opt-in', 'ok'],
		['Link merge field', 'ok'],
		['Key merge field', 'ok'],
		['Required merge fields', 'ok'],
		['Room for merge fields', 'ok'],
		['Plan', 'unknown'],
		['Pending contacts with a tag', 'unknown'],
		['Two workflows, same names', 'ok'],
		['Tags in a batch', 'ok'],
		['Tags in create or update', 'ok'],
		['Which tags start a journey', 'unknown'],
		['Members of a tag', 'ok'],
		['Contact by unique email ID', 'ok'],
		['Long links', 'ok'],
		['The test contact', 'ok'],
	]);
	for (const each of rows) {
		expect(Object.keys(each)).toEqual([
			...['service', 'check', 'state', 'found', 'what_follows', 'setting', 'fact'],
		]);
	}
	expect(JSON.stringify(rows)).not.toMatch(/@|shop\.com|creators\.com|c1/);
	expectClean(before);
});

it('never gives the test contact a status to which mail goes', async () => {
	await check();
	const statuses = mailchimp().requests.flatMap(({ body }) =>
		[...JSON.stringify(body ?? {}).matchAll(/"status(?:_if_new)?":"(\w+)"/g)].map(
			([, word]) => word,
		),
	);
	// "active" is that of a tag.
	expect(new Set(statuses)).toEqual(new Set(['transactional', 'active']));
	expect(
		mailchimp().requests.some(({ body }) =>
			JSON.stringify(body ?? {}).includes('"is_syncing":true'),
		),
	).toBe(true);
});

describe('both ways of what is not documented', () => {
	it.each(['added', 'ignored'] as const)('tags in a batch: %s', async (way) => {
		mailchimp().switches.batchTagsOnExisting = way;
		expect(await row('Tags in a batch')).toMatchObject({
			state: 'ok',
			fact: `batchTagsOnExisting = ${way}`,
		});
	});

	it.each(['added', 'ignored'] as const)('tags in a PUT: %s', async (way) => {
		mailchimp().switches.putTagsOnExisting = way;
		expect(await row('Tags in create or update')).toMatchObject({
			fact: `putTagsOnExisting = ${way}`,
		});
	});

	it.each([true, false])('pending contacts in the list of a tag: %s', async (isListed) => {
		mailchimp().switches.segmentsListPending = isListed;
		mailchimp().addMember(theHub().audienceId, {
			email: 'wait@creators.com',
			status: 'pending',
			tags: ['new-affiliate'],
		});
		expect(await row('Pending contacts with a tag')).toMatchObject({
			state: 'ok',
			fact: `segmentsListPending = ${isListed}`,
		});
		expect(mailchimp().member(theHub().audienceId, 'wait@creators.com')).toMatchObject({
			status: 'pending',
		});
	});

	it.each([
		[0, 'ok', 'listsLack = 0'],
		[0.5, 'attention', 'listsLack > 0'],
	] as const)('lists that lack a share of %d', async (share, state, fact) => {
		mailchimp().switches.listsLack = share;
		const rows = rowsOf(await check());
		expect(rowIn(rows, 'Members of a tag')).toMatchObject({ state, fact });
		// A list that lacks the contact does not tell whether it is filtered.
		expect(rowIn(rows, 'Contact by unique email ID').fact).toBe(
			share === 0 ? 'uniqueEmailIdFilter = true' : '',
		);
	});

	it.each([
		[true, 'ok'],
		[false, 'attention'],
	] as const)('the filter by unique email id: %s', async (isFiltered, state) => {
		mailchimp().switches.uniqueEmailIdFilter = isFiltered;
		expect(await row('Contact by unique email ID')).toMatchObject({
			state,
			fact: `uniqueEmailIdFilter = ${isFiltered}`,
		});
	});

	it.each([
		['stored', 'ok', 'stored whole'],
		['cut', 'attention', 'cut at 255'],
		['changed', 'attention', 'otherwise than sent'],
		['refused', 'attention', 'was refused'],
	] as const)('long links: %s', async (way, state, found) => {
		mailchimp().switches.longUrls = way;
		const seen = await row('Long links');
		expect(seen).toMatchObject({ state, fact: `longUrls = ${way}` });
		expect(seen.found).toContain(found);
	});

	it.each([true, false])('a limit of merge fields that is shown: %s', async (isShown) => {
		mailchimp().switches.showMergeFieldLimit = isShown;
		expect(await row('Room for merge fields')).toMatchObject({
			state: isShown ? 'ok' : 'unknown',
			fact: `showMergeFieldLimit = ${isShown}`,
		});
	});

	it.each([true, false])('double opt-in: %s', async (isOn) => {
		audience().doubleOptin = isOn;
		expect(await row('Double opt-in')).toMatchObject({ state: isOn ? 'attention' : 'ok' });
		expect(theHub().world.outbox.mails).toEqual([]);
		expect(
			[...audience().members.values()].every(({ confirmationsSent }) => confirmationsSent === 0),
		).toBe(true);
	});
});

it('a link field of type text is cut, and an audience without fields and tag is told so', async () => {
	const { id } = mailchimp().addAudience({
		mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'text' }],
	});
	theHub().audienceId = id;
	const rows = rowsOf(await check({ activeTag: 'nobody' }));
	expect(rowIn(rows, 'Link merge field')).toMatchObject({
		state: 'attention',
		fact: 'audience.link_field_type = text',
	});
	expect(rowIn(rows, 'Key merge field').found).toContain('no merge field AFFCODE');
	// Documented of a text field, and nothing about links.
	expect(rowIn(rows, 'Long links')).toMatchObject({
		found: expect.stringContaining('cut at 255'),
		fact: '',
	});
	expect(rowIn(rows, 'Two workflows, same names').state).toBe('unknown');
	expect(audience().mergeFields.some(({ tag }) => tag === 'AFFCODE')).toBe(false);
});

it('required merge fields do not keep it from asking', async () => {
	mailchimp().addMergeField(theHub().audienceId, {
		tag: 'SIZE',
		name: 'Size',
		type: 'text',
		required: true,
	});
	const rows = rowsOf(await check());
	expect(rowIn(rows, 'Required merge fields').found).toContain('SIZE');
	expect(rowIn(rows, 'Tags in a batch').state).toBe('ok');
});

describe('whose contact it is', () => {
	it.each(['subscribed', 'pending', 'unsubscribed', 'cleaned'] as const)(
		'one that is %s is left alone, and nothing is written',
		async (status) => {
			mailchimp().addMember(theHub().audienceId, { email: TEST, status });
			const run = await check();
			expect(errorOf(run)?.message).toContain(`it is ${status}`);
			expect(sentToMailchimp(theHub()).filter((request) => !request.startsWith('GET '))).toEqual(
				[],
			);
		},
	);

	it('tags that only begin like those of the check stay', async () => {
		mailchimp().addMember(theHub().audienceId, {
			email: 'a@creators.com',
			tags: ['creator-hub-check-batch-2'],
		});
		const before = others();
		await check();
		expectClean(before);
	});

	it.each([
		["={{ '' }}", 'is empty'],
		['nobody', 'is not an email address'],
		[`${'x'.repeat(50)}@shop.com`, 'is too long'],
	])('the address "%s" is refused before anything is asked', async (ownEmail, what) => {
		const run = await check({ ownEmail });
		expect(errorOf(run)?.message).toContain(`The parameter Your Email ${what}`);
		expect(sentToMailchimp(theHub())).toEqual([]);
	});

	it('an invented address: the rows say why, without the address, and nothing is left', async () => {
		const rows = rowsOf(await check({ ownEmail: 'jo@example.com' }));
		const seen = rowIn(rows, 'Tags in a batch');
		expect(seen.state).toBe('unknown');
		expect(seen.found).toContain('looks fake or invalid');
		expect(JSON.stringify(rows)).not.toContain('@');
		expect(rowIn(rows, 'The test contact').state).toBe('ok');
	});

	it('a wrong key is the error of the item', async () => {
		const { apiKey } = mailchimp();
		theHub().credentials.mailchimpAudienceApi = { apiKey: `x${apiKey.slice(1)}` };
		const [item] = itemsOf(await runMailchimp(theHub(), parameters(), [{}], CONTINUE));
		expect(item.json.error).toContain('API Key Invalid');
		expect(item.pairedItem).toEqual({ item: 0 });
	});
});

describe('two workflows with the same names', () => {
	it.each([
		[
			'a key on two contacts',
			{ AFFCODE: 'c1', AFFLINK: 'https://shop.refersion.com/c/c1' },
			'1 with the key of another',
		],
		[
			'a link of another key',
			{ AFFCODE: 'c2', AFFLINK: 'https://shop.refersion.com/c/c9' },
			'1 with a link that',
		],
	])('%s is told', async (_what, mergeFields, found) => {
		mailchimp().addMember(theHub().audienceId, {
			email: 'b@creators.com',
			mergeFields,
			tags: ['new-affiliate'],
		});
		const seen = await row('Two workflows, same names');
		expect(seen.state).toBe('attention');
		expect(seen.found).toContain(found);
	});
});
