import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { soundLetter, type Account } from '../../../../harness/engine/useAccount.mts';
import { errorOf } from '../../../../harness/engine/errorItem.mts';
import type { NodeResult, NodeRun } from '../../../../harness/engine/runNode.mts';

/** What is in doubt is waited for a second longer than an answer may take: two. */
export const QUICK = { timeout: 1, settleWait: 0.1, concurrency: 1 };

/** A letter whose reference and text the row gives. */
export const letter = soundLetter({
	reference: '={{ $json.reference }}',
	message: '={{ $json.text ?? "Hello" }}',
	options: QUICK,
});

/** The same with other options. */
export const letterWith = (options: object): INodeParameters => ({
	...letter,
	options: { ...QUICK, ...options },
});

export const rows = (...references: string[]): INodeExecutionData[] =>
	references.map((reference) => ({ json: { reference } }));

/** A row whose letter has this text. */
export const said = (text: string, reference = 'R-1'): INodeExecutionData => ({
	json: { text, reference },
});

export const continues: Partial<NodeRun> = { settings: { onError: 'continueRegularOutput' } };

/** What became of each item, with the ID that it names. */
export const ends = ({ items }: NodeResult): unknown[] =>
	items.map((item) => [item.json.outcome ?? errorOf(item)?.outcome, item.json.letterId]);

/** What became of each item. */
export const outcomes = ({ items }: NodeResult): unknown[] =>
	items.map((item) => item.json.outcome ?? errorOf(item)?.outcome);

/** All that an item says. */
export const told = ({ items }: NodeResult, position = 0): string =>
	JSON.stringify(items[position]?.json);

/** The key that an item shows, on success and in error. */
export const keyOf = ({ items }: NodeResult, position = 0): string => {
	const item = items[position];
	return String(item?.json.key ?? (item && errorOf(item)?.key));
};

/** What an account shows to the tests of what is sent once. */
export function booksOf(account: Account) {
	const requests = (wanted: string) =>
		account.simulator.requests().filter(({ method }) => method === wanted);
	const there = () => account.simulator.letters().map(({ reference }) => reference);
	return {
		/** References of the letters that exist. */
		there,
		idOf: (reference: string) =>
			account.simulator.letters().find((stored) => stored.reference === reference)?.id,
		posts: () => requests('POST'),
		puts: () => requests('PUT'),
		/** Texts of the letters that exist. */
		texts: () => account.simulator.letters().map(({ letter: { message } }) => message),
		/** Asks the service without the node, as another program or person does. */
		outside: async (method: string, path = '', body?: object) => {
			const { lettersUrl, accountId, productToken } = account.simulator;
			return await fetch(`${lettersUrl}/accounts/${accountId}/letters${path}`, {
				method,
				headers: { 'X-CM-PRODUCTTOKEN': productToken, 'Content-Type': 'application/json' },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
		},
		/** A run whose process died as soon as its first letter was about to leave, or had arrived. */
		runThatDies: async (
			when: 'before sending' | 'when the letter is there',
			parameters: INodeParameters = letter,
			items = rows('R-1'),
		): Promise<void> => {
			const process = await account.secondProcess();
			const death = new AbortController();
			const before = there().length;
			if (when === 'when the letter is there') {
				account.simulator.setFaults([{ kind: 'hangAfter', method: 'POST' }]);
			}
			const run = process.letters(parameters, items, {
				dies: death.signal,
				beforeRequest: ({ method }) => {
					if (when === 'before sending' && method === 'POST') death.abort();
				},
			});
			if (when === 'when the letter is there') {
				await account.simulator.until(() => there().length === before + 1);
				death.abort();
			}
			expect((await run).died).toBe(true);
			account.simulator.setFaults([]);
		},
	};
}
