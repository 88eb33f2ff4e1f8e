/**
 * The words nearest to one that was not found: those with the fewest letters wrong, left out, added
 * or swapped with their neighbour, if that is at most a quarter of them.
 */
export function nearest(word: string, words: Iterable<string>): string[] {
	let most = Math.floor(word.length / 4);
	let found: string[] = [];
	if (most === 0) return found;
	for (const candidate of words) {
		if (Math.abs(candidate.length - word.length) > most) continue;
		const wrong = distance(word, candidate);
		if (wrong > most) continue;
		if (wrong < most) found = [];
		most = wrong;
		found.push(candidate);
	}
	return found;
}

/** Damerau and Levenshtein's distance, in its short form (optimal string alignment). */
function distance(one: string, other: string): number {
	let before: number[] = [];
	let above = Array.from({ length: other.length + 1 }, (_none, column) => column);
	for (let row = 1; row <= one.length; row++) {
		const line = [row];
		for (let column = 1; column <= other.length; column++) {
			const same = one[row - 1] === other[column - 1];
			let least = Math.min(
				(above[column - 1] ?? 0) + (same ? 0 : 1),
				(above[column] ?? 0) + 1,
				(line[column - 1] ?? 0) + 1,
			);
			const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			if (row > 1 && column > 1 && swapped) least = Math.min(least, (before[column - 2] ?? 0) + 1);
			line.push(least);
		}
		before = above;
		above = line;
	}
	return above[other.length] ?? 0;
}
