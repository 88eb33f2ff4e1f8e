/** Writes examples/letters.xlsx, with the spreadsheet library of the installed n8n. */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ensureHost, repositoryRoot } from '../host/install.mts';
import { members } from './members.mts';

/** What is used of the library. */
interface SpreadsheetLibrary {
	utils: {
		json_to_sheet(rows: object[]): Record<string, unknown>;
		book_new(): object;
		book_append_sheet(book: object, sheet: object, name: string): void;
	};
	write: (
		book: object,
		options: { type: 'buffer'; bookType: 'xlsx'; compression: boolean },
	) => Buffer;
}

const { dir } = await ensureHost({ log: console.log });
const load = createRequire(join(dir, 'node_modules', 'n8n-nodes-base', 'package.json'));
const { utils, write } = load('@e965/xlsx') as SpreadsheetLibrary;

const sheet = utils.json_to_sheet(members);
sheet['!cols'] = [18, 20, 28, 24, 12, 15, 8, 16, 20, 14, 8, 60].map((wch) => ({ wch }));
const book = utils.book_new();
utils.book_append_sheet(book, sheet, 'Members');

const file = join(repositoryRoot, 'examples', 'letters.xlsx');
await writeFile(file, write(book, { type: 'buffer', bookType: 'xlsx', compression: true }));
console.log(`${file}: ${members.length} rows`);
