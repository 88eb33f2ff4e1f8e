/** A line that was started and waits for its end. */
let openLine: string | undefined;

function closeLine(): void {
	if (openLine === undefined) return;
	process.stdout.write('\n');
	openLine = undefined;
}

/** Prints a line of its own, whatever is being waited for. */
export function say(line: string): void {
	closeLine();
	console.log(line);
}

/**
 * Does one step and prints it with a tick and the time it took, or with a cross. On a terminal the
 * step shows while it is under way.
 * @param done what to print afterwards, when that says more than what was being done
 */
export async function step<T>(
	doing: string,
	work: () => Promise<T>,
	done: (result: T) => string = () => doing,
): Promise<T> {
	const started = Date.now();
	const took = () => `${((Date.now() - started) / 1000).toFixed(1)}s`;
	const end = (line: string) => {
		if (openLine === doing) process.stdout.write('\r\u001b[K');
		openLine = undefined;
		console.log(line);
	};
	if (process.stdout.isTTY) {
		process.stdout.write(`  … ${doing}`);
		openLine = doing;
	}
	try {
		const result = await work();
		end(`  ✓ ${done(result)}  (${took()})`);
		return result;
	} catch (error) {
		end(`  ✗ ${doing}  (${took()})`);
		throw error;
	}
}
