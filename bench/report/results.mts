import { readFile, writeFile } from 'node:fs/promises';

import type { Figure, RowLetter } from '../measure/figure.mts';

/** A run of the bench, as it is kept. */
export interface Results {
	/** Day of the newest row. */
	date: string;
	machine: string;
	n8n: string;
	figures: Figure[];
}

/** The results in a file; none when there is no file. */
export async function readResults(file: string | URL): Promise<Results | undefined> {
	const text = await readFile(file, 'utf8').catch(() => undefined);
	return text === undefined ? undefined : (JSON.parse(text) as Results);
}

/** Keeps the figures, and of rows that were not measured this time those from before. */
export async function keepResults(
	file: string | URL,
	{ figures, ...about }: Results,
	measured: RowLetter[],
): Promise<Results> {
	const earlier = (await readResults(file))?.figures ?? [];
	const kept = earlier.filter(({ row }) => !measured.includes(row));
	const all = [...kept, ...figures].sort((a, b) => a.row.localeCompare(b.row));
	const results = { ...about, figures: all };
	await writeFile(file, `${JSON.stringify(results, null, '\t')}\n`);
	return results;
}
