import type { Evidence, ReadProblem, Reason, Verdict } from './check';

/** What an answer means to the creator, and what to do; they may get it to read as it is. */
export function messageOf({ status, reason, evidence }: Verdict, username: string): string {
	const page = `linktr.ee/${username}`;
	if (status === 'live') return `Your link is live on ${page}.`;
	if (status === 'wrong_code') {
		return `A link on ${page} leads to the right shop, but with another code than yours, so sales would not count for you. Replace it with your own link.`;
	}
	if (status === 'not_found' && reason === null) {
		return `Your link was not on ${page} when we looked. Add it, see that it is switched on, and check again.`;
	}
	return reason ? BY_REASON[reason](page, evidence) : '';
}

type Sentence = (page: string, evidence: Evidence | null) => string;

const BY_REASON: Record<Reason, Sentence> = {
	code_missing: (page) =>
		`A link on ${page} leads to the shop, but without your code, so sales would not count for you. Replace it with your whole link, with everything behind the question mark.`,
	code_not_seen: (page) =>
		`A link on ${page} leads to the shop, but its address does not show your code. If it leads on to your own link, all is well. We do not open links, because that would count as a click. If you are not sure, put your whole link there instead.`,
	may_redirect: (page) =>
		`We did not see your link on ${page}. Another link there may lead to it, but we do not open links, because that would count as a click. If none does, add your own link.`,
	gated: (page, evidence) =>
		evidence?.url
			? `Your link is on ${page}, but visitors have to pass a lock or a warning first. Take it off if everybody should see the link.`
			: `A part of ${page} is locked, so we cannot see whether your link is there.`,
	short_link: (page) =>
		`We did not see your link on ${page}, but a short link. We do not open those, because that would count as a click. Put your whole link there instead.`,
	other_address: (page) =>
		`A link on ${page} has your code, but another address than the link you got from us. Compare the two.`,
	format_changed: (page, evidence) =>
		evidence
			? `A link on ${page} shows us no address, so we cannot see whether your link is there. Please look at your page yourself.`
			: `We could not make sense of ${page}. That is not your fault. Please look at your page yourself.`,
	profile_missing: (page) => `There is no open page ${page}. Check how your user name is spelled.`,
	blocked: (page) =>
		`Linktree did not let us read ${page}. That is not your fault. Please look at your page yourself.`,
	redirected: (page) =>
		`${page} leads on to another address, and we do not follow it. Check how your user name is spelled.`,
	unreachable: (page) => `${page} did not answer. Please check again later.`,
	too_large: (page) => `${page} is too large to be read. Please look at your page yourself.`,
};

/** What a failed read means to whoever keeps the workflow. */
export const READ_PROBLEMS: Record<ReadProblem, { what: string; remedy: string }> = {
	profile_missing: {
		what: 'has no open profile of that name',
		remedy: 'Check the user name. The creator may have changed it or closed the account.',
	},
	blocked: {
		what: 'did not let the page be read',
		remedy:
			'It refuses automated reading, or was asked too often. That is its decision: the page is not asked for again in this run, and there is no way round it. Look at the page yourself.',
	},
	redirected: {
		what: 'redirects the page to another address',
		remedy: 'Redirects are not followed. Open the page in a browser and take the user name there.',
	},
	unreachable: {
		what: 'did not answer with the page',
		remedy: 'Check that n8n can reach https://linktr.ee, or run the item again later.',
	},
	too_large: {
		what: 'sent a page of more than 5 MB',
		remedy: 'No more is read of a page. Look at it yourself.',
	},
	format_changed: {
		what: 'sent a page that is not understood',
		remedy: 'Linktree may have changed its pages. Look for an update of the package.',
	},
};
