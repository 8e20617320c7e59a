import type { INodeParameters } from 'n8n-workflow';
import { locator, type Hub } from '../hub';
import { LINK } from '../linktree';
import { playNode, type Scene } from './play';

const play = async (hub: Hub, resource: string, operation: string, more: INodeParameters) =>
	await playNode(hub, 'bigCommerce', { resource, operation, ...more });

/** Operations on promotions and their codes. */
export const coupons: Scene = async (hub) => {
	const options = { startDate: '2026-01-01T12:00:00', endDate: '2099-01-31T12:00:00', maxUses: 5 };
	const made = { name: 'Creators', discountType: 'percentage', discount: 15, options };
	const first = await play(hub, 'promotion', 'create', made);
	const amount = { name: 'Ten off', discountType: 'amount', discount: 10, options: {} };
	const [{ id }] = hub.world.bigcommerce.promotions();
	const code = { promotion: locator('id', String(id)), code: 'SARAH10' };
	const limits = { options: { maxUses: 5, maxUsesPerCustomer: 1 } };
	return [
		first,
		await play(hub, 'promotion', 'create', amount),
		await play(hub, 'promotion', 'getMany', { returnAll: true }),
		await play(hub, 'promotionCode', 'create', { ...code, ...limits }),
		await play(hub, 'promotionCode', 'create', code),
		await play(hub, 'promotionCode', 'getMany', { returnAll: true }),
		await play(hub, 'promotionCode', 'delete', code),
		await play(hub, 'promotionCode', 'delete', code),
	];
};

/** Operations on a page of Linktree: with the link, with another one, and with none. */
export const pages: Scene = async (hub) => {
	const shop = { title: 'Shops', children: [{ title: 'Mine', url: LINK }] };
	const locked = {
		title: 'Secret',
		url: 'https://secret.example',
		locked: true,
		gate: { age: 18 },
	};
	const social = [{ type: 'INSTAGRAM', url: 'https://instagram.com/anna' }];
	hub.world.linktree.setProfile('anna', { links: [shop, locked], socialLinks: social });
	const wrong = { title: 'Shop', url: `${LINK}x` };
	hub.world.linktree.setProfile('bea', { links: [wrong] });
	const profiles = ['anna', 'bea', 'nobody'].map((profile) => ({ profile }));
	const run = async (operation: string, items = profiles) => {
		const parameters = { resource: 'profile', operation, profile: '={{ $json.profile }}' };
		return await playNode(hub, 'linktree', { ...parameters, link: LINK, options: {} }, items);
	};
	return [await run('checkLink'), await run('getLinks', profiles.slice(0, 2))];
};
