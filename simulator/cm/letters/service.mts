import { randomUUID } from 'node:crypto';
import type { Assumptions } from '../assumptions.mts';
import { StepClock } from '../../framework/clock.mts';
import type { EventHub } from '../../framework/events.mts';
import { CappedList } from '../../framework/requestLog.mts';
import { ApiError } from '../../framework/apiError.mts';
import {
	areHeadersAccepted,
	type CallbackDelivery,
	type CallbackProperties,
	type StoredCallback,
} from './callback.mts';
import { changeOf } from './callbackRequest.mts';
import { CallbackSender } from './callbackSender.mts';
import { DRAFT, nextStatus } from './fate.mts';
import type { LetterProperties, StoredLetter } from './letter.mts';
import { LetterBook } from './letterBook.mts';
import { changedLetter, checkLetter, newLetter, withStatus } from './letterRules.mts';
import { inspectPdf, UnreadablePdfError } from './pdf.mts';

/** A letter as the page shows it: with the status that comes next, or null at its end. */
export type ShownLetter = StoredLetter & { next: string | null };

function shown(stored: StoredLetter): ShownLetter {
	return { ...stored, next: nextStatus(stored) };
}

/** What the Letters API does, apart from HTTP: letters, their life, and callbacks. */
export class LettersService {
	readonly book: LetterBook;
	readonly deliveries = new CappedList<CallbackDelivery>();
	private readonly sender: CallbackSender;
	private readonly clock = new StepClock((id) => void this.advance(id));

	/** @throws Error if the state file cannot be read or written. */
	constructor(
		private readonly assumptions: Assumptions,
		private readonly events: EventHub,
		stateFile: string | null,
	) {
		this.book = new LetterBook(stateFile);
		this.sender = new CallbackSender(assumptions, (delivery) => {
			this.deliveries.push(delivery);
			this.events.send('delivery', delivery);
		});
	}

	get stepEveryMs(): number | null {
		return this.clock.stepEveryMs;
	}

	setClock(stepEveryMs: number | null): void {
		const moving = this.book.letters().filter((letter) => letter.status !== DRAFT);
		const ids = moving.filter((letter) => nextStatus(letter) !== null).map(({ id }) => id);
		this.clock.set(stepEveryMs, ids);
	}

	/** @throws ApiError 400, or 413 for too large a PDF. */
	async createLetter(
		letter: Partial<LetterProperties>,
		file: Buffer | null,
	): Promise<StoredLetter> {
		checkLetter(letter, file !== null, this.assumptions);
		const pdf = file === null ? undefined : await this.inspect(file);
		const stored = newLetter(letter, pdf, this.assumptions);
		if (file !== null) this.book.pdfs.put(stored.id, file);
		this.keep(stored);
		if (stored.status !== DRAFT || this.assumptions.callbackOnDraft) void this.announce(stored);
		return stored;
	}

	private async inspect(file: Buffer): ReturnType<typeof inspectPdf> {
		const { pdfMaxBytes, enforcePdf } = this.assumptions;
		if (file.length > pdfMaxBytes) {
			throw new ApiError(413, `The PDF has ${file.length} bytes; ${pdfMaxBytes} are allowed`);
		}
		try {
			return await inspectPdf(file, enforcePdf);
		} catch (error) {
			if (error instanceof UnreadablePdfError) throw new ApiError(400, error.message);
			throw error;
		}
	}

	/** @throws ApiError 404. */
	letter(id: string): StoredLetter {
		const stored = this.book.letter(id);
		if (stored === null) throw new ApiError(404, `There is no letter ${id}`);
		return stored;
	}

	/** @throws ApiError 400, 404, or 409 for a letter that is no longer a draft. */
	updateLetter(id: string, sent: Partial<LetterProperties>): StoredLetter {
		const stored = this.changeable(id);
		const letter = this.assumptions.putSemantics === 'merge' ? { ...stored.letter, ...sent } : sent;
		checkLetter(letter, stored.pdf !== undefined, this.assumptions);
		const changed = changedLetter(stored, letter, sent, this.assumptions);
		this.keep(changed);
		if (changed.status !== stored.status) void this.announce(changed);
		return changed;
	}

