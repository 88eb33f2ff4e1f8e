/** How a text is encoded in an SMS (S-BM "Unicode"). */
export type Encoding = 'GSM' | 'Unicode';

/** The default alphabet of 3GPP TS 23.038, one septet each. */
const BASIC =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Its extension table: an escape and a septet, which stay together. */
const EXTENDED = '\f^{}\\[~]|€';

const SEPTETS = new Map<string, number>([
	...Array.from(BASIC, (character): [string, number] => [character, 1]),
	...Array.from(EXTENDED, (character): [string, number] => [character, 2]),
]);

/** How much a message on its own and a part of a longer one hold (S-BM "Multipart", "Unicode"). */
const ROOM: Readonly<Record<Encoding, { single: number; part: number }>> = {
	GSM: { single: 160, part: 153 },
	Unicode: { single: 70, part: 67 },
};

/** The encoding that AUTO finds: Unicode as soon as one character is not of the GSM alphabet. */
export function encodingOf(text: string): Encoding {
	for (const character of text) if (!SEPTETS.has(character)) return 'Unicode';
	return 'GSM';
}

/** Septets, or UTF-16 code units; in a forced GSM encoding a foreign character is one septet. */
function widthOf(character: string, encoding: Encoding): number {
	return encoding === 'GSM' ? (SEPTETS.get(character) ?? 1) : character.length;
}

/**
 * Cuts a text into the parts of an SMS (3GPP TS 23.040; facts 8.2). Neither an escaped character
 * nor a surrogate pair is cut in two, so a part may have room left.
 */
export function partsOf(text: string, encoding: Encoding): string[] {
	const { single, part } = ROOM[encoding];
	const characters = Array.from(text);
	const total = characters.reduce((sum, character) => sum + widthOf(character, encoding), 0);
	if (total <= single) return [text];
	const parts: string[] = [];
	let current = '';
	let used = 0;
	for (const character of characters) {
		const width = widthOf(character, encoding);
		if (used + width > part) {
			parts.push(current);
			current = '';
			used = 0;
		}
		current += character;
		used += width;
	}
	return [...parts, current];
}
