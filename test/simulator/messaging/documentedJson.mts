/**
 * The JSON requests of CM.com's documents, by section (S-BM: Business Messaging API; S-INT:
 * integration).
 */
export const DOCUMENTED_JSON: [section: string, request: object][] = [
	[
		'S-BM Sending messages',
		{
			messages: {
				authentication: { productToken: 'your product token' },
				msg: [
					{
						body: { type: 'auto', content: 'Message Text' },
						to: [{ number: '00316012345678' }],
						from: 'TestSender',
						allowedChannels: ['Viber'],
					},
				],
			},
		},
	],
	[
		'S-BM Batch messages',
		{
			messages: {
				authentication: { producttoken: '00000000-0000-0000-0000-000000000000' },
				msg: [
					{
						allowedChannels: ['Viber'],
						from: 'SenderName',
						to: [{ number: '00447911123456' }, { number: '00447911123457' }],
						body: { type: 'auto', content: 'Test message' },
					},
					{
						allowedChannels: ['SMS'],
						from: 'OtherSender',
						to: [{ number: '00447911123458' }, { number: '00447911123459' }],
						body: { type: 'auto', content: 'Other Test message' },
					},
				],
			},
		},
	],
	[
		'S-BM Custom groupings',
		{
			messages: {
				authentication: { producttoken: '00000000-0000-0000-0000-000000000000' },
				msg: [
					{
						allowedChannels: ['SMS'],
						from: 'SenderName',
						to: [{ number: '00447911123456' }],
						body: { type: 'auto', content: 'Test message' },
						reference: 'your_reference',
						customGrouping: 'Campaign ABC',
						customGrouping2: 'Department XYZ',
						customGrouping3: 'Source 123',
					},
				],
			},
		},
	],
	[
		'S-BM Validity period',
		{
			messages: {
				authentication: { producttoken: '00000000-0000-0000-0000-000000000000' },
				msg: [
					{
						allowedChannels: ['SMS'],
						from: 'SenderName',
						to: [{ number: '00447911123456' }],
						body: { type: 'auto', content: 'Test message' },
						validity: '2017-04-20 11:50 GMT',
					},
				],
			},
		},
	],
	[
		'S-BM Auto detect encoding',
		{
			messages: {
				authentication: { producttoken: '00000000-0000-0000-0000-000000000000' },
				msg: [
					{
						allowedChannels: ['SMS'],
						from: 'SenderName',
						to: [{ number: '00447911123456' }],
						minimumNumberOfMessageParts: 1,
						maximumNumberOfMessageParts: 8,
						body: { type: 'auto', content: 'Κείμενο διαθέσιμο σε όλες τις γλώσσες' },
					},
				],
			},
		},
	],
	[
		'S-BM Custom DCS',
		{
			messages: {
				authentication: { producttoken: '00000000-0000-0000-0000-000000000000' },
				msg: [
					{
						allowedChannels: ['SMS'],
						from: 'SenderName',
						to: [{ number: '00447911123456' }],
						dcs: 8,
						body: { content: 'Κείμενο διαθέσιμο σε όλες τις γλώσσες' },
					},
				],
			},
		},
	],
	[
		'S-BM Multipart',
		{
			messages: {
				authentication: { producttoken: '00000000-0000-0000-0000-000000000000' },
				msg: [
					{
						allowedChannels: ['SMS'],
						from: 'SenderName',
						to: [{ number: '00447911123456' }],
						minimumNumberOfMessageParts: 1,
						maximumNumberOfMessageParts: 8,
						body: {
							content:
								'Using these settings we can send SMS messages that contain more than 160 characters as if it is one message. Please do note that this limits the length of one message to 153 characters.',
						},
					},
				],
			},
		},
	],
	[
		'S-BM Push',
		{
			messages: {
				authentication: { producttoken: '00000000-0000-0000-0000-000000000000' },
				msg: [
					{
						from: 'SenderName',
						to: [{ number: '00447911123456' }],
						body: { type: 'auto', content: 'This message defines allowed channels' },
						allowedChannels: ['Push'],
						appKey: '00000000-0000-0000-0000-000000000000',
					},
				],
			},
		},
	],
	[
		'S-BM Push with fallback',
		{
			messages: {
				authentication: { producttoken: '00000000-0000-0000-0000-000000000000' },
				msg: [
					{
						allowedChannels: ['Push', 'SMS'],
						from: 'SenderName',
						to: [{ number: '00447911123456' }],
						appKey: '00000000-0000-0000-0000-000000000000',
						body: { type: 'auto', content: 'This message will be delivered as a push message.' },
					},
				],
			},
		},
	],
	[
		'S-INT Authentication',
		{
			messages: {
				authentication: { productToken: '<YOUR PRODUCT TOKEN>' },
				msg: [
					{
						from: 'Sender',
						to: [{ number: '00447911123456' }],
						body: { type: 'auto', content: 'My first CM.com message' },
						reference: 'my_reference_123',
					},
				],
			},
		},
	],
	[
		'S-INT Header authentication',
		{
			messages: {
				msg: [
					{
						from: 'Sender',
						to: [{ number: '00447911123456' }],
						body: { type: 'auto', content: 'My first CM.com message' },
						reference: 'my_reference_123',
					},
				],
			},
		},
	],
];
