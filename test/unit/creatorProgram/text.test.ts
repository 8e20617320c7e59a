import type { IDataObject } from 'n8n-workflow';
import { anna, done, held, look, nobody, textOf, totals, type Look } from './support';

describe('the text of a summary', () => {
	it.each<[string, IDataObject[], string]>([
		['nothing', [], 'Nothing was to be done.'],
		['the item of nothing', [{}], 'Nothing was to be done.'],
		['everybody right', [totals({ right: 1990 })], 'Nothing was to be done. 1,990 are right.'],
		['one right', [totals({ right: 1 })], 'Nothing was to be done. 1 is right.'],
		['one new', [done('add', { mail: 'welcome' })], 'Added 1 with the welcome mail.'],
		[
			'several things',
			[
				totals({ right: 0, left: 1 }),
				...['a', 'b', 'c'].map(() => done('add', { mail: 'welcome' })),
				done('add', { changes: [{ what: 'tag', name: 't' }] }),
				done('correct'),
				done('move'),
				done('merge'),
				done('offboard'),
				done('later'),
			],
			'Added 4 (3 with the welcome mail, 1 without), corrected 1, moved 1 to a new address, merged 1 double contact, offboarded 1. 1 more is to be done, and comes next. 1 waits for the next look at everybody.',
		],
		[
			'several of each',
			[
				totals({ right: 0, left: 1200 }),
				...['add', 'move', 'merge', 'later'].flatMap((verdict) => {
					const more = { changes: [{ what: 'tag', name: 't' }] };
					return [done(verdict, more), done(verdict, { ...more, reason: 'taken_over' })];
				}),
			],
			'Added 2 without a mail, moved 2 to new addresses, merged 2 double contacts. 4 of them had the contact of a former affiliate. 1,200 more are to be done, and come next. 2 wait for the next look at everybody.',
		],
		[
			'a tag that was gone',
			[done('add', { mail: 'welcome', reason: 'tag_was_missing' })],
			'Added 1 with the welcome mail. 1 of them had code and link already, but not the tag.',
		],
		[
			'people who are asked to confirm',
			['a', 'b', 'c'].map((key) => done('add', { reason: 'waiting', key })),
			'Added 3 (asked to confirm first). Tag and welcome mail follow by themselves when they have confirmed.',
		],
		[
			'one of each way to be added',
			[
				done('add', { mail: 'welcome' }),
				done('add', { changes: [{ what: 'tag', name: 't' }] }),
				done('add', { reason: 'waiting' }),
				done('correct', { reason: 'waiting' }),
			],
			'Added 3 (1 with the welcome mail, 1 without, 1 asked to confirm first), corrected 1. Tag and welcome mail follow by themselves when they have confirmed.',
		],
		[
			'people who have not confirmed yet',
			[totals({ right: 0 }), held('waiting', { key: 'a' }), held('waiting', { key: 'b' })],
			'Nothing was to be done. 2 have not confirmed the subscription yet.',
		],
		[
			'one who has not confirmed yet, among others',
			[totals({ right: 1 }), held('waiting')],
			'Nothing was to be done. 1 is right. 1 has not confirmed the subscription yet.',
		],
	])('%s', (_what, items, text) => {
		expect(textOf(items)).toBe(text);
	});

	it('says who needs a look, what happened and what to do', () => {
		const items = [totals(), held('no_link', { what_happened: 'There is no link' })];
		expect(textOf(items)).toBe(
			'Nothing was to be done. 9 are right.\n1 needs a look:\n• Anna Bell (anna@example.com): There is no link. Look at it.',
		);
		const { told } = look(items);
		expect(textOf(items, { told })).toBe(
			'Nothing was to be done. 9 are right.\n1 is held as before.',
		);
	});

	it('says who has confirmed since, and does not count them among those who lacked the tag', () => {
		const mail = { mail: 'welcome', reason: 'tag_was_missing' };
		const confirmed = [done('add', mail), done('add', { ...mail, key: 'b' })];
		const waited = [held('waiting'), done('add', { reason: 'waiting', key: 'b' })];
		const { told } = look(waited);
		expect(textOf(confirmed, { told })).toBe(
			'Added 2 with the welcome mail. 2 of them have confirmed the subscription since.',
		);
		expect(textOf(confirmed.slice(1), { told, language: 'de' })).toBe(
			'1 mit der Willkommensmail hinzugefügt. 1 davon hat die Anmeldung inzwischen bestätigt.',
		);
		expect(textOf([...confirmed, done('add', { ...mail, key: 'c' })], { told })).toBe(
			'Added 3 with the welcome mail. 2 of them have confirmed the subscription since. 1 of them had code and link already, but not the tag.',
		);
	});

	it('writes out five, and counts the others', () => {
		const many = Array.from({ length: 17 }, (_none, index) =>
			held('no_link', { key: `k${index}` }),
		);
		const lines = String(textOf([totals(), ...many])).split('\n');
		expect(lines[1]).toBe('17 need a look:');
		expect(lines).toHaveLength(8);
		expect(lines.at(-1)).toBe('… and 12 more.');
		const { told } = look(many);
		const next = String(textOf([totals(), ...many, held('bounced', { key: 'x' })], { told }));
		expect(next).toMatch(/\n1 needs a look:\n.*\n17 are held as before\.$/);
	});

	it('names people by what there is of them', () => {
		const line = (about: IDataObject) =>
			String(textOf([held('x', { ...nobody, what_happened: 'It is so', ...about })])).split(
				'\n',
			)[2];
		expect(line({ key: 'a3y7' })).toBe('• code a3y7: It is so. Look at it.');
		expect(line({ name: 'Anna', key: 'a3y7' })).toBe('• Anna (code a3y7): It is so. Look at it.');
		expect(line({ email: 'a@b.c' })).toBe('• a@b.c: It is so. Look at it.');
		expect(line({ what_happened: 'So!', what_to_do: '' })).toBe('• So!');
	});

	it('says in which way nothing was done', () => {
		expect(textOf([held('not_compared', nobody)])).toMatch(
			/^Nothing could be done\.\n1 needs a look/,
		);
		expect(textOf([held('x'), held('y')])).toMatch(/^Nothing was done\.\n2 need a look/);
	});

	it('reads as a plan in a dry run, with the values before and after', () => {
		const items = [
			totals(),
			done('add', {
				dry_run: true,
				mail: 'welcome',
				changes: [
					{
						what: 'merge field',
						name: 'AFFLINK',
						from: null,
						to: 'https://shop.example/?rfsn=1.a3y7',
					},
					{ what: 'merge field', name: 'SIZE', from: 4 },
					{ what: 'merge field', name: 'LINK', from: 'a', to: '?' },
					{ what: 'tag', name: 'new-affiliate', from: null, to: 'new-affiliate' },
				],
			}),
			done('move', {
				dry_run: true,
				...{ name: '', email: 'new@example.com' },
				changes: [
					{ what: 'address', name: 'email', from: 'old@example.com', to: 'new@example.com' },
					{ what: 'merge field', name: 'ADDRESS', from: { city: 'Rome', zip: '1' }, to: '' },
					{ what: 'tag', name: 'affiliate-inactive', from: 'affiliate-inactive', to: null },
				],
			}),
		];
		expect(textOf(items)).toBe(
			[
				'Dry run, nothing was changed. Would add 1 with the welcome mail, move 1 to a new address. 9 are right.',
				'• Anna Bell (anna@example.com): add with the welcome mail; AFFLINK: (empty) → https://shop.example/?rfsn=1.a3y7; SIZE: 4 → (read when it is done); LINK: a → (read when it is done); with the tag new-affiliate',
				'• new@example.com: move; address: old@example.com → new@example.com; ADDRESS: Rome, 1 → (empty); without the tag affiliate-inactive',
			].join('\n'),
		);
		expect(textOf([done('right', { dry_run: true })])).toBe(
			'Dry run, nothing was changed. Nothing was to be done. 1 is right.',
		);
	});

	it('is in German throughout, where it is not somebody else who wrote it', () => {
		const german = (items: IDataObject[], run: Look = {}) =>
			textOf(items, { ...run, language: 'de' });
		const mail = { mail: 'welcome', changes: [{ what: 'tag', name: 't', from: null, to: 't' }] };
		const all = [
			totals({ right: 1_990, left: 2 }),
			done('add', mail),
			done('add', { ...mail, mail: 'none', reason: 'tag_was_missing' }),
			done('correct', { reason: 'taken_over' }),
			done('move'),
			...['merge', 'merge', 'offboard', 'later'].map((verdict) => done(verdict)),
		];
		expect(german(all)).toBe(
			'2 (1 mit der Willkommensmail, 1 ohne) hinzugefügt, 1 berichtigt, 1 auf eine neue Adresse umgestellt, 2 doppelte Kontakte zusammengeführt, 1 als ausgeschieden markiert. Bei 1 davon waren Code und Link schon da, nur das Tag fehlte. 1 davon hatte den Kontakt einer früheren Person. 1.990 sind richtig. 2 weitere sind noch zu tun und kommen als Nächstes. 1 wartet auf den nächsten Blick auf alle.',
		);
		expect(
			german([done('add', { reason: 'waiting', dry_run: true }), held('waiting', { key: 'b' })]),
		).toBe(
			[
				'Probelauf, nichts wurde geändert. Zu tun wäre: 1 (erst um Bestätigung gebeten) hinzufügen. Tag und Willkommensmail folgen nach der Bestätigung von selbst. 1 hat die Anmeldung noch nicht bestätigt.',
				'• Anna Bell (anna@example.com): hinzufügen (erst um Bestätigung gebeten)',
			].join('\n'),
		);
		expect(german([done('add', mail), done('add', { reason: 'waiting' })])).toBe(
			'2 (1 mit der Willkommensmail, 1 erst um Bestätigung gebeten) hinzugefügt. Tag und Willkommensmail folgen nach der Bestätigung von selbst.',
		);
		expect(german([done('add', { ...mail, dry_run: true })])).toBe(
			'Probelauf, nichts wurde geändert. Zu tun wäre: 1 mit der Willkommensmail hinzufügen.\n• Anna Bell (anna@example.com): hinzufügen mit der Willkommensmail; mit dem Tag t',
		);
		expect(german([held('x', { what_happened: 'Es ist so', what_to_do: '' })])).toBe(
			'Es konnte nichts getan werden.\n1 ist anzusehen:\n• Anna Bell (anna@example.com): Es ist so.',
		);
		const strange = german([{ some: 'item' }, { error: true, key: 'a3y7' }]);
		expect(strange).toContain('• Es kamen Einträge an, die nicht von Compare, Refersion oder Sync');
		expect(strange).toContain(
			'• Code a3y7: Ein Node ist gescheitert, ohne zu sagen warum. Sieh dir',
		);
	});

	it('shows five changes of a plan', () => {
		const many = Array.from({ length: 7 }, () => done('offboard', { dry_run: true }));
		const lines = String(textOf(many)).split('\n');
		expect(lines[0]).toBe('Dry run, nothing was changed. Would offboard 7.');
		expect(lines).toHaveLength(7);
		expect(lines.at(-1)).toBe('… and 2 more.');
	});

	it('has nothing of a name that is not seen, breaks lines or is markup', () => {
		const name = 'An\u0000na\u202E\nB\u200Bell <!channel>';
		expect(textOf([held('x', { ...anna, name })])).toContain(
			'• An na B ell ‹!channel› (anna@example.com): ',
		);
		expect(String(textOf([held('x', { name: 'x'.repeat(5_000) })])).length).toBeLessThan(700);
	});
});
