import type { World } from '../../test/emulators';
import { AUDIENCE, CODE_FIELD, LINK_FIELD, TAG } from '../demo/seed';

const CREATORS = 30;
const NAMES = ['Ana Sousa', 'Ben Okafor', 'Zoë Müller', 'Priya Raman', 'Tomás Herrera'];

/** The offers of the programme, lowest first: what stands in Settings of Promote creators. */
export const TIERS = [
	{ name: 'Standard', offerId: '1234', threshold: 0, measure: 'approvedCommission' },
	{ name: 'Silver', offerId: '1235', threshold: 100, measure: 'approvedCommission' },
	{ name: 'Gold', offerId: '1236', threshold: 250, measure: 'approvedCommission' },
];

/** A programme in which somebody is new, somebody has moved, somebody has left, somebody is held, and some have sold. */
export function addProgramme(world: World): void {
	const { refersion, mailchimp } = world;
	mailchimp.addMergeField(AUDIENCE.id, { tag: CODE_FIELD, name: 'Code', type: 'text' });
	mailchimp.addMergeField(AUDIENCE.id, { tag: 'COUPON', name: 'Coupon', type: 'text' });
	for (const { name, offerId } of TIERS) {
		refersion.addOffer({ id: +offerId, name, type: 'PERCENT_OF_SALE', commission: '10.00' });
	}
	for (let index = 0; index < CREATORS; index++) addCreator(world, index);
	const email = 'left.the.mails@creators.example';
	mailchimp.addMember(AUDIENCE.id, { email, status: 'unsubscribed' });
	refersion.addAffiliate({ first_name: 'Noor', last_name: 'Haddad', email, status: 'ACTIVE' });
}

function addCreator({ refersion, mailchimp, bigcommerce }: World, index: number): void {
	const [first_name = '', last_name = ''] = (NAMES[index] ?? `Creator ${index}`).split(' ');
	const email = `${first_name}.${last_name}@creators.example`.toLowerCase();
	const { id, code } = refersion.addAffiliate({
		first_name,
		last_name,
		email,
		status: 'ACTIVE',
		offer_id: Number(TIERS[0]?.offerId),
	});
	if (first_name === 'Ana') return;
	const coupon = index < 12 ? `${first_name.toUpperCase()}${index}` : '';
	mailchimp.addMember(AUDIENCE.id, {
		email,
		mergeFields: {
			[LINK_FIELD]: refersion.linkOf(id) ?? '',
			[CODE_FIELD]: code,
			FNAME: first_name === 'Ben' ? 'Benjamin' : first_name,
			LNAME: last_name,
			COUPON: coupon,
		},
		tags: [TAG],
	});
	// One code is missing in the shop.
	const promotion = bigcommerce.promotions()[0] ?? bigcommerce.addPromotion({ name: 'Creators' });
	if (coupon && first_name !== 'Priya') bigcommerce.addCode(promotion.id, coupon);
	if (index < 5)
		refersion.addConversion({ affiliateId: id, commission: 70 * index, status: 'APPROVED' });
	if (first_name === 'Zoë') refersion.setStatus(id, 'DENIED');
}
