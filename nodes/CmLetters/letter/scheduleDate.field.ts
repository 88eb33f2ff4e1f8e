import type { INodeProperties } from 'n8n-workflow';

/** Only on operations whose name says that they send. */
export const scheduleDateField: INodeProperties = {
	displayName: 'Schedule Date',
	name: 'scheduledate',
	type: 'dateTime',
	default: '',
	description:
		'Date to give CM.com, ISO 8601. CM.com does not schedule letters yet: whatever the date, even one in the future, the letter is mailed at once. Empty: today.',
};
