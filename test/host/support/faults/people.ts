import { createHmac } from 'node:crypto';
import type { SignedRequest, World } from '../../../emulators';
import type { Plan, Send } from './plan';

/** The affiliates of a run, as the account of Refersion knows them. */
export interface People {
	approved: number[];
	/** Never approved: nothing may ever be done for them. */
	decoys: number[];
	/** The webhook that a send is; approves the affiliate in Refersion when it is the first one about them. */
	request(send: Send): SignedRequest;
	/** Whoever has not been approved yet, because their webhook was not sent, is now. */
	approveAll(): void;
}

const TOPIC = 'AFFILIATE_STATUS_CHANGE';

/** In the e-mail addresses of forged webhooks. */
export const ATTACKER = 'mallory';

const SIGNATURE = 'Refersion-Signature';

/** Ways to forge the approval of a decoy. */
function forge(world: World, id: number, person: number): SignedRequest {
	const { refersion } = world;
	const claimed = {
		...refersion.affiliatePayload(id),
		status: 'ACTIVE',
		email: `${ATTACKER}${person}@attacker.example`,
	};
	const genuine = refersion.signedRequest(TOPIC, refersion.affiliatePayload(id));
	const { headers, body } = refersion.signedRequest(TOPIC, claimed, { secret: 'a guess' });
	const signed = (signature: string): SignedRequest => ({
		headers: { ...headers, [SIGNATURE]: signature },
		body,
	});
	const ways = [
		() => ({ headers, body }),
		// The genuine signature of another webhook.
		() => signed(genuine.headers[SIGNATURE] ?? ''),
		() => signed(''),
		// What a public key could sign.
		() =>
			signed(createHmac('sha256', refersion.credentials.publicKey).update(body).digest('base64')),
	];
	return (ways[person % ways.length] ?? signed.bind(null, ''))();
}

/** Adds the affiliates of a plan to the account, all of them waiting for approval. Refersion itself sends nothing. */
export function addPeople(world: World, { approvals, decoys, seed }: Plan): People {
	const { refersion } = world;
	refersion.dashboard.removeWebhooks();
	const add = (name: string) => (_: unknown, index: number) =>
		refersion.addAffiliate({
			first_name: `${name} ${index}`,
			last_name: `Seed ${seed}`,
			email: `${name.toLowerCase()}${index}.seed${seed}@creators.example`,
		}).id;
	const approved = Array.from({ length: approvals }, add('Creator'));
	const decoyIds = Array.from({ length: decoys }, add('Decoy'));
	const idOf = (ids: number[], person: number): number => {
		const id = ids[person];
		if (id === undefined) throw new Error(`There is no person ${person}.`);
		return id;
	};
	return {
		approved,
		decoys: decoyIds,
		request({ kind, person }) {
			if (kind === 'forged') return forge(world, idOf(decoyIds, person), person);
			const { id } = refersion.approve(idOf(approved, person));
			return refersion.signedRequest(TOPIC, refersion.affiliatePayload(id));
		},
		approveAll() {
			for (const id of approved) refersion.approve(id);
		},
	};
}
