import { problemItem, refusedItem, successItems } from '../../../../shared/n8n/outputItems.ts';

describe('items of what went well', () => {
	it('are what they are, each with its input item', () => {
		expect(successItems(3, [{ id: '1' }, { id: '2' }])).toEqual([
			{ json: { id: '1' }, pairedItem: { item: 3 } },
			{ json: { id: '2' }, pairedItem: { item: 3 } },
		]);
	});

	it.each([['no'], [null], [false], [0], [{ code: 1 }]])(
		"have a service's own error (%j) under another name",
		(error) => {
			expect(successItems(0, [{ id: '1', error }])).toEqual([
				{ json: { id: '1', serviceError: error }, pairedItem: { item: 0 } },
			]);
		},
	);
});

describe('items of what did not', () => {
	/** n8n before 2.35 moves only items with this one key to the error output. */
	const keysOf = (item: { json: object }) => Object.keys(item.json);

	it('are one key, error, that holds all there is to say', () => {
		const item = problemItem(2, 'unknown', {
			message: 'It is unknown',
			description: 'Look',
			httpCode: 503,
			code: 'X',
			retryAfterSeconds: 5,
			key: 'q3Jx0Zr_4mBd',
			details: { service: 1 },
		});
		expect(keysOf(item)).toEqual(['error']);
		expect(item).toEqual({
			json: {
				error: {
					message: 'It is unknown',
					description: 'Look',
					outcome: 'unknown',
					httpCode: 503,
					code: 'X',
					retryAfterSeconds: 5,
					key: 'q3Jx0Zr_4mBd',
					details: { service: 1 },
				},
			},
			pairedItem: { item: 2 },
		});
	});

	it('leave out what is not known', () => {
		expect(problemItem(0, 'refused', { message: 'no', description: 'why' }).json).toEqual({
			error: { message: 'no', description: 'why', outcome: 'refused' },
		});
	});

	it('name every reason and parameter of a row that was never sent', () => {
		const item = refusedItem(
			1,
			[
				{ parameter: 'Destination', reason: 'it is empty', remedy: 'Fill it in' },
				{ parameter: 'Message', reason: 'it is empty', remedy: 'Write one' },
			],
			{ key: 'q3Jx0Zr_4mBd' },
		);
		expect(keysOf(item)).toEqual(['error']);
		expect(item.json.error).toMatchObject({
			message: 'Destination: it is empty; Message: it is empty',
			outcome: 'refused',
			parameters: ['Destination', 'Message'],
			key: 'q3Jx0Zr_4mBd',
		});
		const { description } = item.json.error as { description: string };
		expect(description).toMatch(/^Nothing was sent for this item\./);
		expect(description).toContain('Fill it in.');
		expect(description).toContain('Write one.');
	});

	it('say nothing of sending where nothing was to be sent', () => {
		const refusals = [{ parameter: 'Letter', reason: 'it is empty', remedy: 'Choose one' }];
		const { error } = refusedItem(0, refusals, { changesSomething: false }).json;
		expect((error as { description: string }).description).toBe('Letter: it is empty. Choose one.');
	});
});
