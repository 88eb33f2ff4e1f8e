import { Journal } from '../../framework/journal.mts';
import type { StoredCallback } from './callback.mts';
import type { StoredLetter } from './letter.mts';
import { PdfShelf } from './pdfShelf.mts';

/** One line of the state file: what a letter or callback has become, or that it is gone. */
type Change =
	| { letter: StoredLetter }
	| { callback: StoredCallback }
	| { removedLetter: string }
	| { removedCallback: string };

function isChange(value: unknown): value is Change {
	if (typeof value !== 'object' || value === null) return false;
	return ['letter', 'callback', 'removedLetter', 'removedCallback'].some((name) => name in value);
}

/**
 * The letters and callbacks of the account, in memory, and in a file if there is one (its PDFs in
 * a directory next to it). Every change is written as it happens.
 */
export class LetterBook {
	readonly pdfs: PdfShelf;
	private readonly letterById = new Map<string, StoredLetter>();
	private readonly callbackById = new Map<string, StoredCallback>();
	private readonly journal: Journal<Change> | null;

	/** @throws Error if the state file cannot be read or written. */
	constructor(stateFile: string | null) {
		this.pdfs = new PdfShelf(stateFile === null ? null : `${stateFile}.pdfs`);
		this.journal = stateFile === null ? null : new Journal(stateFile, isChange);
		if (this.journal === null) return;
		for (const change of this.journal.read()) this.apply(change);
		this.journal.rewrite(this.changes());
		this.pdfs.restore(
			this.letters().flatMap(({ id, pdf }) => (pdf === undefined ? [] : [{ id, size: pdf.size }])),
		);
	}

	/** In order of creation. */
	letters(): StoredLetter[] {
		return [...this.letterById.values()];
	}

	letter(id: string): StoredLetter | null {
		return this.letterById.get(id) ?? null;
	}

	putLetter(letter: StoredLetter): void {
		this.record({ letter });
	}

	removeLetter(id: string): void {
		this.pdfs.remove(id);
		this.record({ removedLetter: id });
	}

	/** In order of creation. */
	callbacks(): StoredCallback[] {
		return [...this.callbackById.values()];
	}

	callback(id: string): StoredCallback | null {
		return this.callbackById.get(id) ?? null;
	}

	putCallback(callback: StoredCallback): void {
		this.record({ callback });
	}

	removeCallback(id: string): void {
		this.record({ removedCallback: id });
	}

	clear(): void {
		this.letterById.clear();
		this.callbackById.clear();
		this.pdfs.clear();
		this.journal?.rewrite([]);
	}

	close(): void {
		this.journal?.close();
	}

	private record(change: Change): void {
		this.apply(change);
		this.journal?.append(change);
	}

	private apply(change: Change): void {
		if ('letter' in change) this.letterById.set(change.letter.id, change.letter);
		else if ('callback' in change) this.callbackById.set(change.callback.id, change.callback);
		else if ('removedLetter' in change) this.letterById.delete(change.removedLetter);
		else this.callbackById.delete(change.removedCallback);
	}

	private changes(): Change[] {
		return [
			...this.letters().map((letter) => ({ letter })),
			...this.callbacks().map((callback) => ({ callback })),
		];
	}
}
