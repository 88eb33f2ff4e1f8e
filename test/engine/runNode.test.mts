import { soundLetter, useAccount } from '../../harness/engine/useAccount.mts';

const account = useAccount();
const rows = (...texts: string[]) => texts.map((text) => ({ json: { text } }));
const letter = soundLetter({ message: '={{ $json.text }}', options: { concurrency: 1 } });
const texts = () => account.simulator.letters().map(({ letter: { message } }) => message);

describe('cancelling', () => {
	it('stops the node between requests, and gives what n8n saved at once', async () => {
		const stop = new AbortController();
		const { error, savedAtCancel } = await account.letters(letter, rows('a', 'b', 'c'), {
			settings: { onError: 'continueRegularOutput' },
			abortSignal: stop.signal,
			beforeRequest: (_request, nth) => nth === 2 && stop.abort(),
		});
		expect(error?.message).toContain('cancelled');
		expect(savedAtCancel?.status).toBe('canceled');
		expect(texts()).not.toContain('c');
	});
});

describe('a process that dies', () => {
	it('before a request leaves, sends nothing any more', async () => {
		const death = new AbortController();
		const { died } = await account.letters(letter, rows('a', 'b', 'c'), {
			dies: death.signal,
			beforeRequest: (_request, nth) => nth === 2 && death.abort(),
		});
		expect(died).toBe(true);
		expect(texts()).toEqual(['a']);
	});

	it('while a request is under way, leaves what the service did', async () => {
		account.simulator.setFaults([{ kind: 'hangAfter', every: 2 }]);
		const death = new AbortController();
		const run = account.letters(letter, rows('a', 'b', 'c'), { dies: death.signal });
		await account.simulator.until(() => texts().length === 2);
		death.abort();
		expect((await run).died).toBe(true);
		expect(texts()).toEqual(['a', 'b']);
	});
});

describe('two processes', () => {
	it('have modules of their own, and use the same service and store', async () => {
		const other = await account.secondProcess();
		expect(other.loaded.node('cmLetters').constructor).not.toBe(
			account.loaded.node('cmLetters').constructor,
		);
		const results = await Promise.all([
			account.letters(letter, rows('a')),
			other.letters(letter, rows('b')),
		]);
		expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(texts().sort()).toEqual(['a', 'b']);
	});
});
