import { useAccount } from '../../../harness/engine/useAccount.mts';
import { errorOf } from '../../../harness/engine/errorItem.mts';

const account = useAccount();

const counting = {
	resource: 'message',
	operation: 'countParts',
	content: '={{ $json.text }}',
};

/** As in test/unit/cm/messaging/parts.test.mts, where they are explained. */
const VECTORS: Array<[text: string, encoding: string, units: number, parts: number]> = [
	['a'.repeat(160), 'GSM', 160, 1],
	['a'.repeat(161), 'GSM', 161, 2],
	['a'.repeat(306), 'GSM', 306, 2],
	['a'.repeat(307), 'GSM', 307, 3],
	['a'.repeat(1224), 'GSM', 1224, 8],
	['a'.repeat(1225), 'GSM', 1225, 9],
	['€'.repeat(80), 'GSM', 160, 1],
	['€'.repeat(81), 'GSM', 162, 2],
	['€'.repeat(153), 'GSM', 306, 3],
	['Я'.repeat(70), 'Unicode', 70, 1],
	['Я'.repeat(71), 'Unicode', 71, 2],
	['Я'.repeat(135), 'Unicode', 135, 3],
	['😀'.repeat(35), 'Unicode', 70, 1],
	['😀'.repeat(67), 'Unicode', 134, 3],
	[`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM', 306, 3],
];

it('counts the parts of every item, and asks CM.com nothing', async () => {
	const { items, error } = await account.messaging(
		counting,
		VECTORS.map(([text]) => ({ json: { text } })),
	);
	expect(error).toBeUndefined();
	expect(
		items.map(({ json, pairedItem }) => [json.encoding, json.units, json.parts, pairedItem]),
	).toEqual(VECTORS.map(([, encoding, units, parts], item) => [encoding, units, parts, { item }]));
	expect(account.simulator.requests()).toEqual([]);
});

it('counts as the gateway does', async () => {
	const { items } = await account.messaging(
		{
			resource: 'message',
			operation: 'sendText',
			from: 'Amstel',
			to: '+31612345678',
			allowedChannels: ['SMS'],
			content: '={{ $json.text }}',
		},
		VECTORS.map(([text]) => ({ json: { text } })),
	);
	expect(items.map(({ json }) => json.parts)).toEqual(VECTORS.map(([, , , parts]) => parts));
});

it('names the characters that force Unicode, and where they are', async () => {
	const { items } = await account.messaging(counting, [{ json: { text: 'a€\n😀 “' } }]);
	expect(items.map(({ json }) => json)).toEqual([
		{
			encoding: 'Unicode',
			units: 7,
			parts: 1,
			forcesUnicode: [
				{ character: '😀', codePoint: 'U+1F600', position: 4 },
				{ character: '“', codePoint: 'U+201C', position: 6 },
			],
		},
	]);
});

it('refuses what is no text, and only that item when it continues', async () => {
	const { items } = await account.messaging(
		{ ...counting, content: '={{ $json.row ? $json : "a" }}' },
		[{ json: { row: 0 } }, { json: { row: 1 } }],
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(items.map((item) => item.json.parts ?? errorOf(item)?.message)).toEqual([
		1,
		'Message: it is an object, not text',
	]);
});
