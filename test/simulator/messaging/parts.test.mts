import fc from 'fast-check';
import { encodingOf, partsOf } from '../../../simulator/cm/messaging/parts.mts';
import { withSimulator } from '../harness.mts';
import { sendOne } from './gateway.mts';

const client = withSimulator();
const GREEK = 'Κείμενο διαθέσιμο σε όλες τις γλώσσες';
const ENGLISH =
	'Using these settings we can send SMS messages that contain more than 160 characters as if it is one message. Please do note that this limits the length of one message to 153 characters.';

test.each([
	['a', 0, 'GSM', 1],
	['a', 1, 'GSM', 1],
	['a', 160, 'GSM', 1],
	['a', 161, 'GSM', 2],
	['a', 306, 'GSM', 2],
	['a', 307, 'GSM', 3],
	['€', 80, 'GSM', 1],
	['€', 81, 'GSM', 2],
	['€', 152, 'GSM', 2],
	// 306 septets, which 2 × 153 would hold, were it not for an escape in the way.
	['€', 153, 'GSM', 3],
	['Я', 70, 'Unicode', 1],
	['Я', 71, 'Unicode', 2],
	['Я', 134, 'Unicode', 2],
	['Я', 135, 'Unicode', 3],
	['😀', 35, 'Unicode', 1],
	['😀', 36, 'Unicode', 2],
	['😀', 66, 'Unicode', 2],
	// 134 units, which 2 × 67 would hold, were it not for a surrogate pair in the way.
	['😀', 67, 'Unicode', 3],
	['a', 1224, 'GSM', 8],
	['Я', 536, 'Unicode', 8],
	[GREEK, 1, 'Unicode', 1],
	[ENGLISH, 1, 'GSM', 2],
] as const)('%j × %i: %s, parts: %i', async (text, times, encoding, parts) => {
	const content = text.repeat(times);
	expect([encodingOf(content), partsOf(content, encoding).length]).toEqual([encoding, parts]);
	if (content === '') return;
	await sendOne(client().simulator, { body: { type: 'AUTO', content } });
	expect(client().simulator.messages()[0]).toMatchObject({ encoding, parts });
});

test('the GSM alphabet: what is in it, and what is not', () => {
	const gsm =
		'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà\f^{}\\[~]|€';
	for (const character of gsm)
		expect([character, encodingOf(character)]).toEqual([character, 'GSM']);
	for (const character of '`çáíóúâê“”‘’–—…\u00a0\t\u001b😀') {
		expect([character, encodingOf(character)]).toEqual([character, 'Unicode']);
	}
});

test('parts make up the text again, and none is too long', () => {
	const character = fc.constantFrom('a', '€', 'é', '[', 'Я', '😀', '\ud83d');
	fc.assert(
		fc.property(fc.array(character, { maxLength: 700 }), (characters) => {
			const text = characters.join('');
			const encoding = encodingOf(text);
			const parts = partsOf(text, encoding);
			expect(parts.join('')).toBe(text);
			if (encoding === 'Unicode' && parts.length > 1) {
				for (const part of parts) expect(part.length).toBeLessThanOrEqual(67);
			}
		}),
	);
});

test('DCS and type choose the encoding', async () => {
	const { simulator } = client();
	const encodingWith = async (message: Record<string, unknown>) => {
		await sendOne(simulator, message);
		return simulator.messages().at(-1)?.encoding;
	};
	expect(await encodingWith({ body: { content: 'a' }, dcs: 8 })).toBe('Unicode');
	expect(await encodingWith({ body: { content: 'a', type: 'auto' }, dcs: 8 })).toBe('GSM');
	expect(await encodingWith({ body: { content: GREEK, type: 'auto' }, dcs: 0 })).toBe('Unicode');
	// Without DCS the text is taken as GSM, whatever is in it.
	expect(await encodingWith({ body: { content: GREEK } })).toBe('GSM');
});
