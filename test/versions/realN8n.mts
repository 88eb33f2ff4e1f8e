import assert from 'node:assert/strict';
import { join } from 'node:path';

import { CREDENTIAL_TYPE } from '../../scripts/demo/examples.mts';
import type { CredentialRef } from '../../scripts/host/entities.mts';
import { outputOf, type OutputItem } from '../../scripts/host/executionData.mts';
import { startN8n } from '../../scripts/host/n8n.mts';
import { freePort } from '../../scripts/host/ports.mts';
import { atShutdown } from '../../scripts/host/shutdown.mts';
import { startSimulator } from '../../simulator/cm/server.mts';
import type { Checklist } from '../e2e/checklist.mts';
import { pdfOf } from '../../harness/pdf/pdf.mts';
import { activated, signedIn, userFolder, type Stage } from '../faults/host/stage.mts';
import { LETTERS, lettersWorkflow, type Content, triggerWorkflow, TRIGGER } from './workflows.mts';

const PATIENCE_MS = 60_000;

/** The credentials a run is tried with, by what is wrong with them. */
type Credentials = Record<'sound' | 'unreachable' | 'deleted', CredentialRef>;

/** Has a real n8n send letters and receive an event of one. */
export async function checkRealN8n(checklist: Checklist, stage: Stage): Promise<void> {
	const { host, env } = stage;
	const simulator = await startSimulator({
		port: 0,
		assumptions: { callbackTimeoutMs: PATIENCE_MS },
	});
	atShutdown({ stop: () => simulator.close(), stopNow: () => undefined });
	const n8n = await startN8n({
		host,
		userFolder: await userFolder(stage, 'letters'),
		logFile: join(stage.folder, 'letters.log'),
		env,
	});
	const client = await signedIn(n8n.url);
	const saved = async (name: string, lettersBaseUrl: string) =>
		await client.saveCredential({
			name,
			type: CREDENTIAL_TYPE,
			data: {
				productToken: simulator.productToken,
				accountId: simulator.accountId,
				lettersBaseUrl,
				messagingGateway: simulator.messagingUrl,
			},
		});
	const credentials: Credentials = {
		sound: await saved('Sound', simulator.lettersUrl),
		unreachable: await saved('Unreachable', `http://127.0.0.1:${await freePort()}`),
		deleted: { id: 'no-such-credential', name: 'Deleted' },
	};
	const name = (what: string) => `n8n ${host.version}: ${what}`;

	/** Which items of a run left on which output. */
	const outputs = async (
		credential: keyof Credentials,
		send: (url: string) => Promise<Response>,
		content: Content = 'text',
	) => {
		const path = `${credential}-${content}`;
		const { id } = await activated(client, lettersWorkflow(path, content), credentials[credential]);
		const answer = await send(`${n8n.url}/webhook/${path}`);
		assert.ok(answer.ok, `the webhook answered ${answer.status}: ${await answer.text()}`);
		const { data, status } = await client.finishedExecution(id, { timeoutMs: PATIENCE_MS });
		assert.equal(status, 'success', data.resultData.error?.message);
		return { success: outputOf(data, LETTERS, 0), error: outputOf(data, LETTERS, 1) };
	};
	const rows = async (url: string, ...list: object[]) =>
		await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ rows: list }),
		});
	const errorOf = ({ json }: OutputItem | undefined = { json: {} }) =>
		(json['error'] ?? {}) as Record<string, unknown>;

	await checklist.check(
		name('a letter is sent, a refused row leaves on the error output with its data'),
		async () => {
			const { success, error } = await outputs(
				'sound',
				async (url) =>
					await rows(
						url,
						{ reference: 'R-1', text: 'Dear reader' },
						{ reference: 'R-2', text: '' },
					),
			);
			assert.deepEqual(
				success.map(({ json }) => json['outcome']),
				['accepted'],
			);
			assert.equal(error.length, 1);
			assert.equal(error[0]?.json['reference'], 'R-2');
			assert.equal(errorOf(error[0])['message'], 'Message: the letter has no text');
			assert.equal(errorOf(error[0])['outcome'], 'refused');
			assert.deepEqual(
				simulator.letters().map(({ reference }) => reference),
				['R-1'],
			);
		},
	);

	await checklist.check(name('a recipient in columns is laid out'), async () => {
		const row = { name: 'Ms J. de Vries', street: 'Keizersgracht 12', zip: '1015 CJ' };
		const { success, error } = await outputs(
			'sound',
			async (url) =>
				await rows(url, { reference: 'C-1', text: 'Dear reader', ...row, city: 'Amsterdam' }),
			'columns',
		);
		assert.deepEqual([success.length, error], [1, []]);
		const letter = simulator.letters().find(({ reference }) => reference === 'C-1');
		assert.deepEqual(letter?.letter.addresses, [
			{ recipient: 'Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam\nNetherlands' },
		]);
	});

	await checklist.check(name('a PDF is sent'), async () => {
		const file = new Blob([new Uint8Array(pdfOf(2))], { type: 'application/pdf' });
		const { success, error } = await outputs(
			'sound',
			async (url) => {
				const form = new FormData();
				form.append('pdf', file, 'letter.pdf');
				return await fetch(url, { method: 'POST', body: form });
			},
			'pdf',
		);
		assert.deepEqual(error, []);
		assert.deepEqual(
			success.map(({ json }) => json['outcome']),
			['accepted'],
		);
		assert.equal(simulator.letters().at(-1)?.pages, 2);
	});

	await checklist.check(name('a refused connection is certainly not sent'), async () => {
		const { success, error } = await outputs(
			'unreachable',
			async (url) => await rows(url, { reference: 'R-3', text: 'a' }),
		);
		assert.deepEqual(success, []);
		const { outcome, code, message } = errorOf(error[0]);
		assert.deepEqual(
			[outcome, code, message],
			['refused', 'ECONNREFUSED', 'CM.com could not be reached'],
		);
	});

	await checklist.check(name('a credential that was deleted is told so'), async () => {
		const { success, error } = await outputs(
			'deleted',
			async (url) => await rows(url, { reference: 'R-4', text: 'a' }),
		);
		assert.deepEqual(success, []);
		assert.equal(errorOf(error[0])['outcome'], 'refused');
		assert.match(
			String(errorOf(error[0])['message']),
			/Credential with ID "no-such-credential" does not exist for type "cmApi"$/,
		);
	});

	await checklist.check(name("a letter's new status starts a workflow"), async () => {
		const { id } = await activated(client, triggerWorkflow(), credentials.sound);
		const letter = simulator.letters().find(({ reference }) => reference === 'R-1');
		assert.ok(letter, 'the letter of the first check');
		const { status } = await simulator.advance(letter.id);
		const { data } = await client.finishedExecution(id, { timeoutMs: PATIENCE_MS });
		const [event] = outputOf(data, TRIGGER);
		assert.deepEqual([event?.json['letterId'], event?.json['status']], [letter.id, status]);
		await client.deactivate(id);
		await simulator.until(() => simulator.requests().some(({ method }) => method === 'DELETE'));
	});

	await checklist.check(name('requests were as the service describes them'), async () => {
		assert.deepEqual(simulator.violations(), []);
		await Promise.resolve();
	});
}
