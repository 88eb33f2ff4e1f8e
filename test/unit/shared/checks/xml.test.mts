import fc from 'fast-check';

import {
	buildMessage,
	type MessageFields,
	type Msg,
} from '../../../../nodes/cm/messaging/message.ts';
import { xmlRequest } from '../../../../nodes/cm/messaging/protocols/xml.ts';
import { childNamed, readXml, writeXml } from '../../../../shared/checks/xml.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

const TOKEN = '00000000-0000-0000-0000-000000000000';

async function request(...all: Array<Partial<MessageFields>>) {
	const messages = all.map((fields) =>
		valueOf(buildMessage({ from: 'Sender', to: ['0031612345678'], content: 'Hello', ...fields })),
	);
	return await xmlRequest(messages, TOKEN);
}

describe('an XML request', () => {
	it('has the elements and order of the document', async () => {
		const { body, contentType } = valueOf(
			await request({
				content: `"it's" <5 & more>`,
				bodyType: 'auto',
				to: ['0031612345678', '0031612345679'],
				reference: 'r',
				customGrouping: 'a',
				customGrouping2: 'b',
				customGrouping3: 'c',
				dcs: 0,
				minimumNumberOfMessageParts: 1,
				maximumNumberOfMessageParts: 8,
				appKey: TOKEN,
				allowedChannels: ['Push'],
			}),
		);
		expect(body).toBe(
			'<?xml version="1.0" encoding="utf-8"?><MESSAGES>' +
				`<AUTHENTICATION><PRODUCTTOKEN>${TOKEN}</PRODUCTTOKEN></AUTHENTICATION>` +
				'<MSG><CHANNEL>SMS</CHANNEL><FROM>Sender</FROM>' +
				'<TO>0031612345678</TO><TO>0031612345679</TO><DCS>0</DCS>' +
				'<MINIMUMNUMBEROFMESSAGEPARTS>1</MINIMUMNUMBEROFMESSAGEPARTS>' +
				'<MAXIMUMNUMBEROFMESSAGEPARTS>8</MAXIMUMNUMBEROFMESSAGEPARTS>' +
				'<BODY TYPE="AUTO">&quot;it&apos;s&quot; &lt;5 &amp; more&gt;</BODY>' +
				'<REFERENCE>r</REFERENCE><CUSTOMGROUPING>a</CUSTOMGROUPING>' +
				'<CUSTOMGROUPING2>b</CUSTOMGROUPING2><CUSTOMGROUPING3>c</CUSTOMGROUPING3>' +
				`<ALLOWEDCHANNELS>Push</ALLOWEDCHANNELS><APPKEY>${TOKEN}</APPKEY></MSG></MESSAGES>`,
		);
		expect(contentType).toBe('application/xml; charset=utf-8');
	});

	it('carries any text unchanged', async () => {
		const legal = fc
			.string({ unit: 'binary', minLength: 1 })
			.filter(
				(text) =>
					text.trim() !== '' &&
					!/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text),
			);
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					legal,
					fc.constantFrom(' <b>&amp;\r\n\t]]> ', '&#65;&lt;', '<!-- x -->', ' € 😀 '),
				),
				async (content) => {
					const { body } = valueOf(
						await request({ content, customGrouping: content.slice(0, 50) }),
					);
					const [, message] = readXml(body ?? '')?.children ?? [];
					expect(message && childNamed(message, 'body')?.text).toBe(content);
				},
			),
		);
	});

	it.each([
		['Validity', { validity: '2h' }],
		['Rich Content', { richContent: { conversation: [{ text: 'x' }] } }],
		['Channels', { allowedChannels: ['WhatsApp'] }],
		['Channels', { allowedChannels: ['SMS', 'Push'], appKey: TOKEN }],
		['Message', { content: 'a\u0001b' }],
		['Message', { content: '\uFFFE' }],
		['Custom Grouping 2', { customGrouping2: '\u0007' }],
	])('cannot carry %s of %j', async (parameter, fields) => {
		const refusal = refusalsIn(await request(fields))[0];
		expect(refusal?.parameter).toBe(parameter);
		expect(refusal?.remedy).toContain('JSON protocol');
	});

	it('names all it cannot carry', async () => {
		const checked = await request({ validity: '2h', allowedChannels: ['RCS'] });
		expect(refusalsIn(checked).map(({ parameter }) => parameter)).toEqual(['Channels', 'Validity']);
	});

	it('has at most a thousand messages', async () => {
		const message = valueOf(buildMessage({ from: 'S', to: ['0031612345678'], content: 'x' }));
		expect((await xmlRequest(Array<Msg>(1000).fill(message), TOKEN)).ok).toBe(true);
		expect(refusalIn(await xmlRequest(Array<Msg>(1001).fill(message), TOKEN)).parameter).toBe('To');
	});
});

describe('reading XML', () => {
	it('gives elements, attributes and texts', () => {
		expect(
			readXml(
				'\uFEFF<?xml version="1.0"?>\n<A x="1 &amp; 2"><B>a&#8364;&#x20AC;&lt;</B><B/><!-- c --></A>',
			),
		).toEqual({
			name: 'A',
			attributes: { x: '1 & 2' },
			text: '',
			children: [
				{ name: 'B', attributes: {}, children: [], text: 'a€€<' },
				{ name: 'B', attributes: {}, children: [], text: '' },
			],
		});
	});

	it('resolves once, and not in CDATA', () => {
		expect(readXml('<A>&amp;lt;<![CDATA[&lt;<b>]]>&nbsp;&#1114112;</A>')?.text).toBe(
			'&lt;&lt;<b>&nbsp;&#1114112;',
		);
	});

	const bomb = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]><A>&b;</A>`;
	const fetch = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><A>&x;</A>';

	it.each([
		'',
		'hello',
		'<A>',
		'<A><B></A>',
		'<A>a & b</A>',
		'<A></A><B></B>',
		'<A x=1></A>',
		bomb,
		fetch,
		fetch.toLowerCase(),
		'<A><__proto__>x</__proto__></A>',
		'<A>'.repeat(50) + '</A>'.repeat(50),
		`<A>${'x'.repeat(1_000_001)}</A>`,
	])('refuses %.60s', (document) => {
		expect(readXml(document)).toBeUndefined();
	});

	it('never throws', () => {
		const snippets = fc.constantFrom(
			'<A>',
			'</A>',
			'<B x="',
			'"/>',
			'&amp;',
			'&',
			'<![CDATA[',
			']]>',
			'<!--',
			'-->',
			'<?',
			'?>',
			'x',
			' ',
		);
		fc.assert(
			fc.property(fc.array(snippets), (parts) => {
				readXml(parts.join(''));
			}),
		);
	});
});

it('writes lists as repeated elements', () => {
	expect(writeXml({ A: { B: ['1', { C: '\r' }] } })).toBe(
		'<?xml version="1.0" encoding="utf-8"?><A><B>1</B><B><C>&#13;</C></B></A>',
	);
});
