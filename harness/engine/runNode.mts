import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IHttpRequestOptions,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type NodeApiError,
} from 'n8n-workflow';

import { credentialsHelper } from './credentials.mts';
import { within, type CurrentRun } from './currentRun.mts';
import { credentialsOf, type LoadedPackage } from './loadedPackage.mts';
import { keepLog } from './nodeLog.mts';

export interface NodeRun {
	parameters: INodeParameters;
	items: INodeExecutionData[];
	credential: ICredentialDataDecryptedObject;
	/** The node's settings as a person sets them, e.g. `onError` or `retryOnFail`. */
	settings?: Partial<INode>;
	/** The workflow's, e.g. its time zone. */
	workflowSettings?: IWorkflowSettings;
	/** Workflows share nothing in n8n's store of what was processed. */
	workflowId?: string;
	/** Data of an execution that failed, to run it again as n8n's "retry execution" does. */
	retryOf?: IRunExecutionData;
	/** Data of an execution in which the node runs once more, as in the next turn of a loop. */
	loopOf?: IRunExecutionData;
	/** When the execution began, in milliseconds since 1970; now unless given. */
	startedAt?: number;
	/** When the node before ours ran: earlier than the execution where only our node is executed. */
	rowsFrom?: number;
	/** Of the execution; one of its own unless given. */
	executionId?: string;
	/** Cancels the execution as n8n's Stop does: the node may still end in its own time. */
	abortSignal?: AbortSignal;
	/**
	 * Kills the process of the run: from then on it sends nothing and writes nothing, ever. What is
	 * under way stays so; runNode gives what there is.
	 */
	dies?: AbortSignal;
	/** Waited for before each request leaves, the first being number 1. */
	beforeRequest?: (request: IHttpRequestOptions, nth: number) => unknown;
	/** Waited for before the credential is read, the first time being number 1: by the node itself. */
	beforeDecryption?: (nth: number) => unknown;
}

export interface NodeResult {
	/** Items on the success output. */
	items: INodeExecutionData[];
	/** Items on the error output, when the node has one. */
	errorItems: INodeExecutionData[];
	error?: NodeApiError;
	data: IRunExecutionData;
	/** The lines that n8n shows above the node's output. */
	hints: string[];
	/** What was logged, by the node and by the engine, as `level: text {details}`. */
	log: string[];
	/** What n8n saved of a cancelled execution, which is at once: as it was at that moment. */
	savedAtCancel?: IRun;
	/** The process of the run died: there are no items. */
	died: boolean;
}

let executions = 0;

/**
 * Executes one of the package's nodes in n8n's engine, with the given items as its input. Ends when
 * the node does, also when the execution was cancelled before.
 */
