import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from '../../../../shared/delivery/outcome.ts';
import {
	logCancelled,
	throwCancelled,
	throwFirstFailure,
} from '../../../../shared/n8n/runReport.ts';

const lines: string[] = [];
const context = {
	getNode: () => ({
		id: '1',
		name: 'CM Letters',
		type: 't',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	}),
	logger: { warn: (line: string) => lines.push(line) },
} as unknown as IExecuteFunctions;

const sent = (id: string): Outcome => ({ kind: 'accepted', id, answer: {} });
const refused: Outcome = { kind: 'refused', problem: { message: 'no <b>', description: 'fix it' } };
const unknown: Outcome = { kind: 'unknown', problem: { message: 'unheard', description: '' } };

const runOf = (outcomes: Array<Outcome | undefined>, more: object = {}) => ({
	name: 'letter.createAndSend',
	jobs: outcomes.map((_, itemIndex) => ({ itemIndex, place: `${itemIndex}` })),
	outcomes,
	isGood: () => false,
	changesSomething: true,
	...more,
});

function failureOf(work: () => void): {
	message: string;
	description?: string | null;
	context: Record<string, unknown>;
} {
	try {
		work();
	} catch (error) {
		return error as ReturnType<typeof failureOf>;
	}
	throw new Error('It did not fail');
}

describe('what stops a run', () => {
	it('counts in its title what went, and names all that was done', () => {
		const failure = failureOf(() => {
			throwFirstFailure(context, runOf([sent('L1'), refused, unknown, undefined]));
		});
		expect(failure.message).toContain('1 of 4 letters sent, 1 refused, 1 unknown, 1 not sent');
		expect(failure.description).toContain('[item 0] L1');
		expect(failure.description).toContain('Also failed: unheard [item 2].');
		expect(failure.context.done).toEqual([{ itemIndex: 0, id: 'L1' }]);
	});

	it('counts nothing where nothing went, and nothing of a question', () => {
		const nothing = failureOf(() => {
			throwFirstFailure(context, runOf([refused]));
		});
		expect(nothing.message).not.toContain(' of 1 ');
		const asked = failureOf(() => {
			throwFirstFailure(context, runOf([sent('L1'), refused], { changesSomething: false }));
		});
		expect(asked.description).not.toContain('L1');
	});

	it('names at most twenty items of those that were done', () => {
		const outcomes = [...Array.from({ length: 30 }, (_, index) => sent(`L${index}`)), refused];
		const { description } = failureOf(() => {
			throwFirstFailure(context, runOf(outcomes));
		});
		expect(description).toContain('(30)');
		expect(description?.match(/\[item \d+\] L/g)).toHaveLength(20);
	});

	it('is nothing where every failure is good', () => {
		expect(() => {
			throwFirstFailure(context, runOf([refused], { isGood: () => true }));
		}).not.toThrow();
	});
});

describe('a cancelled run', () => {
	it('says what was sent, in the error and in the log', () => {
		const run = runOf([sent('L1'), undefined]);
		expect(failureOf(() => throwCancelled(context, run)).message).toContain(
			'The execution was cancelled before all items were sent: 1 of 2 letters sent, 1 not sent',
		);
		logCancelled(context, run);
		expect(lines.at(-1)).toContain('CM Letters was cancelled. 1 of 2 letters sent, 1 not sent.');
		expect(lines.at(-1)).toContain('[item 0] L1');
	});

	it('that was through is none', () => {
		expect(() => {
			throwCancelled(context, runOf([sent('L1')]));
		}).not.toThrow();
	});
});
