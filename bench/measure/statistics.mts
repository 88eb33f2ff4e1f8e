/** The value in the middle; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
	if (values.length === 0) throw new Error('There is no median of nothing');
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
	return ((low ?? 0) + (high ?? 0)) / 2;
}

/** A number with as many digits as it deserves. */
export function rounded(value: number): string {
	const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toFixed(digits);
}

export function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(2)} s`;
}

export function megabytes(bytes: number): number {
	return bytes / 1e6;
}
