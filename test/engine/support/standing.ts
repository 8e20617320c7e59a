import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { Conversion } from '../../emulators/refersion/types';
import { locator, type Hub } from './hub';
import { pairedJson, runRefersion } from './refersion';

/** Runs Affiliate: Get Standing. */
export const getStanding = async (
	hub: Hub,
	affiliate: INodeParameters[string],
	options: INodeParameters = {},
	items: IDataObject[] = [{}],
	extra: Partial<INode> = {},
) => {
	const parameters = { resource: 'affiliate', operation: 'getStanding', affiliate, options };
	return await runRefersion(hub, parameters, items, extra);
};

/** The standing of one affiliate. */
export const standingOf = async (hub: Hub, id: number, options: INodeParameters = {}) => {
	const [json] = pairedJson(await getStanding(hub, locator('id', String(id)), options));
	return json;
};

const may = (day: number) => new Date(Date.UTC(2026, 4, day, 12));

/** Ann, with one conversion of each kind. */
export function addAnn({ world: { refersion } }: Hub): number {
	const { id } = refersion.addAffiliate({
		code: 'ann1',
		status: 'ACTIVE',
		first_name: 'Ann',
		last_name: 'Lee',
		email: 'ann@creators.example',
	});
	const add = (given: Partial<Conversion>) =>
		refersion.addConversion({ affiliateId: id, ...given });
	add({ created: may(1), status: 'APPROVED', total: 59.9, commission: 5.99 });
	const paid = add({ created: may(2), status: 'APPROVED', total: 20.1, commission: 0.1 });
	refersion.addPayment(id, [paid.id]);
	add({ created: may(3), status: 'PENDING', total: 0.1, commission: 0.2 });
	add({ created: may(4), status: 'DENIED', total: 1_000, commission: 100 });
	add({ created: may(5), status: 'UNQUALIFIED', total: 1_000, commission: 100 });
	return id;
}

/** What there is to say of Ann on both surfaces, added up by hand. */
export const ANN = {
	code: 'ann1',
	email: 'ann@creators.example',
	first_name: 'Ann',
	last_name: 'Lee',
	status: 'ACTIVE',
	offer_id: '1234',
	currency: 'USD',
	conversions: 3,
	approved_conversions: 2,
	pending_conversions: 1,
	sales: 80.1,
	approved_commission: 6.09,
	pending_commission: 0.2,
	paid_commission: 0.1,
	unpaid_commission: 5.99,
	since: null,
	until: null,
};

/** How many requests went to each host. */
export const requestCounts = ({ world }: Hub) => {
	const hosts = world.refersion.requests.map(({ host }) => host);
	const count = (host: string) => hosts.filter((each) => each === host).length;
	return { rest: count('api.refersion.com'), graphql: count('graphql.refersion.com') };
};
