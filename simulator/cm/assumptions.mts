import {
	DEFAULT_MESSAGING_ASSUMPTIONS,
	MESSAGING_VALUES,
	type MessagingAssumptions,
} from './messaging/assumptions.mts';

/**
 * What CM.com's documents leave open, and what the simulator takes for granted instead. Nothing
 * here is documented by CM.com; each member can be switched, so that a client can be tried against
 * the other readings too. "facts" is the project's fact sheet on CM.com. Those of the Letters API
 * are here, those of the messaging gateway in messaging/assumptions.mts.
 */
export interface Assumptions extends MessagingAssumptions {
	/**
	 * true: a letter without `scheduledate` is stored as a draft, and any `scheduledate`, on create
	 * or on update, releases it. false: every letter is released when created, and `scheduledate`
	 * means nothing. (facts 1.4 "Draft vs sent")
	 */
	scheduledateReleases: boolean;
	/** Status code of a created letter or callback. (facts 1.5) */
	createStatus: 200 | 201;
	/** What the answer to a create holds. (facts 1.5) */
	createBody: 'letter' | 'empty';
	/**
	 * Name of the ID property. On a callback, `letterId` becomes `callbackId` and `letterGuid`
	 * becomes `callbackGuid`. (facts 1.5)
	 */
	idName: 'id' | 'letterId' | 'guid' | 'letterGuid';
	/**
	 * array: a bare list. letters: a list in a property named after what it lists (`letters`,
	 * `prices`, `callbacks`). data, items: a list in a property of that name. (facts 1.5)
	 */
	listShape: 'array' | 'letters' | 'data' | 'items';
	/** How a list with nothing in it is written: as a list, or as null. (facts 1.5) */
	emptyList: 'list' | 'null';
	/** How long after its creation a letter appears in the list, in milliseconds. (facts 1.5) */
	listLagMs: number;
	/** Which letters stand first in the list. (facts 1.5) */
	listOrder: 'oldestFirst' | 'newestFirst';
	/**
	 * How many letters a page of the list holds, the newest being on the first; 0: the list has no
	 * pages. The query `Skip` and `Take`, known from a sibling API, asks for another page. (facts 1.5)
	 */
	listPage: number;
	/**
	 * What says that the list has more pages. link: a Link header with rel="next". headers:
	 * `X-Cm-Pagination-Skip`, `-Take` and `-Total`. total: the number of all letters, in a property
	 * beside the list. next: the address of the next page, in a property beside the list, null on the
	 * last. none: nothing does. Where `listShape` is a bare list, total and next put it in `data`.
	 * (facts 1.5)
	 */
	listPageMark: 'link' | 'headers' | 'total' | 'next' | 'none';
	/** How the list shows references. (facts 1.4 "reference") */
	listReferences: 'whole' | 'upperCase' | 'null' | 'absent';
	/** How many characters of a reference the list shows; 0: all. (facts 1.4 "reference") */
	listReferenceLength: number;
	/**
	 * Which answers show a letter's address, texts, flags and so on: all of them, only the answers
	 * about that one letter, or none, so that ID, status and reference are left. (facts 1.5)
	 */
	showContent: 'everywhere' | 'byId' | 'nowhere';
	/** Which answers show when a letter was created and sent. (facts 1.5) */
	showTimes: 'everywhere' | 'byId' | 'nowhere';
	/** Whether PUT changes what it names, or leaves only what it names. (facts 1.4) */
	putSemantics: 'merge' | 'replace';
	/** Status code of a PUT; 204 has no body. (facts 1.5) */
	putAnswer: 200 | 204;
	/** Status code of a DELETE; 200 has an empty JSON object as its body. (facts 1.5) */
	deleteAnswer: 200 | 204;
	/** Where an error's text is: in that property, in a list `errors`, or as plain text. (facts 1.5) */
	errorShape: 'message' | 'details' | 'error' | 'errors' | 'text';
	/**
	 * Whether the product token and, for letters, the account are checked (letters: 401, 403, facts
	 * 1.5; messages: 101, 103, facts 4.2; conversions: 401, 403, facts 6).
	 */
	checkToken: boolean;
	/**
	 * Whether the country of `destination` is printed below the address, besides what the address
	 * holds. (facts 1.3)
	 */
	printsDestination: boolean;
	/** Whether PUT and DELETE of a letter that is no longer a draft are refused (409). (facts 1.4) */
	releasedIsFinal: boolean;
	/** Whether emoji in a text are refused (400) rather than let through. (facts 1.3) */
	rejectEmoji: boolean;
	/**
	 * true: a PDF must start with `%PDF-` and have pages that can be counted. false: any file will
	 * do, and counts as one page if its pages cannot be counted. (facts 1.5 "PDF limits")
	 */
	enforcePdf: boolean;
	/** Largest PDF, in bytes; a larger one is refused (413). (facts 1.5 "PDF limits") */
	pdfMaxBytes: number;
	/** From which status on a registered letter has its tracking code. (facts 1.6) */
	trackingcodeFrom: 'queued' | 'sent';
	/** Whether creating a draft is a change of status that callbacks are sent for. (facts 1.7) */
	callbackOnDraft: boolean;
	/**
	 * Which shape of `config.headers` is accepted: `[{"Name":"value"}]`, `[{"name":…,"value":…}]`,
	 * `{"Name":"value"}`, or any of them. (facts 1.7)
	 */
	callbackHeadersShape: 'any' | 'pairs' | 'nameValue' | 'object';
	/** Whether `config.headers` are sent at all. (facts 1.7) */
	callbackHeadersHonoured: boolean;
	/** How the values of replace-keys are put in the body. (facts 1.7) */
	replaceInBody: 'verbatim' | 'jsonEscaped' | 'percentEncoded';
	/** How the values of replace-keys are put in the endpoint and the query. (facts 1.7) */
	replaceInUrl: 'percentEncoded' | 'verbatim';
	/**
	 * How the values of replace-keys are put in headers. asNeeded: what a header cannot hold
	 * (control characters, anything beyond ASCII) is percent-encoded. (facts 1.7)
	 */
	replaceInHeaders: 'asNeeded' | 'percentEncoded';
	/** Whether `[STATE]`, which only the documented example uses, means `[STATUS]`. (facts 1.7) */
	stateIsAliasOfStatus: boolean;
	/** How often a failed callback is tried again, at once. (facts 1.7) */
	callbackRetries: number;
	/** How long the receiver of a callback has to answer, in milliseconds. (facts 1.7) */
	callbackTimeoutMs: number;
}

