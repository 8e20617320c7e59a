import { commissionNotices, newsOf } from './support/commission';
import {
	day,
	fields,
	names,
	onboarded,
	refersion,
	sell,
	setTheScene,
	theHub,
} from './support/commissionScene';
import { errorOf, runWorkflow, type WorkflowFile } from './support/engine';
import { putBetween, renameAll, wiresOf } from './support/rewire';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

const START = 'Refersion Trigger';

/** Two payments in one webhook, of which one is held, and a sale that is approved. */
async function expectToWork(file: WorkflowFile): Promise<void> {
	const { id } = onboarded();
	const stranger = refersion().addAffiliate({ email: 'no@creator-mail.com', status: 'ACTIVE' });
	await newsOf(theHub());
	for (const each of [id, stranger.id]) {
		refersion().addPayment(each, [sell(each, day(1), 4, { status: 'APPROVED' }).id]);
	}
	const news = await newsOf(theHub());
	const payments = news.filter(({ event }) => event === 'newPayment');
	const sales = news.filter(({ event, affiliate_id: of }) => event !== 'newPayment' && of === id);
	expect([payments.length, sales.length]).toEqual([2, 1]);
	const { engine, credentials } = theHub();
	const sold = await runWorkflow(engine, file, { start: START, items: sales, credentials });
	expect(errorOf(sold)?.message).toBeUndefined();
	const paid = await runWorkflow(engine, file, { start: START, items: payments, credentials });
	expect(errorOf(paid)).toBeDefined();
	expect(names()).toEqual(['commission_approved', 'commission_paid']);
	expect(fields()).toMatchObject({ LASTCOMM: 4, TOTALCOMM: 4 });
}

it('any node may get another name', async () => {
	await expectToWork(renameAll(commissionNotices(theHub()), [START]));
});

it.each(wiresOf('commission-notices'))(
	'a Slack node between $from and $to breaks nothing',
	async (wire) => {
		await expectToWork(putBetween(commissionNotices(theHub()), wire));
	},
);
