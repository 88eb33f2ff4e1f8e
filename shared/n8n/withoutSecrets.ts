/**
 * A text with every secret in it replaced by ***, also where a service echoes it in other letter
 * case, percent-encoded (all of it or some characters), or with JSON's \u escapes.
 * @param secrets empty ones are ignored
 */
export function withoutSecrets(text: string, secrets: string[]): string {
	return secrets
		.filter((secret) => secret !== '')
		.reduce((safe, secret) => safe.replace(anyFormOf(secret), '***'), text);
}

function anyFormOf(secret: string): RegExp {
	return new RegExp([...secret].map(anyFormOfCharacter).join(''), 'giu');
}

function anyFormOfCharacter(character: string): string {
	const cases = new Set([character, character.toLowerCase(), character.toUpperCase()]);
	const encoded = [...cases].flatMap((each) => [
		[...Buffer.from(each, 'utf8')].map((byte) => `%${hex(byte, 2)}`).join(''),
		each
			.split('')
			.map((unit) => `\\\\u${hex(unit.charCodeAt(0), 4)}`)
			.join(''),
	]);
	const plain = character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
	const more =
		character === ' ' ? ['\\+'] : character === '/' || character === '"' ? [`\\\\${plain}`] : [];
	return `(?:${[...encoded, ...more, plain].join('|')})`;
}

function hex(value: number, length: number): string {
	return value.toString(16).padStart(length, '0');
}
