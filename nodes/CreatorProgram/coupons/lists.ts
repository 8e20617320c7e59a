import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { asPlainText as text, fold } from '../../shared/texts';
import type { CouponContact, Creator, Lists, StoreCode } from './types';

/** How the items of the three lists are read. */
export interface ListFields {
	/** Statuses of affiliates who are in, and who have left; folded. */
	activeWhen: string[];
	inactiveWhen: string[];
	keyMergeField: string;
	couponMergeField: string;
	oldMergeField: string;
}

/** Reads the items of Refersion, BigCommerce and Mailchimp; what is none of them is left out. */
export function readLists(
	affiliates: IDataObject[],
	codes: IDataObject[],
	contacts: IDataObject[],
	fields: ListFields,
): Lists {
	return {
		creators: creatorsOf(affiliates, fields),
		codes: codes.filter(({ code }) => text(code) !== '').map(codeFrom),
		contacts: contacts
			.filter(({ email_address: email }) => text(email) !== '')
			.map((contact) => contactFrom(contact, fields)),
	};
}

/** Once each: an affiliate who is twice in a list that changed meanwhile is in, if either says so. */
function creatorsOf(affiliates: IDataObject[], fields: ListFields): Creator[] {
	const rank = { active: 2, other: 1, inactive: 0 };
	const creators = new Map<string, Creator>();
	for (const item of affiliates) {
		const key = text(item.code);
		if (key === '') continue;
		const status = fold(text(item.status));
		const isActive = fields.activeWhen.includes(status);
		const isInactive = !isActive && fields.inactiveWhen.includes(status);
		const creator: Creator = {
			key,
			state: isActive ? 'active' : isInactive ? 'inactive' : 'other',
			email: text(item.email),
			name: [text(item.first_name), text(item.last_name)].filter(Boolean).join(' '),
		};
		const known = creators.get(key);
		if (!known || rank[creator.state] > rank[known.state]) creators.set(key, creator);
	}
	return [...creators.values()];
}

function codeFrom({ code, state, promotion_id: id, promotion_name: name }: IDataObject): StoreCode {
	return { code: text(code), state: text(state), promotionId: text(id), promotionName: text(name) };
}

function contactFrom(item: IDataObject, fields: ListFields): CouponContact {
	const values = isRecord(item.merge_fields) ? item.merge_fields : {};
	const of = (mergeField: string): string => text(values[mergeField]);
	return {
		email: text(item.email_address),
		name: [of('FNAME'), of('LNAME')].filter(Boolean).join(' '),
		key: of(fields.keyMergeField),
		coupon: of(fields.couponMergeField),
		old: codesIn(of(fields.oldMergeField)),
	};
}

/** The codes of a merge field that has several, with commas between them. */
export function codesIn(list: string): string[] {
	return list
		.split(',')
		.map((code) => code.trim())
		.filter(Boolean);
}
