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
	{ client, n8n, credential, simulator }: Scene,
): Promise<void> {
	const form = new CredentialForm(page, n8n.url);
	let well = await checklist.check(
		'credential: its form opens with its fields, and its test is OK',
		async () => {
			await form.open(credential.name);
			const labels = await form.labels();
			assert.deepEqual(
				FIELDS.filter((field) => !labels.includes(field)),
				[],
				`fields that are not there, of ${labels.join(', ')}`,
			);
			await form.saysTestedSuccessfully();
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
	const startOver = async () => {
		await client.saveCredential(credential);
		await form.open(credential.name);
		await form.saysTestedSuccessfully();
	};
	for (const [what, field, value, words] of wrong) {
		const name = `credential: ${what} is refused in plain words`;
		well = await checklist.check(name, async () => {
			// The one before may have left the form closed, or with a wrong value in it.
			if (!well) await startOver();
			const { status, message } = await form.saveWith(field, value);
			assert.equal(status, 'Error', message);
			assert.match(message, words);
			await form.saysRefused(message);
			assert.equal((await form.saveWith(field, right[field] ?? '')).status, 'OK');
			await form.saysTestedSuccessfully();
		});
	}
	await checklist.check('credential: its form closes', async () => {
		if (!well) await startOver();
		await form.close();
	});
}
