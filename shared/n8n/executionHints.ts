import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/**
 * Shows a line above the node's output after the run, where this n8n can: older ones have no hints.
 * @param type `info` for what is good to know, `warning` for what somebody should look at
 */
export function addHint(
	context: IExecuteFunctions,
	message: string,
	type: NonNullable<NodeExecutionHint['type']>,
): void {
	const { addExecutionHints } = context as Partial<IExecuteFunctions>;
	addExecutionHints?.call(context, { message, type, location: 'outputPane' });
}
