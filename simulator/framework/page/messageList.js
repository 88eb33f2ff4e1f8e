import { Bubble, searchText } from './bubble.js';
import { arrange } from './element.js';

/** How many messages are shown at first, and how many more each time. */
const STEP = 100;

const $ = (id) => document.getElementById(id);

/** The messages that the page knows, and those of them that it shows. */
export class MessageList {
	constructor(onChange, complain) {
		/** Messages by ID, in order of arrival, each with what it can be searched for. */
		this.entries = new Map();
		this.bubbles = new Map();
		this.counts = {};
		this.limit = STEP;
		this.list = $('messages');
		this.empty = $('no-messages');
		this.noneText = this.empty.textContent;
		this.more = $('more-messages');
		this.complain = complain;
		this.more.addEventListener('click', () => {
			this.limit += STEP;
			onChange();
		});
	}

	/** Takes in what the simulator tells: messages, and how many there are of each status. */
	put({ messages, counts }) {
		this.counts = counts;
		for (const message of messages) {
			this.entries.set(message.id, { message, text: searchText(message) });
		}
	}

	clear() {
		this.entries.clear();
		this.counts = {};
	}

	resetLimit() {
		this.limit = STEP;
	}

	/** Has something happen to a message; tells whether it did. */
	act = async (id, command, body) => {
		try {
			const address = `/_simulator/messages/${encodeURIComponent(id)}/${command}`;
			const headers = { 'Content-Type': 'application/json' };
			const init = { method: 'POST', headers, body: JSON.stringify(body) };
			const response = await fetch(address, init);
			if (!response.ok) throw new Error(`answered ${response.status}`);
			return true;
		} catch (error) {
			this.complain(`Nothing happened to the message: ${error.message}`);
			return false;
		}
	};

	/** The messages the filter lets through, newest first; every word of it must be found. */
	filtered(words) {
		const found = [];
		for (const { message, text } of this.entries.values()) {
			if (words.every((word) => text.includes(word))) found.push(message);
		}
		return found.reverse();
	}

	/** Shows the messages with all these words; gives how many there are. */
	render(words) {
		const found = this.filtered(words);
		const visible = found.slice(0, this.limit);
		const wanted = new Set(visible.map(({ id }) => id));
		for (const [id, bubble] of this.bubbles) {
			if (wanted.has(id)) continue;
			bubble.root.remove();
			this.bubbles.delete(id);
		}
		const roots = visible.map((message) => {
			const bubble = this.bubbles.get(message.id) ?? new Bubble(message, this.act);
			this.bubbles.set(message.id, bubble);
			bubble.update(message);
			return bubble.root;
		});
		arrange(this.list, roots);
		this.more.hidden = found.length <= this.limit;
		this.more.textContent = `Show ${Math.min(STEP, found.length - this.limit)} more`;
		this.empty.hidden = found.length > 0;
		this.empty.textContent =
			this.entries.size > 0 ? 'No message matches the filter.' : this.noneText;
		this.renderFigures();
		return found.length;
	}

	renderFigures() {
		const counts = Object.entries(this.counts);
		const total = counts.reduce((sum, [, count]) => sum + count, 0);
		$('message-count').textContent = total.toLocaleString();
		const texts = counts.map(([status, count]) => `${count.toLocaleString()} ${status}`);
		$('message-statuses').textContent = texts.join(' · ') || '–';
	}
}
