import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../shared/problems.cjs';
import { generatePassword, setUpOwner, type N8nApi, type WorkflowJson } from './api';
import type { N8nInstallation } from './install';
import { createInstance, type Instance } from './instance';
import { packageNodes, recordPackage } from './record';
import { onboardingOf, readTemplate, webhookPath } from './template';

/** The root folder of this checkout. */
export const ROOT = join(__dirname, '..', '..');
const OWNER_EMAIL = 'owner@creator-hub.local';

/** Templates that can be told of approvals by Refersion's webhook. */
export type OnboardingTemplate = 'keep-creators-in-step' | 'onboard-approved-affiliates';

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
	/** the file's name in workflows, without its ending; the smallest one if left out */
	template?: OnboardingTemplate;
	/** changes the template before it is imported */
	change?: (template: WorkflowJson) => WorkflowJson;
	/** told of the instance before it is started, so that it can be ended even while it starts */
	onInstance?: (instance: Instance) => void;
}

/** Who does what in an n8n. Outside queue mode all of them are one process. */
export interface Processes {
	/** editor, API, schedules */
	main: Instance;
	/** receives webhooks and stores them */
	webhooks: Instance;
	/** run the executions */
	workers: Instance[];
}

/** A template that onboards whom Refersion approves, in an n8n, connected and active. */
export interface Onboarding {
	workflowId: string;
	/** path of the Refersion Trigger's webhook, after `/webhook/` */
	webhookPath: string;
	/** where Refersion is to send its webhooks */
	webhookUrl: string;
}

/** A real n8n with the package installed, and such a template. */
export interface Hub extends Onboarding {
	/** the process with the editor and the API */
	instance: Instance;
	processes: Processes;
	api: N8nApi;
	/** by credential type */
	credentials: Record<string, { id: string; name: string }>;
	/** node types of the package as n8n knows them */
	nodeTypes: string[];
	/** how long n8n took to start, in milliseconds */
	startedIn: number;
	/** Ends n8n and deletes all that was made for it. */
	close(): Promise<void>;
}

/** What `connect` has to know of the n8n it is for. */
export interface Started {
	processes: Processes;
	/** how long n8n took to start, in milliseconds */
	startedIn: number;
	/** whether its database is the SQLite file of `main` */
	hasSqlite: boolean;
	close: () => Promise<void>;
}

/**
 * Imports the template into an n8n that has no workflow with its webhook, enables its Refersion Trigger, and activates
 * it.
 */
export async function importOnboarding(
	{ api, processes, credentials }: Pick<Hub, 'api' | 'processes' | 'credentials'>,
	{
		audience,
		template: name = 'onboard-approved-affiliates',
		change = (unchanged) => unchanged,
	}: Pick<HubOptions, 'audience' | 'template' | 'change'>,
): Promise<Onboarding> {
	const file = await readTemplate(join(ROOT, 'workflows', `${name}.json`));
	const template = change(onboardingOf(file, { audience, credentials }));
	const path = webhookPath(template);
	const workflowId = await api.createWorkflow(template);
	await api.activate(workflowId);
	await processes.webhooks.waitWebhook(path);
	return { workflowId, webhookPath: path, webhookUrl: `${processes.webhooks.url}/webhook/${path}` };
}

/** Does in a new n8n what a person does once: owner, credentials, template, activation. */
export async function connect(options: HubOptions, started: Started): Promise<Hub> {
	const { installation } = options;
	const { processes, startedIn, close } = started;
	const { main } = processes;
	const owner = { email: OWNER_EMAIL, password: generatePassword() };
	const api = await setUpOwner(main.url, owner, installation.version);
	const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
		author: { name: string; email: string };
	};
	const nodes = await packageNodes({ url: main.url, api, manifest });
	if (started.hasSqlite) await recordPackage(installation, main.userFolder, manifest, nodes);
	const credentials = {
		refersionApi: await api.createCredential('refersionApi', 'Refersion', options.refersion),
		mailchimpAudienceApi: await api.createCredential(
			'mailchimpAudienceApi',
			'Mailchimp',
			options.mailchimp,
		),
	};
	const onboarding = await importOnboarding({ api, processes, credentials }, options);
	return {
		instance: main,
		processes,
		api,
		credentials,
		...onboarding,
		nodeTypes: nodes.map(({ name }) => name).sort(),
		startedIn,
		close,
	};
}

/** Starts such an n8n. The caller ends it with `hub.close()`; when this throws, nothing is left running. */
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
		const processes = { main: instance, webhooks: instance, workers: [instance] };
		const close = async (): Promise<void> => await instance.close();
		return await connect(options, { processes, startedIn, hasSqlite: true, close });
	} catch (error) {
		const log = instance.tail(25);
		await instance.close();
		throw startProblem(error, log);
	}
}

/** What went wrong, with what n8n printed last. */
export function startProblem(error: unknown, log: string): Problem {
	const message = error instanceof Error ? error.message : String(error);
	return new Problem(`${message}\n\nThe last lines of n8n:\n${log}`);
}
