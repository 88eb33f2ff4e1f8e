/**
 * Reading what the Letters API answers. Its answers are documented nowhere: everything here is
 * tolerant, and whatever is not recognised is passed on as it came.
 */

import { plainWord } from '../../../shared/checks/text';

type Json = Record<string, unknown>;

/** Assumption: names under which sibling APIs of CM.com give an ID, most likely first. */
const ID_NAMES = ['id', 'letterId', 'callbackId', 'guid', 'letterGuid', 'callbackGuid'] as const;

/** Assumption: names under which a list, or one object, may be wrapped. */
const WRAPPERS = [
	'letters',
	'callbacks',
	'prices',
	'data',
	'items',
	'letter',
	'callback',
	'price',
] as const;

/** An answer that is nothing but an ID; other bare words are messages. */
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The ID in an answer, as text, or nothing when there is none to be found. */
export function idIn(answer: unknown): string | undefined {
	if (typeof answer === 'string' && GUID.test(answer)) return answer;
	const object = objectIn(answer);
	return ID_NAMES.map((name) => usableId(object[name])).find((id) => id !== undefined);
}

/** What stands under the name of an ID where there is none: blanks, or the GUID of nothing. */
const NO_ID = /^(|null|undefined|none|0{8}(-0{4}){3}-0{12})$/i;

function usableId(id: unknown): string | undefined {
	if (typeof id === 'number') return id > 0 ? String(id) : undefined;
	return typeof id === 'string' && !NO_ID.test(id.trim()) ? id : undefined;
}

/** Words that stand for a failure where they are the state of an answer. */
const FAILURES = /^(error|errors|fail|failed|failure|rejected|refused|denied|invalid|nok|ko)$/i;

/** Names of what is there only where something failed. */
const FAILURE_NAMES =
	/^(errors?|errormessages?|errordescription|haserrors?|iserror|exception|fault)$/;

/**
 * Whether an answer with a 2xx says that it failed: `success: false`, an error, its code or status,
 * or a part of a 207 that failed. Assumption: names that APIs use for it; CM.com documents none.
 * @param asked what was asked for. A thing that is read, or changed, may have failed at something
 * long ago and say so in its status; a new one cannot
 * @returns what says so
 */
export function failureIn(answer: unknown, httpStatus: number, asked: Asked): string | undefined {
	if (typeof answer === 'string') return /^\s*(error|fail)/i.test(answer) ? answer : undefined;
	if (httpStatus === 207) {
		const parts = listIn(answer) ?? [objectIn(answer)];
		return parts.map((part) => failureOf(part, asked)).find((failure) => failure !== undefined);
	}
	return isObject(answer)
		? (failureOf(answer, asked) ?? failureOf(objectIn(answer), asked))
		: undefined;
}

/** What a request asks for: something new, a change of what is there, or to read it. */
export type Asked = 'new' | 'change' | 'read';

function failureOf(object: Json, asked: Asked): string | undefined {
	const hasOwnState = asked === 'read' || (asked === 'change' && showsId(object));
	for (const [name, value] of Object.entries(object)) {
		const plain = name.toLowerCase().replace(/[^a-z]/g, '');
		const text = plainWord(value);
		const fails =
			(/^(success|successful|succeeded|ok|issuccess)$/.test(plain) &&
				/^(false|0|no)$/i.test(text)) ||
			(FAILURE_NAMES.test(plain) && holdsSomething(value)) ||
			(/^(errorcode|errornumber)$/.test(plain) && !/^(0|null|undefined|)$/.test(text)) ||
			(/^(status|result|state|outcome)$/.test(plain) && !hasOwnState && FAILURES.test(text)) ||
			(/^(status|statuscode|httpstatus|code)$/.test(plain) && Number(text) >= 400);
		if (fails) return `${name}: ${text}`;
	}
	return undefined;
}

function holdsSomething(value: unknown): boolean {
	if (Array.isArray(value)) return value.length > 0;
	if (isObject(value)) return Object.keys(value).length > 0;
	return value !== null && value !== undefined && value !== false && value !== '' && value !== 0;
}

/** The one object in an answer: itself, what it wraps, or nothing at all (`{}`). */
export function objectIn(answer: unknown): Json {
	if (Array.isArray(answer) && answer.length === 1) return objectIn(answer[0]);
	if (!isObject(answer)) return {};
	if (showsId(answer)) return answer;
	// A letter may hold a price; only what shows an ID, or stands alone, is what was asked for.
	const alone = Object.keys(answer).length === 1;
	const wrapped = WRAPPERS.map((name) => answer[name])
		.filter(isObject)
		.find((inner) => alone || showsId(inner));
	return wrapped ?? answer;
}

/**
 * The entries of a list answer: bare, wrapped under a known name, or the only list in an object.
 * Nothing when it is no list.
 */
export function listIn(answer: unknown): Json[] | undefined {
	if (Array.isArray(answer)) return answer.map(asObject);
	if (!isObject(answer)) return undefined;
	const lists = Object.values(answer).filter(Array.isArray);
	const wrapped =
		WRAPPERS.map((name) => answer[name]).find(Array.isArray) ??
		(lists.length === 1 ? lists[0] : undefined);
	return wrapped?.map(asObject);
}

/** An answer as the JSON object an n8n item needs: nothing becomes `{}`, a list goes under `data`. */
export function asObject(answer: unknown): Json {
	if (isObject(answer)) return answer;
	return answer === undefined || answer === null || answer === '' ? {} : { data: answer };
}

/** What Get Many can be narrowed to; the service documents no filter of its own. */
export interface LetterFilters {
	status?: string;
	reference?: string;
	/** ISO 3166-1 alpha-2. */
	destination?: string;
}

/** Whether a letter from the list passes the filters. Text is compared without case. */
export function letterMatches(letter: Json, filters: LetterFilters): boolean {
	const same = (name: keyof LetterFilters) =>
		filters[name] === undefined ||
		filters[name] === '' ||
		plainWord(letter[name]).toLowerCase() === String(filters[name]).toLowerCase();
	return same('status') && same('reference') && same('destination');
}

/** An answer without the property that repeats its ID; an ID inside other properties stays. */
export function withoutId(answer: Json, id: string | undefined): Json {
	if (id === undefined) return answer;
	const isThatId = ([name, value]: [string, unknown]) =>
		(ID_NAMES as readonly string[]).includes(name) && usableId(value) === id;
	return Object.fromEntries(Object.entries(answer).filter((entry) => !isThatId(entry)));
}

/** What a person asks of a letter, without its printed content. */
const SIMPLE_PROPERTIES = [
	'status',
	'reference',
	'destination',
	'trackingcode',
	'scheduledate',
	'subject',
	'pages',
	'price',
	'currency',
] as const;

/**
 * A letter without its printed content, at most ten properties. An answer in which none of them
 * is found is passed on whole: its shape is unknown, and showing nothing would be worse.
 */
export function simplifiedLetter(letter: Json): Json {
	const found = SIMPLE_PROPERTIES.filter((name) => letter[name] !== undefined);
	if (found.length === 0) return letter;
	return Object.fromEntries(found.map((name) => [name, letter[name]]));
}

function showsId(object: Json): boolean {
	return ID_NAMES.some((name) => usableId(object[name]) !== undefined);
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
