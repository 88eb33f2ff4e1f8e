import { beyondLimit, damaged, LIMITS } from './budget';
import type { OpenPdf } from './opening';
import type { PdfObjects } from './file';
import { inflateBeginning } from './inflate';
import {
	behindBlank,
	hasWord,
	isDictionary,
	isList,
	readDictionary,
	readList,
	readName,
	readReference,
	readWord,
	type Dictionary,
	type Place,
} from './syntax';

/** How much of what stands on a page is inflated, to see whether it can be. */
const BEGINNING = 256;

/** What a file is besides its pages. */
export interface Contents {
	/** How many pages there are. */
	pages: number;
	/** How many the file says there are. */
	counted: number | undefined;
	/** A form that Adobe's program draws by itself, and others do not: ISO 32000-1, 12.7.8. */
	isDynamicForm: boolean;
	/** A cover with other files inside: ISO 32000-1, 7.11.6. */
	isPortfolio: boolean;
}

/** @throws PdfProblem */
export async function readContents({ objects, trailer }: OpenPdf): Promise<Contents> {
	const catalogue = (await objects.dictionary(trailer.get('Root')))?.entries;
	const root = await objects.dictionary(catalogue?.get('Pages'));
	if (catalogue === undefined || root === undefined) throw damaged();
	return {
		isPortfolio: (await objects.dictionary(catalogue.get('Collection'))) !== undefined,
		isDynamicForm: await isDynamicForm(objects, catalogue),
		counted: await objects.integer(root.entries.get('Count')),
		pages: await countPages(objects, root, readReference(catalogue.get('Pages')!)),
	};
}

/** Forms of the same kind that have fields, or need not be drawn anew, print as they are. */
async function isDynamicForm(
	objects: PdfObjects,
	catalogue: ReadonlyMap<string, Place>,
): Promise<boolean> {
	const form = (await objects.dictionary(catalogue.get('AcroForm')))?.entries;
	if ((await objects.resolve(form?.get('XFA'))) === undefined) return false;
	const needsDrawing = await objects.resolve(catalogue.get('NeedsRendering'));
	if (needsDrawing !== undefined && readWord(needsDrawing) === 'true') return true;
	const fields = await objects.resolve(form?.get('Fields'));
	return !isList(fields) || readList(fields, objects.budget).next().done === true;
}

/** A node of the page tree whose kids are gone through. */
interface Node {
	number: number | undefined;
	kids: Generator<Place>;
}

/** ISO 32000-1, 7.7.3. */
async function countPages(
	objects: PdfObjects,
	root: Dictionary,
	number: number | undefined,
): Promise<number> {
	const { budget } = objects;
	const kidsOf = async ({ entries }: Dictionary) => {
		const kids = await objects.resolve(entries.get('Kids'));
		return isList(kids) ? readList(kids, budget) : undefined;
	};
	let pages = 0;
	const way: Node[] = [{ number, kids: (await kidsOf(root)) ?? emptyList() }];
	for (let node = way.at(-1); node !== undefined; node = way.at(-1)) {
		const next = node.kids.next();
		if (next.done === true) {
			way.pop();
			continue;
		}
		const { value } = next;
		const kidNumber = readReference(value);
		if (kidNumber !== undefined && way.some((above) => above.number === kidNumber)) {
			throw damaged();
		}
		const kid = await objects.resolve(value);
		if (!isDictionary(kid)) continue;
		const dictionary = readDictionary(kid, budget);
		const kids = await kidsOf(dictionary);
		if (kids !== undefined) {
			if (way.length >= LIMITS.depth) throw beyondLimit();
			way.push({ number: kidNumber, kids });
		} else if (readName(await objects.resolve(dictionary.entries.get('Type'))) !== 'Pages') {
			pages += 1;
			await checkPage(objects, dictionary);
		}
	}
	return pages;
}

function* emptyList(): Generator<Place> {}

/**
 * Looks at the first bytes of what stands on a page: a file that a program read as text, sign by
 * sign, has everything in its place and prints blank.
 */
async function checkPage(objects: PdfObjects, { entries }: Dictionary): Promise<void> {
	const contents = await objects.resolve(entries.get('Contents'));
	if (contents === undefined) return;
	const streams = isList(contents) ? readList(contents, objects.budget) : [contents];
	for (const place of streams) {
		if (objects.budget.counts.contents >= LIMITS.contents) return;
		objects.budget.take('contents', 1);
		const stream = await objects.dictionary(place);
		if (stream === undefined) continue;
		const { bytes } = objects;
		const at = objects.streamStart(stream);
		const [filter] = await objects.filtersOf(stream);
		const isEmpty = hasWord(behindBlank({ bytes, at }), 'endstream');
		if (filter === 'FlateDecode' && !isEmpty) inflateBeginning(bytes, at, BEGINNING);
	}
}
