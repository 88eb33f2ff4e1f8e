import type { Assumptions } from '../assumptions.mts';
import type { Answer } from '../../framework/exchange.mts';
import type { StoredLetter } from './letter.mts';

/** Which part of the list is asked for, counted from the newest letter. */
export interface Page {
	skip: number;
	/** Absent: as many as a page holds. */
	take?: number;
}

/** The letter as an answer about it alone shows it (facts 1.5): what was sent, and what came of it. */
export function letterAnswer(
	stored: StoredLetter,
	assumptions: Assumptions,
): Record<string, unknown> {
	const { showContent, showTimes } = assumptions;
	return shown(stored, assumptions, showContent !== 'nowhere', showTimes !== 'nowhere');
}

/**
 * The list of letters.
 * @param letters all there are, in order of creation
 * @param now in milliseconds, as Date.now() has it
 * @param address of the list, without a query
 */
export function letterList(
	letters: readonly StoredLetter[],
	{ skip, take }: Page,
	assumptions: Assumptions,
	now: number,
	address: string,
): Answer {
	const { listLagMs, listOrder, listPage, showContent, showTimes } = assumptions;
	const listed = letters.filter(({ createdAt }) => now - Date.parse(createdAt) >= listLagMs);
	const size = listPage === 0 ? listed.length : Math.min(take ?? listPage, listPage);
	const end = Math.max(0, listed.length - skip);
	const page = listed.slice(Math.max(0, end - size), end);
	if (listOrder === 'newestFirst') page.reverse();
	const items = page.map((stored) => ({
		...shown(stored, assumptions, showContent === 'everywhere', showTimes === 'everywhere'),
		reference: listedReference(stored.reference, assumptions),
	}));
	const mark =
		listPage === 0
			? {}
			: pageMark({ skip, take: size, total: listed.length, address }, assumptions.listPageMark);
	return listAnswer('letters', items, assumptions, mark);
}

/** What stands around a page of a list. */
interface PageMark {
	headers?: Record<string, string>;
	/** Properties beside the list. */
	beside?: Record<string, unknown>;
}

/**
 * A list, as this API is assumed to wrap lists (facts 1.5).
 * @param name of what is listed
 */
export function listAnswer(
	name: string,
	items: readonly unknown[],
	{ listShape, emptyList }: Pick<Assumptions, 'listShape' | 'emptyList'>,
	{ headers, beside }: PageMark = {},
): Answer {
	const list = items.length === 0 && emptyList === 'null' ? null : items;
	const isBare = listShape === 'array' && beside === undefined;
	const property = listShape === 'letters' ? name : listShape === 'array' ? 'data' : listShape;
	return {
		status: 200,
		body: isBare ? list : { [property]: list, ...beside },
		...(headers === undefined ? {} : { headers }),
	};
}

function pageMark(
	{ skip, take, total, address }: Required<Page> & { total: number; address: string },
	kind: Assumptions['listPageMark'],
): PageMark {
	const next = skip + take < total ? `${address}?Skip=${skip + take}&Take=${take}` : null;
	switch (kind) {
		case 'link':
			return next === null ? {} : { headers: { Link: `<${next}>; rel="next"` } };
		case 'headers':
			return {
				headers: {
					'X-Cm-Pagination-Skip': String(skip),
					'X-Cm-Pagination-Take': String(take),
					'X-Cm-Pagination-Total': String(total),
				},
			};
		case 'total':
			return { beside: { total } };
		case 'next':
			return { beside: { next } };
		case 'none':
			return {};
	}
}

/** Undefined members are not part of the JSON. */
function listedReference(
	reference: string | null,
	{ listReferences, listReferenceLength }: Assumptions,
): string | null | undefined {
	if (listReferences === 'absent') return undefined;
	if (listReferences === 'null' || reference === null) return null;
	const cut = listReferenceLength === 0 ? reference : reference.slice(0, listReferenceLength);
	return listReferences === 'upperCase' ? cut.toUpperCase() : cut;
}

function shown(
	stored: StoredLetter,
	{ idName }: Assumptions,
	withContent: boolean,
	withTimes: boolean,
): Record<string, unknown> {
	return {
		[idName]: stored.id,
		status: stored.status,
		...(withContent ? stored.letter : {}),
		reference: stored.reference,
		...(withTimes ? { createdon: stored.createdAt, senton: stored.sentAt } : {}),
		...(withContent ? { trackingcode: stored.trackingcode } : {}),
	};
}
