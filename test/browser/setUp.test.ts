import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { contactOf } from '../../scripts/demo/contacts';
import { waitFor } from '../../scripts/demo/wait';
import type { N8nApi, WorkflowJson } from '../../scripts/n8n/api';
import { ROOT } from '../../scripts/n8n/hub';
import { chosenVersion, oldestVersion } from '../../scripts/n8n/versions.cjs';
import { AUDIENCE, TAG } from '../host/support/rig';
import { describeWithBrowser, launch, logIn, screenshot } from './support/browser';
import { Hand } from './support/hand';
import { startNewN8n, type NewN8n } from './support/newN8n';
import { NewUser } from './support/newUser';

const MOST_CLICKS = 12;
const FIELDS = 3;
/** The schedule of the test, and time to run. */
const ONBOARDED_MS = 120_000;
const TEMPLATE = 'keep-creators-in-step.json';
const ACCOUNT_NODES = ['Compare', 'Get affiliate', 'Get all affiliates', 'Sync'];

const SAVED_MS = 30_000;

async function workflowIds(api: N8nApi): Promise<string[]> {
	const found = (await api.rest('GET', '/workflows')) as Array<{ id: string }>;
	return found.map(({ id }) => id);
}

/** The template, whose schedule comes each minute, so that the test need not wait for ten. Nothing else is changed. */
async function readTemplate(): Promise<string> {
	const text = await readFile(join(ROOT, 'workflows', TEMPLATE), 'utf8');
	const soon = text.replace('"minutesInterval": 10', '"minutesInterval": 1');
	expect(soon).not.toBe(text);
	return soon;
}

describe.each([...new Set([chosenVersion(), oldestVersion()])])('n8n $number', (version) => {
	describeWithBrowser('the set-up, as a new user does it', () => {
		let n8n: NewN8n;
		let browser: Browser;
		let page: Page;

		beforeAll(async () => {
			n8n = await startNewN8n(version);
			// An account as Mailchimp makes it: one audience, without a field or a tag for the programme.
			n8n.world.mailchimp.addAudience(AUDIENCE);
			browser = await launch();
			const context = await browser.newContext({
				viewport: { width: 1500, height: 950 },
				permissions: ['clipboard-read', 'clipboard-write'],
			});
			page = await context.newPage();
			await logIn(page, n8n);
		});

		afterAll(async () => {
			await browser?.close();
			await n8n?.close();
		});

		it(`takes at most ${MOST_CLICKS} clicks and ${FIELDS} fields to the first creator`, async () => {
			const { refersion, mailchimp } = n8n.world;
			const text = await readTemplate();
			const began = Date.now();
			const hand = new Hand(page);
			const user = new NewUser(page, hand, version);

			const firstNode = 'Get all affiliates';
			await user.importWorkflow({ name: TEMPLATE, text, firstNode });
			// What is red is what is missing: the two accounts.
			expect(await user.nodesWithIssues()).toEqual(ACCOUNT_NODES);
			await screenshot(page, `set-up-imported-${version.number}`);

			await user.openNode(firstNode);
			const { publicKey, secretKey } = refersion.credentials;
			await user.createCredential('Refersion', [
				{ name: 'publicKey', label: 'Public Key', value: publicKey },
				{ name: 'secretKey', label: 'Secret Key', value: secretKey },
			]);
			await user.openNextNode('Compare');
			await user.createCredential('Mailchimp Audience', [
				{ name: 'apiKey', label: 'API Key', value: mailchimp.apiKey },
			]);
			await user.publish();
			const setUp = Date.now();
			await screenshot(page, `set-up-published-${version.number}`);
			expect(await user.nodesWithIssues()).toEqual([]);

			const { id, email } = refersion.addAffiliate({
				first_name: 'Ana',
				email: 'ana@creators.example',
				status: 'PENDING',
			});
			refersion.approve(id);
			const contact = await waitFor(
				() => {
					const found = contactOf(n8n.world, AUDIENCE.id, email);
					return found?.tags.includes(TAG) ? found : undefined;
				},
				Date.now() + ONBOARDED_MS,
				'the first creator in Mailchimp',
			);
			expect(contact).toMatchObject({
				status: 'subscribed',
				tags: [TAG],
				mergeFields: { FNAME: 'Ana', AFFLINK: refersion.linkOf(id) },
			});

			const seconds = (since: number, until: number): number => Math.round((until - since) / 1000);
			process.stdout.write(
				`\nFrom "n8n open" to the first creator, n8n ${version.number}:\n${hand.report()}` +
					`  ${seconds(began, setUp)} s to set up, without reading and copying; the schedule comes every 10 minutes\n\n`,
			);
			expect(hand.clicks).toBeLessThanOrEqual(MOST_CLICKS);
			expect(hand.fields).toBe(FIELDS);
		});

		// Two with one address cannot both be published. `test/host/importTwice.test.ts` publishes them.
		it('imports a template again and again, each with an address of its own', async () => {
			const { api, instance } = n8n;
			const text = await readFile(join(ROOT, 'workflows', 'confirm-linktree-link.json'), 'utf8');
			const user = new NewUser(page, new Hand(page), version);
			const addresses: string[] = [];
			for (const copy of [1, 2]) {
				const before = await workflowIds(api);
				await page.goto(`${instance.url}/workflow/new`);
				await user.pasteWorkflow({ name: `copy ${copy}`, text, firstNode: 'Creator Page' });
				// n8n 2 saves by itself, too.
				await page.keyboard.press('Control+S');
				const id = await waitFor(
					async () => (await workflowIds(api)).find((found) => !before.includes(found)),
					Date.now() + SAVED_MS,
					'n8n to save the workflow',
				);
				const { nodes } = (await api.rest('GET', `/workflows/${id}`)) as WorkflowJson;
				addresses.push(nodes.find(({ name }) => name === 'Creator Page')?.webhookId ?? '');
			}
			expect(addresses).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
			expect(new Set(addresses).size).toBe(2);
		});
	});
});
