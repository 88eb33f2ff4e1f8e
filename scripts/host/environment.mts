import { delimiter, dirname } from 'node:path';

/** npm settings of this repository (and of the npm that started us) that are not the host's. */
const foreignNpmSettings = new Set(
	['ignore_scripts', 'legacy_peer_deps', 'omit_lockfile_registry_resolved', 'local_prefix'].map(
		(name) => `npm_config_${name}`,
	),
);

function withPath(env: NodeJS.ProcessEnv, node: string): NodeJS.ProcessEnv {
	const name = Object.keys(env).find((key) => key.toLowerCase() === 'path') ?? 'PATH';
	return { ...env, [name]: `${dirname(node)}${delimiter}${env[name] ?? ''}` };
}

/**
 * The environment for npm in another folder than ours: the user's, with the given Node first on
 * the PATH, without what npm exports about the package whose script is running.
 */
export function npmEnvironment(node: string): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(
		([key]) => !/^npm_(package|lifecycle)_/.test(key) && !foreignNpmSettings.has(key.toLowerCase()),
	);
	return withPath(Object.fromEntries(kept), node);
}

/**
 * The environment for n8n: the user's, without settings of an n8n of their own (a database, an
 * encryption key), which must not reach the one started here.
 */
export function n8nEnvironment(
	node: string,
	settings: Record<string, string | undefined>,
): NodeJS.ProcessEnv {
	const foreign =
		/^(N8N_|DB_|QUEUE_|EXECUTIONS_|CREDENTIALS_|WORKFLOWS_|WEBHOOK_|GENERIC_|NODE_FUNCTION_|npm_)/;
	const kept = Object.entries(process.env).filter(([key]) => !foreign.test(key));
	// n8n starts its task runner with the `node` it finds on the PATH.
	return { ...withPath(Object.fromEntries(kept), node), ...settings };
}
