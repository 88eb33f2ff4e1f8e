import { npmEnvironment } from './environment.mts';
import { runToEnd } from './process.mts';

export interface NpmRun {
	args: readonly string[];
	cwd: string;
	/** The Node that runs npm, and that it builds native modules for. */
	node: string;
	env?: Record<string, string>;
	onLine?: (line: string) => void;
}

/** Runs npm (the one that started us, when there is one) in a folder; throws when it fails. */
export async function npm({ args, cwd, node, env, onLine }: NpmRun): Promise<void> {
	const cli = process.env['npm_execpath'];
	const known = cli !== undefined && /\.c?js$/.test(cli);
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
	await runToEnd({
		command: known ? node : 'npm',
		args: [...(known ? [cli] : []), ...args, ...quiet],
		cwd,
		env: { ...npmEnvironment(node), ...env },
		onLine,
	});
}
