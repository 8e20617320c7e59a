import type { INodeParameters } from 'n8n-workflow';
import { requests, setTheScene, theHub, upsert } from './support/bulk';
import { creators, LINK, mapped } from './support/contacts';
import { outputOf } from './support/engine';
import { locator } from './support/hub';
import { CONTINUE, pairedJson } from './support/refersion';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

/** An audience without the fields of an affiliate programme, and the parameters that name it. */
function emptyAudience(): { id: string; parameters: INodeParameters } {
	const { id } = theHub().world.mailchimp.addAudience({ name: 'Empty' });
	const mergeFields = mapped({ FNAME: '={{ $json.name }}', AFFCODE: '={{ $json.name }}' });
	return { id, parameters: { audience: locator('id', id), mergeFields } };
}

const fieldsOf = (id: string) =>
	theHub()
		.world.mailchimp.audience(id)
		.mergeFields.filter(({ tag }) => tag.startsWith('AFF'))
		.map(({ tag, name, type, public: isPublic }) => ({ tag, name, type, public: isPublic }))
		.sort((one, other) => one.tag.localeCompare(other.tag));

const MADE = [
	{ tag: 'AFFCODE', name: 'AFFCODE', type: 'text', public: false },
	{ tag: 'AFFLINK', name: 'Tracking Link', type: 'url', public: false },
];

const ON = { createMissing: true };

/** The tags and the values of a contact. */
const stored = (id: string, email: string) => ({
	...Object(theHub().world.mailchimp.member(id, email)).merge_fields,
	tags: theHub().world.mailchimp.tagsOf(id, email),
});

function expectStored(id: string, count: number): void {
	for (let index = 0; index < count; index++) {
		expect(stored(id, `jo${index}@creator-mail.com`)).toMatchObject({
			AFFCODE: `Jo ${index}`,
			AFFLINK: `${LINK}${index}`,
			tags: ['new-affiliate'],
		});
	}
}

describe('Create Missing Fields and Tags', () => {
	it.each([
		[1, { PUT: 2, GET: 1, POST: 3 }],
		[25, { PUT: 0, GET: 1, POST: 2 + 2 + 25 }],
	])('makes the fields once, sends %d again, and tags', async (count, methods) => {
		const { id, parameters } = emptyAudience();
		const json = pairedJson(await upsert({ items: creators(count), parameters, options: ON }));
		expect(json.map(({ warnings }) => warnings)).toEqual(Array.from({ length: count }, () => []));
		expect(fieldsOf(id)).toEqual(MADE);
		expectStored(id, count);
		const all = theHub().world.mailchimp.requests.map(({ method }) => method);
		for (const [method, times] of Object.entries(methods)) {
			expect([method, all.filter((each) => each === method).length]).toEqual([method, times]);
		}
	});

	it('makes a field once for contacts that need it at the same time', async () => {
		const { id, parameters } = emptyAudience();
		theHub().world.faults.set('mailchimp', { latencyMs: [0, 20] });
		pairedJson(await upsert({ items: creators(12), parameters, options: ON }));
		expect(fieldsOf(id)).toEqual(MADE);
		expectStored(id, 12);
		expect(requests()).toMatchObject({ 'GET /merge-fields': 1, 'POST /merge-fields': 2 });
	});

	it.each(['create', 'update'])('does so in %s, too', async (operation) => {
		const { id, parameters } = emptyAudience();
		for (const { email } of operation === 'update' ? creators(25) : []) {
			theHub().world.mailchimp.addMember(id, { email: String(email) });
		}
		const all = { ...parameters, operation };
		pairedJson(await upsert({ items: creators(25), parameters: all, options: ON }));
		expect(fieldsOf(id)).toEqual(MADE);
		expectStored(id, 25);
	});

	it('makes the tag in the segment path, too', async () => {
		const { id, parameters } = emptyAudience();
		const options = { ...ON, startAutomations: 'any' };
		pairedJson(await upsert({ items: creators(25), parameters, options }));
		expectStored(id, 25);
		expect(requests()).toMatchObject({ 'POST /segments': 1, 'POST /segments/:id': 1 });
	});

	it.each([1, 25])('takes no further request for %d where nothing is missing', async (count) => {
		pairedJson(await upsert({ items: creators(count), options: ON }));
		expect(requests()).toEqual(
			count === 1
				? { 'PUT /members/:hash': 1, 'POST /members/:hash/tags': 1 }
				: { 'POST ': 1, 'POST /members/:hash/tags': 25 },
		);
	});

	it.each([1, 25])('holds %d where it is off, and says that it would help', async (count) => {
		const { id, parameters } = emptyAudience();
		const run = await upsert({ items: creators(count), parameters, node: CONTINUE });
		for (const { json } of outputOf(run, 'Node')) {
			expect(json).toMatchObject({
				error: expect.stringContaining('The audience has no merge field AFFLINK'),
				details: {
					reason: 'field_not_stored',
					description: expect.stringContaining('the option Create Missing Fields and Tags'),
				},
			});
		}
		expect(fieldsOf(id)).toEqual([]);
		expect(requests()).not.toHaveProperty('POST /merge-fields');
	});

	it.each([1, 25])('holds %d, untagged, where the audience is full', async (count) => {
		const { id, parameters } = emptyAudience();
		const audience = theHub().world.mailchimp.audience(id);
		audience.mergeFieldLimit = audience.mergeFields.length;
		const items = creators(count);
		const run = await upsert({ items, parameters, options: ON, node: CONTINUE });
		const errors = outputOf(run, 'Node').map(({ json }) => json);
		expect(errors).toHaveLength(count);
		for (const json of errors) {
			expect(json).toMatchObject({
				error: expect.stringMatching(/The audience has no room for AFF\w+: .* \(jo\d+@/),
				details: { reason: 'merge_fields_full' },
			});
		}
		expect(requests()['GET /merge-fields']).toBe(1);
		expect(stored(id, 'jo0@creator-mail.com').tags).toEqual([]);
	});

	it.each([1, 25])('holds %d for what is no merge tag, without asking for it', async (count) => {
		const { parameters } = emptyAudience();
		const mergeFields = mapped({ 'AFF-CODE': 'a3y7', VERYLONGTAG: 'x' });
		const items = creators(count);
		const all = { ...parameters, mergeFields };
		const run = await upsert({ items, parameters: all, options: ON, node: CONTINUE });
		const errors = outputOf(run, 'Node').map(({ json }) => json);
		expect(errors).toHaveLength(count);
		for (const json of errors)
			expect(json.details).toMatchObject({ reason: 'merge_field_refused' });
		expect(requests()['POST /merge-fields'] ?? 0).toBe(0);
	});
});