/** The reading the fact sheet holds to be the most defensible. */
export const DEFAULT_ASSUMPTIONS: Readonly<Assumptions> = Object.freeze({
	scheduledateReleases: true,
	createStatus: 201,
	createBody: 'letter',
	idName: 'id',
	listShape: 'array',
	emptyList: 'list',
	listLagMs: 0,
	listOrder: 'oldestFirst',
	listPage: 0,
	listPageMark: 'link',
	listReferences: 'whole',
	listReferenceLength: 0,
	showContent: 'everywhere',
	showTimes: 'everywhere',
	putSemantics: 'merge',
	putAnswer: 200,
	deleteAnswer: 204,
	errorShape: 'message',
	checkToken: true,
	printsDestination: false,
	releasedIsFinal: true,
	rejectEmoji: true,
	enforcePdf: true,
	pdfMaxBytes: 20 * 1024 * 1024,
	trackingcodeFrom: 'queued',
	callbackOnDraft: false,
	callbackHeadersShape: 'any',
	callbackHeadersHonoured: true,
	replaceInBody: 'verbatim',
	replaceInUrl: 'percentEncoded',
	replaceInHeaders: 'asNeeded',
	stateIsAliasOfStatus: true,
	callbackRetries: 0,
	callbackTimeoutMs: 10_000,
	...DEFAULT_MESSAGING_ASSUMPTIONS,
});

/** The values each assumption can have; `number` is any whole number from zero up. */
const ALLOWED: { [Name in keyof Assumptions]: readonly Assumptions[Name][] | 'number' } = {
	scheduledateReleases: [true, false],
	createStatus: [201, 200],
	createBody: ['letter', 'empty'],
	idName: ['id', 'letterId', 'guid', 'letterGuid'],
	listShape: ['array', 'letters', 'data', 'items'],
	emptyList: ['list', 'null'],
	listLagMs: 'number',
	listOrder: ['oldestFirst', 'newestFirst'],
	listPage: 'number',
	listPageMark: ['link', 'headers', 'total', 'next', 'none'],
	listReferences: ['whole', 'upperCase', 'null', 'absent'],
	listReferenceLength: 'number',
	showContent: ['everywhere', 'byId', 'nowhere'],
	showTimes: ['everywhere', 'byId', 'nowhere'],
	putSemantics: ['merge', 'replace'],
	putAnswer: [200, 204],
	deleteAnswer: [204, 200],
	errorShape: ['message', 'details', 'error', 'errors', 'text'],
	checkToken: [true, false],
	printsDestination: [false, true],
	releasedIsFinal: [true, false],
	rejectEmoji: [true, false],
	enforcePdf: [true, false],
	pdfMaxBytes: 'number',
	trackingcodeFrom: ['queued', 'sent'],
	callbackOnDraft: [false, true],
	callbackHeadersShape: ['any', 'pairs', 'nameValue', 'object'],
	callbackHeadersHonoured: [true, false],
	replaceInBody: ['verbatim', 'jsonEscaped', 'percentEncoded'],
	replaceInUrl: ['percentEncoded', 'verbatim'],
	replaceInHeaders: ['asNeeded', 'percentEncoded'],
	stateIsAliasOfStatus: [true, false],
	callbackRetries: 'number',
	callbackTimeoutMs: 'number',
	...MESSAGING_VALUES,
};

/**
 * Checks assumptions that came from outside (a request, a caller).
 *
 * @throws TypeError that names the unknown assumption, or the values one can have.
 */
export function parseAssumptions(value: unknown): Partial<Assumptions> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new TypeError('Assumptions are an object, such as {"createStatus": 200}');
	}
	const allowed: Record<string, readonly unknown[] | 'number'> = ALLOWED;
	for (const [name, chosen] of Object.entries(value)) {
		const choices = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
		if (choices === undefined) throw new TypeError(`There is no assumption "${name}"`);
		if (choices === 'number') {
			if (!Number.isSafeInteger(chosen) || (chosen as number) < 0) {
				throw new TypeError(`Assumption "${name}" is a whole number from 0 up`);
			}
		} else if (!choices.includes(chosen)) {
			const listed = choices.map((choice) => JSON.stringify(choice)).join(', ');
			throw new TypeError(`Assumption "${name}" is one of ${listed}`);
		}
	}
	return value;
}
