import { isDesigned, templatesNamed } from '../../../nodes/Mailchimp/actions/template/upsert';

const template = (more: object = {}) => ({
	id: 1,
	name: 'Welcome 1',
	type: 'user',
	active: true,
	...more,
});

describe('templates with a name', () => {
	it.each([
		[template({ name: ' WELCOME 1 ' }), 1],
		[template({ name: 'Welcome' }), 0],
		[template({ active: false }), 0],
		[template({ type: 'gallery' }), 0],
		[template({ active: undefined }), 1],
	])('%j: %d', (candidate, count) => {
		expect(templatesNamed([candidate], 'Welcome 1')).toHaveLength(count);
	});
});

it.each([
	[{ drag_and_drop: true }, true],
	[{ content_type: 'multichannel' }, true],
	[{ content_type: 'html', drag_and_drop: false }, false],
	[{ content_type: 'template', drag_and_drop: false }, false],
	[{}, false],
])('%j was built in the editor: %s', (more, expected) => {
	expect(isDesigned(template(more))).toBe(expected);
});
