import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { wait } from '../../../shared/retry';
import { says } from '../../transport/errors';
import type { Affiliate } from '../../affiliate';
import { readAffiliate } from './locator';

/** Pauses before each look, in milliseconds: Refersion may still be busy with the request. */
const PAUSES_MS = [500, 2_500];

const NOT_FOUND = 'not_found';

/**
 * After a creation without a clear answer: looks for the affiliate by e-mail. No two affiliates have
 * the same one, so whoever is found was created after all, or was there before.
 *
 * @param body what was sent
 * @returns the affiliate that was found, with a `warning`
 * @throws NodeOperationError of type `not_created`, or `unknown_outcome` when the look fails too
 */
export async function lookAfterCreate(
	this: IExecuteFunctions,
	body: IDataObject,
): Promise<IDataObject> {
	const email = String(body.email);
	const found = await look.call(this, email);
	if (found) return { ...found, warning: warningFor(found, body) };
	throw new NodeOperationError(
		this.getNode(),
		`Refersion gave no clear answer, and the affiliate ${email} was not created`,
		{
			type: 'not_created',
			description:
				'It was looked for by email and not found. Run this item again; check in Refersion before that if it took long.',
		},
	);
}

async function look(this: IExecuteFunctions, email: string): Promise<Affiliate | undefined> {
	for (const pause of PAUSES_MS) {
		await wait(pause, this.getExecutionCancelSignal());
		try {
			return await readAffiliate.call(this, { mode: 'email', value: email });
		} catch (error) {
			const notThere = error instanceof NodeOperationError && error.type === NOT_FOUND;
			if (!notThere && !says(error, 'Affiliate not found')) {
				throw unknownOutcome.call(this, email, error);
			}
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

function unknownOutcome(
	this: IExecuteFunctions,
	email: string,
	error: unknown,
): NodeOperationError {
	const reason = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(
		this.getNode(),
		`Refersion gave no clear answer: it is not known whether the affiliate ${email} was created`,
		{
			type: 'unknown_outcome',
			description: `Look for the email in Refersion before you run this item again. Looking for it failed too: ${reason}`,
		},
	);
}
