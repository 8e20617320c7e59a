import type { Seen } from '../../shared/findings';
import type { Affiliate } from '../affiliate';

/** What the list of affiliates showed. */
export interface ListAnswer {
	/** Affiliates as Refersion counts them. */
	total: number;
	/** How many a page has for which a hundred were asked. */
	pageSize: number;
}

/** What reading an account showed; nothing is ever written. */
export interface AccountAnswers {
	list: ListAnswer;
	/** Active affiliates, each read on its own: some from each end of the list. */
	active: Seen<Affiliate[]>;
	/** Affiliates who were not approved, read in the same way. */
	notActive: Seen<Affiliate[]>;
	/** Whether GraphQL answers: undefined without a token. */
	graphql: Seen<true> | undefined;
	/** The values of the header Refersion-Topic that have come, as somebody gives them. */
	topics: string[];
}
