import {
	audienceProblems,
	requiredFieldsProblems,
} from '../../../nodes/Mailchimp/actions/audience/preparation';
import { audienceItem } from '../../../nodes/Mailchimp/transport/audiences';

const audience = {
	id: 'a1',
	name: 'Creators',
	double_optin: false,
	permission_reminder: 'You applied.',
	campaign_defaults: { from_email: 'hello@shop.example' },
	contact: { address1: '1 Market Street' },
	stats: { member_count: 7 },
};

const codes = (more: object) => audienceProblems({ ...audience, ...more }).map(({ code }) => code);

it('shows an audience flat', () => {
	expect(audienceItem(audience)).toMatchObject({ id: 'a1', double_optin: false, member_count: 7 });
	expect(audienceItem({})).toMatchObject({ double_optin: false, member_count: undefined });
});

describe('problems of an audience', () => {
	it('has none when everything is set', () => expect(codes({})).toEqual([]));

	it.each([
		[{ double_optin: true }, 'double_optin'],
		[{ campaign_defaults: { from_email: ' ' } }, 'no_from_email'],
		[{ campaign_defaults: undefined }, 'no_from_email'],
		[{ contact: { company: 'x' } }, 'no_address'],
		[{ permission_reminder: '' }, 'no_permission_reminder'],
	])('%j: %s', (more, code) => expect(codes(more)).toEqual([code]));

	it('says nothing about an address that the answer leaves out', () => {
		expect(codes({ contact: undefined })).toEqual([]);
	});

	it('are warnings: they may be as they are meant to be', () => {
		expect(audienceProblems({ double_optin: true }).map(({ severity }) => severity)).toEqual([
			'warning',
			'warning',
			'warning',
		]);
	});
});

it('names the fields that the audience requires', () => {
	const fields = [
		{ tag: 'A', required: true },
		{ tag: 'B', required: false },
		{ tag: 'C', required: true },
	];
	expect(requiredFieldsProblems(fields)).toMatchObject([
		{ code: 'required_merge_fields', message: expect.stringContaining('for A, C,') },
	]);
	expect(requiredFieldsProblems([{ tag: 'B', required: false }])).toEqual([]);
});
