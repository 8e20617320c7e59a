import type { IDataObject } from 'n8n-workflow';
import { addMoneyFields, commissionNotices, keepWebhooks, newsOf, TIERS } from '../commission';
import {
	addCreator,
	ANA,
	confirmTemplate,
	LINK,
	prepareForConfirm,
	serve,
	setLinks,
	triggerOf,
	UNLIMITED,
	type Visit,
} from '../confirm';
import { errorOf, outputOf, runWorkflow } from '../engine';
import type { Hub } from '../hub';
import { playNode, playTemplate, type Played, type Scene } from './play';

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

/** An affiliate with the contact that Keep creators in step has made of it. */
function addCreatorOf(hub: Hub, name: string, contact: IDataObject = {}, affiliate = {}) {
	const { refersion, mailchimp } = hub.world;
	const made = refersion.addAffiliate({
		first_name: name,
		email: `${name}@creator-mail.com`,
		status: 'ACTIVE',
		...affiliate,
	});
	const { mergeFields, ...more } = contact;
	mailchimp.addMember(hub.audienceId, {
		email: made.email,
		mergeFields: {
			AFFCODE: made.code,
			AFFLINK: String(refersion.linkOf(made.id)),
			...Object(mergeFields),
		},
		tags: ['new-affiliate'],
		...more,
	});
	return made;
}

function addTextFields(hub: Hub, ...names: string[]): void {
	for (const tag of names) {
		hub.world.mailchimp.addMergeField(hub.audienceId, { tag, name: tag, type: 'text' });
	}
}

/** The templates that bring creators into the audience and keep them right. */
export const creators: Scene = async (hub) => {
	addTextFields(hub, 'AFFCODE');
	const { refersion } = hub.world;
	addCreatorOf(hub, 'right');
	addCreatorOf(hub, 'unsubscribed', { status: 'unsubscribed', tags: [] });
	addCreatorOf(hub, 'left', {}, { status: 'DISABLED' });
	const { id, code, email, status } = refersion.addAffiliate({
		first_name: 'New',
		email: 'new@creator-mail.com',
		status: 'ACTIVE',
	});
	const news = {
		event: 'affiliateApproved',
		topic: 'AFFILIATE_STATUS_CHANGE',
		id,
		code,
		email,
		status,
	};
	const tagGroups = { row: [{ prefix: 'tier-offer-', itemField: 'offer_id' }] };
	const settings = { Settings: { dryRun: false, tagGroups } };
	const start = 'Refersion Trigger';
	const items = [news];
	return [
		await playTemplate(hub, 'keep-creators-in-step', { set: settings }),
		await playTemplate(hub, 'keep-creators-in-step', { set: settings, start, items }),
		await playTemplate(hub, 'onboard-approved-affiliates', { start, items }),
	];
};

/** Sales as they come in, and as they are told: to somebody, to nobody, and not yet. */
export const commissions: Scene = async (hub) => {
	addMoneyFields(hub);
	keepWebhooks(hub);
	const { refersion } = hub.world;
	const anna = addCreatorOf(hub, 'anna');
	const quiet = addCreatorOf(hub, 'quiet', { status: 'unsubscribed' });
	const stranger = refersion.addAffiliate({ email: 'x@creator-mail.com', status: 'ACTIVE' });
	const played: Played[] = [];
	for (const { id } of [anna, quiet, stranger]) {
		refersion.addConversion({ affiliateId: id, commission: 5, total: 50, status: 'APPROVED' });
		for (const news of await newsOf(hub)) {
			const file = commissionNotices(hub);
			const { engine, credentials } = hub;
			const options = { start: 'Refersion Trigger', items: [news], credentials };
			played.push({ file, run: await runWorkflow(engine, file, options) });
		}
	}
	return played;
};

/** The templates that look at sales: tiers, milestones, what is unpaid, and how the programme goes. */
export const numbers: Scene = async (hub) => {
	addTextFields(hub, 'AFFCODE', 'UNPAID', 'TIER', 'NEXTTIER', 'LINKSTATUS');
	const { refersion, mailchimp } = hub.world;
	mailchimp.addMergeField(hub.audienceId, { tag: 'LINKDATE', name: 'Date', type: 'date' });
	refersion.addOffer({ id: 2, name: 'Silver', type: 'PERCENT_OF_SALE', commission: '10' });
	refersion.addOffer({ id: 3, name: 'Gold', type: 'PERCENT_OF_SALE', commission: '15' });
	const silver = addCreatorOf(hub, 'silver');
	const standard = addCreatorOf(hub, 'standard', {}, { paypal_email: 'money@creator-mail.com' });
	const [first] = [silver.offer_id];
	const sell = (affiliateId: number, commission: number, more = {}) =>
		refersion.addConversion({
			affiliateId,
			commission,
			total: commission * 10,
			status: 'APPROVED',
			created: ago(40),
			...more,
		});
	const paid = sell(silver.id, 20);
	refersion.addPayment(silver.id, [paid.id]);
	sell(silver.id, 60);
	sell(standard.id, 5);
	const tiers = { row: [{ ...TIERS[0], offerId: String(first) }, ...TIERS.slice(1)] };
	const Settings = { dryRun: false, tiers };
	const promote = async (approved: boolean) =>
		await playTemplate(hub, 'promote-creators', {
			start: 'Every day',
			set: { Settings },
			pinData: { Ask: [{ json: { data: { approved, respondedAt: ago(0).toISOString() } } }] },
		});
	const measure = { stuckAfter: { contact: 0, opened: 0, clicked: 0, live: 0, sold: 0, paid: 0 } };
	const refused = await promote(false);
	const standings = outputOf(refused.run, 'Get standing').map(({ json }) => json);
	const played = [
		await playTemplate(hub, 'tiers-and-milestones', { set: { Settings } }),
		await playTemplate(hub, 'pay-day', { set: { Settings: { remind: true } } }),
		await playTemplate(hub, 'program-report', { set: { Measure: measure } }),
		refused,
		await promote(true),
		await playNode(hub, 'creatorProgram', { resource: 'tier', operation: 'confirm' }, standings),
	];
	// In two currencies nobody's numbers can be added up.
	sell(standard.id, 5, { currency: 'EUR' });
	played.push(await promote(false));
	const described = { resource: 'tier', operation: 'describe', tiers };
	const notRead = [{ error: 'Affiliate not found.' }];
	played.push(await playNode(hub, 'creatorProgram', described, notRead));
	return played;
};

