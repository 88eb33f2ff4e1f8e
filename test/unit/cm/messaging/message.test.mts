import fc from 'fast-check';

import {
	channelNames,
	CHANNELS,
	firstRichChannel,
} from '../../../../nodes/cm/messaging/channels.ts';
import { buildMessage, type MessageFields } from '../../../../nodes/cm/messaging/message.ts';
import { checkValidity } from '../../../../nodes/cm/messaging/validity.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

const GUID = '12345678-90ab-cdef-1234-567890ABCDEF';
const FIELDS: MessageFields = { from: 'Sender', to: ['0031612345678'], content: 'Hello' };

function build(more: Partial<MessageFields> = {}) {
	return buildMessage({ ...FIELDS, ...more });
}

it('sends nothing that is not set', () => {
	const bare = { from: 'Sender', to: [{ number: '0031612345678' }], body: { content: 'Hello' } };
	const unset = Object.fromEntries(
		['reference', 'customGrouping', 'dcs', 'validity', 'appKey', 'bodyType'].map((name) => [
			name,
			'',
		]),
	);
	expect(valueOf(build())).toEqual(bare);
	expect(valueOf(build({ ...unset, allowedChannels: [], reference: null }))).toEqual(bare);
});

it('names everything wrong at once', () => {
	const refusals = refusalsIn(
		buildMessage({
			to: [],
			from: ' ',
			content: '\n',
			dcs: 4,
			validity: 'soon',
			minimumNumberOfMessageParts: 1,
			customGrouping2: 'x'.repeat(101),
			appKey: 'key',
		}),
	);
	expect(refusals.map(({ parameter }) => parameter).sort()).toEqual([
		'App Key',
		'Custom Grouping 2',
		'Data Coding Scheme',
		'From',
		'Maximum Parts',
		'Message',
		'To',
		'Validity',
	]);
});

describe('from', () => {
	it.each([
		'SenderName',
		'CM Telecom',
		'OtherSender',
		'1234567890123456',
		'+31612345678',
		'Müller GmbH',
		'Café',
	])('takes %s for SMS', (from) => {
		expect(valueOf(build({ from, allowedChannels: ['SMS'] })).from).toBe(from);
	});

	it.each([
		'TwelveLetter',
		'12345678901234567',
		'123456789012a',
		'ten euros €', // the € takes two
		'Ünïcödé',
		'Привет',
		'Shop 😀',
		'a\nb',
	])('refuses %s wherever SMS may be used', (from) => {
		for (const allowedChannels of [['sms', 'WhatsApp'], ['WhatsApp', 'SMS'], [], undefined]) {
			expect(refusalIn(build({ from, allowedChannels })).parameter).toBe('From');
		}
		expect(valueOf(build({ from, allowedChannels: ['WhatsApp'] })).from).toBe(from);
	});

	it('is text, also when an expression gives a number', () => {
		expect(valueOf(build({ from: 3669 })).from).toBe('3669');
		expect(refusalIn(build({ from: {} })).reason).toBe('it is an object, not text');
		expect(refusalIn(build({ from: undefined })).reason).toBe('it is empty');
	});
});

describe('the text', () => {
	it('is sent as it was written', () => {
		const content = '  Hello\r\n<b>&\u00A0😀 ';
		expect(valueOf(build({ content, bodyType: 'auto' })).body).toEqual({ type: 'auto', content });
	});

	it('is needed unless there is rich content, which comes with an empty one', () => {
		const richContent = { conversation: [{ text: 'Hi' }] };
		expect(refusalIn(build({ content: '' })).parameter).toBe('Message');
		expect(refusalIn(build({ content: null })).parameter).toBe('Message');
		expect(valueOf(build({ content: '', richContent })).body).toEqual({ content: '' });
		expect(valueOf(build({ content: 'Hi', richContent })).body).toEqual({ content: 'Hi' });
	});

	it('has at most 4096 characters on WhatsApp, of which an emoji is one', () => {
		const allowedChannels = ['WhatsApp'];
		expect(build({ content: '😀'.repeat(4096), allowedChannels }).ok).toBe(true);
		expect(refusalIn(build({ content: 'a'.repeat(4097), allowedChannels })).reason).toBe(
			'it has 4097 characters; at most 4096 are allowed',
		);
		expect(build({ content: 'a'.repeat(4097), allowedChannels: ['SMS'] }).ok).toBe(true);
	});

	it('holds no half of an emoji and no NUL, which would stop the whole request', () => {
		expect(refusalIn(build({ content: 'Hoi Ann \ud83d' }))).toEqual({
			parameter: 'Message',
			reason: 'it holds half an emoji (U+D83D) as character 9',
			remedy: 'Remove it, or do not cut the text there',
		});
		for (const field of ['from', 'reference', 'customGrouping3', 'content']) {
			for (const text of ['a\0', 'a\udc00']) {
				const [refusal] = refusalsIn(build({ [field]: text }));
				expect(refusal?.reason).toMatch(
					/^it holds (half an emoji|a NUL character) .* character 2$/,
				);
			}
		}
	});

	it('is composed where that is wanted', () => {
		const content = 'Cafe\u0301';
		const auto = { content, bodyType: 'auto' };
		expect(valueOf(build(auto)).body?.content).toBe(content);
		expect(valueOf(build({ ...auto, composeLetters: true })).body?.content).toBe('Café');
	});
});

