import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

import express, { type Request, type Response } from 'express';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IWebhookData,
	type IWebhookDescription,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { credentialsHelper } from './credentials.mts';
import { credentialsOf, type LoadedPackage } from './loadedPackage.mts';

export interface TriggerHostOptions {
	/** The package's trigger; that of CM Letters unless given. */
	type?: 'cmLettersTrigger' | 'cmMessagingTrigger';
	parameters?: INodeParameters;
	credential: ICredentialDataDecryptedObject;
	/** Public address of this n8n, as WEBHOOK_URL would set it. Its own unless given. */
	publicUrl?: string;
}

/**
 * Hosts the trigger as n8n's server does: hooks run in n8n's HookContext, each request in a
 * WebhookContext of its own, with its own copy of the static data, saved when the node is done.
 */
export class TriggerHost {
	/** What the workflow was started with, run by run. */
	readonly runs: INodeExecutionData[][] = [];
	/** As saved in n8n's database. */
	staticData: IDataObject = {};
	parameters: INodeParameters;
	nodeName: string;
	publicUrl: string | undefined;
	/** Whether n8n can record a run: its database or its queue may be out of reach. */
	canRecord = true;
	/** What n8n is to wait for between recording a run and answering. */
	recording: ((response: Response) => Promise<void>) | undefined;
	/** What this process of n8n remembers of a trigger, it remembers under this ID. */
	readonly nodeId = randomUUID();
	private readonly started = new EventEmitter();
	private readonly type: NonNullable<TriggerHostOptions['type']>;
	private readonly loaded: LoadedPackage;
	private readonly credential: ICredentialDataDecryptedObject;
	private readonly server: Server;

	private constructor(loaded: LoadedPackage, server: Server, options: TriggerHostOptions) {
		this.loaded = loaded;
		this.server = server;
		this.type = options.type ?? 'cmLettersTrigger';
		this.nodeName = loaded.node(this.type).description.displayName;
		this.parameters = options.parameters ?? {};
		this.credential = options.credential;
		this.publicUrl = options.publicUrl;
	}

	static async start(loaded: LoadedPackage, options: TriggerHostOptions): Promise<TriggerHost> {
		const app = express();
		const server = createServer(app).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const host = new TriggerHost(loaded, server, options);
		app.all('/{*path}', (request, response) => void host.receive(request, response));
		return host;
	}

	/** Address of this server; the trigger's URL lies below it. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** The URL that n8n shows in the editor and listens at, as n8n works it out. */
	webhookUrl(mode: WorkflowExecuteMode = 'trigger'): string {
		const { workflow, node, webhook, additionalData } = this.situation(mode);
		const context = new HookContext(workflow, node, additionalData, mode, 'activate', webhook);
		const url = context.getNodeWebhookUrl('default');
		if (url === undefined) throw new Error('The trigger has no URL');
		return url;
	}

	/** What n8n does when the workflow is activated, or when it starts. */
	async activate(mode: WorkflowExecuteMode = 'trigger'): Promise<void> {
		await this.hook(mode, async (methods, context) => {
			if (!(await methods.checkExists.call(context))) await methods.create.call(context);
		});
	}

	/** What n8n does when the workflow is deactivated. */
	async deactivate(mode: WorkflowExecuteMode = 'trigger'): Promise<void> {
		await this.hook(mode, async (methods, context) => {
			await methods.delete.call(context);
		});
	}

