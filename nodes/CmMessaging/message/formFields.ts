import type { INodeProperties } from 'n8n-workflow';

/** Shown when another parameter has one of these values. */
export type Show = Record<string, string[]>;

/** A text parameter. */
export const textField = (
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

/** A list that grows by a button; see formLists for how n8n keeps it. */
export const listField = (
	displayName: string,
	name: string,
	entry: string,
	values: INodeProperties[],
	show?: Show,
	description?: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: `Add ${entry.toLowerCase()}`,
	default: {},
	options: [{ displayName: entry, name: 'entry', values }],
	...(description === undefined ? {} : { description }),
	...(show === undefined ? {} : { displayOptions: { show } }),
});