/** Coupons: compared with the shop, made there, taken back, and stored when they are news. */
export const coupons: Scene = async (hub) => {
	addTextFields(hub, 'COUPON', 'COUPONOLD', 'AFFCODE');
	const { bigcommerce, mailchimp } = hub.world;
	mailchimp.addMergeField(hub.audienceId, { tag: 'COUPONID', name: 'Number', type: 'number' });
	const { id } = bigcommerce.addPromotion();
	const off = bigcommerce.addPromotion({ name: 'Off', status: 'DISABLED' });
	const withCoupon = (COUPON: string) => ({ mergeFields: { COUPON } });
	addCreatorOf(hub, 'right', withCoupon('RIGHT10'));
	addCreatorOf(hub, 'missing', withCoupon('MISSING'));
	addCreatorOf(hub, 'off', withCoupon('OFF10'));
	addCreatorOf(hub, 'gone', withCoupon('GONE10'), { status: 'DENIED' });
	for (const code of ['RIGHT10', 'GONE10', 'SUMMER']) bigcommerce.addCode(id, code);
	bigcommerce.addCode(off.id, 'OFF10');
	const Settings = { promotionId: String(id), makeCodes: true, takeBack: true };
	const sarah = addCreatorOf(hub, 'sarah');
	const event = { event: 'newConversionTrigger', topic: 'NEW_CONVERSION_TRIGGER', type: 'COUPON' };
	const news = { ...event, id: 1097, affiliate_id: sarah.id, trigger: 'SARAH10' };
	const stranger = hub.world.refersion.addAffiliate({
		email: 'x@creator-mail.com',
		status: 'ACTIVE',
	});
	const hear = async (item: IDataObject) =>
		await playTemplate(hub, 'store-new-coupons', {
			start: 'Refersion Trigger',
			items: [item],
			set: { Settings: { promotionId: String(id), makeCodes: true } },
		});
	return [
		await playTemplate(hub, 'sync-coupon-codes', {
			set: { Settings: { ...Settings, dryRun: true } },
		}),
		await playTemplate(hub, 'sync-coupon-codes', { set: { Settings } }),
		await hear(news),
		await hear(news),
		await hear({ ...news, affiliate_id: stranger.id }),
	];
};

/** The creator's page: a check, one that comes too soon after it, a word without a check, and nothing to look for. */
export const creatorPage: Scene = async (hub) => {
	prepareForConfirm(hub);
	const id = addCreator(hub);
	const withoutLink = addCreator(hub, { email: 'bea@creator-mail.com', mergeFields: {} });
	setLinks(hub, [LINK]);
	const form = { where: 'linktree', page: 'ana' };
	const visits: Visit[] = [
		{ id, form, settings: UNLIMITED },
		{ id, form },
		{ id, form: { where: 'other', page: 'https://blog.example/ana' }, settings: UNLIMITED },
		{ id: withoutLink, form, settings: UNLIMITED },
	];
	const played: Played[] = [];
	for (const visit of visits) {
		const file = confirmTemplate(hub, visit);
		const { items } = await serve(hub, file, visit);
		if (!items) throw new Error(`The page did not take the form of ${ANA}`);
		const run = await runWorkflow(hub.engine, file, {
			start: triggerOf(file).name,
			items: items.map(({ json }) => json),
			credentials: hub.credentials,
			mode: 'webhook',
		});
		played.push({ file, run });
	}
	return played;
};

/** What an Error Trigger of n8n gives. */
const FAILED = {
	execution: {
		id: '231',
		url: 'https://n8n.example/workflow/7/executions/231',
		error: { message: 'The list is empty', node: { name: 'Sync' } },
		lastNodeExecuted: 'Sync',
		mode: 'trigger',
	},
	workflow: { id: '7', name: 'Keep creators in step' },
};

/** What is done by hand once, and when something fails. */
export const setUp: Scene = async (hub) => {
	const notices = await playTemplate(hub, 'tell-when-it-fails', {
		start: 'Error Trigger',
		items: [FAILED],
		pinData: { 'Send a mail': [{ json: {} }] },
	});
	if (errorOf(notices.run)) throw new Error(errorOf(notices.run)?.message);
	return [
		notices,
		await playTemplate(hub, 'prepare-mailchimp-audience'),
		await playNode(hub, 'creatorProgram', { resource: 'settings', operation: 'setFailureNotices' }),
	];
};
