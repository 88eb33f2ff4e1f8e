import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import type { Scene } from '../../scripts/demo/scene.mts';
import type { Checklist } from './checklist.mts';
import { CredentialForm } from './credentialForm.mts';

const FIELDS = ['Product Token', 'Account ID', 'Letters Base URL', 'Messaging Gateway'];
const OTHER_ACCOUNT = '99999999-2222-4333-8444-555555555555';

/** The credential's form shows its fields, and its test says in plain words what is wrong. */
export async function checkCredential(
	checklist: Checklist,
	page: Page,
	{ n8n, credential, simulator }: Scene,
): Promise<void> {
	const form = new CredentialForm(page, n8n.url);
	await checklist.check(
		'credential: its form opens with its fields, and its test is OK',
		async () => {
			await form.open(credential.name);
			const labels = await form.labels();
			assert.deepEqual(
				FIELDS.filter((field) => !labels.includes(field)),
				[],
				`fields that are not there, of ${labels.join(', ')}`,
			);
			await form.testedSuccessfully();
		},
	);

	const wrong: Array<[what: string, field: string, value: string, words: RegExp]> = [
		['a wrong token', 'productToken', 'nonsense', /did not accept the Product Token/],
		['an account ID that is none', 'accountId', 'nonsense', /"nonsense" is not a GUID/],
		['another account', 'accountId', OTHER_ACCOUNT, /did not accept the Account ID/],
		['an address nobody listens on', 'lettersBaseUrl', 'http://127.0.0.1:9', /was not reached/],
	];
	const right: Record<string, string> = {
		productToken: simulator.productToken,
		accountId: simulator.accountId,
		lettersBaseUrl: simulator.lettersUrl,
	};
	for (const [what, field, value, words] of wrong) {
		await checklist.check(`credential: ${what} is refused in plain words`, async () => {
			await form.fill(field, value);
			await form.save();
			assert.match(await form.testRefused(), words);
			await form.fill(field, right[field] ?? '');
			await form.save();
			await form.testedSuccessfully();
		});
	}
	await checklist.check('credential: its form closes', async () => await form.close());
}
