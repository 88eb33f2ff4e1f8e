import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';

import { credentialsHelper } from '../../harness/engine/credentials.mts';
import type { LoadedHost } from './host.mts';
import { TYPES } from './host.mts';

/** One node, given items by the node before it. */
export interface NodeToRun {
	type: string;
	typeVersion?: number;
	parameters: INodeParameters;
	/** Run for one item after the other, by n8n's own Loop Over Items. */
	inTurn?: boolean;
}

const NODE = 'Node';
const LOOP = 'Loop Over Items';
const ROWS = 'Rows';

/** Executes a node in n8n's engine; gives its items back. Throws what the node threw. */
export async function executeNode(
	host: LoadedHost,
	{ type, typeVersion = 1, parameters, inTurn = false }: NodeToRun,
	items: INodeExecutionData[],
	credential: ICredentialDataDecryptedObject,
): Promise<INodeExecutionData[]> {
	const node = workflowNode(NODE, type, parameters, typeVersion);
	const rows = workflowNode(ROWS, TYPES.rows, {});
	const loop = workflowNode(LOOP, TYPES.loop, { options: {}, batchSize: 1 }, 3);
	const first = inTurn ? loop : node;
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Bench',
		nodes: inTurn ? [rows, loop, node] : [rows, node],
		connections: inTurn
			? { [ROWS]: main([LOOP]), [LOOP]: main([], [NODE]), [NODE]: main([LOOP]) }
			: { [ROWS]: main([NODE]) },
		active: false,
		nodeTypes: host.nodeTypes,
	});
	const { data } = await new WorkflowExecute(
		additionalData(host, credential, workflow),
		'manual',
		startingAt(first, items),
	).processRunExecutionData(workflow);

	const { error, runData } = data.resultData;
	if (error) throw new Error(`${error.message} ${error.description ?? ''}`.trim());
	return (runData[NODE] ?? []).flatMap((run) => run.data?.main?.[0] ?? []);
}

function workflowNode(
	name: string,
	type: string,
	parameters: INodeParameters,
	typeVersion = 1,
): INode {
	const credentials = { cmApi: { id: '1', name: 'CM.com' } };
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, credentials };
}

function main(...outputs: string[][]): IConnections[string] {
	return {
		main: outputs.map((nodes) => nodes.map((node) => ({ node, type: 'main', index: 0 }))),
	};
}

function startingAt(node: INode, items: INodeExecutionData[]): IRunExecutionData {
	return createRunExecutionData({
		resultData: {
			runData: {
				[ROWS]: [
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
				{ node, data: { main: [items] }, source: { main: [{ previousNode: ROWS }] } },
			],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	});
}

function additionalData(
	host: LoadedHost,
	credential: ICredentialDataDecryptedObject,
	workflow: Workflow,
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1/';
	return {
		credentialsHelper: credentialsHelper(host, credential),
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
			name: 'Bench',
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
