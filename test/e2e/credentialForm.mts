import assert from 'node:assert/strict';

import type { Locator, Page, Request, Response } from 'playwright-core';

import type { CredentialTestResult } from '../../scripts/host/entities.mts';

/** Whether a request carries this value of the credential's parameter. */
function carries(request: Request, parameter: string, value: string): boolean {
	type Saved = { data?: Record<string, unknown> };
	const body = request.postDataJSON() as (Saved & { credentials?: Saved }) | null;
	return (body?.credentials ?? body)?.data?.[parameter] === value;
}

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

	/** Types a value and saves, after which n8n tests the credential by itself; what that gave. */
	async saveWith(parameter: string, value: string): Promise<CredentialTestResult> {
		await this.dialog.getByTestId(`parameter-input-${parameter}`).locator('input').fill(value);
		// A field that was typed in a moment ago tells the form of the next value only after a pause
		// (n8n debounces it). Until then there is no button but the word "Saved" of the last time,
		// which takes clicks and does nothing.
		const button = this.dialog
			.getByTestId('credential-save-button')
			.getByRole('button', { name: 'Save', exact: true });
		await button.waitFor();
		// Only answers to what was just typed: an earlier test may still be under way.
		const answerTo = async (method: string, path: RegExp): Promise<Response> => {
			const response = await this.page.waitForResponse((one) => {
				const request = one.request();
				if (request.method() !== method || !path.test(new URL(one.url()).pathname)) return false;
				return carries(request, parameter, value);
			});
			assert.ok(response.ok(), `n8n answered ${response.status()} to ${method} ${response.url()}`);
			return response;
		};
		const [, tested] = await Promise.all([
			answerTo('PATCH', /\/rest\/credentials\/[^/]+$/),
			answerTo('POST', /\/rest\/credentials\/test$/),
			// Waits for the button to be enabled.
			button.click(),
		]);
		return ((await tested.json()) as { data: CredentialTestResult }).data;
	}

	/** Waits for the form to say that the test went well. */
	async saysTestedSuccessfully(): Promise<void> {
		await this.dialog.getByText('Connection tested successfully').waitFor();
	}

	/** Waits for the form to say that the test did not, and why. */
	async saysRefused(reason: string): Promise<void> {
		await this.dialog.getByText('Couldn’t connect with these settings').waitFor();
		await this.dialog.getByText('More details').click();
		await this.dialog.getByText(reason).waitFor();
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.dialog.waitFor({ state: 'hidden' });
	}
}
