import { Card, money, searchText } from './card.js';
import { arrange } from './element.js';
import { MessageList } from './messageList.js';

/** How many letters are shown at first, and how many more each time. */
const STEP = 200;
/** A letter that is not released yet costs nothing. */
const DRAFT = 'draft';

/** Letters by ID, in order of creation, each with what it can be searched for. */
const letters = new Map();
/** The cards of the letters on show, by ID. */
const cards = new Map();
const delivered = { done: 0, failed: 0, lastFailure: '' };

let limit = STEP;
let isRenderPlanned = false;

const $ = (id) => document.getElementById(id);
const NO_LETTERS = $('empty').textContent;
const list = $('letters');
const filter = $('filter');
const more = $('more');
const messages = new MessageList(planRender, (text) => {
	$('connection').textContent = text;
});

function put(letter) {
	letters.set(letter.id, { letter, text: searchText(letter) });
}

/** The letters the filter lets through, newest first; every word of it must be found. */
function filtered(words) {
	const found = [];
	for (const entry of letters.values()) {
		if (words.every((word) => entry.text.includes(word))) found.push(entry.letter);
	}
	return found.reverse();
}

async function advance(id) {
	try {
		const address = `/_simulator/letters/${encodeURIComponent(id)}/advance`;
		const response = await fetch(address, { method: 'POST' });
		if (!response.ok) throw new Error(`answered ${response.status}`);
	} catch (error) {
		$('connection').textContent = `The letter could not be moved on: ${error.message}`;
	}
}

/** Shows these letters; gives how many there are. */
function renderList(found) {
	const visible = found.slice(0, limit);
	const wanted = new Set(visible.map(({ id }) => id));
	for (const [id, card] of cards) {
		if (wanted.has(id)) continue;
		card.root.remove();
		cards.delete(id);
	}
	const roots = visible.map((letter) => {
		let card = cards.get(letter.id);
		if (!card) {
			card = new Card(letter.id, advance);
			cards.set(letter.id, card);
		}
		card.update(letter);
		return card.root;
	});
	// Cards that are in their place stay untouched: focus and open PDFs survive.
	arrange(list, roots);
	more.hidden = found.length <= limit;
	more.textContent = `Show ${Math.min(STEP, found.length - limit)} more`;
	const empty = $('empty');
	empty.hidden = found.length > 0;
	empty.textContent = letters.size > 0 ? 'No letter matches the filter.' : NO_LETTERS;
	return found.length;
}

function renderAll() {
	const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
	const letterCount = renderList(filtered(words));
	const messageCount = messages.render(words);
	const shown = `${letterCount} of ${letters.size} letters, ${messageCount} of ${messages.entries.size} messages`;
	$('shown').textContent = words.length > 0 ? shown : '';
	renderFigures();
}

function renderFigures() {
	const counts = new Map();
	let total = 0;
	let currency = 'EUR';
	for (const { letter } of letters.values()) {
		counts.set(letter.status, (counts.get(letter.status) ?? 0) + 1);
		if (letter.status !== DRAFT) total += letter.price;
		currency = letter.currency;
	}
	$('count').textContent = letters.size.toLocaleString();
	$('cost').textContent = money(total, currency);
	const texts = [...counts].map(([status, count]) => `${count.toLocaleString()} ${status}`);
	$('statuses').textContent = texts.join(' · ') || '–';
	const parts = [];
	if (delivered.done > 0) parts.push(`${delivered.done} delivered`);
	if (delivered.failed > 0) parts.push(`${delivered.failed} failed (${delivered.lastFailure})`);
	$('deliveries').textContent = parts.join(' · ') || 'none';
}

/** Many letters and messages may arrive within one frame; they are shown together. */
function planRender() {
	if (isRenderPlanned) return;
	isRenderPlanned = true;
	requestAnimationFrame(() => {
		isRenderPlanned = false;
		renderAll();
	});
}

function countDelivery({ failure }) {
	if (failure === null) delivered.done += 1;
	else delivered.failed += 1;
	if (failure !== null) delivered.lastFailure = failure;
}

function listen() {
	const events = new EventSource('/_simulator/events');
	const on = (name, handle) => {
		events.addEventListener(name, (event) => {
			handle(JSON.parse(event.data));
			planRender();
		});
	};
	on('letters', (all) => {
		letters.clear();
		all.forEach(put);
	});
	on('letter', put);
	on('removed', ({ id }) => letters.delete(id));
	on('messages', (all) => {
		messages.clear();
		messages.put(all);
	});
	on('messagesChanged', (changed) => messages.put(changed));
	on('reset', () => {
		letters.clear();
		messages.clear();
	});
	on('delivery', countDelivery);
	on('webhookDelivery', countDelivery);
	events.addEventListener('open', () => {
		$('connection').textContent = 'Connected: new letters and messages show up by themselves';
	});
	events.addEventListener('error', () => {
		$('connection').textContent = 'The simulator is not there; trying again…';
	});
}

filter.addEventListener('input', () => {
	limit = STEP;
	messages.resetLimit();
	planRender();
});
more.addEventListener('click', () => {
	limit += STEP;
	planRender();
});
listen();
