import { currentRun } from './currentRun.mts';
import type { LoadedPackage } from './loadedPackage.mts';

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

type Logger = Record<(typeof LEVELS)[number], (text: string, more?: object) => void>;

const listened = new WeakSet<object>();

/**
 * Has what nodes log kept with the execution they run in, and what the engine logs of it. n8n has
 * one logger for all, which its loader of packages holds as well.
 */
export function keepLog({ loader }: LoadedPackage): void {
	const { logger } = loader as unknown as { logger: Logger };
	if (listened.has(logger)) return;
	listened.add(logger);
	for (const level of LEVELS) {
		logger[level] = (text, more) => {
			const details = more === undefined ? '' : ` ${JSON.stringify(more)}`;
			currentRun()?.log.push(`${level}: ${text}${details}`);
		};
	}
}
