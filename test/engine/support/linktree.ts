import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';
import type { Profile } from '../../emulators';
import { runWorkflow, type WorkflowFile } from './engine';
import type { Hub } from './hub';

export const LINK = 'https://shop.example/?rfsn=123456.a3y7';

export interface LinktreeRun {
	parameters?: INodeParameters;
	items?: IDataObject[];
	node?: Partial<INode>;
	onStart?: (cancel: () => void) => void;
}

/** A workflow of the Linktree node, behind one that does nothing; it has no credential. */
function oneLinktree(parameters: INodeParameters, extra: Partial<INode>): WorkflowFile {
	const common = { typeVersion: 1, position: [0, 0] satisfies [number, number], parameters: {} };
	const start: INode = { ...common, id: '0', name: 'Start', type: 'n8n-nodes-base.noOp' };
	const type = 'n8n-nodes-creator-hub.linktree';
	const node: INode = { ...common, id: '1', name: 'Node', type, parameters, ...extra };
	return {
		name: 'linktree',
		nodes: [start, node],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	};
}

/** Runs Profile: Check Link; each item has `profile`, and `link` where it is not the usual one. */
export async function runCheck(hub: Hub, run: LinktreeRun = {}): Promise<IRun> {
	const { parameters, items = [{ profile: 'anna' }], node = {}, onStart } = run;
	const all = {
		resource: 'profile',
		operation: 'checkLink',
		profile: '={{ $json.profile }}',
		link: `={{ $json.link ?? "${LINK}" }}`,
		options: {},
		...parameters,
	};
	return await runWorkflow(hub.engine, oneLinktree(all, node), {
		start: 'Start',
		items,
		credentials: hub.credentials,
		onStart,
	});
}

/** Runs Profile: Get Links. */
export async function runGetLinks(hub: Hub, run: LinktreeRun = {}): Promise<IRun> {
	return await runCheck(hub, {
		...run,
		parameters: { operation: 'getLinks', ...run.parameters },
	});
}

/** Gives a profile its page. */
export function setProfile(hub: Hub, profile: Partial<Profile>, username = 'anna'): void {
	hub.world.linktree.setProfile(username, profile);
}

/** The requests that Linktree got, in order. */
export function asked(hub: Hub): string[] {
	return hub.world.linktree.requests.map(({ method, path }) => `${method} ${path}`);
}
