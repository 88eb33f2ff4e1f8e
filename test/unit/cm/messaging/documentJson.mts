/**
 * The JSON examples of the Business Messaging API document, by section, and the one that the
 * Integration document shows twice; as they stand there, without authentication.
 */
export const JSON_EXAMPLES = {
	'Sending messages': {
		messages: {
			msg: [
				{
					body: {
						type: 'auto',
						content: 'Message Text',
					},
					to: [
						{
							number: '00316012345678',
						},
					],
					from: 'TestSender',
					allowedChannels: ['Viber'],
				},
			],
		},
	},
	'Batch messages': {
		messages: {
			msg: [
				{
					allowedChannels: ['Viber'],
					from: 'SenderName',
					to: [
						{
							number: '00447911123456',
						},
						{
							number: '00447911123457',
						},
					],
					body: {
						type: 'auto',
						content: 'Test message',
					},
				},
				{
					allowedChannels: ['SMS'],
					from: 'OtherSender',
					to: [
						{
							number: '00447911123458',
						},
						{
							number: '00447911123459',
						},
					],
					body: {
						type: 'auto',
						content: 'Other Test message',
					},
				},
			],
		},
	},
	'Custom groupings': {
		messages: {
			msg: [
				{
					allowedChannels: ['SMS'],
					from: 'SenderName',
					to: [
						{
							number: '00447911123456',
						},
					],
					body: {
						type: 'auto',
						content: 'Test message',
					},
					reference: 'your_reference',
					customGrouping: 'Campaign ABC',
					customGrouping2: 'Department XYZ',
					customGrouping3: 'Source 123',
				},
			],
		},
	},
	'Validity period': {
		messages: {
			msg: [
				{
					allowedChannels: ['SMS'],
					from: 'SenderName',
					to: [
						{
							number: '00447911123456',
						},
					],
					body: {
						type: 'auto',
						content: 'Test message',
					},
					validity: '2017-04-20 11:50 GMT',
				},
			],
		},
	},
	Conversations: {
		messages: {
			msg: [
				{
					from: 'CM.com',
					to: [
						{
							number: '0031612345678',
						},
					],
					body: {
						type: 'auto',
						content: 'fallback content',
					},
					allowedChannels: ['WhatsApp'],
					richContent: {
						conversation: [
							{
								text: 'A rich content text message',
							},
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
	'Suggestions, OpenUrl': {
		suggestions: [
			{
				action: 'OpenUrl',
				url: 'market://details?id=cm.com',
				label: 'Install app',
			},
			{
				action: 'OpenUrl',
				url: 'https://docs.cmtelecom.com/en/api/business-messaging-api/1.0/index/',
				label: 'SMS documentation',
			},
		],
	},
	'Suggestions, Create Calendar Event': {
		action: 'CreateCalendarEvent',
		label: 'Add to calendar',
		calendar: {
			startTime: '2018-02-05T00:00:00',
			endTime: '2018-02-08T00:00:00',
			description: 'Calendar demo',
			title: 'Demo',
		},
	},
	'Suggestions, Dial': {
		action: 'Dial',
		label: 'Call us',
		dial: {
			PhoneNumber: '+310612345',
		},
	},
	'Suggestions, ViewLocation': {
		action: 'viewLocation',
		viewLocation: {
			latitude: '51.603802',
			longitude: '4.770821',
			label: 'CM HQ',
		},
		label: 'Open in maps',
	},
	'SMS, Auto detect encoding': {
		messages: {
			msg: [
				{
					allowedChannels: ['SMS'],
					from: 'SenderName',
					to: [
						{
							number: '00447911123456',
						},
					],
					minimumNumberOfMessageParts: 1,
					maximumNumberOfMessageParts: 8,
					body: {
						type: 'auto',
						content: 'Κείμενο διαθέσιμο σε όλες τις γλώσσες',
					},
				},
			],
		},
	},
	'SMS, Custom DCS': {
		messages: {
			msg: [
				{
					allowedChannels: ['SMS'],
					from: 'SenderName',
					to: [
						{
							number: '00447911123456',
						},
					],
					dcs: 8,
					body: {
						content: 'Κείμενο διαθέσιμο σε όλες τις γλώσσες',
					},
				},
			],
		},
	},
	'SMS, Multipart': {
		messages: {
			msg: [
				{
					allowedChannels: ['SMS'],
					from: 'SenderName',
					to: [
						{
							number: '00447911123456',
						},
					],
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
	'WhatsApp, Message example': {
		messages: {
			msg: [
				{
					body: {
						type: 'auto',
						content: 'Message Text',
					},
					to: [
						{
							number: '00316012345678',
						},
					],
					from: 'TestSender',
					allowedChannels: ['WhatsApp'],
				},
			],
		},
	},
	'WhatsApp, Rich Content': {
		messages: {
			msg: [
				{
					body: {
						type: 'auto',
						content: 'Fallback Text',
					},
					to: [
						{
							number: '00316012345678',
						},
					],
					from: 'TestSender',
					allowedChannels: ['WhatsApp'],
					richContent: {
						conversation: [
							{
								text: 'A text message with *bold* formatting in a speech bubble.',
							},
							{
								text: 'Another speech bubble',
							},
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
	'WhatsApp, Text messages': {
		messages: {
			msg: [
				{
					body: {
						type: 'auto',
						content: 'Fallback Text',
					},
					to: [
						{
							number: '00316012345678',
						},
					],
					from: 'TestSender',
					allowedChannels: ['WhatsApp'],
					richContent: {
						conversation: [
							{
								text: 'A text message with *bold* formatting in a speech bubble.',
							},
							{
								text: 'Another speech bubble',
							},
						],
					},
				},
			],
		},
	},
	'WhatsApp, Template': {
		messages: {
			msg: [
				{
					from: 'CM.com',
					to: [
						{
							number: '0031612345678',
						},
					],
					body: {
						type: 'auto',
						content: 'This is a WhatsApp message',
					},
					allowedChannels: ['WhatsApp'],
					richContent: {
						conversation: [
							{
								template: {
									whatsapp: {
										namespace: 'your namespace id here',
										element_name: 'TEMPLATE_NAME',
										language: {
											policy: 'fallback',
											code: 'en_US',
										},
										localizable_params: [
											{
												default: 'Name',
											},
											{
												default: 'Event',
											},
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
												currency: {
													currency_code: 'EUR',
													amount_1000: 10500,
												},
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
	'WhatsApp, Media messages': {
		conversation: [
			{
				media: {
					mediaName: 'conversational-commerce',
					mediaUri: 'https://www.cm.com/cdn/web/nl-nl/blog/conversational-commerce.jpg',
					mimeType: 'image/jpg',
				},
			},
		],
	},
	'WhatsApp, Location messages': {
		conversation: [
			{
				location: {
					latitude: '51.603802',
					longitude: '4.770821',
					label: 'CM HQ',
					searchQuery: 'Konijnenberg 30',
				},
			},
		],
	},
	'WhatsApp, Contacts': {
		conversation: [
			{
				contacts: [
					{
						addresses: [
							{
								city: 'Breda',
								country: 'Netherlands',
								country_code: 'NL',
								street: 'Konijnenberg 30',
								type: 'WORK',
								zip: '4825 BD',
							},
						],
						name: {
							formatted_name: 'CM Developer',
							last_name: 'Your last name',
						},
					},
				],
			},
		],
	},
	'Viber, Message example': {
		messages: {
			msg: [
				{
					body: {
						type: 'auto',
						content: 'SMS fallback text',
					},
					richContent: {
						conversation: [
							{
								media: {
									mediaName: 'viber-example.png',
									mediaUri: 'https://www.cm.com/cdn/web/viber-message-festival.png',
									mimeType: 'image/png',
								},
							},
							{
								text: 'Viber message text',
							},
						],
						suggestions: [
							{
								action: 'Openurl',
								label: 'Visit cm.com',
								url: 'https://www.cm.com',
							},
						],
					},
					to: [
						{
							number: '00316012345678',
						},
					],
					from: 'TestSender',
					allowedChannels: ['Viber'],
				},
			],
		},
	},
	'Push, allowed channels': {
		messages: {
			msg: [
				{
					from: 'SenderName',
					to: [
						{
							number: '00447911123456',
						},
					],
					body: {
						type: 'auto',
						content: 'This message defines allowed channels',
					},
					allowedChannels: ['Push'],
					appKey: '00000000-0000-0000-0000-000000000000',
				},
			],
		},
	},
	'Push, fallback to SMS': {
		messages: {
			msg: [
				{
					allowedChannels: ['Push', 'SMS'],
					from: 'SenderName',
					to: [
						{
							number: '00447911123456',
						},
					],
					appKey: '00000000-0000-0000-0000-000000000000',
					body: {
						type: 'auto',
						content: 'This message will be delivered as a push message.',
					},
				},
			],
		},
	},
	'Integration, Authentication': {
		messages: {
			msg: [
				{
					from: 'Sender',
					to: [
						{
							number: '00447911123456',
						},
					],
					body: {
						type: 'auto',
						content: 'My first CM.com message',
					},
					reference: 'my_reference_123',
				},
			],
		},
	},
} as const satisfies Record<string, unknown>;
