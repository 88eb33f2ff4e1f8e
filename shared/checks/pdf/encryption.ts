import { createCipheriv, createHash } from 'crypto';

import type { OpenPdf } from './opening';
import { isList, readList, readName, readText, readWord, type Place } from './syntax';

/** What an encrypted file asks for before it opens. */
export type Lock = 'password' | 'nothing' | 'certificate';

/** ISO 32000-1, 7.6.3.3: what fills up a password. */
const PADDING = Buffer.from(
	'28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
	'hex',
);
const MOST_ROUNDS = 1_000;

/** @returns how a file is locked; nothing when it is not encrypted */
export async function lockOf({ objects, trailer }: OpenPdf): Promise<Lock | undefined> {
	const place = await objects.resolve(trailer.get('Encrypt'));
	if (place === undefined) return undefined;
	const entries = (await objects.dictionary(place))?.entries;
	if (entries === undefined) return 'password';
	const filter = readName(await objects.resolve(entries.get('Filter')));
	if (filter !== 'Standard') return 'certificate';

	const text = async (name: string) =>
		Buffer.from(readText(await objects.resolve(entries.get(name))) ?? []);
	const number = async (name: string) => await objects.integer(entries.get(name));
	const owner = await text('O');
	const user = await text('U');
	const revision = (await number('R')) ?? 0;
	try {
		if (revision >= 5) return isEmptyPassword(user, revision) ? 'nothing' : 'password';
		const metadata = await objects.resolve(entries.get('EncryptMetadata'));
		const key = emptyPasswordKey({
			owner,
			permissions: (await number('P')) ?? 0,
			id: await firstId(trailer.get('ID'), objects),
			revision,
			keyBytes: keyBytes(revision, (await number('Length')) ?? 40),
			isMetadataPlain: metadata !== undefined && readWord(metadata) === 'false',
		});
		return opensWith(key, user, await firstId(trailer.get('ID'), objects), revision)
			? 'nothing'
			: 'password';
	} catch {
		// A Node whose OpenSSL has none of these methods.
		return 'password';
	}
}

/** Bytes of a key. Revision 4 has its own way to say so, and always 16. */
function keyBytes(revision: number, bits: number): number {
	if (revision === 2) return 5;
	return revision === 4 ? 16 : Math.floor(bits / 8);
}

async function firstId(place: Place | undefined, objects: OpenPdf['objects']): Promise<Uint8Array> {
	const list = await objects.resolve(place);
	if (!isList(list)) return new Uint8Array();
	const first = readList(list, objects.budget).next();
	return readText(first.done === true ? undefined : first.value) ?? new Uint8Array();
}

const md5 = (...parts: Uint8Array[]): Buffer => {
	const hash = createHash('md5');
	for (const part of parts) hash.update(part);
	return hash.digest();
};

/** ISO 32000-1, 7.6.3.3, algorithm 2, for a password of no letters. */
function emptyPasswordKey(lock: {
	owner: Buffer;
	permissions: number;
	id: Uint8Array;
	revision: number;
	keyBytes: number;
	isMetadataPlain: boolean;
}): Buffer {
	const { owner, permissions, id, revision, isMetadataPlain } = lock;
	const keyBytes = Math.min(Math.max(lock.keyBytes, 5), 16);
	const flags = Buffer.alloc(4);
	flags.writeInt32LE(permissions | 0);
	const mark = revision >= 4 && isMetadataPlain ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
	let key = md5(PADDING, owner.subarray(0, 32), flags, id, mark);
	for (let i = 0; revision >= 3 && i < 50; i++) key = md5(key.subarray(0, keyBytes));
	return key.subarray(0, keyBytes);
}

/** ISO 32000-1, 7.6.3.4, algorithms 4 to 6. */
function opensWith(key: Buffer, user: Buffer, id: Uint8Array, revision: number): boolean {
	if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32));
	let expected = rc4(key, md5(PADDING, id));
	for (let i = 1; i <= 19; i++)
		expected = rc4(
			key.map((byte) => byte ^ i),
			expected,
		);
	return user.length >= 16 && expected.equals(user.subarray(0, 16));
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
	const state = Uint8Array.from({ length: 256 }, (_, i) => i);
	const swap = (a: number, b: number) => {
		[state[a], state[b]] = [state[b]!, state[a]!];
	};
	for (let i = 0, j = 0; i < 256; i++) {
		j = (j + state[i]! + key[i % key.length]!) & 255;
		swap(i, j);
	}
	let [i, j] = [0, 0];
	return Buffer.from(
		data.map((byte) => {
			i = (i + 1) & 255;
			j = (j + state[i]!) & 255;
			swap(i, j);
			return byte ^ state[(state[i]! + state[j]!) & 255]!;
		}),
	);
}

/** ISO 32000-2, 7.6.4.4.10: whether the user's password has no letters. */
function isEmptyPassword(user: Buffer, revision: number): boolean {
	if (user.length < 48) return false;
	const salt = user.subarray(32, 40);
	const hash = revision === 5 ? createHash('sha256').update(salt).digest() : hardenedHash(salt);
	return hash.equals(user.subarray(0, 32));
}

/** ISO 32000-2, 7.6.4.3.4, algorithm 2.B, for a password of no letters. */
function hardenedHash(salt: Buffer): Buffer {
	let key = createHash('sha256').update(salt).digest();
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32));
		cipher.setAutoPadding(false);
		const data = cipher.update(Buffer.concat(Array<Buffer>(64).fill(key)));
		const sum = data.subarray(0, 16).reduce((total, byte) => total + byte, 0);
		key = createHash(['sha256', 'sha384', 'sha512'][sum % 3]!)
			.update(data)
			.digest();
		if (round >= 63 && data.at(-1)! <= round - 31) break;
	}
	return key.subarray(0, 32);
}
