import type { Locator, Page } from 'playwright-core';

/** The form of a credential, by what a person does in it. */
export class CredentialForm {
	private readonly dialog: Locator;

	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {
		this.dialog = page.getByTestId('editCredential-modal');
	}

	/** Opens it from the list of credentials; n8n tests the credential then. */
	async open(name: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		await this.page.getByTestId('resources-list-item').filter({ hasText: name }).click();
		await this.dialog.waitFor();
	}

	/** The labels of its fields, from top to bottom. */
	async labels(): Promise<string[]> {
		const fields = this.dialog.getByTestId('credential-connection-parameter');
		await fields.first().waitFor();
		const texts = await fields.allInnerTexts();
		return texts.map((text) => text.split('\n')[0]?.replace('*', '').trim() ?? '');
	}

	async fill(parameter: string, value: string): Promise<void> {
		await this.dialog.getByTestId(`parameter-input-${parameter}`).locator('input').fill(value);
	}

	/** Saves, after which n8n tests the credential by itself. */
	async save(): Promise<void> {
		await this.dialog.getByTestId('credential-save-button').click();
		// What is typed before would be taken for saved.
		await this.dialog.getByText('Saved', { exact: true }).waitFor();
	}

	/** Waits for n8n to say that the test went well. */
	async testedSuccessfully(): Promise<void> {
		await this.dialog.getByText('Connection tested successfully').waitFor();
	}

	/** Waits for n8n to say that the test did not, and opens its reasons; what the form reads. */
	async testRefused(): Promise<string> {
		await this.dialog.getByText('Couldn’t connect with these settings').waitFor();
		await this.dialog.getByText('More details').click();
		return await this.dialog.innerText();
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.dialog.waitFor({ state: 'hidden' });
	}
}
