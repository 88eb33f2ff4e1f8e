import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many PDFs are kept, and how many bytes of them; the latest one always is. */
const MAX_PDFS = 50;
const MAX_BYTES = 256 * 1024 * 1024;

/** The bytes of the latest PDFs, for the page: in memory, or in a directory. */
export class PdfShelf {
	private readonly sizes = new Map<string, number>();
	private readonly bytes = new Map<string, Buffer>();
	private total = 0;

	/** @param directory Made when the first PDF comes. */
	constructor(private readonly directory: string | null) {}

	/** Takes back what an earlier run left in the directory, and drops what nobody knows. */
	restore(known: readonly { id: string; size: number }[]): void {
		if (this.directory === null || !existsSync(this.directory)) return;
		const found = new Set(readdirSync(this.directory));
		for (const { id, size } of known) {
			if (found.delete(fileName(id))) this.sizes.set(id, size);
		}
		for (const name of found) if (name.endsWith('.pdf')) rmSync(join(this.directory, name));
		this.total = [...this.sizes.values()].reduce((sum, size) => sum + size, 0);
		this.trim();
	}

	put(id: string, pdf: Buffer): void {
		if (this.directory === null) this.bytes.set(id, pdf);
		else {
			mkdirSync(this.directory, { recursive: true });
			writeFileSync(this.path(id), pdf);
		}
		this.sizes.set(id, pdf.length);
		this.total += pdf.length;
		this.trim();
	}

	/** The PDF of a letter, or null if it has none or it is no longer kept. */
	get(id: string): Buffer | null {
		if (!this.sizes.has(id)) return null;
		return this.directory === null ? (this.bytes.get(id) ?? null) : readFileSync(this.path(id));
	}

	remove(id: string): void {
		const size = this.sizes.get(id);
		if (size === undefined) return;
		this.total -= size;
		this.sizes.delete(id);
		this.bytes.delete(id);
		if (this.directory !== null) rmSync(this.path(id), { force: true });
	}

	clear(): void {
		for (const id of [...this.sizes.keys()]) this.remove(id);
	}

	private trim(): void {
		for (const id of this.sizes.keys()) {
			const tooMuch = this.sizes.size > MAX_PDFS || this.total > MAX_BYTES;
			if (!tooMuch || this.sizes.size === 1) return;
			this.remove(id);
		}
	}

	private path(id: string): string {
		return join(this.directory ?? '', fileName(id));
	}
}

function fileName(id: string): string {
	return `${id}.pdf`;
}
