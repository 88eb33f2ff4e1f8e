/** One state of the form of a node, and the fields a person must see in it. */
export interface FormState {
	resource: string;
	operation: string;
	/** Drop-downs to choose from besides: parameter and option. */
	choices?: Array<[parameter: string, option: string]>;
	fields: string[];
}

const letterEnd = ['Message', 'Additional Fields', 'Simplify', 'Options'];

const creating = (operation: string): FormState[] => [
	{
		resource: 'Letter',
		operation,
		choices: [['contentFrom', 'Text']],
		fields: [
			...['Content From', 'Recipient As', 'Mapping Column Mode', 'Country', 'Reference'],
			...['Sender As', ...letterEnd],
		],
	},
	{
		resource: 'Letter',
		operation,
		choices: [
			['recipientInput', 'One Text'],
			['senderInput', 'Separate Fields'],
		],
		fields: [
			...['Content From', 'Recipient As', 'Recipient', 'Country', 'Reference', 'Sender As'],
			...['Sender', 'Name', 'Company', 'Street', 'Postal Code', 'City', 'Region', 'Country'],
			...letterEnd,
		],
	},
	{
		resource: 'Letter',
		operation,
		choices: [
			['recipientInput', 'One Text'],
			['senderInput', 'One Text'],
		],
		fields: [
			...['Content From', 'Recipient As', 'Recipient', 'Country', 'Reference', 'Sender As'],
			...['Sender', ...letterEnd],
		],
	},
	{
		resource: 'Letter',
		operation,
		choices: [
			['senderInput', 'None'],
			['contentFrom', 'PDF File'],
		],
		fields: [
			...['Content From', 'Input Data Field Name', 'Country', 'Reference'],
			...['Additional Fields', 'Simplify', 'Options'],
		],
	},
];

/** Every operation of CM Letters, in the order in which the check goes through them. */
export const letterStates: FormState[] = [
	...creating('Create'),
	...creating('Create and Send'),
	{ resource: 'Letter', operation: 'Delete', fields: ['Letter', 'Options'] },
	{ resource: 'Letter', operation: 'Allow Sending Again', fields: ['Letter By', 'Key'] },
	{ resource: 'Letter', operation: 'Get', fields: ['Letter', 'Simplify', 'Options'] },
	{
		resource: 'Letter',
		operation: 'Get Many',
		fields: ['Return All', 'Limit', 'Simplify', 'Filters', 'Options'],
	},
	{ resource: 'Letter', operation: 'Get Price', fields: ['Letter', 'Options'] },
	{
		resource: 'Letter',
		operation: 'Send',
		fields: ['Letter', 'Additional Fields', 'Simplify', 'Options'],
	},
	{
		resource: 'Letter',
		operation: 'Update',
		fields: ['Letter', 'Update Fields', 'Simplify', 'Options'],
	},
	{ resource: 'Price', operation: 'Get', fields: ['Country', 'Options'] },
	{ resource: 'Price', operation: 'Get Many', fields: ['Return All', 'Limit', 'Options'] },
	{ resource: 'Callback', operation: 'Create', fields: ['Endpoint', 'Config', 'Options'] },
	{ resource: 'Callback', operation: 'Delete', fields: ['Callback', 'Options'] },
	{ resource: 'Callback', operation: 'Get', fields: ['Callback', 'Options'] },
	{ resource: 'Callback', operation: 'Get Many', fields: ['Return All', 'Limit', 'Options'] },
	{
		resource: 'Callback',
		operation: 'Update',
		fields: ['Callback', 'Endpoint', 'Config', 'Options'],
	},
];

const addressing = ['From', 'To', 'Default Country', 'Channels'];
const messageEnd = ['Reference', 'Additional Fields', 'Options'];

const interactive = (
	choices: Array<[parameter: string, option: string]>,
	header: string[],
	own: string[],
): FormState => ({
	resource: 'Message',
	operation: 'Send WhatsApp Interactive',
	choices,
	fields: [
		...[...addressing, 'Interactive Type', 'Body Text', 'Footer Text', 'Header Type'],
		...[...header, ...own, 'Fallback Text', ...messageEnd],
	],
});

/** Every operation of CM Messaging, in the order in which the check goes through them. */
export const messageStates: FormState[] = [
	{
		resource: 'Message',
		operation: 'Send Text',
		fields: [...addressing, 'Message', ...messageEnd],
	},
	{
		resource: 'Message',
		operation: 'Send Rich Content',
		fields: [...addressing, 'Conversation', 'Suggestions', 'Fallback Text', ...messageEnd],
	},
	interactive([['interactiveType', 'Reply Buttons']], [], ['Buttons']),
	interactive(
		[
			['interactiveType', 'List'],
			['headerType', 'Text'],
		],
		['Header Text'],
		['Button Label', 'Sections'],
	),
	interactive(
		[
			['headerType', 'None'],
			['interactiveType', 'Product'],
		],
		[],
		['Catalog ID', 'Product Retailer ID'],
	),
	interactive([['interactiveType', 'Product List']], [], ['Catalog ID', 'Product Sections']),
	{
		resource: 'Message',
		operation: 'Send WhatsApp Template',
		fields: [
			...[...addressing, 'Template Name', 'Language Code', 'Header Values', 'Body Values'],
			...['Button Values', 'Fallback Text', ...messageEnd],
		],
	},
	{ resource: 'Message', operation: 'Send Raw', fields: ['Message', 'Options'] },
	{ resource: 'Message', operation: 'Count Parts', fields: ['Message'] },
	{ resource: 'Message', operation: 'Allow Sending Again', fields: ['Reference', 'To'] },
	{
		resource: 'Conversion',
		operation: 'Report',
		fields: ['Reference', 'Phone Number', 'Default Country', 'Converted Timestamp', 'Options'],
	},
];

/** What the panel of nodes lists below "Actions" for CM Letters. */
export const letterActions = [
	'Create callback',
	'Delete callback',
	'Get callback',
	'Get many callbacks',
	'Update callback',
	'Create letter',
	'Create and send letter',
	'Delete letter',
	'Allow sending letter again',
	'Get letter',
	'Get many letters',
	'Get price of letter',
	'Send letter',
	'Update letter',
	'Get price',
	'Get many prices',
];

/** The same for CM Messaging. */
export const messageActions = [
	'Report conversion',
	'Count parts of message',
	'Allow sending message again',
	'Send raw message',
	'Send rich content message',
	'Send text message',
	'Send interactive message',
	'Send template message',
];
