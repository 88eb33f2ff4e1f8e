import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { DEFAULT_ACCOUNT_ID, DEFAULT_PRODUCT_TOKEN } from '../../simulator/cm/server.mts';
import { withSimulator } from './harness.mts';

const DIRECTORY = new URL('../../simulator/cm/openapi/', import.meta.url);
const FILE = fileURLToPath(new URL('cm-letters.yaml', DIRECTORY));
const client = withSimulator();

test.each([
	['cm-letters.yaml', 'GET', `/letters/accounts/${DEFAULT_ACCOUNT_ID}/letters`],
	['cm-messaging.yaml', 'POST', '/v1.0/message'],
])('%s is a valid OpenAPI 3.1 document', async (name, method, path) => {
	const app = express();
	const apiSpec = fileURLToPath(new URL(name, DIRECTORY));
	app.use(express.json());
	app.use(OpenApiValidator.middleware({ apiSpec, validateApiSpec: true }));
	app.use((_request, response) => void response.json('reached'));
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as { port: number };
	const response = await fetch(`http://127.0.0.1:${port}${path}`, {
		method,
		headers: {
			'X-CM-PRODUCTTOKEN': DEFAULT_PRODUCT_TOKEN,
			...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
		},
		...(method === 'POST' ? { body: '{"messages": {"msg": []}}' } : {}),
	});
	expect(await response.json()).toBe('reached');
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

test('every operation of the description is simulated', async () => {
	const text = readFileSync(FILE, 'utf8');
	const operations: [method: string, path: string][] = [];
	let path = '';
	for (const line of text.slice(0, text.indexOf('\ncomponents:')).split('\n')) {
		path = /^ {2}\/accounts\/\{accountId\}\/(.*):$/.exec(line)?.[1] ?? path;
		const method = /^ {4}(get|post|put|delete):$/.exec(line)?.[1];
		if (method !== undefined) operations.push([method, path]);
	}
	expect(operations).toHaveLength(13);
	for (const [method, template] of operations) {
		const url = template.replace('{isoCode}', 'NL').replace(/\{.*\}/, 'none');
		const reply =
			method === 'put' || method === 'post'
				? await client().sendJson(method.toUpperCase(), url, {})
				: await client().send(method.toUpperCase(), url);
		// 400: no body; 404: no letter or callback called "none".
		expect([method, url, [200, 400, 404].includes(reply.status)]).toEqual([method, url, true]);
		expect(reply.text).not.toContain('The API has no');
	}
});
