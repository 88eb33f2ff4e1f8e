/** The JSON requests with channels for rich content, by section (S-BM). */
export const DOCUMENTED_RICH: [section: string, request: object][] = [
	[
		'S-BM Conversations',
		{
			messages: {
				authentication: { producttoken: 'your product token' },
				msg: [
					{
						from: 'CM.com',
						to: [{ number: '0031612345678' }],
						body: { type: 'auto', content: 'fallback content' },
						allowedChannels: ['WhatsApp'],
						richContent: {
							conversation: [
								{ text: 'A rich content text message' },
								{
									media: {
										mediaName: 'conversational-commerce',
										mediaUri: 'https://www.cm.com/cdn/web/nl-nl/blog/conversational-commerce.jpg',
										mimeType: 'image/jpg',
									},
								},
							],
						},
					},
				],
			},
		},
	],
	[
		'S-BM Sending a WhatsApp message, text only',
		{
			messages: {
				authentication: { productToken: 'your product token' },
				msg: [
					{
						body: { type: 'auto', content: 'Message Text' },
						to: [{ number: '00316012345678' }],
						from: 'TestSender',
						allowedChannels: ['WhatsApp'],
					},
				],
			},
		},
	],
	[
		'S-BM Sending a WhatsApp message',
		{
			messages: {
				authentication: { productToken: 'your product token' },
				msg: [
					{
						body: { type: 'auto', content: 'Fallback Text' },
						to: [{ number: '00316012345678' }],
						from: 'TestSender',
						allowedChannels: ['WhatsApp'],
						richContent: {
							conversation: [
								{ text: 'A text message with *bold* formatting in a speech bubble.' },
								{ text: 'Another speech bubble' },
								{
									media: {
										mediaName: 'and an image',
										mediaUri: 'https://www.cm.com/cdn/web/nl-nl/blog/conversational-commerce.jpg',
										mimeType: 'image/jpg',
									},
								},
							],
						},
					},
				],
			},
		},
	],
	[
		'S-BM WhatsApp text messages',
		{
			messages: {
				authentication: { productToken: 'your product token' },
				msg: [
					{
						body: { type: 'auto', content: 'Fallback Text' },
						to: [{ number: '00316012345678' }],
						from: 'TestSender',
						allowedChannels: ['WhatsApp'],
						richContent: {
							conversation: [
								{ text: 'A text message with *bold* formatting in a speech bubble.' },
								{ text: 'Another speech bubble' },
							],
						},
					},
				],
			},
		},
	],
	[
		'S-BM WhatsApp template',
		{
			messages: {
				authentication: { producttoken: 'your product token' },
				msg: [
					{
						from: 'CM.com',
						to: [{ number: '0031612345678' }],
						body: { type: 'auto', content: 'This is a WhatsApp message' },
						allowedChannels: ['WhatsApp'],
						richContent: {
							conversation: [
								{
									template: {
										whatsapp: {
											namespace: 'your namespace id here',
											element_name: 'TEMPLATE_NAME',
											language: { policy: 'fallback', code: 'en_US' },
											localizable_params: [
												{ default: 'Name' },
												{ default: 'Event' },
												{
													default: 'Saturday 6, July',
													date_time: {
														component: {
															day_of_week: 'Saturday',
															day_of_month: 6,
															year: 2019,
															month: 7,
															hour: 13,
															minute: 0,
														},
													},
												},
												{
													default: '€10.50',
													currency: { currency_code: 'EUR', amount_1000: 10500 },
												},
											],
										},
									},
								},
							],
						},
					},
				],
			},
		},
	],
	[
		'S-BM Viber',
		{
			messages: {
				authentication: { productToken: 'your product token' },
				msg: [
					{
						body: { type: 'auto', content: 'SMS fallback text' },
						richContent: {
							conversation: [
								{
									media: {
										mediaName: 'viber-example.png',
										mediaUri: 'https://www.cm.com/cdn/web/viber-message-festival.png',
										mimeType: 'image/png',
									},
								},
								{ text: 'Viber message text' },
							],
							suggestions: [
								{ action: 'Openurl', label: 'Visit cm.com', url: 'https://www.cm.com' },
							],
						},
						to: [{ number: '00316012345678' }],
						from: 'TestSender',
						allowedChannels: ['Viber'],
					},
				],
			},
		},
	],
];
