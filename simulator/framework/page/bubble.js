import { counted, element } from './element.js';
import { richParts } from './richContent.js';

/** A message on the page, as on a phone. Whatever it says is set as text, never as markup. */

const KINDS = { delivered: 'done', read: 'done', failed: 'failed', rejected: 'failed' };
/** Channels that never tell that a message was read. */
const NOT_READ = new Set(['SMS', 'Voice']);

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Everything one may search a message for, in lower case. */
export function searchText(message) {
	const { id, to, from, channel, reference, body, status, richContent, replies } = message;
	const rich = richContent ? JSON.stringify(richContent) : '';
	const replied = replies.map(({ text }) => text);
	const groupings = [message.customGrouping, message.customGrouping2, message.customGrouping3];
	return [id, to, from, channel, reference, body, status, rich, ...replied, ...groupings]
		.filter((part) => part)
		.join('\n')
		.toLowerCase();
}

function button(label, onClick) {
	const made = element('button', '', label);
	made.type = 'button';
	made.addEventListener('click', async () => {
		made.disabled = true;
		await onClick();
		made.disabled = false;
	});
	return made;
}

/** The box in which one answers as the recipient. */
function replyForm(id, to, act) {
	const input = element('input');
	input.type = 'text';
	input.placeholder = 'Reply as the recipient';
	input.setAttribute('aria-label', `Reply as ${to}`);
	const submit = element('button', '', 'Reply');
	submit.type = 'submit';
	const form = element('form', 'reply', input, submit);
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const text = input.value;
		if (!text || submit.disabled) return;
		submit.disabled = true;
		if (await act(id, 'reply', { text })) input.value = '';
		submit.disabled = false;
	});
	return form;
}

/** The bubbles of one message, kept and brought up to date as it changes. */
export class Bubble {
	constructor(message, act) {
		const { id, to, from, channel, createdAt } = message;
		this.shown = null;
		this.status = element('span', 'chip status');
		this.replies = element('div', 'thread');
		this.history = element('ol', 'history');
		const outcome = (label, value) => button(label, () => act(id, 'advance', { outcome: value }));
		const buttons = [outcome('Delivered', 'delivered'), outcome('Failed', 'failed')];
		if (!NOT_READ.has(channel)) buttons.splice(1, 0, outcome('Read', 'read'));
		const names = element('span', 'names', element('strong', '', from), ' → ', to);
		this.root = element(
			'li',
			'phone',
			element('div', 'phone-top', names, element('span', 'chip', channel), this.status),
			element('div', 'thread', ...richParts(message)),
			element('div', 'stamp-line', time.format(new Date(createdAt))),
			this.replies,
			element('p', 'facts', factsOf(message)),
			element('details', '', element('summary', '', 'History'), this.history),
			element('div', 'phone-buttons', ...buttons),
			replyForm(id, to, act),
		);
		this.root.setAttribute('aria-label', `Message from ${from} to ${to}`);
	}

	/** Shows the message as it is now. */
	update(message) {
		if (this.shown === message) return;
		this.shown = message;
		const { status, errorCode, replies, history } = message;
		this.status.textContent = errorCode === null ? status : `${status} (${errorCode})`;
		this.status.dataset.kind = KINDS[status] ?? 'moving';
		this.replies.replaceChildren(...replies.map(({ text }) => element('p', 'bubble answer', text)));
		this.history.replaceChildren(
			...history.map((entry) =>
				element('li', '', `${entry.status} – ${time.format(new Date(entry.at))}`),
			),
		);
	}
}

function factsOf(message) {
	const { id, parts, encoding, reference, protocol, allowedChannels, validity } = message;
	const groupings = [message.customGrouping, message.customGrouping2, message.customGrouping3];
	const facts = [
		`${counted(parts, 'part')}, ${encoding}`,
		reference === null ? 'No reference' : `Reference ${reference}`,
		protocol.toUpperCase(),
	];
	if (allowedChannels.length > 1) facts.push(`Allowed: ${allowedChannels.join(', ')}`);
	if (validity !== null) facts.push(`Valid ${validity}`);
	if (groupings.some((one) => one !== null)) {
		facts.push(`Groupings ${groupings.map((one) => one ?? '–').join(' / ')}`);
	}
	return [...facts, `ID ${id}`].join(' · ');
}
