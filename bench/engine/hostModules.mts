/**
 * Has every import of n8n's modules come from the installed n8n, not from this repository: all
 * contenders run in the engine that n8n's users have, and there may be only one engine in a process.
 */
import * as nodeModule from 'node:module';
import { pathToFileURL } from 'node:url';

const host = process.env.BENCH_HOST;
if (host === undefined) throw new Error('BENCH_HOST names no installed n8n');

/** Loads a module of the installed n8n. */
export const hostRequire = nodeModule.createRequire(`${host}/package.json`);

interface Resolved {
	url: string;
	shortCircuit?: boolean;
}
type Next = (specifier: string, context: object) => Resolved;
type Resolve = (specifier: string, context: { parentURL?: string }, next: Next) => Resolved;

// Newer than the types of the Node that this repository is checked against.
const { registerHooks } = nodeModule as unknown as {
	registerHooks(hooks: { resolve: Resolve }): void;
};

registerHooks({
	resolve: (specifier, context, next) =>
		context.parentURL?.endsWith('.mts') === true && /^(n8n-|@n8n\/)/.test(specifier)
			? { url: pathToFileURL(hostRequire.resolve(specifier)).href, shortCircuit: true }
			: next(specifier, context),
});
