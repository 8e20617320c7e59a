import type { Operation, Operations } from '../context';
import { checkFields, objects, text, unprocessable } from '../validate';

const newSkuCommission: Operation = (body, { state }) => {
	checkFields(body, {
		offer_id: { type: 'integer', required: true },
		skus: { type: 'objects', required: true },
	});
	if (!state.switches.skuCommissionsInPlan) {
		throw unprocessable('Your account plan does not support this feature (error 1).');
	}
	const skus = objects(body.skus);
	if (skus.length > 50) throw unprocessable('Only 50 sku records can be processed per request.');
	for (const each of skus) {
		checkFields(each, {
			sku: { type: 'string', required: true },
			commission_type: {
				type: 'string',
				required: true,
				values: ['PERCENT_OF_SALE', 'FLAT_RATE'],
			},
			commission_amount: { type: 'string', required: true },
			product_description: { type: 'string' },
		});
	}
	const offerId = Number(body.offer_id);
	if (!state.offers.has(offerId)) throw unprocessable('Offer ID does not exist (error 1).');
	const added: string[] = [];
	const duplicates: string[] = [];
	for (const each of skus) {
		const sku = text(each.sku) ?? '';
		const key = `${offerId}:${sku}`;
		(state.skuCommissions.has(key) ? duplicates : added).push(sku);
		state.skuCommissions.add(key);
	}
	return { duplicate_not_added: duplicates, added };
};

/** The link of a report lives two minutes (`expire_time`, Unix seconds). */
const reportingLink: Operation = (body, { state }) => {
	checkFields(body, { report_id: { type: 'integer', required: true } });
	const id = Number(body.report_id);
	const report = state.reports.get(id);
	const now = state.now().getTime();
	if (report === undefined || report.expiresAt < now) {
		throw unprocessable('Report ID not Found or Expired (error 5).');
	}
	if (!report.ready) throw unprocessable('File is not available');
	return {
		download_link: `https://www.refersion.com/api/reporting/download/37/${id}/154a`,
		expire_time: Math.floor(now / 1000) + 120,
	};
};

export const offerOperations: Operations = {
	'/offer/new_sku_commission': newSkuCommission,
	'/reporting/link': reportingLink,
};
