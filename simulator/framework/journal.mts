import {
	closeSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file of JSON lines, to which every change is appended as it happens, so that nothing is lost
 * however the process ends.
 */
export class Journal<Entry> {
	private descriptor: number | null = null;

	constructor(
		private readonly file: string,
		private readonly isEntry: (value: unknown) => value is Entry,
	) {}

	/**
	 * The entries of earlier runs, in order.
	 *
	 * @throws Error if the file cannot be read or holds something else.
	 */
	read(): Entry[] {
		const lines = this.lines();
		const entries: Entry[] = [];
		lines.forEach((line, index) => {
			const entry = parsed(line);
			if (this.isEntry(entry)) {
				entries.push(entry);
				return;
			}
			// The last line has no end if the process was killed while writing it.
			const isTorn = index === lines.length - 1 && entry === undefined && line.startsWith('{"');
			if (line === '' || isTorn) return;
			throw new Error(`${this.file}, line ${index + 1}, is not a line of a state file`);
		});
		return entries;
	}

	private lines(): string[] {
		try {
			return readFileSync(this.file, 'utf8').split('\n');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
			throw error;
		}
	}

	/** Replaces the file by these entries, in one step, and opens it for more. */
	rewrite(entries: readonly Entry[]): void {
		this.close();
		mkdirSync(dirname(this.file), { recursive: true });
		const next = `${this.file}.next`;
		writeFileSync(next, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
		renameSync(next, this.file);
		this.descriptor = openSync(this.file, 'a');
	}

	append(entry: Entry): void {
		if (this.descriptor !== null) writeSync(this.descriptor, `${JSON.stringify(entry)}\n`);
	}

	close(): void {
		if (this.descriptor !== null) closeSync(this.descriptor);
		this.descriptor = null;
	}
}

/** undefined for what is no JSON. */
function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
