/** Text as it is compared: composed, without blanks at the ends of its lines. */
export function plainText(text: string): string {
	return text
		.normalize('NFC')
		.split(/\r\n|\r|\n/)
		.map((line) => line.trim())
		.join('\n')
		.trim();
}
