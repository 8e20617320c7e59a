import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isProblem, ProblemError } from '../../../shared/problem';
import { wait } from '../../../shared/retry';
import type { Affiliate } from '../../affiliate';
import { says } from '../../transport/errors';
import { readAffiliate } from './locator';

const CREATED =
	'Refersion gave no clear answer, but the affiliate was created after all: one with this email and name exists.';

/** Pauses before each look, in milliseconds: Refersion may still be busy with the request. */
const PAUSES_MS = [500, 2_500];

/**
 * After a creation without a clear answer: looks for the affiliate by e-mail. No two affiliates have
 * the same one, so whoever is found was created after all, or was there before.
 *
 * @param body what was sent
 * @returns the affiliate that was found, with a `warning`
 * @throws ProblemError `email_taken` for an affiliate of another name, `not_created` for none, or
 *   `unknown_outcome` when the look fails too
 */
export async function lookAfterCreate(
	this: IExecuteFunctions,
	body: IDataObject,
): Promise<IDataObject> {
	const email = String(body.email);
	const found = await look.call(this, email);
	if (found && !hasName(found, body)) throw emailTaken(email, found);
	if (found) return { ...found, warning: CREATED };
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

/** Names are compared without regard to case and surrounding blanks, which Refersion might not keep. */
function hasName(found: Affiliate, body: IDataObject): boolean {
	const name = (fields: IDataObject) =>
		[fields.first_name, fields.last_name].map((part) =>
			String(part ?? '')
				.trim()
				.toLowerCase(),
		);
	return name(found).join('\n') === name(body).join('\n');
}

function emailTaken(email: string, found: Affiliate): ProblemError {
	const name = [found.first_name, found.last_name].filter(Boolean).join(' ');
	return new ProblemError({
		code: 'email_taken',
		message: `Refersion gave no clear answer, and the email ${email} belongs to an affiliate of another name`,
		fix: `No affiliate was created: "${name}" (${found.code ?? String(found.id)}) has this email, and was probably there before. Use Get or Update if this is the same person.`,
	});
}

function unknownOutcome(email: string, error: unknown): ProblemError {
	const reason = error instanceof Error ? error.message : String(error);
	return new ProblemError({
		code: 'unknown_outcome',
		message: `Refersion gave no clear answer: it is not known whether the affiliate ${email} was created`,
		fix: `Look for the email in Refersion before you run this item again. Looking for it failed too: ${reason}`,
	});
}
