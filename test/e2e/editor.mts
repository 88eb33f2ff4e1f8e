import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

import { selectors, type Locator, type Page } from 'playwright-core';

import type { Owner } from '../../scripts/host/entities.mts';
import { poll } from '../../scripts/host/poll.mts';
import { PanelItems } from './panelItems.mts';
import { TIMEOUT_MS } from './timeout.mts';

/** n8n marks its elements with this attribute. */
selectors.setTestIdAttribute('data-test-id');

/** n8n's editor, by what a person does in it. */
export class Editor {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	async signIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(email);
		await this.page.locator('input[name=password]').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL(({ pathname }) => !pathname.includes('signin'));
	}

	/** Opens an empty workflow. */
	async openNewWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').first().waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Opens the panel of nodes to choose the first node, or another one, and searches in it. */
	async searchNodePanel(words: string, { first }: { first: boolean }): Promise<PanelItems> {
		const opener = first ? 'canvas-add-button' : 'node-creator-plus-button';
		await this.page.getByTestId(opener).first().click();
		await this.page.getByTestId('node-creator-search-bar').fill(words);
		return new PanelItems(this.page);
	}

	async closeNodePanel(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.getByTestId('node-creator').waitFor({ state: 'hidden' });
	}

	/** The form of the node that is open, with what a person reads in it. */
	form(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	/** Opens the form of a node on the canvas. */
	async openNode(name: string): Promise<void> {
		const node = this.page.getByTestId('canvas-node').filter({ hasText: name }).first();
		await node.dblclick();
		await this.form().waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.form().waitFor({ state: 'hidden' });
	}

	/** Chooses from a drop-down of the open form, by what it reads. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${parameter}`).click();
		const exactly = this.page.locator('.option-headline').getByText(option, { exact: true });
		const items = this.page.getByTestId('parameter-input-item').filter({ visible: true });
		await items.filter({ has: exactly }).click();
		// While it closes, it could be taken for the next one.
		await items.first().waitFor({ state: 'hidden' });
		await this.assertChosen(parameter, option);
	}

	/** Chooses the first entry of a searchable list of the open form; gives what it reads. */
	async chooseFirst(parameter: string): Promise<string> {
		await this.page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		const entry = this.page.getByTestId('rlc-item').filter({ visible: true }).first();
		const text = (await entry.innerText()).trim();
		await entry.click();
		return text;
	}

	/** Waits for the open trigger's URLs, shown above its form, to hold a text. */
	async urlShows(text: string): Promise<void> {
		await this.page.getByText('Webhook URLs', { exact: true }).click();
		await this.page.getByText(text).first().waitFor();
	}

	/** Waits for a drop-down of the open form to show what was chosen. */
	private async assertChosen(parameter: string, option: string): Promise<void> {
		const input = this.page.getByTestId(`parameter-input-${parameter}`).locator('input');
		await poll(async () => (await input.inputValue()) === option || undefined, {
			what: `The drop-down ${parameter} reading "${option}"`,
			timeoutMs: TIMEOUT_MS,
		});
	}

	/** The labels of the open form's parameters, from top to bottom. */
	async labels(): Promise<string[]> {
		const labels = this.form().getByTestId('input-label').filter({ visible: true });
		const texts = await labels.allInnerTexts();
		return texts.map((text) => text.split('\n')[0]?.trim() ?? '');
	}

	/** Checks the labels of the open form, which n8n redraws a moment after a choice. */
	async assertLabels(expected: readonly string[]): Promise<void> {
		const asExpected = async () => isDeepStrictEqual(await this.labels(), expected) || undefined;
		await poll(asExpected, { what: 'The labels', timeoutMs: TIMEOUT_MS }).catch(async () => {
			assert.deepEqual(await this.labels(), expected);
		});
	}

	/** Presses "Execute workflow" and waits for the node to have run. */
	async executeWorkflow(lastNode: string): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
		const node = this.page.getByTestId('canvas-node').filter({ hasText: lastNode });
		await node.getByTestId('canvas-node-status-success').waitFor();
	}

	/** Waits for the open node's input panel to list a field. */
	async inputOffers(field: string): Promise<void> {
		await this.page.getByTestId('ndv-input-panel').getByText(field, { exact: true }).waitFor();
	}

	/** Types into a text of the open form. */
	async type(parameter: string, text: string): Promise<void> {
		const input = this.page.getByTestId(`parameter-input-${parameter}`);
		await input.locator('textarea, input').first().fill(text);
	}

	/** Presses "Execute step" in the open node. */
	async executeStep(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
	}

	/** Waits for the open node's output panel to hold a text, among other words. */
	async outputTells(text: string): Promise<void> {
		await this.page.getByTestId('output-panel').getByText(text).first().waitFor();
	}

	/** Waits for the open node's output panel to show a text. */
	async outputShows(text: string): Promise<void> {
		await this.page.getByTestId('output-panel').getByText(text, { exact: true }).first().waitFor();
	}
}
