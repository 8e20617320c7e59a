import type { IDataObject } from 'n8n-workflow';
import { readMember } from '../../../nodes/Mailchimp/contact';
import { memberBody, type ContactWrite } from '../../../nodes/Mailchimp/write/contactWrite';
import {
	checkAfterWrite,
	checkBeforeSending,
	isWebLink,
	NOT_MAILED,
	statusAtOnce,
	statusChange,
} from '../../../nodes/Mailchimp/write/hold';
import { codeOf, member, STATUSES, write } from './support';

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
		const reason = (mergeFields: IDataObject, more: Partial<ContactWrite> = {}) =>
			codeOf(() => checkBeforeSending(write({ mergeFields, linkTag: 'AFFLINK', ...more })));
		const requiredTags = ['COUPON'];
		expect(reason({})).toBe('empty_link');
		expect(reason({ AFFLINK: '' })).toBe('empty_link');
		expect(reason({ AFFLINK: 'x' })).toBe('bad_link');
		expect(reason({ AFFLINK: 'https://x.com' }, { requiredTags })).toBe('empty_field');
		expect(reason({ AFFLINK: 'https://x.com', COUPON: '' }, { requiredTags })).toBe('empty_field');
		expect(reason({ AFFLINK: 'https://x.com', COUPON: 'C' }, { requiredTags })).toBeUndefined();
		expect(reason({}, { linkTag: '' })).toBeUndefined();
	});

	const cut = { tag: 'AFFLINK', isUnknown: false, isCut: true };

	it.each([{}, { id: 'x' }, { status: 'subscribed' }])(
		'holds a contact of which the answer says only %j',
		(body) => {
			expect(codeOf(() => checkAfterWrite(write(), readMember(body), []))).toBe('unclear_answer');
		},
	);

	it.each(NOT_MAILED)('holds who is %s, unless told otherwise', (status) => {
		const check = (holdOn: string[]) =>
			codeOf(() => checkAfterWrite(write({ holdOn }), member(status), []));
		expect(check(NOT_MAILED)).toBe(status);
		expect(check(NOT_MAILED.filter((each) => each !== status))).toBeUndefined();
	});

	it('lets subscribed and pending contacts pass, unless told otherwise', () => {
		for (const status of ['subscribed', 'pending']) {
			expect(codeOf(() => checkAfterWrite(write(), member(status), []))).toBeUndefined();
			const hold = write({ holdOn: [status] });
			expect(codeOf(() => checkAfterWrite(hold, member(status), []))).toBe(status);
		}
	});

	it('holds a required field that was not stored, and only a required one', () => {
		const link = write({ linkTag: 'AFFLINK' });
		expect(() => checkAfterWrite(link, member('subscribed'), [cut])).toThrow(
			'Mailchimp cut the Tracking Link in the merge field AFFLINK (jo@creator-mail.com)',
		);
		expect(codeOf(() => checkAfterWrite(link, member('subscribed'), [cut]))).toBe(
			'field_not_stored',
		);
		const other = write({ requiredTags: ['FNAME'] });
		expect(codeOf(() => checkAfterWrite(other, member('subscribed'), [cut]))).toBeUndefined();
	});
});

describe('the status after the first write', () => {
	it('is left alone unless an option says otherwise', () => {
		for (const status of STATUSES) expect(statusChange(write(), status)).toBeUndefined();
	});

	it.each(['subscribed', 'pending'])('archived: revived as a new contact, %s', (statusIfNew) => {
		const revive = write({ reviveArchived: true, statusIfNew });
		expect(statusChange(revive, 'archived')).toMatchObject({
			status: statusIfNew,
			warning: expect.stringContaining('has been revived'),
		});
		for (const status of STATUSES.filter((each) => each !== 'archived')) {
			expect(statusChange(revive, status)).toBeUndefined();
		}
	});

	it('unsubscribed: asked, and nobody else is', () => {
		const ask = write({ askAgain: true });
		expect(statusChange(ask, 'unsubscribed')).toMatchObject({ status: 'pending' });
		for (const status of STATUSES.filter((each) => each !== 'unsubscribed')) {
			expect(statusChange(ask, status)).toBeUndefined();
		}
	});

	it('unsubscribed on purpose: not asked', () => {
		const ask = write({ askAgain: true, chosenStatuses: ['keep', 'unsubscribed'] });
		expect(statusChange(ask, 'unsubscribed')).toBeUndefined();
	});

	it('subscribed waits until it is known who has been asked', () => {
		const both = write({
			askAgain: true,
			status: 'subscribed',
			chosenStatuses: ['subscribed', 'pending'],
			statusIfNew: 'pending',
		});
		expect(statusAtOnce(both)).toBeUndefined();
		expect(memberBody(both, statusAtOnce(both))).not.toHaveProperty('status');
		expect(statusChange(both, 'pending')).toBeUndefined();
		expect(statusChange(both, 'unsubscribed')).toMatchObject({ status: 'pending' });
		expect(statusChange(both, 'transactional')).toMatchObject({ status: 'subscribed' });
		expect(statusChange(both, 'archived')).toMatchObject({ status: 'subscribed' });
		expect(statusChange(both, 'cleaned')).toBeUndefined();
		const whenNew = { ...both, chosenStatuses: ['subscribed', 'transactional'] };
		expect(statusChange(whenNew, 'transactional')).toBeUndefined();
	});

	it('other statuses are sent at once', () => {
		expect(statusAtOnce(write({ status: 'subscribed' }))).toBe('subscribed');
		expect(statusAtOnce(write({ askAgain: true, status: 'pending' }))).toBe('pending');
	});
});
