import type { Wanted } from '../../../../shared/delivery/keyTexts.ts';
import type { Outcome } from '../../../../shared/delivery/outcome.ts';
import type { InputJob } from '../../../../shared/n8n/duplicateProtection.ts';
import { twinOutcome, twinsOf } from '../../../../shared/n8n/twins.ts';

const wanted = (key: string, content = 'c', again = false): Wanted => ({
	key,
	content,
	states: ['mailed'],
	...(again ? { again } : {}),
});

const jobsOf = (...identities: Array<Wanted | undefined>): Array<InputJob<string>> =>
	identities.map((identity, itemIndex) => ({
		itemIndex,
		place: String(itemIndex),
		input: '',
		...(identity === undefined ? {} : { identity }),
	}));

/** Which row repeats which, and whether with the same content. */
const twins = (...identities: Array<Wanted | undefined>) =>
	[...twinsOf(jobsOf(...identities))].map(([job, { first, sameContent }]) => [
		job.itemIndex,
		first.itemIndex,
		sameContent,
	]);

describe('twins', () => {
	it('are later rows of a key, with the same content or another', () => {
		expect(twins(wanted('a'), wanted('b'), wanted('a'), wanted('a', 'other'))).toEqual([
			[2, 0, true],
			[3, 0, false],
		]);
	});

	it('are none without a key', () => {
		expect(twins(undefined, undefined, wanted('a'))).toEqual([]);
	});

	it('are none of what is sent again on purpose', () => {
		expect(twins(wanted('a'), wanted('a', 'c', true), wanted('a'))).toEqual([[2, 0, true]]);
		expect(twins(wanted('a', 'c', true), wanted('a'))).toEqual([]);
	});
});

describe('what becomes of a twin', () => {
	const problem = { message: 'no', description: '' };

	it.each<[Outcome['kind'], Outcome]>([
		['accepted', { kind: 'accepted', id: '42', answer: { id: '42' } }],
		['skipped', { kind: 'skipped', id: '42', answer: { id: '42' }, note: 'before' }],
	])('is skipped where the first was %s, and names that row', (_kind, outcome) => {
		expect(twinOutcome({ itemIndex: 3 }, outcome)).toEqual({
			kind: 'skipped',
			id: '42',
			answer: { id: '42' },
			note: expect.stringContaining('[item 3]') as string,
		});
	});

	it('has no ID where the first has none', () => {
		expect(twinOutcome({ itemIndex: 0 }, { kind: 'accepted', answer: {} })).not.toHaveProperty(
			'id',
		);
	});

	it.each<[Outcome | undefined]>([
		[{ kind: 'refused', problem }],
		[{ kind: 'unknown', problem }],
		[undefined],
	])('is the same where the first was not done: %j', (outcome) => {
		expect(twinOutcome({ itemIndex: 0 }, outcome)).toEqual(outcome);
	});
});