	/** Resolves once there were so many runs: the node may answer first and start the run later. */
	async runCount(count: number): Promise<void> {
		while (this.runs.length < count) await once(this.started, 'run');
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async hook(
		mode: WorkflowExecuteMode,
		run: (methods: HookMethods, context: HookContext) => Promise<void>,
	): Promise<void> {
		const { workflow, node, webhook, additionalData } = this.situation(mode);
		const context = new HookContext(workflow, node, additionalData, mode, 'activate', webhook);
		const { webhookMethods } = this.loaded.node(this.type);
		try {
			await run(webhookMethods?.default as unknown as HookMethods, context);
		} finally {
			this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		}
	}

	private async receive(request: Request, response: Response): Promise<void> {
		const body = await buffer(request);
		const rawBody = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
		const mode = request.path.includes('webhook-test') ? 'manual' : 'trigger';
		const description = this.descriptionFor(request, mode);
		if (!description) {
			response.status(404).json({ message: 'The requested webhook is not registered.' });
			return;
		}
		const { workflow, node, webhook, additionalData } = this.situation(mode, description);
		Object.assign(request, { rawBody, body: {} });
		Object.assign(additionalData, { httpRequest: request, httpResponse: response });
		const context = new WebhookContext(workflow, node, additionalData, mode, webhook, [], null);

		const { webhook: receive } = this.loaded.node(this.type);
		const result = await receive?.call(context);
		if (result?.workflowData && !this.canRecord && !response.headersSent) {
			response.status(500).json({ message: 'Error in workflow' });
			return;
		}
		// As n8n 2.40 does: with a run to record, it saves only what a trigger that answered changed.
		if (response.headersSent || !result?.workflowData) {
			this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		}
		if (result?.workflowData) {
			this.runs.push(...result.workflowData);
			this.started.emit('run');
		}
		await this.recording?.(response);
		if (!response.headersSent) response.json({ message: 'Workflow was started' });
	}

	/** The webhook that n8n would find: of that method, at that path, but for variable parts of it. */
	private descriptionFor(
		{ method, path }: Request,
		mode: WorkflowExecuteMode,
	): IWebhookDescription | undefined {
		const { workflow, node } = this.situation(mode);
		const given = path.replace(/\/$/, '').split('/').slice(2);
		return this.loaded.node(this.type).description.webhooks?.find((description) => {
			if (description.httpMethod !== method) return false;
			const value = (field: 'path' | 'isFullPath') =>
				workflow.expression.getSimpleParameterValue(
					node,
					description[field],
					'internal',
					{},
					undefined,
					false,
				);
			const ending = String(value('path'));
			const isVariable = ending.startsWith(':') || ending.includes('/:');
			// n8n finds a variable path only when it is taken for a full one, and puts the ID before it.
			if (isVariable !== (value('isFullPath') === true)) return false;
			const wanted = NodeHelpers.getNodeWebhookPath('', node, ending).split('/');
			return (
				wanted.length === given.length &&
				wanted.every((part, index) => part.startsWith(':') || part === given[index])
			);
		});
	}

	private situation(mode: WorkflowExecuteMode, description?: IWebhookDescription) {
		const node: INode = {
			id: this.nodeId,
			name: this.nodeName,
			type: `${this.loaded.name}.${this.type}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			webhookId: '7e6d5c4b-3a29-4187-9654-1f2e3d4c5b6a',
			credentials: credentialsOf(this.loaded.node(this.type)),
		};
		const workflow = new Workflow({
			id: 'workflow-1',
			name: 'Trigger',
			nodes: [node],
			connections: {},
			active: mode === 'trigger',
			nodeTypes: this.loaded.nodeTypes,
			staticData: JSON.parse(JSON.stringify(this.staticData)) as IDataObject,
		});
		if (mode === 'manual') workflow.setTestStaticData(workflow.staticData);
		const base = this.publicUrl ?? this.url;
		const additionalData = {
			credentialsHelper: credentialsHelper(this.loaded, this.credential),
			webhookBaseUrl: `${base}/webhook`,
			webhookTestBaseUrl: `${base}/webhook-test`,
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const [first] = this.loaded.node(this.type).description.webhooks ?? [];
		const webhookDescription = description ?? first;
		const webhook = {
			httpMethod: webhookDescription?.httpMethod,
			node: node.name,
			path: '',
			webhookDescription,
			workflowId: 'workflow-1',
			workflowExecuteAdditionalData: additionalData,
			isTest: mode === 'manual',
		} as unknown as IWebhookData;
		return { workflow, node, webhook, additionalData };
	}
}

type HookMethods = Record<
	'checkExists' | 'create' | 'delete',
	(this: HookContext) => Promise<boolean>
>;
