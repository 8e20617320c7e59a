import { createWorld, subscriberHash, type World } from '../../emulators';
import { mailchimpClient } from './support';

const ANNA = 'anna@creators.example';

describe('merge tags in the mails of journeys', () => {
	let world: World;

	beforeEach(() => {
		world = createWorld({ now: () => new Date('2026-03-01T12:00:00Z') });
	});

	const render = async (html: string, mergeFields = {}, text?: string) => {
		world.reset();
		world.mailchimp.addAudience({
			id: 'a1',
			company: 'Bikes & Co',
			address: '1 Main St',
			mergeFields: [
				{ tag: 'AFFLINK', name: 'Link', type: 'url' },
				{ tag: 'TIER', name: 'Tier', type: 'text', default_value: 'Starter' },
			],
		});
		world.mailchimp.journeys.add({
			audienceId: 'a1',
			tag: 'new-affiliate',
			subject: 'Welcome',
			html,
			...(text !== undefined && { text }),
		});
		const { uniqueEmailId } = world.mailchimp.addMember('a1', { email: ANNA, mergeFields });
		await mailchimpClient(world)('POST', `/lists/a1/members/${subscriberHash(ANNA)}/tags`, {
			tags: [{ name: 'new-affiliate', status: 'active' }],
		});
		const [mail] = world.outbox.mails;
		return { html: mail?.html, text: mail?.text, uniqueEmailId };
	};

	it('escape values in HTML, not in text', async () => {
		const { html, text } = await render(
			'*|FNAME|* *|LIST:COMPANY|*',
			{ FNAME: '<b>"A"</b>' },
			'*|FNAME|* *|LIST:COMPANY|*',
		);
		expect(html).toBe('&lt;b&gt;&quot;A&quot;&lt;/b&gt; Bikes &amp; Co');
		expect(text).toBe('<b>"A"</b> Bikes & Co');
	});

	it('know the contact, the audience and the mail; unknown ones are empty', async () => {
		const { html, uniqueEmailId } = await render(
			'*|EMAIL|*,*|UNIQID|*,*|LIST:ADDRESS|*,*|HTML:LIST_ADDRESS_HTML|*,*|CURRENT_YEAR|*,*|TIER|*,[*|NOSUCH|*]',
		);
		expect(html).toBe(`${ANNA},${uniqueEmailId},1 Main St,1 Main St,2026,Starter,[]`);
		const links = await render('<a href="*|UNSUB|*">x</a><a href="*|ARCHIVE|*">y</a>');
		expect(world.outbox.mails[0]?.links).toEqual([
			expect.stringContaining('/unsubscribe?u=demo&id=a1'),
			expect.stringContaining('mailchi.mp'),
		]);
		expect(links.html).toContain('&amp;id=a1');
	});

	it.each([
		[{ FNAME: 'Anna' }, 'Hi Anna!'],
		[{}, 'Hi there!'],
	])('IF, ELSE, END:IF with %j', async (mergeFields, expected) => {
		const { html } = await render('Hi *|IF:FNAME|**|FNAME|**|ELSE:|*there*|END:IF|*!', mergeFields);
		expect(html).toBe(expected);
	});

	it('compare and nest', async () => {
		const template =
			'*|IF:FNAME=Anna|*A*|IF:LNAME|*B*|ELSE:|*C*|END:IF|**|END:IF|**|IF:FNAME!=Anna|*D*|END:IF|*';
		expect((await render(template, { FNAME: 'Anna' })).html).toBe('AC');
		expect((await render(template, { FNAME: 'Anna', LNAME: 'Lee' })).html).toBe('AB');
		expect((await render(template, { FNAME: 'Bo' })).html).toBe('D');
	});
});
