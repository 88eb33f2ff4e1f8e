import type { Outcome } from '../../../../shared/delivery/outcome.ts';
import { addRunHints, type RunFacts } from '../../../../shared/n8n/runHints.ts';
import { MOST_TEXTS } from '../../../../shared/n8n/workflowTokens.ts';
import { contextWith } from './context.mts';

const problem = { message: 'no', description: '' };
const ACCEPTED: Outcome = { kind: 'accepted', id: '1', answer: {} };
const SKIPPED: Outcome = { kind: 'skipped', answer: {} };
const REFUSED: Outcome = { kind: 'refused', problem };
const UNKNOWN: Outcome = { kind: 'unknown', problem };

async function hintsOf(facts: Partial<RunFacts>, count = 0) {
	const { context, hints } = contextWith({ count });
	await addRunHints(context, {
		outcomes: [ACCEPTED],
		unprotected: 0,
		unsaved: 0,
		isProtected: true,
		...facts,
	});
	return hints;
}

it('says nothing where everything went as it should', async () => {
	expect(await hintsOf({})).toEqual([]);
});

it.each<[string, Partial<RunFacts>, string, string]>([
	['skipped', { outcomes: [ACCEPTED, SKIPPED, SKIPPED] }, '2 of 3 skipped', 'info'],
	['refused', { outcomes: [REFUSED, ACCEPTED] }, '1 of 2 refused', 'warning'],
	['unknown', { outcomes: [UNKNOWN, undefined] }, '1 of 2 were sent', 'warning'],
	['unprotected', { unprotected: 1 }, '1 of 1 were not protected', 'info'],
	['unsaved', { unprotected: 1, unsaved: 1 }, 'never saved', 'warning'],
	['known for a day', { dayNote: 'For a day.' }, 'For a day.', 'info'],
])('says what is %s', async (_what, facts, words, type) => {
	const hints = await hintsOf(facts);
	expect(hints).toHaveLength(1);
	expect(hints[0]).toMatchObject({
		message: expect.stringContaining(words) as string,
		type,
		location: 'outputPane',
	});
});

it('says each of many things', async () => {
	const outcomes = [SKIPPED, REFUSED, UNKNOWN];
	expect(await hintsOf({ outcomes, unprotected: 1, dayNote: 'For a day.' })).toHaveLength(5);
});

it('says how full the memory is, where keys were recorded', async () => {
	const [hint] = await hintsOf({}, MOST_TEXTS * 0.9);
	expect(hint?.message).toContain('90 % full');
	expect(await hintsOf({ isProtected: false }, MOST_TEXTS * 0.9)).toEqual([]);
});

it('is silent where this n8n shows no hints', async () => {
	const { context } = contextWith();
	delete (context as { addExecutionHints?: unknown }).addExecutionHints;
	await addRunHints(context, {
		outcomes: [REFUSED],
		unprotected: 0,
		unsaved: 0,
		isProtected: false,
	});
});
