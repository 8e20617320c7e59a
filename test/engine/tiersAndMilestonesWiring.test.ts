import type { IDataObject } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './support/engine';
import { template } from './support/hub';
import {
	addAffiliate,
	begin,
	ladder,
	OFFERS,
	refersion,
	sell,
	setTheScene,
	theHub,
} from './support/promote';
import { putBetween, renameAll, wiresOf } from './support/rewire';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

const mailchimp = () => theHub().world.mailchimp;

/** The template as a user has it, with one who has sold, one on the highest tier, and one without an address. */
function start(): WorkflowFile {
	begin();
	mailchimp().addMergeField(theHub().audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
	const offers = { anna: OFFERS.standard, bea: OFFERS.gold, cleo: OFFERS.standard };
	for (const [name, offer] of Object.entries(offers)) {
		const { id, email, code } = addAffiliate(name, 0, offer);
		const AFFLINK = String(refersion().linkOf(id));
		mailchimp().addMember(theHub().audienceId, {
			email,
			mergeFields: { AFFLINK, AFFCODE: code },
			tags: ['new-affiliate'],
		});
		if (name === 'anna') sell(id, 120.5);
		// What stands there is no address, so that she is held.
		if (name === 'cleo') Object.assign(refersion().affiliate(id) ?? {}, { email: 'cleo' });
	}
	const file = template('tiers-and-milestones', theHub().audienceId);
	const settings = file.nodes.find(({ name }) => name === 'Settings');
	if (!settings) throw new Error('There is no node Settings.');
	Object.assign(settings.parameters, { dryRun: false, tiers: { row: ladder() } });
	return file;
}

/** What is in the contacts after a run, and what the run tells. */
async function run(file: WorkflowFile) {
	const { engine, credentials, audienceId } = theHub();
	const made = await runWorkflow(engine, file, { start: 'By hand', credentials });
	const summary: IDataObject = outputOf(made, 'Summary')[0]?.json ?? {};
	const stateOf = (name: string) => {
		const email = `${name}@creator-mail.com`;
		const { TIER, NEXTTIER }: IDataObject = Object(
			mailchimp().member(audienceId, email)?.merge_fields,
		);
		return { TIER, NEXTTIER, tags: mailchimp().tagsOf(audienceId, email).sort() };
	};
	const { counts, held } = summary;
	return {
		counts,
		held,
		failure: errorOf(made)?.message,
		contacts: ['anna', 'bea', 'cleo'].map(stateOf),
	};
}

let plain: Awaited<ReturnType<typeof run>>;
beforeEach(async () => {
	plain ??= await run(start());
});

it('says in two contacts what is reached, holds one, and tells it', () => {
	expect(plain).toMatchObject({
		counts: { corrected: 2, held: 1 },
		held: [{ reason: 'no_address', email: 'cleo' }],
		failure: expect.stringContaining('1 needs a look:'),
		contacts: [
			{ TIER: 'Standard', tags: expect.arrayContaining(['activity-selling', 'milestone-1']) },
			{ TIER: 'Gold', NEXTTIER: 'none, you have reached the top' },
			{ tags: ['new-affiliate'] },
		],
	});
});

it('any node may get another name', async () => {
	expect(await run(renameAll(start(), ['By hand', 'Summary']))).toEqual(plain);
});

it.each(wiresOf('tiers-and-milestones').filter(({ from }) => from !== 'Every day'))(
	'a Slack node between $from and $to breaks nothing',
	async (wire) => {
		expect(await run(putBetween(start(), wire))).toEqual(plain);
	},
);
