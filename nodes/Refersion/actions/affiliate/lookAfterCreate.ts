import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isProblem, ProblemError } from '../../../shared/problem';
import { wait } from '../../../shared/retry';
import { says } from '../../transport/errors';
import type { Affiliate } from '../../affiliate';
import { readAffiliate } from './locator';

/** Pauses before each look, in milliseconds: Refersion may still be busy with the request. */
const PAUSES_MS = [500, 2_500];

/**
 * After a creation without a clear answer: looks for the affiliate by e-mail. No two affiliates have
 * the same one, so whoever is found was created after all, or was there before.
 *
 * @param body what was sent
 * @returns the affiliate that was found, with a `warning`
 * @throws ProblemError `not_created`, or `unknown_outcome` when the look fails too
 */
export async function lookAfterCreate(
	this: IExecuteFunctions,
	body: IDataObject,
): Promise<IDataObject> {
	const email = String(body.email);
	const found = await look.call(this, email);
	if (found) return { ...found, warning: warningFor(found, body) };
	throw new ProblemError({
		code: 'not_created',
		message: `Refersion gave no clear answer, and the affiliate ${email} was not created`,
		fix: 'It was looked for by email and not found. Run this item again; check in Refersion before that if it took long.',
	});
}

async function look(this: IExecuteFunctions, email: string): Promise<Affiliate | undefined> {
	for (const pause of PAUSES_MS) {
		await wait(pause, this.getExecutionCancelSignal());
		try {
			return await readAffiliate.call(this, { mode: 'email', value: email });
		} catch (error) {
			const isNotThere = isProblem(error, 'not_found') || says(error, 'Affiliate not found');
			if (!isNotThere) throw unknownOutcome(email, error);
		}
	}
	return undefined;
}

function warningFor(found: Affiliate, body: IDataObject): string {
	const isSame = found.first_name === body.first_name && found.last_name === body.last_name;
	return isSame
		? 'Refersion gave no clear answer, but the affiliate was created after all: one with this email and name exists.'
		: 'Refersion gave no clear answer, and this email belongs to an affiliate of another name, who was probably there before. Nothing was created again.';
}

function unknownOutcome(email: string, error: unknown): ProblemError {
	const reason = error instanceof Error ? error.message : String(error);
	return new ProblemError({
		code: 'unknown_outcome',
		message: `Refersion gave no clear answer: it is not known whether the affiliate ${email} was created`,
		fix: `Look for the email in Refersion before you run this item again. Looking for it failed too: ${reason}`,
	});
}
