import { shortened } from '../checks/quotation';
import { refusalSentence, type Refusal } from '../checks/refusal';
import { bullets, escaped, MOST_LISTED, rowOf } from './panelText';

/** An input item that cannot be sent, with every reason found. */
export interface RefusedItem {
	itemIndex: number;
	refusals: Refusal[];
	/** By which key it is known, where it has one. */
	key?: string;
}

interface Row {
	itemIndex: number;
	refusal: Refusal;
}

type NameOf = (itemIndex: number) => string | undefined;

/** Longest reason that is shown. */
const LONGEST_REASON = 300;
/** The value that a reason quotes. */
const QUOTE = /"[^"]*"/;

/**
 * What is wrong with which rows, as a list for n8n's error panel. Rows with the same reason stand
 * together, whatever their values; at most 20 rows are named, the others counted.
 */
export function refusedRows(items: RefusedItem[], nameOf: NameOf): string {
	const groups = groupsOf(items);
	const entries: string[] = [];
	let named = 0;
	for (const rows of groups) {
		if (named >= MOST_LISTED) break;
		entries.push(entryOf(rows, MOST_LISTED - named, nameOf));
		named += rows.length;
	}
	const others = groups.slice(entries.length);
	if (others.length > 0) {
		const rows = others.reduce((sum, group) => sum + group.length, 0);
		entries.push(`and ${rows} more, for ${others.length} other reasons`);
	}
	return bullets(entries);
}

/** Rows by what is wrong with them and what to do about it. */
function groupsOf(items: RefusedItem[]): Row[][] {
	const groups = new Map<string, Row[]>();
	for (const { itemIndex, refusals } of items) {
		for (const refusal of refusals) {
			const key = `${sentenceOf(refusal).replace(QUOTE, '')}\n${refusal.remedy}`;
			const group = groups.get(key);
			if (group) group.push({ itemIndex, refusal });
			else groups.set(key, [{ itemIndex, refusal }]);
		}
	}
	return [...groups.values()];
}

function entryOf(rows: Row[], most: number, nameOf: NameOf): string {
	const sentences = rows.map(({ refusal }) => sentenceOf(refusal));
	const [sentence = ''] = sentences;
	const remedy = escaped(rows[0]?.refusal.remedy ?? '');
	const places = rows.slice(0, most).map((row) => placeOf(row, nameOf));
	if (rows.length === 1) return `${places.join('')} ${escaped(sentence)}. ${remedy}.`;

	// Where the values differ, each stands beside its row.
	const differ = sentences.some((each) => each !== sentence);
	const shown = places.map((place, index) => {
		const quote = differ ? QUOTE.exec(sentences[index] ?? '')?.[0] : undefined;
		return quote === undefined ? place : `${place} ${escaped(quote)}`;
	});
	const left = rows.length - shown.length;
	const shared = escaped(differ ? sentence.replace(QUOTE, '“…”') : sentence);
	return `${shared}. ${remedy}.<br>${rows.length} rows: ${shown.join('; ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function sentenceOf(refusal: Refusal): string {
	return shortened(refusalSentence(refusal), LONGEST_REASON);
}

/** `row 2 (INV20260042) [item 0]`; without its name where the reason says it already. */
function placeOf({ itemIndex, refusal }: Row, nameOf: NameOf): string {
	const name = nameOf(itemIndex);
	const isKnown = name === undefined || refusal.reason.includes(name);
	return `${rowOf(itemIndex)}${isKnown ? '' : ` (${escaped(name)})`} [item ${itemIndex}]`;
}
