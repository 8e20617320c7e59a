import type { Locator } from '../../../shared/input';
import { collect } from '../../../shared/paging';
import { remember } from '../../../shared/remember';
import type { Run } from '../../../shared/run';
import type { Affiliate } from '../../affiliate';
import { affiliatePages, listAffiliates } from '../../transport/affiliateLists';
import { graphqlAffiliates } from '../../transport/graphql';
import { readAffiliate } from './locator';
import { unresolved } from './resolve';

/** An affiliate whose numeric id is known. */
export type KnownAffiliate = Affiliate & { id: number };

/** Finds a chosen affiliate. */
export type AffiliateFinder = (locator: Locator) => Promise<KnownAffiliate>;

/** All affiliates, to be found by what they may be chosen by. */
interface Everybody {
	byCode: Map<string, KnownAffiliate>;
	byId: Map<string, KnownAffiliate>;
	/** By email in lower case. */
	byEmail: Map<string, KnownAffiliate>;
}

/** Finds affiliates each on its own. */
export function findAlone(run: Run): AffiliateFinder {
	return async (locator) => {
		const { id, ...affiliate } = await readAffiliate.call(run.context, locator);
		if (id === undefined) throw unresolved('ID', locator);
		return { ...affiliate, id };
	};
}

/**
 * Finds affiliates in the lists of REST and of GraphQL, read once: only the former has the offer, only the latter the
 * numeric id. Who is not in both is read alone, and may turn out not to exist.
 */
export function findInLists(run: Run): AffiliateFinder {
	const readOnce = remember(
		async () => await readEverybody(run),
		() => false,
	);
	const alone = findAlone(run);
	return async (locator) => {
		const { byCode, byId, byEmail } = await readOnce('');
		const { mode, value } = locator;
		const places: Record<string, KnownAffiliate | undefined> = {
			id: byId.get(value),
			email: byEmail.get(value.toLowerCase()),
		};
		const found = Object.hasOwn(places, mode) ? places[mode] : byCode.get(value);
		return found ?? (await alone(locator));
	};
}

async function readEverybody(run: Run): Promise<Everybody> {
	const { context, signal } = run;
	const everybody: Everybody = { byCode: new Map(), byId: new Map(), byEmail: new Map() };
	const same = <T>(rows: T[]) => rows;
	const numbered = await collect(graphqlAffiliates.call(context), Infinity, same, signal);
	const idOf = new Map(numbered.map(({ code, id }) => [code, id]));
	const read = async (page: number) => await listAffiliates.call(context, page);
	const pages = affiliatePages.call(context, read, { isParallel: true });
	for (const affiliate of await collect(pages, Infinity, same, signal)) {
		const { code = '', email } = affiliate;
		const id = idOf.get(code);
		if (id === undefined || !Number.isSafeInteger(id)) continue;
		const known = { ...affiliate, id };
		everybody.byCode.set(code, known);
		everybody.byId.set(String(id), known);
		everybody.byEmail.set(email.toLowerCase(), known);
	}
	return everybody;
}
