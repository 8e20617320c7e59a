import type { Locator, Page } from 'playwright-core';
import type { N8nVersion } from '../../../scripts/n8n/versions.cjs';
import type { Hand } from './hand';

/** A field of a credential's dialog, by n8n's name of it, and what goes in. */
export interface CredentialField {
	name: string;
	label: string;
	value: string;
}

/** The text of a template, and a node in it to wait for. */
export interface WorkflowFile {
	name: string;
	text: string;
	firstNode: string;
}

/** What a new user does in n8n's editor, by mouse and keyboard, in the words of the version at hand. */
export class NewUser {
	constructor(
		private readonly page: Page,
		private readonly hand: Hand,
		private readonly version: N8nVersion,
	) {}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Names of the nodes that n8n marks with a red triangle. */
	async nodesWithIssues(): Promise<string[]> {
		const nodes = this.page.getByTestId('canvas-node');
		const marked = nodes.filter({ has: this.page.getByTestId('node-issues') });
		return await marked.evaluateAll((found) =>
			found.map((node) => node.getAttribute('data-node-name') ?? '').sort(),
		);
	}

	/** From n8n's first page to a canvas with the workflow. */
	async importWorkflow(file: WorkflowFile): Promise<void> {
		const label = this.version.publishes ? 'Build a workflow' : 'Start from scratch';
		await this.hand.click(label, this.page.getByText(label));
		await this.pasteWorkflow(file);
	}

	/** Onto the empty canvas that is open. */
	async pasteWorkflow(file: WorkflowFile): Promise<void> {
		await this.page.getByText('Add first step').waitFor();
		await this.hand.paste(`${file.name} onto the canvas`, file.text);
		await this.node(file.firstNode).waitFor();
	}

	/** Opens a node that stands on the canvas. */
	async openNode(name: string): Promise<void> {
		await this.hand.click(`the node ${name}`, this.node(name));
		await this.hand.press('open it', 'Enter');
		await this.panel(name).waitFor();
	}

	/** Goes on to a node that comes after the one that is open. */
	async openNextNode(name: string): Promise<void> {
		const button = this.page.locator(`[data-test-id="floating-node"][data-node-name="${name}"]`);
		await this.hand.click(`the next node, ${name}, at the right edge`, button.first());
		await this.panel(name).waitFor();
	}

	/** Makes the credential of the node that is open, which n8n tests, and puts into the other nodes that need it. */
	async createCredential(service: string, fields: CredentialField[]): Promise<void> {
		await this.openCredential(service);
		const dialog = this.page.getByTestId('editCredential-modal');
		for (const [index, { name, label, value }] of fields.entries()) {
			const input = dialog.getByTestId(`parameter-input-${name}`).locator('input');
			if (index === 0) await this.hand.click(`the field ${label}`, input);
			else await this.hand.tabTo(`the field ${label}`, input);
			await this.hand.fill(label, value);
		}
		await this.hand.click('Save', dialog.getByTestId('credential-save-button'));
		const message = this.page.getByText('Added this credential to', { exact: false });
		await message.first().waitFor();
		if (!this.version.publishes) {
			await dialog.getByText('Connection tested successfully').waitFor();
			await this.hand.press('close the dialog', 'Escape');
		}
		await dialog.waitFor({ state: 'hidden' });
	}

	/** Leaves the node that is open, and puts the workflow into use. */
	async publish(): Promise<void> {
		await this.hand.press('back to the canvas', 'Escape');
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
		if (this.version.publishes) {
			await this.hand.click('Publish', this.page.getByTestId('workflow-open-publish-modal-button'));
			const name = '[data-test-id="workflow-publish-version-name-input"]:focus';
			await this.page.locator(name).waitFor();
			await this.hand.press('publish it under the name n8n proposes', 'Enter');
			await this.page.getByText('Workflow published').first().waitFor();
		} else {
			await this.hand.click(
				'the switch Inactive',
				this.page.getByTestId('workflow-activate-switch'),
			);
			await this.page.getByText('Workflow activated').first().waitFor();
		}
	}

	private panel(name: string): Locator {
		const title = this.page.getByTestId('ndv').getByText(name, { exact: true });
		// The title is there twice: n8n measures it in a hidden element.
		return title.filter({ visible: true }).first();
	}

	private async openCredential(service: string): Promise<void> {
		if (this.version.publishes) {
			const button = this.page.getByTestId('node-credentials-empty-state');
			return await this.hand.click(`Connect to ${service}`, button);
		}
		await this.hand.click('Select Credential', this.page.getByTestId('node-credentials-select'));
		const create = this.page.getByTestId('node-credentials-select-item-new');
		await this.hand.click('Create new credential', create);
	}
}
