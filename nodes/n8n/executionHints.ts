import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Shows a line above the node's output, where this n8n can (since 1.6x). */
export function addHint(
	context: IExecuteFunctions,
	message: string,
	type: NodeExecutionHint['type'] = 'info',
): void {
	if (typeof context.addExecutionHints !== 'function') return;
	context.addExecutionHints({ message, type, location: 'outputPane' });
}
