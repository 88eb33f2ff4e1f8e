import { readFile, writeFile } from 'node:fs/promises';

const BEGIN = '<!-- results: written by the bench -->';
const END = '<!-- end of results -->';

/** Puts a text between the markers of a Markdown file. */
export async function putIntoReadme(file: URL, text: string): Promise<void> {
	const readme = await readFile(file, 'utf8');
	const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
	if (begin < 0 || end < begin) throw new Error('bench/README.md has lost its markers');
	const changed = `${readme.slice(0, begin)}${BEGIN}\n\n${text}\n\n${readme.slice(end)}`;
	await writeFile(file, changed);
}
