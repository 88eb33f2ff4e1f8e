import type { Questions, Step } from './keyTexts';
import type { Tokens } from './tokenStore';

/**
 * How many texts that may be absent one call asks for, and how many it takes out: each that is
 * absent pushes the oldest text out of a full list, and taking it out holds n8n for 1 to 3 ms.
 */
const MOST_ABSENT = 50;

/**
 * Asks about many keys at a time: the next question of each, in as few calls as are allowed.
 * @returns what came of each, in order
 */
export async function questionAll<T>(tokens: Tokens, all: Array<Questions<T>>): Promise<T[]> {
	const results: T[] = [];
	let open = all.map((questions, index) => ({ index, questions, next: questions.next() }));
	const close = () => {
		open = open.filter(({ index, next }) => {
			if (next.done) results[index] = next.value;
			return !next.done;
		});
	};
	close();
	while (open.length > 0) {
		const answers = await answersTo(
			tokens,
			open.map(({ next }) => next.value as Step),
		);
		for (const [position, entry] of open.entries()) {
			entry.next = entry.questions.next(answers[position] ?? false);
		}
		close();
	}
	return results;
}

async function answersTo(tokens: Tokens, steps: Step[]): Promise<boolean[]> {
	const known = new Set<string>();
	const drops = steps.flatMap((step) => ('drop' in step ? [step.drop] : []));
	for (const part of chunks(drops, MOST_ABSENT)) await tokens.remove(part);

	// Of several that put the same text in, the first one did.
	const puts = new Set(steps.flatMap((step) => ('put' in step ? [step.put] : [])));
	const brief = steps.flatMap((step) => ('put' in step && step.brief ? [step.put] : []));
	const lasting = [...puts].filter((text) => !brief.includes(text));
	if (lasting.length > 0) for (const text of await tokens.record(lasting)) known.add(text);
	for (const part of chunks(brief, MOST_ABSENT)) {
		for (const text of await tokens.record(part, true)) known.add(text);
	}

	const asks = steps.flatMap((step) => ('ask' in step ? [step] : []));
	const sure = asks.filter((step) => step.sure);
	const unsure = asks.filter((step) => !step.sure);
	for (const part of [...(sure.length > 0 ? [sure] : []), ...chunks(unsure, MOST_ABSENT)]) {
		const texts = part.map(({ ask }) => ask);
		const there = await tokens.record(texts, true);
		for (const text of there) known.add(text);
		const absent = texts.filter((text) => !there.has(text));
		for (const some of chunks(absent, MOST_ABSENT)) await tokens.remove(some);
	}
	return steps.map((step) => {
		if ('ask' in step) return known.has(step.ask);
		return 'put' in step && (known.has(step.put) || !puts.delete(step.put));
	});
}

/** A list in parts of at most this size. */
export function chunks<T>(list: T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size),
	);
}
