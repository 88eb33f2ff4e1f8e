/** Examples of no more than a part of `richContent`: suggestions, one of them, a conversation. */
export const DOCUMENTED_PARTS: [section: string, part: object][] = [
	[
		'S-BM OpenUrl',
		{
			suggestions: [
				{ action: 'OpenUrl', url: 'market://details?id=cm.com', label: 'Install app' },
				{
					action: 'OpenUrl',
					url: 'https://docs.cmtelecom.com/en/api/business-messaging-api/1.0/index/',
					label: 'SMS documentation',
				},
			],
		},
	],
	[
		'S-BM Create Calendar Event',
		{
			action: 'CreateCalendarEvent',
			label: 'Add to calendar',
			calendar: {
				startTime: '2018-02-05T00:00:00',
				endTime: '2018-02-08T00:00:00',
				description: 'Calendar demo',
				title: 'Demo',
			},
		},
	],
	['S-BM Dial', { action: 'Dial', label: 'Call us', dial: { PhoneNumber: '+310612345' } }],
	[
		'S-BM ViewLocation',
		{
			action: 'viewLocation',
			viewLocation: { latitude: '51.603802', longitude: '4.770821', label: 'CM HQ' },
			label: 'Open in maps',
		},
	],
	[
		'S-BM Media messages',
		{
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
	],
	[
		'S-BM Location messages',
		{
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
	],
	[
		'S-BM Contacts',
		{
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
							name: { formatted_name: 'CM Developer', last_name: 'Your last name' },
						},
					],
				},
			],
		},
	],
];
