import { createWorld, type World } from '../../emulators';
import { mailchimpClient } from './support';

describe('Options of Mailchimp merge fields', () => {
	let world: World;
	let call: ReturnType<typeof mailchimpClient>;
	const path = '/lists/a1/merge-fields';

	beforeEach(() => {
		world = createWorld();
		call = mailchimpClient(world);
		world.mailchimp.addAudience({ id: 'a1' });
	});

	it('are those of the type by default', async () => {
		for (const type of ['date', 'birthday', 'number', 'dropdown'] as const) {
			const tag = type.toUpperCase();
			world.mailchimp.addMergeField('a1', { tag, name: tag, type });
		}
		const { json } = await call('GET', `${path}?count=100`);
		const fields = Array.isArray(json.merge_fields) ? json.merge_fields : [];
		expect(Object.fromEntries(fields.map(({ tag, options }) => [tag, options]))).toEqual({
			FNAME: { size: 25 },
			LNAME: { size: 25 },
			ADDRESS: { default_country: 164 },
			PHONE: { phone_format: 'none' },
			DATE: { date_format: 'MM/DD/YYYY' },
			BIRTHDAY: { date_format: 'MM/DD' },
			NUMBER: {},
			DROPDOWN: { choices: [] },
		});
	});

	it('are taken, and kept when a change does not name them', async () => {
		const birthday = { name: 'B', type: 'birthday', options: { date_format: 'DD/MM' } };
		expect((await call('POST', path, birthday)).json).toMatchObject({ merge_id: 5, ...birthday });
		const phone = { name: 'P', type: 'phone', options: { phone_format: 'International' } };
		expect((await call('POST', path, phone)).json.options).toEqual({ phone_format: 'none' });
		const choices = { name: 'C', type: 'radio', options: { choices: ['a', 'b'] } };
		expect((await call('POST', path, choices)).json).toMatchObject({ merge_id: 7, ...choices });
		const changed = await call('PATCH', `${path}/7`, { name: 'D' });
		expect(changed.json).toMatchObject({ name: 'D', options: { choices: ['a', 'b'] } });
	});

	it.each([
		['birthday', { date_format: 'MM/DD/YYYY' }, 'options.date_format'],
		['date', { date_format: 'DD.MM.YYYY' }, 'options.date_format'],
		['phone', { phone_format: 'UK' }, 'options.phone_format'],
		['radio', { choices: 'a, b' }, 'options.choices'],
		['radio', ['a'], 'options'],
	])('of a %s are refused: %j', async (type, options, name) => {
		const { status, json } = await call('POST', path, { name: 'X', type, options });
		expect(status).toBe(400);
		expect(json).toMatchObject({ errors: [{ field: name }] });
	});
});
