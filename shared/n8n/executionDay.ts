import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * The day on which the execution started, in the workflow's time zone, as `2026-11-26`. The same at
 * every try and at "retry execution".
 */
export function executionDay(context: IExecuteFunctions): string {
	const memory = context.getContext('node');
	memory.day ??= dayOf(startOf(context), context.getTimezone());
	return String(memory.day);
}

/**
 * When the execution began (milliseconds since 1970). Newer n8n tells; in older ones it is when
 * its first node began. Of that n8n hands its nodes the data, though its types do not say so. Where
 * a single node is executed, that may be of an execution before: hence only where n8n does not tell.
 */
function startOf(context: IExecuteFunctions): number {
	const { getExecutionContext } = context as Partial<IExecuteFunctions>;
	const began = getExecutionContext?.call(context)?.establishedAt;
	if (began !== undefined) return began;
	const { runExecutionData } = context as {
		runExecutionData?: {
			resultData?: { runData?: Record<string, Array<{ startTime?: number }>> };
		} | null;
	};
	const times = Object.values(runExecutionData?.resultData?.runData ?? {})
		.flat()
		.map(({ startTime }) => startTime ?? 0)
		.filter((time) => time > 0);
	return times.length > 0 ? Math.min(...times) : Date.now();
}

function dayOf(time: number, timeZone: string): string {
	// Canadian English writes dates as ISO 8601 does.
	return new Intl.DateTimeFormat('en-CA', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	}).format(time);
}
