import type { INodeParameters, IRunExecutionData } from 'n8n-workflow';

import { soundMessage, useAccount } from '../../../harness/engine/useAccount.mts';
import { outcomeOrMessage } from '../../../harness/engine/errorItem.mts';
import { recipients } from './support/wire.mts';

const account = useAccount();

/** Numbers that the simulator does nothing special with. */
const number = (row: number) => `00316${12_000_000 + row + (row < 9900 ? 0 : 100)}`;
const numbers = (count: number) => Array.from({ length: count }, (_, row) => number(row));
const rows = (...to: string[]) => to.map((each, row) => ({ json: { to: each, row } }));
const toEachRow = (options: INodeParameters = {}, more: INodeParameters = {}) =>
	soundMessage({ to: '={{ $json.to }}', reference: '={{ "R" + $json.row }}', options, ...more });

describe('messages of many items', () => {
	it('travel a thousand at a time: ten thousand are ten requests', async () => {
		const all = numbers(10_000);
		const { items, error } = await account.messaging(toEachRow(), rows(...all));
		expect(error).toBeUndefined();
		const requests = recipients(account.simulator).sort(([one = ''], [other = '']) =>
			one.localeCompare(other),
		);
		expect(requests.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 1000));
		expect(requests.flat()).toEqual(all);
		expect(
			items.map(({ json: { to, reference, outcome }, pairedItem }) => [
				to,
				reference,
				outcome,
				pairedItem,
			]),
		).toEqual(all.map((to, item) => [to, `R${item}`, 'accepted', { item }]));
		expect(account.simulator.messages()).toHaveLength(10_000);
	});

	it.each([
		[3, [3, 3, 1]],
		[1, [1, 1, 1, 1, 1, 1, 1]],
		[7, [7]],
		[5000, [7]],
		[0, [1, 1, 1, 1, 1, 1, 1]],
	])('travel %i at a time when told to', async (batchSize, lengths) => {
		const all = numbers(7);
		await account.messaging(toEachRow({ batchSize, concurrency: 1 }), rows(...all));
		expect(recipients(account.simulator).map(({ length }) => length)).toEqual(lengths);
		expect(recipients(account.simulator).flat()).toEqual(all);
	});

	it('count by recipient, so that no request has too many', async () => {
		const { items } = await account.messaging(
			toEachRow({ batchSize: 2, concurrency: 1 }),
			rows(numbers(3).join(), number(3)),
		);
		expect(recipients(account.simulator)).toEqual([
			[number(0), number(1)],
			[number(2), number(3)],
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 1].map((item) => ({ item })),
		);
	});

	it('with the same recipient and text keep their own answers', async () => {
		const { items } = await account.messaging(toEachRow(), rows(number(1), number(1), number(1)));
		expect(items.map(({ json }) => json.reference)).toEqual(['R0', 'R1', 'R2']);
	});
});

const hintsOf = (data: IRunExecutionData) =>
	data.resultData.runData['CM Messaging']
		?.at(-1)
		?.hints?.map(({ type, message }) => [type, message]);

it('texts of more than one part are counted above the output', async () => {
	const { data } = await account.messaging(
		toEachRow({}, { content: '={{ "x".repeat($json.length) }}' }),
		[160, 161, 307].map((length, index) => ({
			json: { to: number(index), reference: `R${index}`, length },
		})),
	);
	expect(hintsOf(data)).toEqual([
		['info', '2 of 3 texts take more than one SMS part: 5 parts, each paid for.'],
	]);
});

