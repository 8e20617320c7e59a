import { LANGUAGES } from '../../../../nodes/CreatorProgram/words';
import { FULL, mailsWith } from './mail';

const KNOWN = [
	...['AFFLINK', 'COUPON', 'FNAME', 'LASTCOMM', 'NEXTTIER', 'TIER', 'UNPAID', 'EMAIL'],
	...['HTML:LIST_ADDRESS_HTML', 'LIST:ADDRESS', 'LIST:COMPANY', 'UNIQID', 'UNSUB'],
];

describe.each(LANGUAGES)('the mails in %s', (language) => {
	// Read by people before they were kept. After a change that is wanted: add -u, and read the difference.
	it.each(mailsWith({ language, ...FULL }).map((mail) => ({ ...mail })))(
		'$name is as it was',
		(mail) => {
			expect(mail).toMatchSnapshot();
		},
	);

	it('ask Mailchimp only for merge tags that there are, and nest no conditions', () => {
		for (const settings of [{ language }, { language, ...FULL }]) {
			for (const { html, text, subject, preview } of mailsWith(settings)) {
				for (const part of [html, text, subject, preview]) {
					const tags = [...part.matchAll(/\*\|([^|]*)\|\*/g)].map(([, tag]) => tag);
					const plain = tags.filter((tag) => !/^(?:IF:|ELSE:|END:IF)/.test(tag));
					expect(plain.filter((tag) => !KNOWN.includes(tag))).toEqual([]);
					const order = tags.filter((tag) => /^(?:IF:|ELSE:|END:IF)/.test(tag));
					const flow = order.map((tag) => tag.replace(/:.*/, '')).join(' ');
					expect(flow).toMatch(/^(?:IF (?:ELSE )?END ?)*$/);
					const rest = part.replace(/\*\|[^|]*\|\*/g, '');
					expect(rest).not.toMatch(/\*\||\|\*|\[\[|\]\]/);
				}
			}
		}
	});

	it('say when they go out, after which tag, and on which plan', () => {
		const rows = mailsWith({ language }).map((mail) => [
			mail.tag,
			mail.day,
			mail.wait_days,
			mail.only_if_tag,
			mail.unless_tag,
			mail.plan,
		]);
		expect(rows).toEqual([
			['new-affiliate', 0, 0, '', '', 'essentials'],
			['new-affiliate', 1, 1, '', '', 'essentials'],
			['new-affiliate', 3, 2, '', '', 'essentials'],
			['new-affiliate', 6, 3, 'link-live', '', 'essentials'],
			['new-affiliate', 6, 3, '', 'link-live', 'standard'],
			['new-affiliate', 13, 7, '', '', 'essentials'],
			['paypal-missing', 0, 0, '', '', 'essentials'],
		]);
	});

	it('have the names of the programme that were set', () => {
		const names = { welcomeTag: 'w', linkLiveTag: 'live', payPalMissingTag: 'pp' };
		const mails = mailsWith({ language, ...names, linkMergeField: 'MYLINK' });
		expect(mails.map(({ tag }) => tag)).toEqual(['w', 'w', 'w', 'w', 'w', 'w', 'pp']);
		expect(JSON.stringify(mails)).not.toContain('AFFLINK');
		expect(mails[0].html).toContain('href="*|MYLINK|*"');
		expect(mails[0].text).toContain('\n*|MYLINK|*\n');
	});
});

it('no German text was left in English', () => {
	const [english, german] = LANGUAGES.map((language) =>
		mailsWith({ language }).map(({ text }) => text.split('\n')),
	);
	const same = german.flatMap((lines, index) =>
		lines.filter((line) => /[a-z]{3} [a-z]{3}/.test(line) && english[index].includes(line)),
	);
	expect(same).toEqual([]);
});
