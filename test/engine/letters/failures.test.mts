import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { locator, soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import { errorOf, outcomeOrMessage } from '../../../harness/engine/errorItem.mts';

const account = useAccount();

const rows = (...texts: string[]) => texts.map((text, index) => ({ json: { text, row: index } }));
const letter = soundLetter({ message: '={{ $json.text }}', options: { concurrency: 1 } });
const sent = () => account.simulator.requests().filter(({ method }) => method === 'POST');

describe('rows that are bad before anything is sent', () => {
	const sheet = rows('good', '', 'good too', '🎉');

	it('stop the node before the first request, and are all named', async () => {
		const { error, items } = await account.letters(letter, sheet);
		expect(sent()).toEqual([]);
		expect(items).toEqual([]);
		expect(error?.message).toBe('2 of 4 items cannot be sent');
		expect(error?.description).toContain('[item 1] Message: the letter has no text');
		expect(error?.description).toContain('[item 3] Message: it holds what cannot be printed: "🎉"');
		expect(error?.description).toMatch(/^Nothing was sent\./);
	});

	it('become error items when the node continues, and the others go', async () => {
		const { error, items } = await account.letters(letter, sheet, {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(2);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(items.map(outcomeOrMessage)).toEqual([
			'accepted',
			'Message: the letter has no text',
			'accepted',
			expect.stringContaining('cannot be printed'),
		]);
	});

	it('leave on the error output with their input intact', async () => {
		const { items, errorItems } = await account.letters(letter, sheet, {
			settings: { onError: 'continueErrorOutput' },
		});
		expect(items.map(({ json }) => json.outcome)).toEqual(['accepted', 'accepted']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errorItems.map(({ json }) => json)).toEqual([
			expect.objectContaining({ row: 1, text: '' }),
			expect.objectContaining({ row: 3, text: '🎉' }),
		]);
		expect(errorItems.map(errorOf)).toEqual([
			{
				message: 'Message: the letter has no text',
				description: expect.stringMatching(/^Nothing was sent for this item\. /) as string,
				outcome: 'refused',
				parameters: ['Message'],
				details: { refusals: [expect.objectContaining({ reason: 'the letter has no text' })] },
			},
			expect.objectContaining({ outcome: 'refused' }),
		]);
	});
});

describe('refusals of the service', () => {
	const second = { kind: 'status', method: 'POST', status: 422, every: 2, times: 1 } as const;

	it('stop the node, which tells what was done before and what was not', async () => {
		account.simulator.setFaults([{ ...second, body: { message: 'Paper is out' } }]);
		const { error } = await account.letters(letter, rows('a', 'b', 'c', 'd'));
		const [first] = account.simulator.letters();
		expect(sent()).toHaveLength(2);
		expect(error?.message).toBe(
			'1 of 4 letters created, 1 refused, 2 not created: CM.com refused the letter [item 1]',
		);
		expect(error?.description).toContain('"Paper is out"');
		expect(error?.description).toContain(`[item 0] ${first?.id ?? '?'}`);
		expect(error?.description).toContain('Not sent: 2 items.');
		expect(error?.httpCode).toBe('422');
		expect(error?.context.itemIndex).toBe(1);
	});

	it('leave on the error output with their input, and the others go', async () => {
		account.simulator.setFaults([{ ...second, body: { details: 'Paper is out' } }]);
		const { items, errorItems } = await account.letters(letter, rows('a', 'b', 'c'), {
			settings: { onError: 'continueErrorOutput' },
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0]?.json).toMatchObject({
			row: 1,
			text: 'b',
			error: { message: 'CM.com refused the letter', outcome: 'refused', httpCode: 422 },
		});
	});

	it.each([
		[401, 'CM.com did not accept the product token', 'gateway app'],
		[
			403,
			'CM.com did not accept the product token, or it may not use this account',
			'same CM.com account',
		],
		[404, 'CM.com does not know this account', 'Account ID'],
		[409, 'CM.com refused the letter', 'Fix what it names'],
		[413, 'CM.com finds the letter too large', 'smaller'],
		[429, 'CM.com asks for fewer requests', 'Wait 1 seconds'],
	])('HTTP %i is told in words', async (status, message, remedy) => {
		account.simulator.setFaults([
			{ kind: 'status', status, retryAfter: 1, body: { error: 'No.' } },
		]);
		const { error } = await account.letters({ ...letter, options: { maxTries: 1 } }, rows('a'));
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(error?.description).toContain(remedy);
		expect(error?.description).toContain('"No."');
	});

	it.each(['message', 'details', 'error', 'errors', 'text'] as const)(
		"quotes the service's own text from %s",
		async (errorShape) => {
			account.simulator.setAssumptions({ errorShape, enforcePdf: true });
			const { error } = await account.letters({
				resource: 'letter',
				operation: 'get',
				letterId: locator('no-such-letter'),
			});
			expect(error?.message).toBe('CM.com does not know the letter "no-such-letter" [item 0]');
			expect(error?.description).toMatch(/HTTP 404: ".+"/);
		},
	);
});

describe('what cannot be read', () => {
	const broken = { ...letter, message: "={{ $('Nobody').item.json.text }}" };

	it('an expression that fails makes a bad row, and nothing is sent', async () => {
		const { error } = await account.letters(broken, rows('a', 'b'));
		expect(sent()).toEqual([]);
		expect(error?.message).toBe('2 of 2 items cannot be sent');
		expect(error?.description).toContain('<li>Parameters: ');
		expect(error?.description).toMatch(/2 rows: row 2 .*\[item 0\]; row 3 .*\[item 1\]/);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'an expression that fails makes an error item with %s',
		async (onError) => {
			const { items, errorItems } = await account.letters(broken, rows('a', 'b'), {
				settings: { onError },
			});
			const failed = onError === 'continueErrorOutput' ? errorItems : items;
			expect(failed.map((item) => errorOf(item)?.message)).toEqual([
				expect.stringMatching(/^Parameters: /),
				expect.stringMatching(/^Parameters: /),
			]);
			expect(sent()).toEqual([]);
		},
	);

	it('options that fail are told for every item', async () => {
		const { items } = await account.letters(
			{ ...letter, options: { timeout: "={{ $('Nobody').item.json.x }}" } },
			rows('a'),
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(items.map(outcomeOrMessage)).toEqual([expect.stringMatching(/^Options: /)]);
	});

	it.each(['api.cm.com/letters', 'ftp://x', 'https://'])(
		'a base URL that is none, %s, is refused and not unknown',
		async (lettersBaseUrl) => {
			const { items } = await account.letters(letter, rows('a'), {
				credential: { ...account.credential, lettersBaseUrl },
				settings: { onError: 'continueRegularOutput' },
			});
			expect(items[0]?.json).toMatchObject({
				error: {
					message: expect.stringContaining('Letters Base URL') as string,
					outcome: 'refused',
				},
			});
		},
	);
});

describe('requests whose fate is unknown', () => {
	it.each([
		['reset after sending', { kind: 'resetAfter' }],
		['reset before', { kind: 'resetBefore' }],
		['never answered', { kind: 'hangAfter' }],
		['cut off', { kind: 'truncated' }],
		['not yet at its end when time is up', { kind: 'slowBody' }],
		['500', { kind: 'status', status: 500 }],
		['502 with a page', { kind: 'html' }],
		['200 with a page', { kind: 'html', status: 200, after: true }],
		['503 without Retry-After', { kind: 'status', status: 503 }],
	] as const)('%s: reported as unknown, sent once', async (_name, fault) => {
		account.simulator.setFaults([{ method: 'POST', ...fault }]);
		const { items } = await account.letters(
			{
				...letter,
				reference: 'R-7',
				options: { timeout: 0.3, duplicateProtection: 'off' },
			},
			rows('a'),
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(sent()).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			error: {
				message: 'It is unknown whether CM.com carried out the request for the letter',
				outcome: 'unknown',
				description: expect.stringContaining('"R-7"') as string,
			},
		});
	});

	it.each(['hang', 'slowBody'] as const)(
		'a time limit holds for the whole answer (%s)',
		async (kind) => {
			account.simulator.setFaults([{ kind }]);
			const { items } = await account.letters(
				{ ...letter, options: { timeout: 0.3, duplicateProtection: 'off' } },
				rows('a'),
				{ settings: { onError: 'continueRegularOutput' } },
			);
			expect(items.map(errorOf)).toEqual([
				expect.objectContaining({
					outcome: 'unknown',
					code: 'ETIMEDOUT',
					description: expect.stringContaining('No answer came in time.') as string,
					details: { system: 'ETIMEDOUT: no whole answer came within 0.3 seconds' },
				}),
			]);
		},
	);

	it('is not sent again by a retry of the node', async () => {
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'POST', times: 1 }]);
		const unprotected = { ...letter, options: { concurrency: 1, duplicateProtection: 'off' } };
		const { error } = await account.letters(unprotected, rows('a', 'b'), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(error?.message).toContain('It is unknown whether');
		expect(account.simulator.letters()).toHaveLength(1);
		expect(sent()).toHaveLength(1);
	});
});

describe('a service that cannot be reached', () => {
	let server: Server;
	let address = '';
	beforeAll(async () => {
		server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		await new Promise((resolve) => server.close(resolve));
	});

	it('is certain to have got nothing', async () => {
		const { items } = await account.letters(letter, rows('a'), {
			credential: { ...account.credential, lettersBaseUrl: address },
			settings: { onError: 'continueRegularOutput' },
		});
		expect(items[0]?.json).toMatchObject({
			error: {
				message: 'CM.com could not be reached',
				outcome: 'refused',
				code: 'ECONNREFUSED',
			},
		});
	});
});

describe('running again', () => {
	it('Retry On Fail sends nothing twice and gives the earlier answers', async () => {
		account.simulator.setFaults([
			{ kind: 'status', method: 'POST', status: 400, every: 4, times: 2 },
		]);
		const { items, error } = await account.letters(letter, rows('a', 'b', 'c', 'd', 'e', 'f'), {
			settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		const stored = account.simulator.letters();
		expect(stored.map(({ letter: { message } }) => message).sort()).toEqual([
			'a',
			'b',
			'c',
			'd',
			'e',
			'f',
		]);
		expect(items.map(({ json }) => json.letterId)).toEqual(
			['a', 'b', 'c', 'd', 'e', 'f'].map(
				(text) => stored.find(({ letter: { message } }) => message === text)?.id,
			),
		);
	});

	it('"retry execution" sends nothing twice', async () => {
		account.simulator.setFaults([
			{ kind: 'status', method: 'POST', status: 400, every: 3, times: 1 },
		]);
		const first = await account.letters(letter, rows('a', 'b', 'c', 'd'));
		expect(first.error?.message).toContain('[item 2]');

		const second = await account.letters(letter, rows('a', 'b', 'c', 'd'), { retryOf: first.data });
		expect(second.error).toBeUndefined();
		expect(second.items).toHaveLength(4);
		expect(account.simulator.letters()).toHaveLength(4);
	});

	it('sends nothing twice whose expressions give something else at every try', async () => {
		account.simulator.setFaults([
			{ kind: 'status', method: 'POST', status: 400, every: 3, times: 1 },
		]);
		const { items } = await account.letters(
			{ ...letter, reference: '={{ $json.text }} {{ Math.random() }}' },
			rows('a', 'b', 'c'),
			{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } },
		);
		expect(account.simulator.letters()).toHaveLength(3);
		expect(items.map(({ json }) => json.note)).toEqual([
			expect.stringContaining('with other content than now'),
			expect.stringContaining('with other content than now'),
			undefined,
		]);
	});

	it('"retry execution" after the text was changed sends only what was not sent', async () => {
		account.simulator.setFaults([
			{ kind: 'status', method: 'POST', status: 400, every: 2, times: 1 },
		]);
		const first = await account.letters(letter, rows('a', 'b'));
		const changed = { ...letter, message: '={{ $json.text }}!' };
		await account.letters(changed, rows('a', 'b'), { retryOf: first.data });
		expect(account.simulator.letters().map(({ letter: { message } }) => message)).toEqual([
			'a',
			'b!',
		]);
	});

	it('what was done for one account was not done for another', async () => {
		account.simulator.setFaults([
			{ kind: 'status', method: 'POST', status: 400, every: 2, times: 1 },
		]);
		const first = await account.letters(letter, rows('a', 'b'), {
			credential: {
				...account.credential,
				lettersBaseUrl: account.simulator.lettersUrl.replace('127.0.0.1', 'localhost'),
			},
		});
		expect(first.error?.message).toContain('[item 1]');
		await account.letters(letter, rows('a', 'b'), { retryOf: first.data });
		expect(account.simulator.letters()).toHaveLength(3);
	});

	it('two rows that say the same are one letter, and two without protection', async () => {
		const { items } = await account.letters(letter, rows('same', 'same'));
		expect(items.map(outcomeOrMessage)).toEqual(['accepted', 'skipped']);
		expect(account.simulator.letters()).toHaveLength(1);

		const unprotected = { ...letter, options: { duplicateProtection: 'off' } };
		await account.letters(unprotected, rows('same', 'same'));
		expect(account.simulator.letters()).toHaveLength(3);
	});
});

describe('secrets', () => {
	it('the token is in no error and no output, even when the service quotes it', async () => {
		const { productToken } = account.simulator;
		account.simulator.setFaults([
			{ kind: 'status', status: 400, body: { message: `Token ${productToken} is odd` } },
		]);
		const { error, data } = await account.letters(letter, rows('a'));
		expect(error?.description).toContain('Token *** is odd');
		expect(JSON.stringify(data)).not.toContain(productToken);
	});
});
