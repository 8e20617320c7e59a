import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { outputOf, runWorkflow, type WorkflowFile } from './engine';
import { resetHub, startHub, template, type Hub } from './hub';

let hub: Hub;

export const theHub = () => hub;
export const refersion = () => hub.world.refersion;

/** The offers of the tests: what affiliates begin with is the account's first. */
export const OFFERS = { standard: 0, silver: 502, gold: 503, other: 509 };

/** Starts the services for the tests of a file, with four offers in Refersion. */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(() => begin());
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => await hub.close());
}

/** An account without affiliates. */
export function begin(): void {
	resetHub(hub);
	const first = refersion().addAffiliate({ email: 'first@creator-mail.com' });
	OFFERS.standard = first.offer_id;
	refersion().setStatus(first.id, 'DENIED');
	const offer = { type: 'PERCENT_OF_SALE', commission: '10' };
	for (const [name, id] of Object.entries(OFFERS)) {
		if (name !== 'standard') refersion().addOffer({ ...offer, id, name });
	}
}

/** Standard, Silver from 500 of approved commission, Gold from 2,000. */
export const ladder = () =>
	[
		{ name: 'Standard', offerId: String(OFFERS.standard), threshold: 0 },
		{ name: 'Silver', offerId: String(OFFERS.silver), threshold: 500 },
		{ name: 'Gold', offerId: String(OFFERS.gold), threshold: 2_000 },
	].map((row) => ({ ...row, measure: 'approvedCommission' }));

/** An active affiliate with an offer and a commission that is approved. */
export function addAffiliate(name: string, commission = 0, offer = OFFERS.standard) {
	const email = `${name}@creator-mail.com`;
	const affiliate = refersion().addAffiliate({ first_name: name, email, status: 'ACTIVE' });
	Object.assign(refersion().affiliate(affiliate.id) ?? {}, { offer_id: offer });
	if (commission !== 0) sell(affiliate.id, commission);
	return affiliate;
}

export function sell(affiliateId: number, commission: number, more: IDataObject = {}) {
	const conversion = { affiliateId, commission, total: commission * 10, status: 'APPROVED' };
	return refersion().addConversion({ ...conversion, ...more } as never);
}

export const offerOf = (id: number) => refersion().affiliate(id)?.offer_id;

/** The template, with settings of its own and an answer to the question. */
export function promoteCreators(settings: INodeParameters = {}): WorkflowFile {
	const file = template('promote-creators', hub.audienceId);
	const node = file.nodes.find(({ name }) => name === 'Settings');
	if (!node) throw new Error('There is no node Settings.');
	Object.assign(node.parameters, { dryRun: false, tiers: { row: ladder() } }, settings);
	return file;
}

/** What came back from whoever was asked: yes, no, no answer in time, or somebody still thinks. */
export type Answer = 'yes' | 'no' | 'late';

/** What Send and Wait gives (n8n, utils/sendAndWait): the answer, or its own input when the time is over. */
const ANSWERS: Record<Answer, IDataObject> = {
	yes: { data: { approved: true, respondedAt: '2026-05-01T08:00:00.000Z' } },
	no: { data: { approved: false, respondedAt: '2026-05-01T08:00:00.000Z' } },
	late: { verdict: 'promote' },
};

/** What a run gave. */
export interface Promotion {
	run: IRun;
	proposed: IDataObject[];
	held: IDataObject[];
	unchanged: IDataObject[];
	totals: IDataObject;
	confirmed: IDataObject[];
	notConfirmed: IDataObject[];
	asked: boolean;
}

/** Runs the template, or a changed one. */
export async function promote(
	answer: Answer | undefined,
	settings: INodeParameters = {},
	more: { file?: WorkflowFile; onStart?: (cancel: () => void) => void } = {},
): Promise<Promotion> {
	const { file = promoteCreators(settings), onStart } = more;
	const { engine, credentials } = hub;
	const pinData = answer && { Ask: [{ json: ANSWERS[answer] }] };
	const start = 'Every day';
	const run = await runWorkflow(engine, file, { start, credentials, pinData, onStart });
	const json = (node: string, output: number) =>
		outputOf(run, node, output).map((item) => item.json);
	return {
		run,
		proposed: json('Decide', 0),
		held: json('Decide', 1),
		unchanged: json('Decide', 2),
		totals: json('Decide', 3)[0] ?? {},
		confirmed: json('Confirm', 0),
		notConfirmed: [...json('Confirm', 1), ...json('Confirm', 2)],
		asked: run.data.resultData.runData.Ask !== undefined,
	};
}

/** How often each affiliate's offer was written, out of the requests. */
export const edits = () =>
	refersion().requests.filter(({ path }) => path === '/v2/affiliate/edit').length;

/** Cancels a run after so many answers of the services, as when n8n is killed. Undone by `jest.restoreAllMocks`. */
export function killAfter(count: number): (cancel: () => void) => void {
	const { world } = hub;
	const answer = world.fetch.bind(world);
	let stop: () => void = () => undefined;
	let left = count;
	jest.spyOn(world, 'fetch').mockImplementation(async (request) => {
		const response = await answer(request);
		left -= 1;
		if (left === 0) stop();
		return response;
	});
	return (cancel) => {
		stop = cancel;
	};
}
