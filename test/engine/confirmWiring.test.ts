import { addCreator, LINK, prepareForConfirm, setLinks, stateOf, visit } from './support/confirm';
import type { WorkflowFile } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { putBetween, rename, wiresOf, type Wire } from './support/rewire';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	prepareForConfirm(hub);
});
afterAll(async () => await hub.close());

const WIRES = wiresOf('confirm-linktree-link');

const withSlack = (wire: Wire) => (file: WorkflowFile) =>
	void Object.assign(file, putBetween(file, wire));

/** A creator whose page was seen without the link, which is there now. */
function notFoundYet(): string {
	const LINKTREE = 'https://linktr.ee/ana';
	const mergeFields = { AFFLINK: LINK, LINKTREE, LINKSTATUS: 'not_found' };
	setLinks(hub, [LINK]);
	return addCreator(hub, { tags: ['link-not-found'], mergeFields });
}

const form = { where: 'linktree', page: 'ana' };

it.each(WIRES)('a Slack node between $from and $to breaks nothing', async (wire) => {
	const id = notFoundYet();
	const answer = await visit(hub, { id, form, change: withSlack(wire) });
	expect(answer).toMatchObject({ code: 200, key: 'live', failure: undefined });
	expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'live', tags: ['link-live'] });
});

it('a Slack node before the one that marks the run as failed leaves what happened', async () => {
	const id = notFoundYet();
	hub.world.faults.failNext({ service: 'mailchimp', method: 'PATCH', fault: '400' });
	const plain = await visit(hub, { id, form });
	expect(plain).toMatchObject({ code: 503, key: 'failed', failure: expect.any(String) });
	const wire = WIRES.find(({ to }) => to === 'Mark the run as failed');
	if (!wire) throw new Error('There is no such wire.');
	hub.world.faults.failNext({ service: 'mailchimp', method: 'PATCH', fault: '400' });
	const withNode = await visit(hub, { id, form, change: withSlack(wire) });
	expect(withNode).toMatchObject({ code: 503, key: 'failed', failure: plain.failure });
});

it('any node may get another name', async () => {
	const id = notFoundYet();
	const change = (file: WorkflowFile): void => {
		const names = file.nodes.map(({ name }) => name);
		const all = names.reduce((each, name) => rename(each, name, `My ${name.toLowerCase()}`), file);
		Object.assign(file, all);
	};
	const answer = await visit(hub, { id, form, change });
	expect(answer).toMatchObject({ code: 200, key: 'live', failure: undefined });
	expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'live', tags: ['link-live'] });
});