	/** @throws ApiError 404, or 409 for a letter that is no longer a draft. */
	removeLetter(id: string): void {
		this.changeable(id);
		this.clock.release(id);
		this.book.removeLetter(id);
		this.events.send('removed', { id });
	}

	private changeable(id: string): StoredLetter {
		const stored = this.letter(id);
		if (stored.status !== DRAFT && this.assumptions.releasedIsFinal) {
			throw new ApiError(
				409,
				`The letter is ${stored.status} already and can no longer be changed`,
			);
		}
		return stored;
	}

	/**
	 * Moves a letter to its next status, or to the given one; resolves once the callbacks of the
	 * change were delivered or have failed. A letter at the end of its chain stays as it is.
	 *
	 * @throws ApiError 404.
	 */
	async advance(id: string, toStatus?: string): Promise<StoredLetter> {
		const stored = this.letter(id);
		const status = toStatus ?? nextStatus(stored);
		if (status === null || status === stored.status) return stored;
		const changed = withStatus(stored, status, new Date().toISOString(), this.assumptions);
		this.keep(changed);
		await this.announce(changed);
		return changed;
	}

	private keep(stored: StoredLetter): void {
		this.book.putLetter(stored);
		this.events.send('letter', shown(stored));
		if (stored.status !== DRAFT && nextStatus(stored) !== null) this.clock.wind(stored.id);
		else this.clock.release(stored.id);
	}

	/** The letters as the page shows them. */
	shownLetters(): ShownLetter[] {
		return this.book.letters().map(shown);
	}

	/** Every callback hears of every letter (facts 1.7). */
	private async announce(stored: StoredLetter): Promise<void> {
		const at = stored.history.at(-1)?.at ?? stored.createdAt;
		const change = changeOf(stored, at);
		await Promise.all(this.book.callbacks().map((to) => this.sender.send(to, change)));
	}

	/** @throws ApiError 400. */
	createCallback(sent: Partial<CallbackProperties>): StoredCallback {
		const callback = this.checkedCallback(sent);
		const stored = { id: randomUUID(), callback, createdAt: new Date().toISOString() };
		this.book.putCallback(stored);
		return stored;
	}

	private checkedCallback(sent: Partial<CallbackProperties>): CallbackProperties {
		const { type, endpoint, config } = sent;
		if (type === undefined) throw new ApiError(400, 'type is required');
		if (endpoint === undefined) throw new ApiError(400, 'endpoint is required');
		if (!areHeadersAccepted(config?.headers, this.assumptions.callbackHeadersShape)) {
			throw new ApiError(400, 'config.headers does not have the shape that is accepted');
		}
		return { type, endpoint, ...(config === undefined ? {} : { config }) };
	}

	/** @throws ApiError 404. */
	callback(id: string): StoredCallback {
		const stored = this.book.callback(id);
		if (stored === null) throw new ApiError(404, `There is no callback ${id}`);
		return stored;
	}

	/** @throws ApiError 400 or 404. */
	updateCallback(id: string, sent: Partial<CallbackProperties>): StoredCallback {
		const stored = this.callback(id);
		const isMerge = this.assumptions.putSemantics === 'merge';
		const callback = this.checkedCallback(isMerge ? { ...stored.callback, ...sent } : sent);
		const changed = { ...stored, callback };
		this.book.putCallback(changed);
		return changed;
	}

	/** @throws ApiError 404. */
	removeCallback(id: string): void {
		this.callback(id);
		this.book.removeCallback(id);
	}

	settled(): Promise<void> {
		return this.sender.settled();
	}

	reset(): void {
		this.clock.stop();
		this.book.clear();
		this.deliveries.clear();
		this.events.send('reset', {});
	}

	close(): void {
		this.clock.stop();
		this.sender.close();
		this.book.close();
	}
}
