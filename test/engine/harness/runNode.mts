import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type NodeApiError,
} from 'n8n-workflow';

import { credentialsHelper } from './credentials.mts';
import type { LoadedPackage } from './loadedPackage.mts';

export interface NodeRun {
	parameters: INodeParameters;
	items: INodeExecutionData[];
	credential: ICredentialDataDecryptedObject;
	/** The node's settings as a person sets them, e.g. `onError` or `retryOnFail`. */
	settings?: Partial<INode>;
	workflowSettings?: IWorkflowSettings;
	/** Data of an execution that failed, to run it again as n8n's "retry execution" does. */
	retryOf?: IRunExecutionData;
	abortSignal?: AbortSignal;
}

export interface NodeResult {
	/** Items on the success output. */
	items: INodeExecutionData[];
	/** Items on the error output, when the node has one. */
	errorItems: INodeExecutionData[];
	error?: NodeApiError;
	data: IRunExecutionData;
}

/** Executes one of the package's nodes in n8n's engine, with the given items as its input. */
export async function runNode(
	loaded: LoadedPackage,
	type: string,
	{ parameters, items, credential, settings, workflowSettings, retryOf }: NodeRun,
): Promise<NodeResult> {
	const node: INode = {
		id: 'b6e1c8d4-6f0e-4a3b-9f0a-2d1c5e7a9b30',
		name: loaded.node(type).description.displayName,
		type: `n8n-nodes-cmcom.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { cmApi: { id: '1', name: 'CM.com' } },
		...settings,
	};
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: [SOURCE, node],
		connections: {
			[SOURCE.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] },
		},
		active: false,
		nodeTypes: withSource(loaded),
		settings: workflowSettings ?? {},
	});
	const runData = retryOf ? retriedRun(retryOf, node) : freshRun(node, items);
	const run = await new WorkflowExecute(
		additionalData(loaded, credential, workflow),
		'manual',
		runData,
	).processRunExecutionData(workflow);

	const [task] = (run.data.resultData.runData[node.name] ?? []).slice(-1);
	const [success, failure] = task?.data?.main ?? [];
	return {
		items: success ?? [],
		errorItems: failure ?? [],
		error: (run.data.resultData.error ?? task?.error) as NodeApiError | undefined,
		data: run.data,
	};
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

function freshRun(node: INode, items: INodeExecutionData[]): IRunExecutionData {
	return createRunExecutionData({
		resultData: {
			runData: {
				[SOURCE.name]: [
					{
						startTime: 0,
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
			contextData: {},
			nodeExecutionStack: [
				{ node, data: { main: [items] }, source: { main: [{ previousNode: SOURCE.name }] } },
			],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
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
	// With the workflow as it is now, as when a person mended it in between.
	for (const entry of data.executionData?.nodeExecutionStack ?? []) entry.node = node;
	return data;
}

function additionalData(
	loaded: LoadedPackage,
	credential: ICredentialDataDecryptedObject,
	workflow: Workflow,
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1/';
	return {
		credentialsHelper: credentialsHelper(loaded, credential),
		executionId: 'execution-1',
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
		hooks: new ExecutionLifecycleHooks('manual', 'execution-1', {
			id: workflow.id,
			name: 'Test',
			nodes: [],
			connections: {},
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
		}),
	} as unknown as IWorkflowExecuteAdditionalData;
}
