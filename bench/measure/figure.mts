/** The letter of a row in the table. */
export type RowLetter = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g';

/** One line of the table. */
export interface Figure {
	row: RowLetter;
	/** Stays the same from run to run: results are compared by it. */
	name: string;
	value: number;
	unit: '×' | 'ms' | 'MB' | 's';
	/** What the figure is to be; none for what is only reported. */
	target?: { atLeast: number } | { atMost: number };
	/** The measurements behind it. */
	detail: string;
}

/** Whether a figure is what it was to be; nothing where nothing was asked of it. */
export function isReached({ value, target }: Figure): boolean | undefined {
	if (target === undefined) return undefined;
	return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}
