import assert from 'node:assert/strict';
import { join } from 'node:path';

import { PDFDocument } from 'pdf-lib';

import { PACKAGE_NAME, CREDENTIAL_TYPE } from '../../scripts/demo/examples.mts';
import { N8nClient } from '../../scripts/host/client.mts';
import type { CredentialRef, WorkflowFile } from '../../scripts/host/entities.mts';
import { outputOf, type OutputItem } from '../../scripts/host/executionData.mts';
import type { Host } from '../../scripts/host/install.mts';
import { startN8n } from '../../scripts/host/n8n.mts';
import { installCommunityPackage } from '../../scripts/host/package.mts';
import { freePort } from '../../scripts/host/ports.mts';
import { atShutdown } from '../../scripts/host/shutdown.mts';
import { startSimulator } from '../../simulator/server.mts';
import type { Checklist } from '../e2e/checklist.mts';
import { LETTERS, lettersWorkflow, triggerWorkflow, TRIGGER } from './workflows.mts';

const PATIENCE_MS = 60_000;

/** The credentials a run is tried with, by what is wrong with them. */
type Credentials = Record<'sound' | 'unreachable' | 'deleted', CredentialRef>;

/** Installs the package in a real n8n, and has it send letters and receive an event. */
export async function checkRealN8n(
	checklist: Checklist,
	host: Host,
	{ packageFolder, folder }: { packageFolder: string; folder: string },
): Promise<void> {
	const simulator = await startSimulator({
		port: 0,
		assumptions: { callbackTimeoutMs: PATIENCE_MS },
	});
	atShutdown({ stop: () => simulator.close(), stopNow: () => undefined });
	const userFolder = join(folder, `n8n-${host.version}`);
	await installCommunityPackage({ packageFolder, userFolder, node: host.node });
	const n8n = await startN8n({
		host,
		userFolder,
		logFile: join(folder, `${host.version}.log`),
		// Unlike the one that is disabled by default, this module is in old versions too.
		env: { N8N_DISABLED_MODULES: 'insights' },
	});
	const client = new N8nClient(n8n.url);
	await client.signIn({
		email: 'a@example.com',
		password: 'Letters-4-everyone',
		firstName: 'A',
		lastName: 'B',
	});
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
	const active = async (file: WorkflowFile, credential: CredentialRef) => {
		const use = { packageName: PACKAGE_NAME, credentialType: CREDENTIAL_TYPE, credential };
		const workflow = await client.importWorkflow(file, use);
		await client.activate(workflow);
		return workflow;
	};
	const name = (what: string) => `n8n ${host.version}: ${what}`;

	/** Which items of a run left on which output. */
	const outputs = async (
		credential: keyof Credentials,
		send: (url: string) => Promise<Response>,
		content: 'text' | 'pdf' = 'text',
	) => {
		const path = `${credential}-${content}`;
		const { id } = await active(lettersWorkflow(path, content), credentials[credential]);
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

	await checklist.check(name('a PDF is sent'), async () => {
		const file = await PDFDocument.create();
		for (const text of ['Page 1', 'Page 2']) file.addPage().drawText(text);
		const bytes = await file.save();
		const { success, error } = await outputs(
			'sound',
			async (url) => {
				const form = new FormData();
				form.append(
					'pdf',
					new Blob([Buffer.from(bytes)], { type: 'application/pdf' }),
					'letter.pdf',
				);
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
		const { id } = await active(triggerWorkflow(), credentials.sound);
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
	await n8n.stop();
	await simulator.close();
}
