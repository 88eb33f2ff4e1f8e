import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CASES = join(process.cwd(), 'test/cases');

/** The text of a file under test/cases. */
export function caseText(file: string): string {
	return readFileSync(join(CASES, file), 'utf8');
}

/** The rows of a tab-separated file there, without its head. */
export function caseRows(file: string): string[][] {
	return caseText(file)
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => line.split('\t'));
}
