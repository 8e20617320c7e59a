import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../shared/problems.cjs';
import { generatePassword, setUpOwner, type N8nApi, type WorkflowJson } from './api';
import type { N8nInstallation } from './install';
import { createInstance, type Instance } from './instance';
import { recordPackage } from './record';
import { configureTemplate, readTemplate, webhookPath } from './template';

/** The root folder of this checkout. */
export const ROOT = join(__dirname, '..', '..');
const TEMPLATE = join(ROOT, 'workflows', 'onboard-approved-affiliates.json');
const OWNER_EMAIL = 'owner@creator-hub.local';

export interface HubOptions {
	installation: N8nInstallation;
	/** the packed package */
	tarball: string;
	/** proxy and CA of the emulators */
	env: Record<string, string>;
	refersion: Record<string, string>;
	mailchimp: Record<string, string>;
	audience: { id: string; name: string };
	/** port of n8n; a free one if left out */
	port?: number;
	/** changes the template before it is imported */
	change?: (template: WorkflowJson) => WorkflowJson;
	/** told of the instance before it is started, so that it can be ended even while it starts */
	onInstance?: (instance: Instance) => void;
}

/** A real n8n with the package installed, and the onboarding template imported, connected and active. */
export interface Hub {
	instance: Instance;
	api: N8nApi;
	workflowId: string;
	/** path of the Refersion Trigger's webhook, after `/webhook/` */
	webhookPath: string;
	/** where Refersion is to send its webhooks */
	webhookUrl: string;
	/** node types of the package as n8n knows them */
	nodeTypes: string[];
	/** how long n8n took to start, in milliseconds */
	startedIn: number;
}

async function connect(options: HubOptions, instance: Instance, startedIn: number): Promise<Hub> {
	const { installation, audience } = options;
	const api = await setUpOwner(instance.url, { email: OWNER_EMAIL, password: generatePassword() });
	const nodeTypes = await recordPackage({
		installation,
		userFolder: instance.userFolder,
		url: instance.url,
		api,
		manifest: JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
			name: string;
			version: string;
			author: { name: string; email: string };
		},
	});
	const credentials = {
		refersionApi: await api.createCredential('refersionApi', 'Refersion', options.refersion),
		mailchimpAudienceApi: await api.createCredential(
			'mailchimpAudienceApi',
			'Mailchimp',
			options.mailchimp,
		),
	};
	const { change = (unchanged: WorkflowJson) => unchanged } = options;
	const template = change(
		configureTemplate(await readTemplate(TEMPLATE), { audience, credentials }),
	);
	const path = webhookPath(template);
	const workflowId = await api.createWorkflow(template);
	await api.activate(workflowId);
	await instance.waitWebhook(path);
	return {
		instance,
		api,
		workflowId,
		webhookPath: path,
		webhookUrl: `${instance.url}/webhook/${path}`,
		nodeTypes,
		startedIn,
	};
}

/** Starts such an n8n. The caller ends it with `hub.instance.close()`; when this throws, nothing is left running. */
export async function startHub(options: HubOptions): Promise<Hub> {
	const { installation, tarball, env, port } = options;
	const instance = await createInstance({
		installation,
		tarballs: [tarball],
		env,
		...(port === undefined ? {} : { port }),
	});
	options.onInstance?.(instance);
	try {
		const startedIn = await instance.start();
		return await connect(options, instance, startedIn);
	} catch (error) {
		const log = instance.tail(25);
		await instance.close();
		const message = error instanceof Error ? error.message : String(error);
		throw new Problem(`${message}\n\nThe last lines of n8n:\n${log}`);
	}
}
