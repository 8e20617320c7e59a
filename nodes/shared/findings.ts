import { NotAttempted } from './governor';
import { quoted } from './texts';

/** Whether everything is as it should be, nobody can tell, or somebody should look at it. */
export type FindingState = 'ok' | 'unknown' | 'attention';

/**
 * A row of a check of an account. A type, so that it is an item's data as it is. It is made to be sent to somebody
 * else: no address, name, code, link or key of anybody stands in it.
 */
export type Finding = {
	/** The service that was asked. */
	service: string;
	/** What was checked, in a few words. */
	check: string;
	state: FindingState;
	/** What was found. */
	found: string;
	/** What follows from it. */
	what_follows: string;
	/** The setting it is about; '' for none. */
	setting: string;
	/** The same in a form for programs, "name = value"; '' where there is nothing to tell. */
	fact: string;
};

/** What a check says, without the service it is about. */
export type Verdict = Omit<Finding, 'service' | 'check' | 'fact'> & { fact?: string };

/** What a request showed, or why nothing was seen. */
export type Seen<T> = { value: T } | { why: string };

/** Makes the rows of a service. */
export function findingsOf(service: string, verdicts: Array<[string, Verdict]>): Finding[] {
	return verdicts.map(([check, { fact = '', ...verdict }]) => ({
		service,
		check,
		...verdict,
		fact,
	}));
}

/**
 * Asks, and takes a failure for an answer: one question that fails must not keep the others from being asked, or what
 * was made for them from being cleaned up.
 */
export async function see<T>(ask: () => Promise<T>): Promise<Seen<T>> {
	try {
		return { value: await ask() };
	} catch (error) {
		return { why: whyNot(error) };
	}
}

/** What an error says, without the addresses in it. */
export function whyNot(error: unknown): string {
	if (error instanceof NotAttempted) return error.why;
	return withoutAddresses(quoted(error instanceof Error ? error.message : String(error)));
}

/** A text without email addresses: services repeat them in what they say. */
export function withoutAddresses(text: string): string {
	return text.replace(/[^\s@"'<>(),;:]+@[^\s@"'<>(),;:]+/g, '(an address)');
}

/** The verdict where nothing was seen. */
export function notSeen({ why }: { why: string }, setting = ''): Verdict {
	return {
		state: 'unknown',
		found: `It could not be asked: ${why}`,
		what_follows: 'Nothing is known about it. Run the check again.',
		setting,
	};
}
