import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch, logIn } from '../../test/browser/support/browser';
import { createWorld, serveWorld, type World } from '../../test/emulators';
import { startBenchN8n } from '../bench/realN8n';
import { addConfirmFields } from '../demo/confirm';
import { AUDIENCE, prepareAudience } from '../demo/seed';
import type { WorkflowJson, WorkflowNode } from '../n8n/api';
import { ROOT, type Hub } from '../n8n/hub';
import { configureTemplate, readTemplate } from '../n8n/template';
import { addProgramme } from './programme';

/** Sends the mails of templates; nothing is sent for a picture. */
const SMTP = { user: 'jo@shop.example', password: 'none', host: 'smtp.shop.example' };
const SENDS_MAIL = 'n8n-nodes-base.emailSend';

/** A real n8n with an invented programme behind it, and a browser. */
export interface Studio {
	world: World;
	hub: Hub;
	browser: Browser;
	/** @returns a page in which the owner is signed in */
	signIn: (view: { width: number; height: number; isDark?: boolean }) => Promise<Page>;
	/** Imports a template as a person has it after choosing credentials and audience. @returns the address of its editor */
	importTemplate: (name: string, set?: Record<string, object>) => Promise<string>;
	close: () => Promise<void>;
}

/** Starts n8n, the services and Chromium. The caller ends them with `close`. */
export async function openStudio(): Promise<Studio> {
	const world = createWorld();
	const served = await serveWorld(world);
	prepareAudience(world);
	addConfirmFields(world);
	addProgramme(world);
	const { hub, close } = await startBenchN8n(
		{
			env: { ...served.env },
			refersion: { ...world.refersion.credentials },
			mailchimp: { apiKey: world.mailchimp.apiKey },
			audience: AUDIENCE,
		},
		(line) => console.log(line),
	);
	const { storeHash, accessToken } = world.bigcommerce.account;
	const bigCommerceApi = await hub.api.createCredential('bigCommerceApi', 'BigCommerce', {
		storeHash,
		accessToken,
	});
	const smtp = await hub.api.createCredential('smtp', 'Mail', SMTP);
	const credentials = { ...hub.credentials, bigCommerceApi };
	const browser = await launch();
	return {
		world,
		hub,
		browser,
		signIn: async ({ width, height, isDark = false }) => {
			const page = await browser.newPage({
				viewport: { width, height },
				colorScheme: isDark ? 'dark' : 'light',
			});
			await logIn(page, hub);
			return page;
		},
		importTemplate: async (name, set = {}) => {
			const file = await readTemplate(join(ROOT, 'workflows', `${name}.json`));
			const withMail = (node: WorkflowNode): WorkflowNode =>
				node.type === SENDS_MAIL ? { ...node, credentials: { smtp } } : node;
			const configured = configureTemplate(file, { audience: AUDIENCE, credentials });
			const workflow: WorkflowJson = { ...configured, nodes: configured.nodes.map(withMail) };
			for (const node of workflow.nodes) Object.assign(node.parameters, set[node.name]);
			return `${hub.instance.url}/workflow/${await hub.api.createWorkflow(workflow)}`;
		},
		close: async () => {
			await browser.close();
			await close();
			await served.close();
		},
	};
}
