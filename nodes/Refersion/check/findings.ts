import { notSeen, type Seen, type Verdict } from '../../shared/findings';
import { counted } from '../../shared/texts';
import { parseUrl } from '../../shared/url';
import type { Affiliate } from '../affiliate';
import { PAGE_SIZE } from '../transport/affiliateLists';
import type { AccountAnswers, ListAnswer } from './answers';
import { topicsSeen } from './topics';

const GET_LINK = 'Affiliate: Get, and Include Tracking Link';
const WAIT_FOR_LINK = 'Affiliate: Get > Wait for Tracking Link (Seconds)';
const TOKEN = 'Refersion credential: GraphQL Token';

/** What an account says, in the order in which it is shown. */
export function accountVerdicts(answers: AccountAnswers): Array<[string, Verdict]> {
	return [
		['Form of the tracking link', linkForm(answers.active)],
		['Links that come late', lateLinks(answers.active)],
		['Links before approval', earlyLinks(answers.notActive)],
		['Pages of the list', pages(answers.list)],
		['GraphQL', graphql(answers.graphql)],
		['Webhook topics', topicsSeen(answers.topics)],
	];
}

/** Refersion's own domain, the shop's with `rfsn`, or another one; see `codeOfLink`. */
export type LinkForm = 'refersion-domain' | 'store-domain' | 'other' | 'without-code';

/** What a link looks like, and whether the affiliate's code stands in it. */
export function formOf({ link = '', code = '' }: Pick<Affiliate, 'link' | 'code'>): LinkForm {
	const url = parseUrl(link);
	const behindHost = url ? `${url.pathname}${url.search}${url.hash}` : '';
	const words = behindHost.split(/[^0-9A-Za-z]+/);
	if (code === '' || !words.includes(code)) return 'without-code';
	if (url?.searchParams.has('rfsn')) return 'store-domain';
	return /\/c\/[0-9A-Za-z]+\/?$/.test(url?.pathname ?? '') ? 'refersion-domain' : 'other';
}

const FORMS: Record<LinkForm, string> = {
	'refersion-domain': "in Refersion's own form (…/c/code)",
	'store-domain': "of the shop's address (?rfsn=id.code)",
	other: 'of another form, with the code in it',
	'without-code': 'without the code of their affiliate',
};

/** Which form the links have. */
export function linkForm(active: Seen<Affiliate[]>): Verdict {
	if ('why' in active) return notSeen(active, GET_LINK);
	const forms = active.value.filter(({ link }) => link).map(formOf);
	if (forms.length === 0) {
		return {
			state: 'unknown',
			found: 'No active affiliate with a link was seen.',
			what_follows: 'Run the check again when somebody was approved.',
			setting: GET_LINK,
		};
	}
	const kinds = [...new Set(forms)];
	const isHeld = kinds.includes('without-code');
	const each = kinds.map(
		(kind) => `${forms.filter((form) => form === kind).length} ${FORMS[kind]}`,
	);
	return {
		state: isHeld ? 'attention' : 'ok',
		found: `Of ${counted(forms.length, 'link')}: ${each.join(', ')}.`,
		what_follows: isHeld
			? 'Such a link may be that of somebody else: do not send it. The workflows of Creator Hub hold these affiliates. In Refersion, give them a link with their code.'
			: "Links are taken as Refersion gives them; the affiliate's code is found in all of them.",
		setting: GET_LINK,
		fact: `linkMode = ${mostOf(forms)}`,
	};
}

/** The form that most links have; of several, the one seen first. */
function mostOf(forms: LinkForm[]): LinkForm {
	const countOf = (kind: LinkForm) => forms.filter((form) => form === kind).length;
	return forms.reduce((most, form) => (countOf(form) > countOf(most) ? form : most));
}

