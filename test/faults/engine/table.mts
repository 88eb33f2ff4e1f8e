import type { Counts } from './counts.mts';
import { grouped } from './grouped.mts';
import type { ScenarioResult } from './scenario.mts';

const COUNTS: Array<[keyof Counts, string]> = [
	['requests', 'requests'],
	['faults', 'faults'],
	['asked', 'asked'],
	['repeated', 'repeated'],
	['inDoubt', 'in doubt'],
	['adopted', 'adopted'],
	['resent', 'resent'],
	['accepted', 'accepted'],
	['skipped', 'skipped'],
	['refused', 'refused'],
	['unknown', 'unknown'],
	['twins', 'twins'],
	['lost', 'lost'],
];

const HEADINGS = ['kind', 'seeds', 'letters', ...COUNTS.map(([, name]) => name), 'seconds', ''];

/** The counts of all seeds, a line for each kind, and what the columns mean. */
export function tableOf(results: ScenarioResult[]): string {
	const rows = [...grouped(results, ({ kind }) => kind)].map(([name, its]) => [
		name,
		String(its.length),
		count(total(its, ({ letters }) => letters)),
		...COUNTS.map(([key]) => count(total(its, (result) => result[key]))),
		count(total(its, ({ seconds }) => seconds)),
		its.every(({ complaints }) => complaints.length === 0) ? 'passed' : 'FAILED',
	]);
	const widths = HEADINGS.map((heading, column) =>
		Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (cells: string[]) =>
		cells
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				return column === 0 || column === cells.length - 1
					? cell.padEnd(width)
					: cell.padStart(width);
			})
			.join('  ')
			.trimEnd();
	return [line(HEADINGS), ...rows.map(line), '', LEGEND].join('\n');
}

const LEGEND = [
	'faults: requests that were hit. asked: requests for the list of letters. repeated: sent again',
	'after an answer that says nothing was done. in doubt: letters whose answer did not say what became',
	'of them; adopted: of those, found at the service; resent: not found there, and sent again. accepted',
	'to unknown: what the items of all runs say.',
].join('\n');

function total(results: ScenarioResult[], value: (result: ScenarioResult) => number): number {
	return results.reduce((sum, result) => sum + value(result), 0);
}

function count(number: number): string {
	return Math.round(number).toLocaleString('en-GB');
}
