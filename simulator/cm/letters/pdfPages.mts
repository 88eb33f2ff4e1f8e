import { inflateSync } from 'node:zlib';

/** Most bytes that a stream of objects may become. */
const MOST_INFLATED = 16 * 2 ** 20;
/** Most pages, and nodes above them: a tree that is none comes to an end. */
const MOST_NODES = 20_000;

/**
 * Counts the pages of a PDF by what its objects say, wherever they stand: what a printer that repairs
 * what it can would find.
 *
 * @returns why it cannot, as text
 */
export function countPages(bytes: Buffer): number | string {
	const text = bytes.toString('latin1');
	if (!text.includes('%%EOF')) return 'its end is missing';
	if (/\/Encrypt\b/.test(text)) return 'it is encrypted';
	const objects = new Map<number, string>();
	for (const { 1: number = '', 2: body = '', index } of text.matchAll(
		/(\d+)\s+\d+\s+obj\b([^]*?)(?=endobj)/g,
	)) {
		objects.set(Number(number), body);
		if (!/\/Type\s*\/ObjStm/.test(body)) continue;
		const start = /stream\r?\n/.exec(text.slice(index));
		if (start === null) continue;
		try {
			const data = bytes.subarray(index + start.index + start[0].length);
			addInside(body, inflateSync(data, { maxOutputLength: MOST_INFLATED }), objects);
		} catch {
			return 'a stream of objects cannot be inflated';
		}
	}
	const [root] = [...text.matchAll(/\/Root\s+(\d+)\s+\d+\s+R/g)].slice(-1);
	const catalogue = objects.get(Number(root?.[1]));
	const pages = /\/Pages\s+(\d+)/.exec(catalogue ?? '')?.[1];
	return pages === undefined ? 'it has no list of pages' : pagesUnder(Number(pages), objects);
}

/** The objects inside a stream of objects: ISO 32000-1, 7.5.7. */
function addInside(dictionary: string, data: Buffer, objects: Map<number, string>): void {
	const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1]);
	const text = data.toString('latin1');
	const heads = text.slice(0, first).trim().split(/\s+/).map(Number);
	for (let i = 0; i + 1 < heads.length; i += 2) {
		const [number = 0, start = 0, , next] = heads.slice(i);
		objects.set(number, text.slice(first + start, next === undefined ? undefined : first + next));
	}
}

function pagesUnder(root: number, objects: Map<number, string>): number | string {
	let pages = 0;
	const left = [root];
	for (let nodes = 0; left.length > 0; nodes++) {
		if (nodes > MOST_NODES) return 'it has no end of pages';
		const node = objects.get(left.pop() ?? 0) ?? '';
		const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1];
		if (kids !== undefined) {
			left.push(...[...kids.matchAll(/(\d+)\s+\d+\s+R/g)].map(([, number]) => Number(number)));
		} else if (/\/Type\s*\/Page\b/.test(node)) pages++;
	}
	return pages;
}
