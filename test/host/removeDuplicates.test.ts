import type { WorkflowJson } from '../../scripts/n8n/api';
import { GET, shareRig, withLinkWait, type Rig } from './support/rig';

const TRIGGER = 'Refersion Trigger';
const SEEN = 'Remove what came before';

/** The template with n8n's Remove Duplicates behind the trigger, set to the hash of the signed body. */
function withRemoveDuplicates(template: WorkflowJson): WorkflowJson {
	const file = withLinkWait(template, 0);
	const wire = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		...file,
		nodes: [
			...file.nodes,
			{
				id: 'a4f0a6a8-1c55-4a53-9c39-6d5bb2f6a001',
				name: SEEN,
				type: 'n8n-nodes-base.removeDuplicates',
				typeVersion: 2,
				position: [60, 100],
				parameters: {
					operation: 'removeItemsSeenInPreviousExecutions',
					dedupeValue: '={{ $json.body_hash }}',
				},
			},
		],
		connections: { ...file.connections, [TRIGGER]: wire(SEEN), [SEEN]: wire(GET) },
	};
}

let rig: Rig;
beforeAll(async () => {
	rig = await shareRig({ change: withRemoveDuplicates });
});
afterAll(async () => await rig?.close());

it('a delivery that comes again ends at Remove Duplicates, and another one does not', async () => {
	await rig.fresh();
	const { refersion } = rig.world;
	refersion.dashboard.removeWebhooks();
	const send = async (id: number): Promise<void> => {
		const { headers, body } = refersion.signedRequest(
			'AFFILIATE_STATUS_CHANGE',
			refersion.affiliatePayload(id),
		);
		const { status } = await fetch(rig.hub.webhookUrl, { method: 'POST', headers, body });
		expect(status).toBe(200);
	};
	const [one, other] = ['one', 'other'].map(
		(name) => refersion.addAffiliate({ email: `${name}@creators.example`, status: 'ACTIVE' }).id,
	);
	await send(one);
	await rig.executions(1);
	await send(one);
	await send(other);
	await rig.executions(3);
	const reads = refersion.requests.filter(({ path }) => path === '/v2/affiliate/get');
	expect(reads).toHaveLength(2);
	expect(rig.world.outbox.mails).toHaveLength(2);
});
