import { createWorld } from '../../test/emulators';
import { renderMergeTags } from '../../test/emulators/mailchimp/mergeTags';
import type { Mail } from '../../nodes/CreatorProgram/mails/build';

const URL_FIELDS = ['AFFLINK', 'LINKTREE'];
/** Filled or not, the contact has these fields: prepare-mailchimp-audience.json makes them. */
const FIELDS = [
	...URL_FIELDS,
	...['COUPON', 'OFFER', 'TIER', 'NEXTTIER', 'LASTCOMM', 'TOTALCOMM', 'LINKSTATUS', 'LINKDATE'],
	'UNPAID',
];

export const COMPANY = 'Northwind Goods';
export const ADDRESS = '12 Harbour Street, Portland';
export const CONTACT = 'ada@creators.example';

/** What a contact gets, as far as Mailchimp's emulator knows. */
export interface Rendered {
	subject: string;
	preview: string;
	html: string;
	text: string;
	/** What stands for `*|UNIQID|*`. */
	uniqueId: string;
}

/** @returns mails as Mailchimp would send them to one contact */
export function render(mails: Mail[], mergeFields: Record<string, string>): Rendered[] {
	const { mailchimp } = createWorld();
	const { id } = mailchimp.addAudience({ company: COMPANY, address: ADDRESS });
	for (const tag of FIELDS) {
		const type = URL_FIELDS.includes(tag) ? 'url' : 'text';
		mailchimp.addMergeField(id, { tag, name: tag, type });
	}
	const member = mailchimp.addMember(id, { email: CONTACT, mergeFields });
	const about = { audience: mailchimp.audience(id), member, now: new Date(), tagsInValues: false };
	return mails.map(({ subject, preview, html, text }) => {
		const context = { ...about, subject };
		return {
			subject: renderMergeTags(subject, context, 'text'),
			preview: renderMergeTags(preview, context, 'text'),
			html: renderMergeTags(html, context, 'html'),
			text: renderMergeTags(text, context, 'text'),
			uniqueId: member.uniqueEmailId,
		};
	});
}
