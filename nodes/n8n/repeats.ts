import type { IWebhookFunctions } from 'n8n-workflow';

/** How many events are remembered per trigger; n8n's static data is meant for little. */
const REMEMBERED = 1000;

/**
 * Per trigger, what this process has seen. n8n hands each request its own copy of the static data,
 * so two requests at the same moment see nothing of each other there.
 */
const seenByProcess = new Map<string, Set<string>>();

/**
 * Whether the same event was reported to this trigger before; if not, it is remembered, across
 * restarts in the workflow's static data.
 * @param event what makes two reports the same, as text
 */
export function isRepeat(context: IWebhookFunctions, event: string): boolean {
	const memory = context.getWorkflowStaticData('node') as { seen?: string[] };
	// Each listening for a test event in the editor starts anew.
	const seen =
		context.getMode() === 'manual'
			? new Set<string>()
			: seenBy(`${context.getWorkflow().id} ${context.getNode().id}`);
	if (seen.has(event) || memory.seen?.includes(event)) return true;

	seen.add(event);
	const [oldest] = seen;
	if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
	memory.seen = [...(memory.seen ?? []), event].slice(-REMEMBERED);
	return false;
}

function seenBy(trigger: string): Set<string> {
	const seen = seenByProcess.get(trigger) ?? new Set<string>();
	seenByProcess.set(trigger, seen);
	return seen;
}
