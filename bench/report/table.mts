import { isReached, type Figure } from '../measure/figure.mts';
import { rounded } from '../measure/statistics.mts';

/** The figures as a table in Markdown. @param before the same figures of another package */
export function table(figures: Figure[], before: Figure[] = []): string {
	const cells = figures.map((figure) => {
		const earlier = before.find(({ name }) => name === figure.name);
		return [
			`(${figure.row})`,
			figure.name,
			...(before.length > 0 ? [earlier ? amount(earlier) : ''] : []),
			amount(figure),
			wanted(figure),
			verdict(figure),
			figure.detail,
		];
	});
	const head = [
		'',
		'Figure',
		...(before.length > 0 ? ['Before'] : []),
		before.length > 0 ? 'Now' : 'Measured',
		'To reach',
		'',
		'Behind it',
	];
	return lined([head, ...cells]);
}

function lined(rows: string[][]): string {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(3, ...rows.map((cells) => (cells[column] ?? '').length)),
	);
	const line = (cells: string[], fill = ' ') =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
	const [head = [], ...body] = rows;
	return [
		line(head),
		line(
			head.map(() => ''),
			'-',
		),
		...body.map((cells) => line(cells)),
	].join('\n');
}

function amount({ value, unit }: Figure): string {
	return unit === '×' ? `${rounded(value)} ×` : `${rounded(value)} ${unit}`;
}

function wanted({ target, unit }: Figure): string {
	if (target === undefined) return '';
	return 'atLeast' in target
		? `at least ${target.atLeast} ${unit}`
		: `at most ${target.atMost} ${unit}`;
}

function verdict(figure: Figure): string {
	const reached = isReached(figure);
	if (reached === undefined) return 'reported';
	return reached ? 'reached' : 'missed';
}
