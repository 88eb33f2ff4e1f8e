import assert from 'node:assert/strict';

import type { Locator, Page } from 'playwright-core';

import { poll } from '../../scripts/host/poll.mts';
import { TIMEOUT_MS } from './timeout.mts';

/** The panel of nodes, while it shows what a search found or what a node can do. */
export class PanelItems {
	constructor(private readonly page: Page) {}

	private items(name: string): Locator {
		const exactly = new RegExp(`^\\s*${name}\\s*$`);
		return this.page.getByTestId('node-creator-item-name').filter({ hasText: exactly });
	}

	/** Chooses a node or an action by its name. */
	async choose(name: string): Promise<void> {
		await this.items(name).first().click();
	}

	/** Checks that all of these are listed; n8n fills long lists bit by bit. */
	async assertLists(expected: readonly string[]): Promise<void> {
		const missing = async () => {
			const texts = await this.page.getByTestId('node-creator-item-name').allInnerTexts();
			const names = new Set(texts.map((text) => text.trim()));
			return expected.filter((name) => !names.has(name));
		};
		const complete = async () => (await missing()).length === 0 || undefined;
		await poll(complete, { what: 'The list', timeoutMs: TIMEOUT_MS }).catch(async () => {
			assert.deepEqual(await missing(), [], 'what is not listed');
		});
	}
}
