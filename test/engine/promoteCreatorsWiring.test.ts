import { errorOf, type WorkflowFile } from './support/engine';
import {
	addAffiliate,
	begin,
	edits,
	offerOf,
	OFFERS,
	promote,
	promoteCreators,
	setTheScene,
	theHub,
} from './support/promote';
import { putBetween, renameAll, wiresOf } from './support/rewire';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

/** Somebody is promoted with an approval, nobody without, and somebody by itself. */
async function expectToWork(file: (askFirst: boolean) => WorkflowFile): Promise<void> {
	const anna = addAffiliate('anna', 600);
	const bea = addAffiliate('bea', 2_100, OFFERS.silver);
	await promote('no', {}, { file: file(true) });
	expect(edits()).toBe(0);
	const { run } = await promote('yes', {}, { file: file(true) });
	expect(errorOf(run)?.message).toBeUndefined();
	expect([offerOf(anna.id), offerOf(bea.id)]).toEqual([OFFERS.silver, OFFERS.gold]);
	begin();
	const cleo = addAffiliate('cleo', 600);
	await promote(undefined, {}, { file: file(false) });
	expect(offerOf(cleo.id)).toBe(OFFERS.silver);
}

it('any node may get another name', async () => {
	await expectToWork((askFirst) =>
		// The answer is put into Ask by its name.
		renameAll(promoteCreators({ askFirst }), ['Every day', 'Ask']),
	);
});

it.each(wiresOf('promote-creators'))(
	'a Slack node between $from and $to breaks nothing',
	async (wire) => {
		await expectToWork((askFirst) => putBetween(promoteCreators({ askFirst }), wire));
	},
);
