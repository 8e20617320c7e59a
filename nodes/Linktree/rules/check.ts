import { unitedGates } from './gates';
import { compareLinks, parseLink, type Comparison, type WebLink } from './link';
import type { PageProblem, ProfilePage } from './page';
import type { PageLink } from './pageLinks';
import { isShortLink, mayLeadOn } from './redirect';

export type Status = 'live' | 'wrong_code' | 'not_found' | 'unverifiable';

/** Why a page could not be read. */
export type ReadProblem = PageProblem | 'redirected' | 'too_large';

/** Why a check says what it says; `live` and `wrong_code` need no reason. */
export type Reason =
	| ReadProblem
	| 'gated'
	| 'short_link'
	| 'other_address'
	| 'code_not_seen'
	| 'may_redirect'
	| 'code_missing';

/** The link of a page that an answer rests on. */
export interface Evidence {
	link: PageLink;
	/** Which of its addresses. */
	url: string | null;
	/** What a visitor has to pass to get to it, the page's own gates included. */
	gates: string[];
}

/** The answer of a check. */
export interface Verdict {
	status: Status;
	reason: Reason | null;
	evidence: Evidence | null;
}

/** A link of the page, compared with the affiliate's. */
interface Candidate extends Evidence {
	comparison: Comparison;
	isShort: boolean;
	/** Whether it may lead to another address than the one it shows. */
	leadsOn: boolean;
}

/**
 * Says whether the affiliate's link is on a page. What is seen comes before what is only possible, and
 * "not found" comes last, when nothing on the page could hide the link:
 * 1. `live`: the link is there and open to everybody. It does not matter what else is on the page.
 * 2. `unverifiable`, gated: the link is there, but visitors have to pass a gate first (its own, its
 *    group's or the page's). It is not called live, nor is the creator told to add it.
 * 3. `wrong_code`: a link leads to the same shop with another code. That is known and can be mended,
 *    whatever else may be hidden.
 * 4. `unverifiable`, other address: a link has the affiliate's code, but at another host.
 * 5. `unverifiable`, format changed: the link is in the page's data, but not among its links.
 * 6. `unverifiable`, gated: the page, or a gated link without an address, may hide it.
 * 7. `unverifiable`, short link: one may lead to it.
 * 8. `unverifiable`, format changed: not all links of the page were understood; one without its address,
 *    and without a gate that would explain it, may hide the affiliate's.
 * 9. `unverifiable`, code not seen: a link leads to the shop, without a code that can be seen. Its page may lead
 *    on to the affiliate's link, as one that the shop made for the creator does; or another link may.
 * 10. `unverifiable`, may redirect: a link may lead on to the affiliate's.
 * 11. `not_found`; with the reason "code missing" when a link leads to the start page of the shop.
 *
 * @param wanted the affiliate's link
 * @param page what the page says
 */
export function checkPage(wanted: WebLink, page: ProfilePage): Verdict {
	const candidates = page.links.flatMap((link) => candidatesOf(link, wanted, page.gates));
	// What everybody sees is shown as evidence before what is behind a gate.
	candidates.sort((one, other) => Math.sign(one.gates.length) - Math.sign(other.gates.length));
	const is = (comparison: Comparison) =>
		candidates.find((candidate) => candidate.comparison === comparison);

	const own = is('same');
	if (own) return verdict(own.gates.length > 0 ? 'unverifiable' : 'live', own);
	const foreign = is('other_code');
	if (foreign) return verdict('wrong_code', foreign);
	const elsewhere = is('other_address');
	if (elsewhere) return verdict('unverifiable', elsewhere, 'other_address');
	if (page.addresses.some((address) => isSame(wanted, address))) {
		return verdict('unverifiable', null, 'format_changed');
	}
	const hidden = candidates.find(({ url, gates }) => url === null && gates.length > 0);
	if (hidden || page.gates.length > 0) return verdict('unverifiable', hidden ?? null, 'gated');
	const short = candidates.find(({ isShort }) => isShort);
	if (short) return verdict('unverifiable', short, 'short_link');
	if (!page.isUnderstood) {
		const withheld = candidates.find(({ link }) => link.isWithheld);
		return verdict('unverifiable', withheld ?? null, 'format_changed');
	}
	const bare = is('no_code');
	const leadingOn = candidates.find(({ leadsOn }) => leadsOn);
	if (bare && leadingOn) return verdict('unverifiable', bare, 'code_not_seen');
	if (leadingOn) return verdict('unverifiable', leadingOn, 'may_redirect');
	return verdict('not_found', bare ?? null, bare ? 'code_missing' : null);
}

function verdict(
	status: Status,
	candidate: Candidate | null,
	reason: Reason | null = status === 'unverifiable' ? 'gated' : null,
): Verdict {
	if (!candidate) return { status, reason, evidence: null };
	const { link, url, gates } = candidate;
	return { status, reason, evidence: { link, url, gates } };
}

/** A link may have two addresses, or none: then it is nothing but a place where one may be hidden. */
function candidatesOf(link: PageLink, wanted: WebLink, pageGates: string[]): Candidate[] {
	const gates = unitedGates(link.gates, pageGates);
	if (link.urls.length === 0) {
		// A page's own gate hides no single link.
		const { gates: own } = link;
		return [
			{ link, url: null, gates: own, comparison: 'different', isShort: false, leadsOn: false },
		];
	}
	return link.urls.map((url) => {
		const found = parseLink(url);
		if (!found) {
			return { link, url, gates, comparison: 'different', isShort: false, leadsOn: false };
		}
		const comparison = compareLinks(wanted, found);
		// The start page of the shop is the one page of it that is known to be no way to somebody's link.
		const leadsOn = comparison === 'no_code' ? found.path !== '' : mayLeadOn(found);
		return { link, url, gates, comparison, isShort: isShortLink(found), leadsOn };
	});
}

function isSame(wanted: WebLink, address: string): boolean {
	const found = parseLink(address);
	return found !== undefined && compareLinks(wanted, found) === 'same';
}
