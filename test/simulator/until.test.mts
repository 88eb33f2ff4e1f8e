import { LETTER, withSimulator } from './harness.mts';

const client = withSimulator();

test('resolves at once when the condition holds already', async () => {
	await client().simulator.until(() => true);
});

test('resolves when a request has been processed, answered or not', async () => {
	const { simulator } = client();
	simulator.setFaults([{ kind: 'hangAfter' }]);
	const created = simulator.until(() => simulator.letters().length === 2);
	const cut = new AbortController();
	const sent = [1, 2].map(async () => {
		const headers = {
			'X-CM-PRODUCTTOKEN': simulator.productToken,
			'Content-Type': 'application/json',
		};
		const body = JSON.stringify(LETTER);
		await fetch(client().url('letters'), { method: 'POST', headers, body, signal: cut.signal });
	});
	await created;
	expect(simulator.letters()).toHaveLength(2);
	cut.abort();
	expect(await Promise.allSettled(sent)).toEqual([
		expect.objectContaining({ status: 'rejected' }),
		expect.objectContaining({ status: 'rejected' }),
	]);
});