/** Whether approved affiliates lack a link at this moment. */
export function lateLinks(active: Seen<Affiliate[]>): Verdict {
	if ('why' in active) return notSeen(active, WAIT_FOR_LINK);
	const { length } = active.value;
	const without = active.value.filter(({ link }) => !link).length;
	if (length === 0) {
		return {
			state: 'unknown',
			found: 'No active affiliate was seen.',
			what_follows: 'Run the check within a minute after you have approved somebody.',
			setting: WAIT_FOR_LINK,
		};
	}
	if (without === 0) {
		return {
			state: 'ok',
			found: `${counted(length, 'active affiliate')} looked at, none without a link.`,
			what_follows:
				'No late link was seen. Only a check within a minute after an approval shows more. Waiting costs nothing when the link is there.',
			setting: WAIT_FOR_LINK,
			fact: 'linkDelayMs = 0',
		};
	}
	return {
		state: 'attention',
		found: `${counted(length, 'active affiliate')} looked at, ${without} without a link.`,
		what_follows:
			'Links come some time after the approval, or were taken away. Wait before you send anything; the workflows of Creator Hub hold these affiliates and look again. If it stays so, give them a link in Refersion.',
		setting: `${WAIT_FOR_LINK}: 60 or more`,
		fact: 'linkDelayMs > 0',
	};
}

/** Whether somebody who was not approved has a link already. */
export function earlyLinks(notActive: Seen<Affiliate[]>): Verdict {
	if ('why' in notActive) return notSeen(notActive, GET_LINK);
	const pending = notActive.value.filter(({ status }) => status === 'PENDING');
	if (pending.length === 0) {
		return {
			state: 'unknown',
			found: 'No affiliate who waits for approval was seen.',
			what_follows: 'Nothing depends on it: only active affiliates are given a link.',
			setting: GET_LINK,
		};
	}
	const isEarly = pending.some(({ link }) => link);
	return {
		state: 'ok',
		found: isEarly
			? 'Affiliates who wait for approval have a link already.'
			: 'Affiliates who wait for approval have no link yet.',
		what_follows: isEarly
			? 'A link does not say that somebody is approved: go by the status.'
			: 'The link is made with the approval, or after it.',
		setting: GET_LINK,
		fact: `linkBeforeApproval = ${isEarly}`,
	};
}

/** Whether a page has as many affiliates as are asked for. */
export function pages({ total, pageSize }: ListAnswer): Verdict {
	const setting = 'Affiliate: Get Many';
	const isWhole = pageSize >= Math.min(total, PAGE_SIZE);
	const all = `${counted(total, 'affiliate')}, ${pageSize} in a page for which ${PAGE_SIZE} were asked.`;
	if (total < PAGE_SIZE && isWhole) {
		return {
			state: 'unknown',
			found: `${all} There are too few to see where a page ends.`,
			what_follows: 'Lists are read until they are complete, or it is an error.',
			setting,
		};
	}
	const requests = pageSize > 0 ? Math.ceil(total / pageSize) : 0;
	return {
		state: isWhole ? 'ok' : 'attention',
		found: all,
		what_follows: `A look at everybody takes ${counted(requests, 'request')} to Refersion. Lists are read until they are complete, or it is an error.`,
		setting,
		fact: `restPageCap = ${pageSize}`,
	};
}

/** Whether GraphQL can be used. */
export function graphql(seen: Seen<true> | undefined): Verdict {
	if (seen === undefined) {
		return {
			state: 'attention',
			found: 'The credential has no GraphQL token.',
			what_follows:
				'Conversions, payments, offers and PayPal addresses cannot be read, and Get Standing knows less. New affiliates do not need it.',
			setting: TOKEN,
		};
	}
	if ('why' in seen) {
		return {
			state: 'attention',
			found: `GraphQL does not answer: ${seen.why}`,
			what_follows:
				'Conversions, payments, offers and PayPal addresses cannot be read. With a used-up quota, run it again later and ask Refersion for more.',
			setting: TOKEN,
		};
	}
	return {
		state: 'ok',
		found: 'It answers.',
		what_follows: 'How many requests the plan allows is not told before they are used up.',
		setting: TOKEN,
	};
}