describe('a text that may go by SMS', () => {
	const reason = (more: Partial<MessageFields>) => refusalIn(build(more)).reason;

	it('has at most 255 parts, or as many as are allowed', () => {
		expect(build({ content: 'a'.repeat(255 * 153) }).ok).toBe(true);
		expect(reason({ content: 'a'.repeat(255 * 153 + 1) })).toBe(
			'it takes 256 SMS parts; at most 255 are allowed',
		);
		const most = { minimumNumberOfMessageParts: 1, maximumNumberOfMessageParts: 2 };
		expect(build({ content: 'a'.repeat(306), ...most }).ok).toBe(true);
		expect(reason({ content: 'a'.repeat(307), ...most })).toContain('it takes 3 SMS parts');
		const unicode = { content: `${'a'.repeat(134)}—`, bodyType: 'auto' };
		expect(reason({ ...unicode, ...most })).toBe(
			'it takes 3 SMS parts because of "—", first as character 135; at most 2 are allowed',
		);
		expect(build({ ...unicode, ...most, allowedChannels: ['WhatsApp'] }).ok).toBe(true);
	});

	it('holds what its encoding can hold', () => {
		const content = 'Дорогая Анна';
		for (const more of [{ bodyType: '' }, { dcs: 0 }, { dcs: 0, bodyType: 'TEXT' }]) {
			expect(reason({ content, ...more })).toContain(
				'the GSM alphabet cannot hold it because of "Д"',
			);
		}
		for (const more of [{ dcs: 8 }, { bodyType: 'auto' }, { bodyType: 'AUTO', dcs: 0 }]) {
			expect(build({ content, ...more }).ok).toBe(true);
		}
		expect(build({ content: '€[]', dcs: 0 }).ok).toBe(true);
		expect(build({ content, allowedChannels: ['WhatsApp'] }).ok).toBe(true);
	});

	it('counts as Unicode where that is chosen', () => {
		const most = { minimumNumberOfMessageParts: 1, maximumNumberOfMessageParts: 1 };
		expect(build({ content: 'a'.repeat(70), dcs: 8, ...most }).ok).toBe(true);
		expect(reason({ content: 'a'.repeat(71), dcs: 8, ...most })).toContain('2 SMS parts');
	});

	it('may be refused when it needs Unicode', () => {
		const auto = { bodyType: 'auto', refuseUnicode: true };
		expect(build({ ...auto, content: 'Müller €' }).ok).toBe(true);
		expect(reason({ ...auto, content: 'Hello 😀' })).toBe(
			'it needs Unicode because of "😀", first as character 7, which leaves 70 characters to a part',
		);
		expect(build({ ...auto, content: 'Cafe\u0301', composeLetters: true }).ok).toBe(true);
	});
});

it('refuses rich content on channels that cannot show it', () => {
	const richContent = { conversation: [{ text: 'Hi' }] };
	expect(refusalIn(build({ richContent, allowedChannels: ['SMS', 'Voice'] }))).toMatchObject({
		parameter: 'Channels',
		reason: 'SMS and Voice cannot show rich content',
	});
	expect(build({ richContent, allowedChannels: ['SMS', 'RCS'] }).ok).toBe(true);
	expect(build({ richContent, allowedChannels: ['Channel of 2030'] }).ok).toBe(true);
});

it.each(['my_reference_123', GUID, 'x'.repeat(40)])('passes the reference %s on', (reference) => {
	expect(valueOf(build({ reference: ` ${reference} ` })).reference).toBe(reference);
});

it('takes groupings of 100 characters', () => {
	const customGrouping = 'x'.repeat(100);
	expect(valueOf(build({ customGrouping })).customGrouping).toBe(customGrouping);
});

describe('parts', () => {
	const parts = (minimumNumberOfMessageParts: unknown, maximumNumberOfMessageParts: unknown) =>
		build({ minimumNumberOfMessageParts, maximumNumberOfMessageParts });

	it.each([
		[1, 8],
		['1', '255'],
		[3, 3],
	])('%s to %s', (least, most) => {
		expect(valueOf(parts(least, most))).toMatchObject({
			minimumNumberOfMessageParts: Number(least),
			maximumNumberOfMessageParts: Number(most),
		});
	});

	it.each([
		[0, 8, 'Minimum Parts'],
		[1, 256, 'Maximum Parts'],
		[1, undefined, 'Maximum Parts'],
		['', 8, 'Minimum Parts'],
		[3, 2, 'Minimum Parts'],
		[1.5, 2, 'Minimum Parts'],
		['1e2', 255, 'Minimum Parts'],
	])('not %s to %s', (least, most, parameter) => {
		expect(refusalsIn(parts(least, most))[0]?.parameter).toBe(parameter);
	});
});

