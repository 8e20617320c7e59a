import type { INodeParameters } from 'n8n-workflow';
import { locator, type Hub } from '../hub';
import { addAnn } from '../standing';
import { playNode, playTemplate, type Scene } from './play';

/** Every field that Refersion keeps of an affiliate. */
const FULL = {
	first_name: 'Sarah',
	last_name: 'Bell',
	email: 'sarah@creator-mail.com',
	company_name: 'Bell',
	paypal_email: 'money@creator-mail.com',
	address1: 'Street 1',
	address2: 'Floor 2',
	city: 'Berlin',
	state: 'BE',
	zip: '10115',
	country: 'DE',
	phone: '+49 30 1',
	status: 'ACTIVE',
	custom_fields: [{ id: 1234, label: 'Site', value: 'https://linktr.ee/sarah' }],
} as const;

/** The products of an order. */
const LINES = { items: { item: [{ sku: 'PROD_A', price: '5.50', quantity: 2, name: '' }] } };

const play = async (hub: Hub, resource: string, operation: string, more: INodeParameters = {}) =>
	await playNode(hub, 'refersion', { resource, operation, ...more });

/** Operations on affiliates. */
export const affiliates: Scene = async (hub) => {
	const { refersion } = hub.world;
	const { id } = refersion.addAffiliate({ ...FULL, custom_fields: [...FULL.custom_fields] });
	const affiliate = locator('id', String(id));
	const run = async (operation: string, more: INodeParameters = {}) =>
		await play(hub, 'affiliate', operation, { affiliate, ...more });
	const options = { includePayPal: true, includeLink: true };
	const ann = locator('id', String(addAnn(hub)));
	return [
		await run('get'),
		await run('getMany', { returnAll: true, options }),
		await run('search', { searchBy: 'email', email: FULL.email, keyword: FULL.email }),
		await run('getStanding', {
			affiliate: ann,
			options: { since: '2026-01-01', until: '2026-12-31' },
		}),
		await run('getStanding', { affiliate: ann }),
		await run('update', { updateFields: { city: 'Hamburg' } }),
		await run('changeStatus', { status: 'DISABLED' }),
		await run('create', {
			first_name: 'Bill',
			last_name: 'Smith',
			email: 'bill@creator-mail.com',
			status: 'ACTIVE',
			additionalFields: { city: 'Berlin', offer: '1234' },
		}),
	];
};

/** Operations on sales and money, and on what leads to them. */
export const sales: Scene = async (hub) => {
	const { refersion } = hub.world;
	const { id, code } = refersion.addAffiliate({ status: 'ACTIVE' });
	const affiliate = locator('id', String(id));
	const sale = refersion.addConversion({
		affiliateId: id,
		status: 'PENDING',
		orderId: 'A-1',
		couponCode: 'SARAH10',
	});
	const paid = refersion.addConversion({ affiliateId: id, status: 'APPROVED' });
	refersion.addPayment(id, [paid.id], 'May');
	const conversionId = String(sale.id);
	const trigger = { affiliate: locator('code', code), type: 'COUPON', trigger: 'SARAH10' };
	const since = { filters: { createdAfter: '2020-01-01' } };
	return [
		await play(hub, 'conversion', 'getMany', { returnAll: true }),
		await play(hub, 'conversion', 'getTotals', { affiliate, ...since }),
		await play(hub, 'conversion', 'changeStatus', { conversionId, status: 'APPROVED' }),
		await play(hub, 'conversion', 'creditManually', {
			affiliate,
			commission: 12.5,
			status: 'APPROVED',
			additionalFields: { currency: 'EUR', notes: 'Bonus' },
		}),
		await play(hub, 'conversion', 'creditByOrder', { affiliate, orderId: 'B-1' }),
		await play(hub, 'conversion', 'cancel', { orderId: 'A-1', ...LINES }),
		await play(hub, 'payment', 'getMany', { returnAll: true }),
		await play(hub, 'conversionTrigger', 'create', trigger),
		await play(hub, 'conversionTrigger', 'delete', trigger),
	];
};

/** Operations on the account, its offers and reports, and on orders. */
export const account: Scene = async (hub) => {
	const { refersion } = hub.world;
	const { id } = refersion.addAffiliate({ status: 'ACTIVE' });
	const sku = { sku: 'A', commissionType: 'FLAT_RATE', commissionAmount: '10', options: {} };
	const commission = { offer: locator('id', '1234'), ...sku };
	const reportId = String(refersion.addReport().id);
	return [
		await playTemplate(hub, 'check-setup', {
			set: { 'Check Mailchimp': { ownEmail: 'jo@shop.com' } },
		}),
		await play(hub, 'offer', 'getMany', { returnAll: true }),
		await play(hub, 'offer', 'addSkuCommission', commission),
		await play(hub, 'offer', 'addSkuCommission', commission),
		await play(hub, 'report', 'getDownloadLink', { reportId }),
		await play(hub, 'report', 'download', { reportId, binaryPropertyName: 'file' }),
		await play(hub, 'order', 'send', {
			orderId: '20150401102883',
			cartId: 'c0ffee-4711-cafe',
			currency: 'usd',
			...LINES,
		}),
		await play(hub, 'order', 'send', {
			orderId: '20150401102884',
			cartId: 'c0ffee-4711-cafe',
			currency: 'usd',
			...LINES,
			additionalFields: { affiliate: locator('id', String(id)) },
		}),
	];
};
