import { errorOf, type WorkflowFile } from './support/engine';
import {
	keepInStep,
	mails,
	refersion,
	runFile,
	setTheScene,
	tagsOf,
	theHub,
} from './support/keepInStep';
import { putBetween, rename, wiresOf } from './support/rewire';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

const add = (email: string) =>
	refersion().addAffiliate({ first_name: 'Jo', email, status: 'ACTIVE' });

/** A look in which somebody is added, somebody leaves and somebody is held, and an approval by webhook. */
async function expectToWork(file: WorkflowFile, start = 'By hand'): Promise<void> {
	const leaving = add('leaving@creator-mail.com');
	await runFile(keepInStep());
	Object.assign(refersion().affiliate(leaving.id) ?? {}, { status: 'DENIED' });
	add('new@creator-mail.com');
	const looked = await runFile(file, start);
	expect(errorOf(looked.run)).toBeUndefined();
	expect(tagsOf('leaving@creator-mail.com')).toEqual(['affiliate-inactive']);
	expect(tagsOf('new@creator-mail.com')).toEqual(['new-affiliate']);
	const { id, code, email } = add('live@creator-mail.com');
	const item = { event: 'affiliateApproved', id, code, email, status: 'ACTIVE' };
	const heard = await runFile(file, 'Refersion Trigger', [item], 'webhook');
	expect(errorOf(heard.run)).toBeUndefined();
	expect(tagsOf('live@creator-mail.com')).toEqual(['new-affiliate']);
	expect(mails()).toHaveLength(3);
}

it('any node may get another name', async () => {
	let file = keepInStep();
	const names = file.nodes
		.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
		.map(({ name }) => name);
	for (const name of names) {
		if (['By hand', 'Refersion Trigger'].includes(name)) continue;
		file = rename(file, name, `My "${name.toLowerCase()}"`.replaceAll('"', '*'));
	}
	await expectToWork(file);
});

it.each(wiresOf('keep-creators-in-step'))(
	'a Slack node between $from and $to breaks nothing',
	async (wire) => {
		await expectToWork(putBetween(keepInStep(), wire));
	},
);
