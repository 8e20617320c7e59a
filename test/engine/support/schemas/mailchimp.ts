import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mapped, tags } from '../contacts';
import { addKeyField, compareParameters, person, syncParameters } from '../compareSync';
import { locator, type Hub } from '../hub';
import { playNode, type Scene } from './play';

const JO = 'jo@creator-mail.com';

/** Runs an operation on the audience. */
const play = async (
	hub: Hub,
	resource: string,
	operation: string,
	more: INodeParameters = {},
	items?: IDataObject[],
) => {
	const audience = locator('id', hub.audienceId);
	const common = { authentication: 'apiKey', resource, operation, audience };
	return await playNode(hub, 'mailchimpAudience', { ...common, ...more }, items);
};

/** Operations on one contact, and on its tags. */
export const contacts: Scene = async (hub) => {
	const { mailchimp } = hub.world;
	const seed = { tags: ['vip'], mergeFields: { FNAME: 'Jo', AFFLINK: 'https://shop.example/c/a' } };
	mailchimp.addMember(hub.audienceId, { email: JO, ...seed });
	mailchimp.addMember(hub.audienceId, { email: 'other@creator-mail.com' });
	const run = async (operation: string, more: INodeParameters = {}, email = JO) =>
		await play(hub, 'contact', operation, { email, ...more });
	const write = {
		mergeFields: mapped({ FNAME: 'Jo' }),
		trackingLink: 'https://shop.example/c/b',
		linkMergeField: 'AFFLINK',
		tagsToAdd: tags('new-affiliate'),
		tagsToRemove: tags('vip'),
	};
	const fresh = { ...write, options: { newContactStatus: 'subscribed' } };
	return [
		await run('get'),
		await run('getMany', { returnAll: true }),
		await run('lookUp', { outputField: 'contact' }),
		await run('upsert', fresh),
		await run('upsert', fresh, 'new@creator-mail.com'),
		await run('create', fresh, 'created@creator-mail.com'),
		await run('update', write),
		await run('changeEmail', { newEmail: 'johanna@creator-mail.com' }, 'other@creator-mail.com'),
		await run('recordEvent', { eventName: 'commission_approved', properties: {}, options: {} }),
		await run('recordEvent', {
			eventName: 'bonus',
			properties: { property: [{ name: 'amount', value: '5' }] },
			options: { onceKey: 'a-1' },
		}),
		await play(hub, 'tag', 'add', { email: JO, tags: tags('vip', 'new-affiliate') }),
		await play(hub, 'tag', 'getMany', { returnAll: true }),
		await play(hub, 'tag', 'getMembers', { tag: locator('name', 'vip'), returnAll: true }),
		await play(hub, 'tag', 'getMembers', {
			tag: locator('name', 'vi'),
			returnAll: true,
			options: { matchBeginning: true },
		}),
		await play(hub, 'tag', 'remove', { email: JO, tags: tags('vip', 'gone') }),
		await run('unsubscribe'),
		await run('archive'),
		await run('delete', {}, 'new@creator-mail.com'),
	];
};

/** Compare and Sync, with somebody on each output. */
export const inStep: Scene = async (hub) => {
	const { mailchimp } = hub.world;
	addKeyField(hub);
	const add = (number: number, more: IDataObject = {}) => {
		const { email, code, link, first_name: name } = person(number);
		mailchimp.addMember(hub.audienceId, {
			email: String(email),
			mergeFields: { AFFCODE: String(code), AFFLINK: String(link), FNAME: String(name) },
			tags: ['new-affiliate'],
			...more,
		});
	};
	add(0);
	add(1, { mergeFields: { AFFCODE: 'c1', AFFLINK: 'https://shop.example/c/old' } });
	add(2, { status: 'unsubscribed', tags: [] });
	add(4);
	const everybody = [0, 1, 2, 3, 4].map((number) =>
		person(number, number === 4 ? { status: 'DISABLED' } : {}),
	);
	const audience = locator('id', hub.audienceId);
	const compared = compareParameters({ audience, brakePeople: 0, options: { includeRight: true } });
	const one = await playNode(hub, 'mailchimpAudience', compared, everybody);
	const archived = { email: 'jo9@creator-mail.com', status: 'archived' } as const;
	mailchimp.addMember(hub.audienceId, archived);
	const approvals = [person(9), person(3), person(1)];
	return [one, await playNode(hub, 'mailchimpAudience', syncParameters({ audience }), approvals)];
};

/** Operations on what an account has beside contacts. */
export const account: Scene = async (hub) => {
	const { mailchimp } = hub.world;
	const interests = [{ id: 'i1', name: 'Beauty' }];
	const { id } = mailchimp.addAudience({
		name: 'Groups',
		interestCategories: [{ id: 'c1', title: 'Niche', type: 'checkboxes', interests }],
	});
	mailchimp.addMember(hub.audienceId, { email: JO });
	mailchimp.journeys.add({
		audienceId: hub.audienceId,
		journeyId: 2815,
		stepId: 19233,
		subject: 'Your first promotion',
		html: '<p>Hello</p>',
	});
	const field = { mergeTag: 'COUPON', name: 'Coupon', type: 'text', choices: [], options: {} };
	const size = { ...field, mergeTag: 'SIZE', name: 'Size', type: 'dropdown', choices: ['S', 'M'] };
	const step = { stepBy: 'id', journeyId: '2815', stepId: 19233, email: JO };
	return [
		await play(hub, 'audience', 'getMany', { returnAll: true }),
		await play(hub, 'group', 'getMany', { audience: locator('id', id), returnAll: true }),
		await play(hub, 'mergeField', 'createIfMissing', field),
		await play(hub, 'mergeField', 'createIfMissing', size),
		await play(hub, 'mergeField', 'getMany', { returnAll: true }),
		await play(hub, 'journey', 'triggerStep', step),
		await play(hub, 'template', 'upsert', { name: 'Welcome', html: '<p>Hello</p>', options: {} }),
		await play(hub, 'template', 'getMany', { returnAll: true }),
	];
};
