import { isObject, member, textOf } from '../jsonMembers';

/** Reading what somebody answered with other than words. */

export interface Button {
	/** What the sender of the message gave it, to be known by. */
	id: string | null;
	title: string | null;
}

export interface ListChoice {
	id: string | null;
	title: string | null;
	description: string | null;
}

/** developers.cm.com, WhatsApp inbound: location message. */
export interface Place {
	latitude: number | null;
	longitude: number | null;
	label: string | null;
	address: string | null;
}

export interface Order {
	catalogId: string | null;
	text: string | null;
	items: Array<{
		productId: string | null;
		quantity: number | null;
		price: number | null;
		currency: string | null;
	}>;
}

export interface Reply {
	button: Button | null;
	listChoice: ListChoice | null;
	location: Place | null;
	order: Order | null;
}

/**
 * Buttons, choices, places and orders in what a channel tells beyond the text.
 * Assumption: CM.com's documents show a location (developers.cm.com, WhatsApp inbound) and the data
 * of a click (RCS, incoming events: postbackdata, label). For WhatsApp's other replies they are
 * taken to be under the names that WhatsApp itself gives them (button_reply, list_reply, button,
 * order), in `custom` or in `custom.interactive`.
 * @param custom a message's or an event's `custom`
 */
export function readReply(custom: unknown): Reply {
	const interactive = first(custom, ['interactive']) ?? {};
	const named = (names: string[]) => first(interactive, names) ?? first(custom, names);
	const order = named(['order']) ?? (first(custom, ['product_items']) && custom);
	const location = named(['location']);
	const click = first(custom, ['postbackdata']) === undefined ? undefined : custom;
	const list = named(['list_reply', 'listReply']);
	return {
		button: buttonOf(named(['button_reply', 'buttonReply', 'button']) ?? click),
		listChoice: isObject(list)
			? { ...titled(list), description: textOf(member(list, 'description')) }
			: null,
		location: isObject(location) ? placeOf(location) : null,
		order: isObject(order) ? orderOf(order) : null,
	};
}

function buttonOf(value: unknown): Button | null {
	const { id, title } = isObject(value) ? titled(value) : { id: null, title: textOf(value) };
	return id === null && title === null ? null : { id, title };
}

function titled(value: unknown): Button {
	const text = (names: string[]) => textOf(first(value, names));
	return {
		id: text(['id', 'payload', 'postbackdata']),
		title: text(['title', 'text', 'label']),
	};
}

/** The document's own table misspells the longitude. */
function placeOf(location: unknown): Place {
	return {
		latitude: decimal(member(location, 'latitude')),
		longitude: decimal(first(location, ['longitude', 'longtitude'])),
		label: textOf(first(location, ['label', 'name'])),
		address: textOf(first(location, ['searchQuery', 'address'])),
	};
}

function orderOf(order: unknown): Order {
	const items = first(order, ['product_items', 'productItems', 'items']);
	return {
		catalogId: textOf(first(order, ['catalog_id', 'catalogId'])),
		text: textOf(member(order, 'text')),
		items: (Array.isArray(items) ? items : []).map((item) => ({
			productId: textOf(first(item, ['product_retailer_id', 'productRetailerId', 'id'])),
			quantity: decimal(member(item, 'quantity')),
			price: decimal(first(item, ['item_price', 'itemPrice', 'price'])),
			currency: textOf(member(item, 'currency')),
		})),
	};
}

function first(value: unknown, names: string[]): unknown {
	return names.map((name) => member(value, name)).find((found) => found != null);
}

function decimal(value: unknown): number | null {
	const text = textOf(value);
	return text !== null && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}
