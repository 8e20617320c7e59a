import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isRecord } from '../../nodes/shared/record';
import { resetHub, startHub, type Hub } from './support/hub';
import { prepare } from './support/mailchimpAudience';
import { runOnContacts } from './support/mailchimpContact';
import { withOfficialClient } from './support/officialClient/client';
import { pick, readList } from './support/officialClient/state';
import { itemsOf } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const run = async (operation: string, parameters: INodeParameters = {}): Promise<IDataObject[]> => {
	const [resource, name] = operation.split('.');
	const all = { resource, operation: name, ...parameters };
	return itemsOf(await runOnContacts(hub, all)).map(({ json }) => json);
};

const mergeFields = async () => await readList(hub, 'lists.getListMergeFields', 'merge_fields');

/** A merge field as the client sees it, in the words of our output. */
const withAudience = ({ list_id, ...field }: IDataObject): IDataObject => ({
	...field,
	audience_id: list_id,
});

const rowsOf = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter(isRecord) : [];

describe("Mailchimp's client sees what the node reports", () => {
	it('of a merge field that was created', async () => {
		const [item] = await run('mergeField.createIfMissing', {
			mergeTag: 'TIER',
			name: 'Tier',
			type: 'dropdown',
			choices: ['Gold', 'Silver'],
			options: { help_text: 'Your tier', default_value: 'Silver' },
		});
		const { created, warnings, ...field } = item;
		expect([created, warnings]).toEqual([true, []]);
		const found = (await mergeFields()).find(({ tag }) => tag === 'TIER');
		expect(field).toEqual(withAudience(found ?? {}));
	});

	it('of all merge fields', async () => {
		const items = await run('mergeField.getMany', { returnAll: true });
		expect(items).toEqual((await mergeFields()).map(withAudience));
		expect(items).toHaveLength(5);
	});

	it('of an audience that was prepared', async () => {
		const { wantedMergeFields, wantedTags } = prepare(hub);
		const [report] = await run('audience.prepare', { wantedMergeFields, wantedTags });
		const columns = ['tag', 'name', 'type'];
		const fields = new Map((await mergeFields()).map((field) => [field.tag, pick(field, columns)]));
		for (const row of rowsOf(report.merge_fields)) {
			expect(pick(row, columns)).toEqual(fields.get(row.tag));
		}
		expect(rowsOf(report.merge_fields)).toHaveLength(15);

		const namesOf = (rows: IDataObject[]) => rows.map(({ name }) => name).sort();
		const names = namesOf(rowsOf(report.tags));
		expect(names).toHaveLength(5);
		const segments = await readList(hub, 'lists.listSegments', 'segments', undefined, {
			type: 'static',
		});
		expect(namesOf(segments)).toEqual(names);
		const found = await readList(hub, 'lists.tagSearch', 'tags');
		expect(namesOf(found)).toEqual(names);

		const audience = await withOfficialClient(
			hub,
			async (call) => await call('lists.getList', hub.audienceId),
		);
		expect(pick(report, ['name', 'double_optin'])).toEqual(
			pick(audience, ['name', 'double_optin']),
		);
		expect(report.audience_id).toBe(audience.id);
	});

	it('of audiences', async () => {
		hub.world.mailchimp.addAudience({ name: 'Customers', doubleOptin: true });
		const items = await run('audience.getMany', { returnAll: true });
		const lists = await readList(hub, 'lists.getAllLists', 'lists', []);
		const names = ['id', 'name', 'web_id', 'double_optin', 'marketing_permissions', 'date_created'];
		const counts = ['member_count', 'unsubscribe_count', 'cleaned_count', 'merge_field_count'];
		const seen = lists.map(({ stats, ...list }) => ({
			...pick(list, names),
			...pick(isRecord(stats) ? stats : {}, counts),
		}));
		expect(items).toEqual(seen);
		expect(items).toHaveLength(2);
	});

	it.each([{}, { filters: { prefix: 'TIER' } }])('of tags: %j', async (parameters) => {
		const names = ['tier-gold', 'Tier-Silver', 'vip'];
		hub.world.mailchimp.addMember(hub.audienceId, { email: 'jo@creator-mail.com', tags: names });
		const items = await run('tag.getMany', { returnAll: true, ...parameters });
		const options = parameters.filters === undefined ? {} : { name: parameters.filters.prefix };
		const found = await readList(hub, 'lists.tagSearch', 'tags', undefined, options);
		expect(items).toEqual(found.map((tag) => ({ ...tag, audience_id: hub.audienceId })));
		expect(items).toHaveLength(parameters.filters === undefined ? 3 : 2);
	});

	it('of templates', async () => {
		hub.world.mailchimp.addTemplate({ name: 'Welcome 1' });
		hub.world.mailchimp.addTemplate({ name: 'Ready-made', type: 'base' });
		const written: IDataObject[] = [];
		for (const name of ['Welcome 1', 'Welcome 2']) {
			const html = `<p>${name}</p>`;
			written.push(...(await run('template.upsert', { name, html, options: { folderId: 'f1' } })));
		}
		expect(written.map(({ result }) => result)).toEqual(['updated', 'created']);
		const items = await run('template.getMany', { returnAll: true });
		const templates = await readList(hub, 'templates.list', 'templates', [], { type: 'user' });
		expect(items).toEqual(templates.map((each) => pick(each, Object.keys(items[0]))));
		expect(items).toEqual(written.map(({ result, ...item }) => (result ? item : {})));
	});
});
