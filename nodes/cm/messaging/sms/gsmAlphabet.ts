/** 3GPP TS 23.038, 6.2.1: the default alphabet in code order, without the escape (0x1B). */
const DEFAULT =
	'@£$¥èéùìòÇ\nØø\rÅå' +
	'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ' +
	' !"#¤%&\'()*+,-./' +
	'0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNO' +
	'PQRSTUVWXYZÄÖÑÜ§' +
	'¿abcdefghijklmno' +
	'pqrstuvwxyzäöñüà';

/** 3GPP TS 23.038, 6.2.1.1: the extension table. Each takes an escape and a second septet. */
const EXTENSION = '\f^{}\\[~]|€';

const SEPTETS = new Map<string, 1 | 2>([
	...[...DEFAULT].map((character) => [character, 1] as const),
	...[...EXTENSION].map((character) => [character, 2] as const),
]);

/** How many septets a character takes in the GSM alphabet, or nothing when it is not in it. */
export function septetsOf(character: string): 1 | 2 | undefined {
	return SEPTETS.get(character);
}