it.each([0, 8, '0', '8'])('takes the data coding scheme %j', (dcs) => {
	expect(valueOf(build({ dcs })).dcs).toBe(Number(dcs));
});

describe('the app key', () => {
	it('is needed with Push, and a GUID', () => {
		const allowedChannels = ['Push', 'SMS'];
		expect(refusalIn(build({ allowedChannels })).parameter).toBe('App Key');
		expect(refusalIn(build({ allowedChannels, appKey: '123' })).reason).toBe(
			'"123" is not an app key',
		);
		expect(valueOf(build({ allowedChannels, appKey: ` ${GUID}` })).appKey).toBe(GUID);
		expect(valueOf(build({ appKey: GUID })).appKey).toBe(GUID);
	});
});

describe('validity', () => {
	it.each([
		['2017-04-20 11:50 GMT', '2017-04-20 11:50 GMT'],
		['2017-04-20 11:50:05 GMT', '2017-04-20 11:50:05 GMT'],
		['2017-04-20 11:50:05+8', '2017-04-20 11:50:05+8'],
		['2017-04-20 11:55:05-07:00', '2017-04-20 11:55:05-07:00'],
		['2h', '2h'],
		['30M', '30m'],
		['72 H', '72h'],
		['4320m', '4320m'],
		['5m', '5m'],
		['2026-11-21T11:50:05.123Z', '2026-11-21 11:50:05 GMT'],
		['2026-11-21T11:50:05.123+01:00', '2026-11-21 11:50:05+01:00'],
		['2026-11-21T11:50:05+0100', '2026-11-21 11:50:05+01:00'],
		['2026-11-21T11:50', '2026-11-21 11:50'],
		[new Date(Date.UTC(2026, 10, 21, 11, 50)), '2026-11-21 11:50:00 GMT'],
		['', undefined],
		[null, undefined],
	])('%j is %j', (value, expected) => {
		const [year = 2026] = /^\d{4}/.exec(String(expected))?.map(Number) ?? [];
		const now = Date.UTC(year, year === 2017 ? 3 : 10, year === 2017 ? 18 : 20, 12);
		expect(valueOf(checkValidity(value, now))).toBe(expected);
	});

	it.each([
		'73h',
		'4321m',
		'0h',
		'1h30m',
		'2.5h',
		'-2h',
		'90',
		'tomorrow',
		'2026-11-21',
		'2026-02-30 10:00',
		'2026-11-21 25:00',
		'20-04-2017 11:50',
		{},
		new Date(NaN),
	])('is not %j', (value) => {
		expect(refusalIn(checkValidity(value)).parameter).toBe('Validity');
	});

	it('is at most 72 hours ahead, and not past, in CM local time where no zone is given', () => {
		const now = Date.UTC(2026, 6, 1, 10); // 12:00 in CM local time
		for (const text of ['2026-07-01 12:01', '2026-07-04 12:00', '2026-07-01 10:01 GMT']) {
			expect(checkValidity(text, now).ok).toBe(true);
		}
		for (const text of ['2026-07-01 12:00', '2026-07-01 13:59+4', '2020-01-01 10:00 GMT']) {
			expect(refusalIn(checkValidity(text, now)).reason).toBe(`"${text}" is in the past`);
		}
		for (const text of ['2026-07-04 12:01', '2026-07-04 10:01 GMT', '2027-07-01 10:00']) {
			expect(refusalIn(checkValidity(text, now)).reason).toContain('more than 72 hours ahead');
		}
	});

	it('names the same moment as the ISO 8601 it was made of', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
				(date) => {
					const seconds = Math.floor(date.getTime() / 1000) * 1000;
					const validity = valueOf(checkValidity(date, seconds - 3_600_000));
					expect(Date.parse(validity ?? '')).toBe(seconds);
				},
			),
		);
	});
});

describe('channels', () => {
	it('are spelled as the service spells them, in order, once', () => {
		expect(channelNames(['whatsapp', ' SMS ', 'WHATSAPP', 'New One', ''])).toEqual([
			'WhatsApp',
			'SMS',
			'New One',
		]);
	});

	it('know which one shows rich content', () => {
		expect(firstRichChannel(['SMS', 'viber', 'WhatsApp'])).toBe('Viber');
		expect(firstRichChannel(['SMS', 'Push', 'Voice'])).toBeUndefined();
	});

	it('are each listed once, those for phones first', () => {
		const values = CHANNELS.map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
		expect(CHANNELS.filter(({ reachesPhones }) => reachesPhones).map(({ value }) => value)).toEqual(
			['SMS', 'WhatsApp', 'RCS', 'Viber', 'Push', 'Voice'],
		);
	});
});
