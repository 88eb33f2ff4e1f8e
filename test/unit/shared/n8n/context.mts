import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

interface Given {
	workflowId?: string;
	timezone?: string;
	runIndex?: number;
	/** What the node has kept in the execution. */
	memory?: Record<string, unknown>;
	/** When the nodes of the execution began. */
	startTimes?: number[];
	/** How many texts n8n's store has. */
	count?: number | Error;
}

/** As much of n8n's context as is asked by what stands between n8n and delivery. */
export function contextWith({
	workflowId = 'a',
	timezone = 'UTC',
	runIndex = 0,
	memory = {},
	startTimes,
	count = 0,
}: Given = {}) {
	const hints: NodeExecutionHint[] = [];
	const context = {
		getWorkflow: () => ({ id: workflowId }),
		getTimezone: () => timezone,
		getContext: () => memory,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		addExecutionHints: (...added: NodeExecutionHint[]) => hints.push(...added),
		helpers: {
			getProcessedDataCount: async () => {
				if (count instanceof Error) throw count;
				return await Promise.resolve(count);
			},
		},
		...(startTimes && {
			runExecutionData: {
				resultData: {
					runData: Object.fromEntries(
						startTimes.map((startTime, index) => [`node ${index}`, [{ startTime }]]),
					),
				},
			},
		}),
	};
	return { context: context as unknown as IExecuteFunctions, hints };
}
