import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	IDataObject,
	isResourceLocatorValue,
	type INode,
	type INodeParameters,
	type NodeParameterValueType,
} from 'n8n-workflow';
import { createWorld, serveWorld, trustCa, type Served, type World } from '../../emulators';
import { loadEngine, ROOT, type Engine, type WorkflowFile } from './engine';
import type { CredentialData } from './credentials';

/** The engine and the emulated services, connected. */
export interface Hub {
	engine: Engine;
	world: World;
	served: Served;
	audienceId: string;
	credentials: CredentialData;
	close(): Promise<void>;
}

/** Starts the services behind a proxy and sends this process' requests through it. */
export async function startHub(): Promise<Hub> {
	const world = createWorld();
	const served = await serveWorld(world);
	const distrust = trustCa(served.caPem);
	const before = { ...process.env };
	Object.assign(process.env, served.env);
	const engine = await loadEngine().catch(async (error: unknown) => {
		// An open server would keep the test process alive after the failure.
		distrust();
		await served.close();
		throw error;
	});
	const hub: Hub = {
		engine,
		world,
		served,
		audienceId: '',
		credentials: {},
		async close() {
			distrust();
			for (const name of Object.keys(served.env)) {
				if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
				else process.env[name] = before[name];
			}
			await served.close();
		},
	};
	resetHub(hub);
	return hub;
}

/** Puts the services back to an account with one audience and a journey on the tag new-affiliate. */
export function resetHub(hub: Hub): void {
	const { world } = hub;
	world.reset();
	const audience = world.mailchimp.addAudience({ name: 'Creators' });
	world.mailchimp.addMergeField(audience.id, {
		tag: 'AFFLINK',
		name: 'Tracking Link',
		type: 'url',
	});
	world.mailchimp.journeys.add({
		audienceId: audience.id,
		tag: 'new-affiliate',
		subject: 'Welcome',
		html: '<a href="*|AFFLINK|*">*|FNAME|*</a>',
	});
	hub.audienceId = audience.id;
	hub.credentials = {
		refersionApi: { ...world.refersion.credentials },
		mailchimpAudienceApi: { apiKey: world.mailchimp.apiKey },
		bigCommerceApi: {
			storeHash: world.bigcommerce.account.storeHash,
			accessToken: world.bigcommerce.account.accessToken,
		},
	};
}

/**
 * A workflow of one node, for trying an operation. A node that does nothing stands before it: n8n adds
 * the input's fields to items of the error output only where there is a node they came from.
 */
export function oneNode(
	type: 'refersion' | 'mailchimpAudience' | 'bigCommerce' | 'linktree' | 'creatorProgram',
	parameters: INodeParameters,
	extra: Partial<INode> = {},
): WorkflowFile {
	const node: INode = {
		id: '1',
		name: 'Node',
		type: `n8n-nodes-creator-hub.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: {
			refersionApi: { id: '1', name: 'Refersion' },
			mailchimpAudienceApi: { id: '2', name: 'Mailchimp' },
			mailchimpAudienceOAuth2Api: { id: '3', name: 'Mailchimp' },
			bigCommerceApi: { id: '4', name: 'BigCommerce' },
		},
		...extra,
	};
	const start: INode = {
		id: '0',
		name: 'Start',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return {
		name: type,
		nodes: [start, node],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	};
}

/** A resource locator's value. */
export function locator(mode: string, value: string): NodeParameterValueType {
	return { __rl: true, mode, value };
}

/** A template as a user has it after choosing credentials and audience. */
export function template(name: string, audienceId: string): WorkflowFile {
	const file: WorkflowFile = JSON.parse(
		readFileSync(join(ROOT, 'workflows', `${name}.json`), 'utf8'),
	);
	for (const node of file.nodes) {
		if (!node.type.startsWith('n8n-nodes-creator-hub.')) continue;
		if (node.type.endsWith('mailchimpAudience')) {
			if (isLeftToChoose(node)) node.parameters.audience = locator('list', audienceId);
			node.credentials = { mailchimpAudienceApi: { id: '2', name: 'Mailchimp' } };
		} else if (node.type.endsWith('bigCommerce')) {
			node.credentials = { bigCommerceApi: { id: '4', name: 'BigCommerce' } };
		} else {
			node.credentials = { refersionApi: { id: '1', name: 'Refersion' } };
		}
	}
	return file;
}

/** Whether a node asks for the audience; others of a template take it from one that does. */
function isLeftToChoose({ parameters: { audience } }: INode): boolean {
	return isResourceLocatorValue(audience) && audience.value === '';
}

/**
 * Fills in the node Settings, as a user does.
 *
 * @param settings objects are stored as their JSON
 * @throws when the template has no such setting
 */
export function withSettings(file: WorkflowFile, settings: IDataObject = {}): WorkflowFile {
	const node = file.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = node?.parameters.assignments as { assignments: IDataObject[] };
	for (const [name, value] of Object.entries(settings)) {
		const assignment = assignments.find((each) => each.name === name);
		if (!assignment) throw new Error(`The template has no setting "${name}"`);
		assignment.value = typeof value === 'object' ? JSON.stringify(value) : value;
	}
	return file;
}
