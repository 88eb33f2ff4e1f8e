import type {
	Credential,
	CredentialRef,
	CredentialTestResult,
	Execution,
	ExecutionSummary,
	Owner,
	PublicationStatus,
	SavedWorkflow,
	WorkflowFile,
} from './entities.mts';
import { parseRunData } from './executionData.mts';
import { poll } from './poll.mts';
import { N8nRequestError, N8nSession } from './session.mts';

const unfinished = new Set<ExecutionSummary['status']>(['new', 'running', 'waiting']);

/** Drives a running n8n through the interface its own editor uses. */
export class N8nClient {
	private readonly session: N8nSession;

	constructor(readonly url: string) {
		this.session = new N8nSession(url);
	}

	/** Signs in; claims the instance first when it has no owner yet. */
	async signIn(owner: Owner): Promise<void> {
		const { userManagement } = await this.session.get<{
			userManagement: { showSetupOnFirstLoad?: boolean };
		}>('/settings');
		if (userManagement.showSetupOnFirstLoad) await this.session.post('/owner/setup', owner);
		const { email, password } = owner;
		await this.session.post('/login', { emailOrLdapLoginId: email, password });
	}

	/** Creates the credential, or brings the one with that name and type up to date. */
	async saveCredential({ name, type, data }: Credential): Promise<CredentialRef> {
		const known = await this.session.get<Array<CredentialRef & { type: string }>>('/credentials');
		const same = known.find((one) => one.name === name && one.type === type);
		const body = { name, type, data };
		const { id } = same
			? await this.session.patch<CredentialRef>(`/credentials/${same.id}`, body)
			: await this.session.post<CredentialRef>('/credentials', body);
		return { id, name };
	}

	/** Presses the credential's "Test" button: asks the service whether it accepts this data. */
	async testCredential(id: string, credential: Credential): Promise<CredentialTestResult> {
		return await this.session.post('/credentials/test', { credentials: { id, ...credential } });
	}

	/** The types of all nodes and credentials this n8n has loaded. */
	async loadedTypes(): Promise<string[]> {
		const [nodes, credentials] = await Promise.all(
			['nodes', 'credentials'].map(
				async (kind) => await this.session.getFile<Array<{ name: string }>>(`/types/${kind}.json`),
			),
		);
		return [...(nodes ?? []), ...(credentials ?? [])].map(({ name }) => name);
	}

	/** Imports a workflow file, its nodes of the named package signed in with the credential. */
	async importWorkflow(
		file: WorkflowFile,
		use?: { packageName: string; credentialType: string; credential: CredentialRef },
	): Promise<SavedWorkflow> {
		const nodes = file.nodes.map((node) =>
			use && node.type.startsWith(`${use.packageName}.`)
				? { ...node, credentials: { [use.credentialType]: use.credential } }
				: node,
		);
		const { name, connections, settings = {} } = file;
		return await this.session.post('/workflows', { name, nodes, connections, settings });
	}

	async workflows(): Promise<SavedWorkflow[]> {
		return await this.session.get('/workflows');
	}

	/**
	 * Publishes the workflow's current version and waits until its triggers listen (n8n registers
	 * them in the background); throws with the trigger's own message when one cannot.
	 */
	async activate({ id, versionId }: Pick<SavedWorkflow, 'id' | 'versionId'>): Promise<void> {
		await this.session.post(`/workflows/${id}/activate`, { versionId });
		const { status, triggers } = await poll(
			async () => {
				const now = await this.publicationStatus(id);
				return now.status === 'in_progress' || now.status === 'not_published' ? undefined : now;
			},
			{ what: 'Waiting for the workflow to be published', timeoutMs: 60_000 },
		);
		if (status === 'published') return;
		const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
		throw new Error(`The workflow could not be published: ${reasons.join('; ')}`);
	}

	/** n8n 1.123 and 2.20 have no such address: there, triggers listen before it answers. */
	private async publicationStatus(id: string): Promise<PublicationStatus> {
		try {
			return await this.session.get(`/workflows/${id}/publication-status`);
		} catch (error) {
			if (!(error instanceof N8nRequestError) || error.status !== 404) throw error;
			return { status: 'published', triggers: [] };
		}
	}

	async deactivate(id: string): Promise<void> {
		await this.session.post(`/workflows/${id}/deactivate`, {});
	}

	/** Deletes a workflow for good (n8n wants it in the archive first). */
	async deleteWorkflow(id: string): Promise<void> {
		await this.session.post(`/workflows/${id}/archive`, {});
		await this.session.delete(`/workflows/${id}`);
	}

	/** The newest executions (at most 100), the latest first. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.session.get<{ results: ExecutionSummary[] }>(
			`/executions?limit=100&filter=${filter}`,
		);
		return results;
	}

	/** How many executions a workflow had, of those that ended with the status when one is given. */
	async countExecutions(workflowId: string, status?: ExecutionSummary['status']): Promise<number> {
		const filter = { workflowId, ...(status ? { status: [status] } : {}) };
		const { count } = await this.session.get<{ count: number }>(
			`/executions?limit=1&filter=${encodeURIComponent(JSON.stringify(filter))}`,
		);
		return count;
	}

	async execution(id: string): Promise<Execution> {
		const { data, ...rest } = await this.session.get<ExecutionSummary & { data: string }>(
			`/executions/${id}`,
		);
		return { ...rest, data: parseRunData(data) };
	}

	/** Waits for the workflow's newest execution (after `afterId`, when given) to end. */
	async finishedExecution(
		workflowId: string,
		{ afterId = '0', timeoutMs = 180_000 }: { afterId?: string; timeoutMs?: number } = {},
	): Promise<Execution> {
		const { id } = await poll(
			async () => {
				const [latest] = await this.executions(workflowId);
				if (!latest || Number(latest.id) <= Number(afterId)) return undefined;
				return unfinished.has(latest.status) ? undefined : latest;
			},
			{ what: 'Waiting for the workflow to finish', timeoutMs },
		);
		return await this.execution(id);
	}

	/** The rows of a data table of the signed-in user; none when there is no such table. */
	async dataTableRows(name: string): Promise<Array<Record<string, unknown>>> {
		const { id: project } = await this.session.get<{ id: string }>('/projects/personal');
		const tables = await this.session.get<{ data: Array<{ id: string; name: string }> }>(
			`/projects/${project}/data-tables`,
		);
		const table = tables.data.find((one) => one.name === name);
		if (!table) return [];
		const rows = await this.session.get<{ data: Array<Record<string, unknown>> }>(
			`/projects/${project}/data-tables/${table.id}/rows?take=250`,
		);
		return rows.data;
	}

	/** Calls an active workflow's Webhook node. */
	async callWebhook(path: string, body: unknown): Promise<Response> {
		return await fetch(`${this.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	/** Fills in and sends the form of an active workflow; values in the order of its fields. */
	async submitForm(path: string, values: ReadonlyArray<string | File>): Promise<Response> {
		const form = new FormData();
		for (const [index, value] of values.entries()) form.append(`field-${index}`, value);
		return await fetch(`${this.url}/form/${path}`, { method: 'POST', body: form });
	}
}
