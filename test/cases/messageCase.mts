import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What CM.com sent, from a file in `messages/`. Tests run in the repository's root. */
export function messageCase(file: string): string {
	return readFileSync(join(process.cwd(), 'test', 'cases', 'messages', file), 'utf8');
}
