import { counted, element } from './element.js';

/** A letter on the page. Whatever a letter says is set as text, never as markup. */

const OPTIONS = [
	['fullcolor', 'colour'],
	['doublesided', 'double-sided'],
	['express', 'express'],
	['registered', 'registered'],
	['registeredMailbox', 'registered mailbox'],
	['registeredReceipt', 'registered receipt'],
];

const KINDS = {
	draft: 'draft',
	delivered: 'done',
	returned: 'failed',
	failed: 'failed',
};

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const countries = new Intl.DisplayNames(undefined, { type: 'region' });

/** An amount of money, in the reader's way of writing it. */
export function money(amount, currency) {
	return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(amount);
}

function countryName(code) {
	try {
		return countries.of(code) ?? code;
	} catch {
		return code;
	}
}

function pdfPart(letter) {
	const address = `/_simulator/letters/${encodeURIComponent(letter.id)}/pdf`;
	const size = `${Math.max(1, Math.round(letter.pdf.size / 1024)).toLocaleString()} KB`;
	const summary = element(
		'summary',
		'',
		`Show the PDF (${counted(letter.pdf.pages, 'page')}, ${size})`,
	);
	const details = element('details', '', summary);
	// Loaded on demand, as there may be hundreds of letters.
	details.addEventListener('toggle', () => {
		if (!details.open || details.querySelector('iframe')) return;
		const frame = element('iframe');
		frame.src = address;
		frame.title = `PDF of letter ${letter.reference ?? letter.id}`;
		details.append(frame);
	});
	const link = element('a', '', 'Open it on its own');
	link.href = address;
	link.target = '_blank';
	link.rel = 'noopener';
	return element('div', '', details, link);
}

/** Everything one may search a letter for, in lower case. */
export function searchText({ id, status, reference, trackingcode, letter }) {
	const address = letter.addresses?.[0];
	const parts = [
		id,
		status,
		reference,
		trackingcode,
		letter.destination,
		countryName(letter.destination),
		letter.subject,
		letter.message,
		letter.dateplace,
		address?.recipient,
		address?.sender,
		...OPTIONS.filter(([name]) => letter[name]).map(([, label]) => label),
	];
	return parts
		.filter((part) => part)
		.join('\n')
		.toLowerCase();
}

/** The card of one letter, which is kept and brought up to date as the letter changes. */
export class Card {
	constructor(id, onNext) {
		this.shown = null;
		this.envelope = element('div', 'envelope');
		this.status = element('span', 'chip status');
		this.options = element('span', 'content-top');
		this.price = element('span', 'price');
		this.text = element('div', 'content');
		this.history = element('ol', 'history');
		this.facts = element('p', 'facts');
		this.next = element('button');
		this.next.type = 'button';
		this.next.addEventListener('click', async () => {
			this.next.disabled = true;
			await onNext(id);
			this.next.disabled = this.shown?.next === null;
		});
		this.body = element('div');
		this.text.append(
			element('div', 'content-top', this.status, this.options, this.price),
			this.body,
			element('details', '', element('summary', '', 'History'), this.history),
			element('div', 'content-bottom', this.facts, this.next),
		);
		this.root = element('li', 'letter', this.envelope, this.text);
	}

	/** Shows the letter as it is now. */
	update(letter) {
		if (this.shown === letter) return;
		const before = this.shown;
		this.shown = letter;
		// A letter that only moved on keeps its text, and with it an open PDF.
		if (JSON.stringify(before?.letter) !== JSON.stringify(letter.letter)) this.showLetter(letter);
		this.status.textContent = letter.status;
		this.status.dataset.kind = KINDS[letter.status] ?? 'moving';
		this.price.textContent = `${counted(letter.pages, 'page')} · ${money(letter.price, letter.currency)}`;
		this.history.replaceChildren(
			...letter.history.map(({ status, at }) =>
				element('li', '', `${status} – ${time.format(new Date(at))}`),
			),
		);
		const facts = [
			letter.reference === null ? 'No reference' : `Reference ${letter.reference}`,
			`ID ${letter.id}`,
		];
		if (letter.trackingcode !== null) facts.push(`Tracking code ${letter.trackingcode}`);
		this.facts.textContent = facts.join(' · ');
		this.next.textContent = letter.next === null ? 'At its end' : `Next status: ${letter.next}`;
		this.next.disabled = letter.next === null;
	}

	showLetter({ id, reference, letter, pdf }) {
		const address = letter.addresses?.[0];
		const country = countryName(letter.destination);
		const stamp = element('span', 'stamp', letter.destination);
		stamp.title = country;
		this.envelope.replaceChildren(
			element('div', 'envelope-top', element('span', 'sender', address?.sender ?? ''), stamp),
			element('div', 'recipient', letter.envelope?.join('\n') ?? '(The address is in the PDF)'),
		);
		this.root.setAttribute(
			'aria-label',
			`Letter to ${address?.recipient.split('\n')[0] ?? country}`,
		);
		this.options.replaceChildren(
			...OPTIONS.filter(([name]) => letter[name]).map(([, label]) =>
				element('span', 'chip', label),
			),
		);
		const parts = [];
		if (letter.dateplace) parts.push(element('p', 'dateplace', letter.dateplace));
		parts.push(element('h2', '', letter.subject || (pdf ? 'Letter from a PDF' : '(No subject)')));
		if (letter.message) {
			const message = element('p', 'message', letter.message);
			message.tabIndex = 0;
			parts.push(message);
		}
		if (pdf) parts.push(pdfPart({ id, reference, pdf }));
		this.body.replaceChildren(...parts);
	}
}
