import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { quoted } from '../checks/quotation';
import { refused, usable, type Checked } from '../checks/refusal';

/** A file of an input item, which n8n has in its store or in memory. */
export interface InputFile {
	/** Bytes. */
	size: number;
	/** What n8n's store knows it by, within an execution; nothing for a file in memory. */
	id?: string;
	/** The whole file. Throws where it is gone. */
	read(): Promise<Buffer>;
	/** Works on the whole file, whose bytes are there until the work is done. Throws as `read` does. */
	use<T>(work: (bytes: Buffer) => Promise<T>): Promise<T>;
	/** Opens it anew; nothing for a file in memory. Throws where it is gone. */
	stream?(): ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>;
}

/** Bytes that are read from n8n's store at a time. */
const CHUNK = 256 * 1024;

/**
 * The file of an input item. Goes through n8n's helpers only: they alone know whether the file is in
 * memory, on disk or in the database.
 * @param field name of the input data field, or the file itself when an expression gave it
 * @param parameter display name of the parameter that gives it
 */
export async function openInputFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: unknown,
	parameter: string,
): Promise<Checked<InputFile>> {
	const found = findFile(context, itemIndex, field);
	if (found === undefined) {
		const several = severalFiles(context, itemIndex, field);
		return refused(parameter, ...(several ?? noFile(context, itemIndex, field)));
	}
	const { name, data } = found;
	const { helpers } = context;
	const read = async () => await helpers.getBinaryDataBuffer(itemIndex, name);
	const { id } = data;
	if (id === undefined) {
		const size = Buffer.byteLength(data.data, 'base64');
		return usable({ size, read, use: async (work) => await work(await read()) });
	}
	try {
		const { fileSize } = await helpers.getBinaryMetadata(id);
		const size = fileSize ?? (await read()).length;
		const stream = async () => await helpers.getBinaryStream(id, CHUNK);
		return usable({
			size,
			id,
			read,
			stream,
			use: async (work) => {
				const room = takeRoom(context, size);
				try {
					return await work(await readInto(room, size, await stream()));
				} finally {
					rooms.set(context, room);
				}
			},
		});
	} catch {
		return refused(parameter, ...GONE);
	}
}

/**
 * Where a run of a node reads its files, one after the other: a buffer for each file would be hundreds
 * of megabytes before they are collected.
 */
const rooms = new WeakMap<IExecuteFunctions, Buffer>();

/** The run's room, if it is free and large enough; it is put back when the work is done. */
function takeRoom(context: IExecuteFunctions, size: number): Buffer {
	const room = rooms.get(context);
	rooms.delete(context);
	return room !== undefined && room.length >= size ? room : Buffer.allocUnsafeSlow(size);
}

async function readInto(
	room: Buffer,
	size: number,
	stream: AsyncIterable<unknown>,
): Promise<Buffer> {
	let length = 0;
	for await (const chunk of stream) {
		const bytes = chunk as Buffer;
		if (length + bytes.length > size) throw new Error('The file is not as long as n8n says');
		length += bytes.copy(room, length);
	}
	if (length !== size) throw new Error('The file is not as long as n8n says');
	return room.subarray(0, size);
}

/** Reason and remedy where n8n no longer has a file that an item names. */
export const GONE: [reason: string, remedy: string] = [
	'n8n no longer has the file',
	'Run the workflow from the node that produces the file',
];

/** What a field names, and the name by which n8n's helpers find it. */
function findFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: unknown,
): { name: string | IBinaryData; data: IBinaryData } | undefined {
	const names =
		typeof field === 'string'
			? [field, field.trim()]
			: isFile(field)
				? // Older n8n takes only what has this field, which its expressions leave out.
					[Object.assign({ data: '' }, field)]
				: fieldsOfSuch(context, itemIndex, field);
	for (const name of names) {
		try {
			return { name, data: context.helpers.assertBinaryData(itemIndex, name) };
		} catch {
			// No such field: the next name is tried.
		}
	}
	return undefined;
}

function isFile(value: unknown): value is IBinaryData {
	return (
		typeof value === 'object' &&
		value !== null &&
		'mimeType' in value &&
		('data' in value || 'id' in value)
	);
}

/**
 * The field of a file that is described by an expression. `{{ $binary.data }}` gives all that n8n knows
 * of a file but its bytes, and in memory mode these are all there is.
 */
function fieldsOfSuch(context: IExecuteFunctions, itemIndex: number, file: unknown): string[] {
	if (typeof file !== 'object' || file === null || !('mimeType' in file)) return [];
	const fields = Object.entries(context.getInputData()[itemIndex]?.binary ?? {}).filter(
		([, data]) =>
			Object.entries(file).every(([name, value]) => data[name as keyof IBinaryData] === value),
	);
	return fields.length === 1 ? fields.map(([name]) => name) : [];
}

type Words = [reason: string, remedy: string];

/** Several names in one text, several files in one field, or all files of the item. */
function severalFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	field: unknown,
): Words | undefined {
	const values: unknown[] =
		typeof field === 'string'
			? field.split(/[,;]/)
			: typeof field === 'object' && field !== null
				? Object.values(field)
				: [];
	const inItem = typeof field === 'string' ? fieldOf(context, itemIndex, field.trim()) : undefined;
	const files = [values, inItem ?? []].map((some) =>
		some.filter((value) => findFile(context, itemIndex, value) !== undefined),
	);
	const count = Math.max(...files.map(({ length }) => length));
	return count === 0
		? undefined
		: [
				count === 1 && typeof field === 'object'
					? 'it gives a collection of files instead of a file'
					: `it names ${count} files, and a letter has one`,
				'Name one file, such as {{ $binary.data }}; to send several, make an item of each, or one PDF of all',
			];
}

/** A list of files that a field of the item holds (combined mode). */
function fieldOf(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): unknown[] | undefined {
	const value = context.getInputData()[itemIndex]?.json[name];
	return Array.isArray(value) ? (value as unknown[]) : undefined;
}

/** The refusal of what names no file of the item. @param parameter display name of the parameter */
export function noSuchFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: unknown,
	parameter: string,
): Checked<never> {
	return refused(parameter, ...noFile(context, itemIndex, field));
}

function noFile(context: IExecuteFunctions, itemIndex: number, field: unknown): Words {
	if (holdsFile(field)) {
		return [
			'this is the file itself, not the name of the field that holds it',
			'Give the name of the field, often "data"; for a file as Base64 text, put the node Convert to File before',
		];
	}
	const item = context.getInputData()[itemIndex];
	const json: IDataObject = item?.json ?? {};
	const there = [
		...Object.keys(item?.binary ?? {}),
		...Object.keys(json).filter((name) => isFile(json[name])),
	].map((name) => quoted(name));
	const reason =
		typeof field !== 'string'
			? 'what the expression gives is not a file that n8n can find'
			: field.trim() === ''
				? 'it names no input data field'
				: `there is no file in the input data field ${quoted(field.trim())}`;
	return there.length === 0
		? [reason, 'Name the field in which the previous node puts the file, often "data"']
		: [`${reason}; this item has files in ${there.join(', ')}`, 'Name one of these fields'];
}

/** Longer than names of fields are: then it is what a file holds. */
const LONGEST_NAME = 200;

/** Text, Base64 or bytes of a file in place of its field's name. */
function holdsFile(field: unknown): boolean {
	if (typeof field === 'string') {
		return field.length > LONGEST_NAME || /^(%PDF-|JVBERi0|data:[\w.+/-]+[;,])/.test(field.trim());
	}
	return ArrayBuffer.isView(field) || (isRecord(field) && field.type === 'Buffer');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
