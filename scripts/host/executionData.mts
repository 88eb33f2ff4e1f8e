import { parse } from 'flatted';

/** One item of a node's output. */
export interface OutputItem {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
	error?: { message?: string };
}

/** One run of one node. */
export interface NodeRun {
	executionStatus?: string;
	executionTime: number;
	error?: { message: string; description?: string | null };
	data?: Record<string, Array<OutputItem[] | null>>;
}

export interface ExecutionData {
	resultData: {
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: { message: string; description?: string | null };
	};
}

/** Execution data as n8n hands it out: flattened, so that it may hold the same object twice. */
export function parseRunData(flattened: string): ExecutionData {
	return parse(flattened) as ExecutionData;
}

/** The items of all runs of a node at one of its outputs. */
export function outputOf(data: ExecutionData, node: string, output = 0): OutputItem[] {
	const runs = data.resultData.runData[node] ?? [];
	return runs.flatMap((run) => run.data?.['main']?.[output] ?? []);
}