export async function runNode(
	loaded: LoadedPackage,
	type: string,
	{
		parameters,
		items,
		credential,
		settings,
		workflowSettings,
		workflowId = 'workflow-1',
		retryOf,
		loopOf,
		startedAt = Date.now(),
		rowsFrom = startedAt,
		executionId = `execution-${++executions}`,
		abortSignal,
		dies,
		beforeRequest,
		beforeDecryption,
	}: NodeRun,
): Promise<NodeResult> {
	keepLog(loaded);
	const current: CurrentRun = {
		executionId,
		log: [],
		stillAlive: async () => {
			if (dies?.aborted) await new Promise(() => undefined);
		},
	};
	const node: INode = {
		id: 'b6e1c8d4-6f0e-4a3b-9f0a-2d1c5e7a9b30',
		name: loaded.node(type).description.displayName,
		type: `${loaded.name}.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: credentialsOf(loaded.node(type)),
		...settings,
	};
	const workflow = new Workflow({
		id: workflowId,
		name: 'Test',
		nodes: [SOURCE, node],
		connections: {
			[SOURCE.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] },
		},
		active: false,
		nodeTypes: withSource(loaded),
		settings: workflowSettings ?? {},
	});
	const runData = retryOf
		? retriedRun(retryOf, node)
		: freshRun(node, items, { startedAt, rowsFrom }, loopOf && structuredClone(loopOf));
	const hooks = lifecycleHooks(workflow, executionId);
	const helper = credentialsHelper(loaded, credential, beforeRequest, beforeDecryption);
	const execution = within(current, () =>
		new WorkflowExecute(
			additionalData(helper, hooks, workflow, executionId),
			'manual',
			runData,
		).processRunExecutionData(workflow),
	);
	let savedAtCancel: IRun | undefined;
	const cancel = () => {
		hooks.addHandler('workflowExecuteAfter', (saved) => {
			savedAtCancel ??= structuredClone(saved);
		});
		execution.cancel();
	};
	if (abortSignal?.aborted) cancel();
	abortSignal?.addEventListener('abort', cancel, { once: true });
	const died = dies && once(dies);
	const run = await (died ? Promise.race([execution, died]) : execution);
	abortSignal?.removeEventListener('abort', cancel);
	if (!run) {
		return { items: [], errorItems: [], data: runData, hints: [], log: current.log, died: true };
	}

	const [task] = (run.data.resultData.runData[node.name] ?? []).slice(-1);
	const [success, failure] = task?.data?.main ?? [];
	return {
		items: success ?? [],
		errorItems: failure ?? [],
		error: (run.data.resultData.error ?? task?.error) as NodeApiError | undefined,
		data: run.data,
		hints: (task?.hints ?? []).map(({ message }) => message),
		log: current.log,
		savedAtCancel,
		died: false,
	};
}

async function once(signal: AbortSignal): Promise<undefined> {
	if (signal.aborted) return;
	await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

/** The node before ours, that gave the items: error items get their input's data back through it. */
const SOURCE: INode = {
	id: 'e2d0a7c4-95d1-4a55-8a3f-0d9a4b6c1f22',
	name: 'Rows',
	type: 'test.rows',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

function withSource({ nodeTypes }: LoadedPackage): INodeTypes {
	const source = {
		description: { properties: [], inputs: [], outputs: ['main'], name: 'rows' },
	} as unknown as INodeType;
	const node = (type: string) =>
		type === SOURCE.type ? source : nodeTypes.getByNameAndVersion(type);
	return { getByName: node, getByNameAndVersion: node, getKnownTypes: () => ({}) };
}

/** @param before of the same execution, in which the node runs once more */
function freshRun(
	node: INode,
	items: INodeExecutionData[],
	{ startedAt, rowsFrom }: { startedAt: number; rowsFrom: number },
	before?: IRunExecutionData,
): IRunExecutionData {
	return createRunExecutionData({
		resultData: {
			runData: {
				...before?.resultData.runData,
				[SOURCE.name]: [
					{
						startTime: rowsFrom,
						executionIndex: 0,
						executionTime: 0,
						executionStatus: 'success',
						source: [],
						data: { main: [items] },
					},
				],
			},
		},
		executionData: {
			contextData: before?.executionData?.contextData ?? {},
			nodeExecutionStack: [
				{ node, data: { main: [items] }, source: { main: [{ previousNode: SOURCE.name }] } },
			],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			runtimeData: before?.executionData?.runtimeData ?? {
				version: 1,
				establishedAt: startedAt,
				source: 'manual',
			},
		},
	});
}

/** What n8n's "retry execution" does to the saved data: the failed run of the node is taken out. */
function retriedRun(failed: IRunExecutionData, node: INode): IRunExecutionData {
	const data = structuredClone({
		...failed,
		resultData: { ...failed.resultData, error: undefined },
	});
	data.resultData.runData[node.name]?.pop();
	// With the workflow as it is now, as when a person fixed it in between.
	for (const entry of data.executionData?.nodeExecutionStack ?? []) entry.node = node;
	return data;
}

function additionalData(
	credentials: ICredentialsHelper,
	hooks: ExecutionLifecycleHooks,
	workflow: Workflow,
	executionId: string,
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1/';
	return {
		credentialsHelper: credentials,
		executionId,
		workflowId: workflow.id,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: base,
		instanceBaseUrl: base,
		webhookBaseUrl: base,
		webhookTestBaseUrl: base,
		webhookWaitingBaseUrl: base,
		formBaseUrl: base,
		formTestBaseUrl: base,
		formWaitingBaseUrl: base,
		hooks,
	} as unknown as IWorkflowExecuteAdditionalData;
}

function lifecycleHooks(workflow: Workflow, executionId: string): ExecutionLifecycleHooks {
	return new ExecutionLifecycleHooks('manual', executionId, {
		id: workflow.id,
		name: 'Test',
		nodes: [],
		connections: {},
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
	});
}
