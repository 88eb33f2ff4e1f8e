import type { Answered } from '../../../shared/delivery/attempt';
import { readBody } from '../../../shared/delivery/attempt';
import { idIn, listIn } from './answer';
import { plainReference } from './identity';
import { REFERENCE_PROPERTY } from './letter';

type Json = Record<string, unknown>;

/** A letter as the list shows it. */
export interface ListedLetter {
	id: string;
	/** As references are compared; nothing where it shows none. */
	reference?: string;
	/** Milliseconds since 1970, by the service's clock; nothing where it shows none. */
	createdAt?: number;
	answer: Json;
}

/** What an answer to CM Letters API, Read Letters, all letters, shows. */
export type LetterList =
	| {
			readable: true;
			/** The newest first, as far as that can be told. */
			letters: ListedLetter[];
			/** Those that show a reference, by it in lower case. */
			byReference: Map<string, ListedLetter[]>;
			/** Why more letters may exist than it shows; nothing where it shows no sign of it. */
			mayBePart?: string;
			/** The service's clock, where it tells. */
			serverTime?: number;
	  }
	| { readable: false; reason: string };

/** Assumption: names under which an API may say when a letter was created; none is documented. */
const CREATED_NAMES = [
	'created',
	'createdat',
	'createdon',
	'creationdate',
	'createddate',
	'datecreated',
	'timestamp',
];

/** Reads the list of letters; says what it is good for, since its shape is documented nowhere. */
export function readLetterList(answered: Answered): LetterList {
	const body = readBody(answered);
	const answer = body.readable ? body.value : undefined;
	const entries = listIn(answer);
	if (entries === undefined) return unreadable('its answer is no list in any known shape');

	const letters: ListedLetter[] = [];
	for (const entry of entries) {
		const id = idIn(entry);
		const reference = referenceIn(entry);
		if (id === undefined && reference !== undefined) return unreadable('its list shows no IDs');
		if (id === undefined) continue;
		letters.push({
			id,
			reference: reference === undefined ? undefined : plainReference(reference),
			createdAt: createdAt(entry),
			answer: entry,
		});
	}
	const mayBePart = partMark(answered.headers, answer, entries.length);
	const serverTime = Date.parse(answered.headers.date ?? '');
	const sorted = newestFirst(letters);
	return {
		readable: true,
		letters: sorted,
		byReference: byReference(sorted),
		...(mayBePart === undefined ? {} : { mayBePart }),
		...(Number.isNaN(serverTime) ? {} : { serverTime }),
	};
}

function unreadable(why: string): LetterList {
	return { readable: false, reason: `CM.com could not be asked for it: ${why}.` };
}

function referenceIn(letter: Json): string | undefined {
	const reference = letter[REFERENCE_PROPERTY];
	if (typeof reference === 'number') return String(reference);
	return typeof reference === 'string' && reference !== '' ? reference : undefined;
}

function createdAt(letter: Json): number | undefined {
	const name = Object.keys(letter).find((key) => CREATED_NAMES.includes(plainName(key)));
	const value = name === undefined ? undefined : letter[name];
	if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
	// Without an offset it may be in any time zone.
	const isMoment = typeof value === 'string' && /T.*(Z|[+-]\d\d:?\d\d)$/.test(value);
	const time = isMoment ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

/** By their times; where they show none, the last of a list is the newest, as far as lists go. */
function newestFirst(letters: ListedLetter[]): ListedLetter[] {
	return [...letters]
		.reverse()
		.sort((one, other) => (other.createdAt ?? -Infinity) - (one.createdAt ?? -Infinity) || 0);
}

/** Letters by their reference as it is compared, in lower case; those that show none are left out. */
export function byReference(letters: ListedLetter[]): Map<string, ListedLetter[]> {
	const all = new Map<string, ListedLetter[]>();
	for (const letter of letters) {
		if (letter.reference === undefined) continue;
		const key = letter.reference.toLowerCase();
		const same = all.get(key);
		if (same) same.push(letter);
		else all.set(key, [letter]);
	}
	return all;
}

const plainName = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');

/** Counts that tell of more than is shown. */
const TOTALS =
	/^(total|total(count|items|records|results|elements|rows|hits)|recordstotal|(odata)?count|itemcount)$/;
/** How many a page holds: a page that is full may not be the last. */
const SIZES = /^(pagesize|perpage|limit|take)$/;
/** Counts of pages. */
const PAGES = /^(pages|totalpages|pagecount|lastpage|numberofpages)$/;
/** What leads to the next page. */
const NEXT = /^((odata)?next(page)?(link|url|href|cursor|token|marker)?|continuationtoken)$/;
const MORE =
	/^(hasmore(pages|items|results)?|hasnext(page)?|more|moreresults|(is)?truncated|incomplete)$/;

/**
 * What says that the list is only a part. The document knows no pages; these are the names under
 * which APIs say so, and the headers that a sibling API of CM.com has.
 */
function partMark(
	headers: Record<string, string>,
	answer: unknown,
	shown: number,
): string | undefined {
	const reason = 'its list shows only a part of the letters';
	if (/rel="?next/i.test(headers.link ?? '')) return reason;
	for (const [name, value] of Object.entries(headers)) {
		const plain = plainName(name);
		if (/^x.*(totalpages|pagecount)$/.test(plain) && Number(value) > 1) return reason;
		if (/^x.*(hasmore|hasnext)/.test(plain) && value === 'true') return reason;
		const range = name === 'content-range' ? /\/(\d+)$/.exec(value) : null;
		if (range && Number(range[1]) > shown) return reason;
		const isTotal = /pagination-total$|^x-total(?!-?pages)|total-count$/.test(name);
		if (isTotal && !(Number(value) <= shown)) return reason;
		if (/pagination-take$|^x-(page-)?(limit|per-page)$/.test(name)) {
			const hasTotal = Object.keys(headers).some((other) => /pagination-total$/.test(other));
			if (!hasTotal && Number(value) <= shown) return reason;
		}
		if (/^x.*nextpage$|^xnext/.test(plain) && value !== '') return reason;
	}
	return isObject(answer) && saysMore(answer, shown, 2) ? reason : undefined;
}

function saysMore(object: Json, shown: number, depth: number): boolean {
	return Object.entries(object).some(([name, value]) => {
		const plain = plainName(name);
		if (NEXT.test(plain)) return value !== null && value !== '' && value !== false;
		if (MORE.test(plain)) return value === true || value === 'true';
		if (plain === 'last') return value === false || value === 'false';
		if (SIZES.test(plain)) return Number(value) > 0 && Number(value) <= shown;
		if (TOTALS.test(plain)) return Number(value) > shown;
		if (PAGES.test(plain) && !Array.isArray(value)) return Number(value) > 1;
		return depth > 0 && isObject(value) && saysMore(value, shown, depth - 1);
	});
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
