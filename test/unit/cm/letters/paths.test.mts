import fc from 'fast-check';

import {
	callbackPath,
	callbacksPath,
	letterPath,
	letterPricePath,
	lettersPath,
	pricePath,
	pricesPath,
} from '../../../../nodes/cm/letters/paths.ts';
import { checkIdentifier } from '../../../../shared/checks/identifier.ts';

const ACCOUNT = '11111111-2222-4333-8444-555555555555';

it.each([
	['all letters', lettersPath(ACCOUNT), `/accounts/${ACCOUNT}/letters`],
	['a letter', letterPath(ACCOUNT, '42'), `/accounts/${ACCOUNT}/letters/42`],
	[
		'the price of a letter',
		letterPricePath(ACCOUNT, '42'),
		`/accounts/${ACCOUNT}/letters/42/price`,
	],
	['all prices', pricesPath(ACCOUNT), `/accounts/${ACCOUNT}/prices`],
	['the price of a country', pricePath(ACCOUNT, 'NL'), `/accounts/${ACCOUNT}/prices/NL`],
	['all callbacks', callbacksPath(ACCOUNT), `/accounts/${ACCOUNT}/callbacks`],
	['a callback', callbackPath(ACCOUNT, '42'), `/accounts/${ACCOUNT}/callbacks/42`],
])('%s stands where the document says', (_what, path, documented) => {
	expect(path).toBe(documented);
});

const withId = { letterPath, callbackPath, pricePath };

describe.each(Object.entries(withId))('%s', (_name, path) => {
	it.each([
		['../x', '..%2Fx'],
		['a/b', 'a%2Fb'],
		['a\\b', 'a%5Cb'],
		['a?b=c', 'a%3Fb%3Dc'],
		['a#b', 'a%23b'],
		['a%2Fb', 'a%252Fb'],
		['a b', 'a%20b'],
		['ü', '%C3%BC'],
		['字', '%E5%AD%97'],
	])('encodes %s', (id, encoded) => {
		const [account, rest] = path(ACCOUNT, id).split(`${ACCOUNT}/`);
		expect(account).toBe('/accounts/');
		expect(rest?.split('/').slice(1)).toEqual([encoded]);
	});
});

it('no ID that is accepted leads to another path', () => {
	const pieces = fc.constantFrom('.', '..', '/', '\\', '?', '#', '%2e', '%2f', ';', 'a', ' ', 'ü');
	const ids = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(ids, (text) => {
			const id = checkIdentifier(text, 'Letter');
			if (!id.ok) return;
			const { pathname, search, hash } = new URL(
				letterPricePath(ACCOUNT, id.value),
				'https://api.cm.com',
			);
			const segments = pathname.split('/');
			expect(segments.slice(0, 4)).toEqual(['', 'accounts', ACCOUNT, 'letters']);
			expect(decodeURIComponent(segments[4] ?? '')).toBe(id.value);
			expect(segments.slice(5)).toEqual(['price']);
			expect(search + hash).toBe('');
		}),
	);
});
