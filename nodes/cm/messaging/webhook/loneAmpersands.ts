const LONE_AMPERSAND = /&(?!(?:#x[0-9a-f]+|#\d+|[a-z_][\w.-]*);)/gi;

/**
 * Escapes each & of an XML document that begins no reference, as in <REFERENCE>R&D</REFERENCE>:
 * CM.com puts values into a template. In CDATA and comments it is no error.
 */
export function withoutLoneAmpersands(document: string): string {
	let safe = '';
	let rest = document;
	for (;;) {
		const { index: start, 0: opening } = /<!\[CDATA\[|<!--/.exec(rest) ?? { index: rest.length };
		const end =
			opening === undefined ? -1 : rest.indexOf(opening === '<!--' ? '-->' : ']]>', start);
		safe += rest.slice(0, start).replace(LONE_AMPERSAND, '&amp;');
		if (end < 0) return safe + rest.slice(start);
		safe += rest.slice(start, end);
		rest = rest.slice(end);
	}
}
