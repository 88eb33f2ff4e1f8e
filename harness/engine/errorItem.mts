import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** What an item that failed says; nothing of an item that did not. */
export function errorOf({ json }: INodeExecutionData): IDataObject | undefined {
	return json.error as IDataObject | undefined;
}

/** What became of an item: its outcome, or the message of its error. */
export function outcomeOrMessage(item: INodeExecutionData): unknown {
	return item.json.outcome ?? errorOf(item)?.message;
}
