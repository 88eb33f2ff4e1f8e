/** ISO 32000-1, 7.5.2; readers accept the header anywhere in the first 1024 bytes (Annex H). */
const HEADER = '%PDF-';
export const HEADER_WITHIN = 1024;

/** Bytes before the header; -1 where there is none. */
export function findHeader(bytes: Buffer): number {
	return bytes.subarray(0, HEADER_WITHIN).indexOf(HEADER);
}
