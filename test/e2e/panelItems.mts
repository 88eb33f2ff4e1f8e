import type { Locator, Page } from 'playwright-core';

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

	/** The names of all that is listed, once the given one is among them. */
	async namesWith(name: string): Promise<string[]> {
		await this.items(name).first().waitFor();
		const names = await this.page.getByTestId('node-creator-item-name').allInnerTexts();
		return names.map((text) => text.trim());
	}
}
