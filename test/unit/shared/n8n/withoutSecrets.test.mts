import fc from 'fast-check';

import { withoutSecrets } from '../../../../shared/n8n/withoutSecrets.ts';

const SECRET = 'aB3-x/y z"Ü';

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

it.each([
	['as it is', SECRET],
	['in capitals', SECRET.toUpperCase()],
	['in small letters', SECRET.toLowerCase()],
	['encoded for a URL', encodeURIComponent(SECRET)],
	['encoded for a URL, digits in small letters', encodeURIComponent(SECRET).toLowerCase()],
	['as a value of a form', new URLSearchParams({ a: SECRET }).toString().slice(2)],
	['encoded whole', Buffer.from(SECRET).toString('hex').replace(/../g, '%$&')],
	['in JSON', JSON.stringify(SECRET).slice(1, -1)],
	['in JSON with escapes', SECRET.replace(/[^a-z]/gi, escaped)],
])('a secret %s is taken out', (_how, written) => {
	expect(withoutSecrets(`before ${written} after ${written}`, ['other', '', SECRET])).toBe(
		'before *** after ***',
	);
});

it('leaves everything else as it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(withoutSecrets(text, ['0123456789abcdef0123456789abcdef', ''])).toBe(text);
		}),
	);
});

it('takes any secret out', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (secret) => {
			for (const written of [secret, encodeURIComponent(secret)]) {
				expect(withoutSecrets(written, [secret])).toMatch(/^(\*\*\*)+$/);
			}
		}),
	);
});
