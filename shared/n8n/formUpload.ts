import { randomUUID } from 'crypto';

import type { InputFile } from './inputFile';

/** A body that was opened for one try of a request. */
export interface OpenUpload {
	body: unknown;
	/** Lets go of the file, whatever became of the request. */
	close(): void;
}

/** What streams of Node have, seen without importing Node's own module. */
interface NodeStream extends AsyncIterable<Uint8Array> {
	constructor: { from?(source: AsyncIterable<Uint8Array>): NodeStream };
	destroy(): void;
	on(event: 'error', listener: () => void): void;
}

export interface UploadedFile {
	/** The form's field for it. */
	field: string;
	fileName: string;
	contentType: string;
	file: InputFile;
	/** Bytes at its beginning that are not sent. */
	start: number;
}

/**
 * A form with a file (RFC 7578) that is read from n8n's store while it is sent, anew for each try, so
 * that no file is ever held.
 */
export class FormUpload {
	private readonly boundary = `form-${randomUUID()}`;
	private readonly head: Buffer;
	private readonly end: Buffer;
	readonly contentType = `multipart/form-data; boundary=${this.boundary}`;
	/** Bytes of the whole body. */
	readonly length: number;

	constructor(
		fields: Record<string, string>,
		private readonly uploaded: UploadedFile,
	) {
		const { field, fileName, contentType, file, start } = uploaded;
		const part = (name: string, more = '') =>
			`--${this.boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n`;
		const texts = Object.entries(fields).map(
			([name, value]) => `${part(name)}\r\n${value.replace(/\r\n|\r|\n/g, '\r\n')}\r\n`,
		);
		const fileHead = `${part(field, `; filename="${fileName}"`)}Content-Type: ${contentType}\r\n\r\n`;
		this.head = Buffer.from(texts.join('') + fileHead);
		this.end = Buffer.from(`\r\n--${this.boundary}--\r\n`);
		this.length = this.head.length + file.size - start + this.end.length;
	}

	/** Throws where the file is gone. */
	async open(): Promise<OpenUpload> {
		const { file, start } = this.uploaded;
		const stream = (await file.stream?.()) as NodeStream | undefined;
		if (stream?.constructor.from === undefined) {
			stream?.destroy();
			const bytes = (await file.read()).subarray(start);
			return { body: Buffer.concat([this.head, bytes, this.end]), close: () => undefined };
		}
		const body = stream.constructor.from(this.framed(stream));
		const both = [body, stream];
		// Whoever sends the body hears of its errors; where nobody does any more, they would end n8n.
		for (const each of both) each.on('error', () => undefined);
		return {
			body,
			close: () => {
				for (const each of both) each.destroy();
			},
		};
	}

	/** Head, file, end. A file of another size than was announced breaks the request off. */
	private async *framed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		const { file, start } = this.uploaded;
		yield this.head;
		let position = 0;
		for await (const chunk of source) {
			const left = Math.max(0, start - position);
			position += chunk.length;
			if (position > file.size) break;
			if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left);
		}
		if (position !== file.size) throw new Error('the file changed while it was sent');
		yield this.end;
	}
}