describe('a partly rejected request', () => {
	const BLACKLISTED = '0031612349903';
	const SPAM = '0031612349904';
	const sheet = rows(number(0), BLACKLISTED, SPAM, number(3));

	it('loses nothing: accepted and rejected messages leave as items, told apart', async () => {
		const { items, error } = await account.messaging(toEachRow(), sheet);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(items.map(({ json }) => [json.to, json.status, json.outcome])).toEqual([
			[number(0), 'Accepted', 'accepted'],
			[BLACKLISTED, 'Rejected', 'refused'],
			[SPAM, 'Rejected', 'refused'],
			[number(3), 'Accepted', 'accepted'],
		]);
		expect(Object.keys(items[1]?.json ?? {}).slice(0, 2)).toEqual(['status', 'reason']);
		expect(items[1]?.json).toEqual({
			status: 'Rejected',
			reason: `CM.com rejected the message to ${BLACKLISTED}: the message is blacklisted`,
			to: BLACKLISTED,
			toAsTyped: BLACKLISTED,
			reference: 'R1',
			parts: 0,
			messageDetails: 'Message has been blacklisted',
			messageErrorCode: 402,
			outcome: 'refused',
			advice: expect.stringContaining('It was not sent.') as string,
		});
		expect(items[2]?.json).toMatchObject({
			messageErrorCode: 401,
			reason: expect.stringContaining('filtered as spam') as string,
		});
	});

	it('is counted above the output', async () => {
		const { data } = await account.messaging(toEachRow(), sheet);
		expect(hintsOf(data)).toEqual([
			['warning', 'CM.com rejected 2 of 4 messages: see the columns status and reason.'],
		]);
	});

	it('is answered with 400 when nothing of it is accepted, and told all the same', async () => {
		const { items, error } = await account.messaging(toEachRow(), rows(BLACKLISTED, SPAM));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.messageErrorCode)).toEqual([402, 401]);
	});

	it('does not keep later requests from going', async () => {
		const { items } = await account.messaging(toEachRow({ batchSize: 2, concurrency: 1 }), sheet);
		expect(recipients(account.simulator)).toHaveLength(2);
		expect(items).toHaveLength(4);
	});

	describe('when rejected messages fail', () => {
		const failing = toEachRow({ rejected: 'errors' });

		it('stops the node, which names them and what was done', async () => {
			const { error, items } = await account.messaging(failing, sheet);
			expect(items).toEqual([]);
			expect(error?.message).toBe(
				`2 of 4 messages sent, 2 refused: CM.com rejected the message to ${BLACKLISTED}: the message is blacklisted [item 1]`,
			);
			expect(error?.description).toContain('"Message has been blacklisted" (error 402)');
			expect(error?.description).toMatch(/Also failed: .*filtered as spam \[item 2\]/);
			expect(error?.description).toContain('not repeated');
			expect(error?.description).toContain('[item 0], [item 3]');
		});

		it('makes error items when the node continues', async () => {
			const { items } = await account.messaging(failing, sheet, {
				settings: { onError: 'continueRegularOutput' },
			});
			expect(items.map(outcomeOrMessage)).toEqual([
				'accepted',
				`CM.com rejected the message to ${BLACKLISTED}: the message is blacklisted`,
				`CM.com rejected the message to ${SPAM}: the message was filtered as spam`,
				'accepted',
			]);
			expect(items[1]?.json.error).toMatchObject({ outcome: 'refused' });
		});

		it('lets them leave on the error output, their input intact', async () => {
			const { items, errorItems } = await account.messaging(failing, sheet, {
				settings: { onError: 'continueErrorOutput' },
			});
			expect(items.map(({ json }) => json.to)).toEqual([number(0), number(3)]);
			expect(errorItems.map(({ json }) => json)).toEqual([
				expect.objectContaining({
					row: 1,
					to: BLACKLISTED,
					error: expect.objectContaining({
						message: expect.stringContaining('blacklisted') as string,
					}) as object,
				}),
				expect.objectContaining({ row: 2, to: SPAM }),
			]);
		});

		it('sends again only what was rejected when the node is retried', async () => {
			const { error } = await account.messaging(failing, sheet, {
				settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			});
			expect(error?.message).toContain('[item 1]');
			expect(recipients(account.simulator)).toEqual([
				sheet.map(({ json }) => json.to),
				[BLACKLISTED, SPAM],
			]);
			expect(account.simulator.messages()).toHaveLength(2);
		});
	});
});
