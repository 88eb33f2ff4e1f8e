import type { TaskResult } from '../engine/protocol.mts';
import { median } from './statistics.mts';

type Timed = Pick<TaskResult, 'ms' | 'cpuMs'>;

/** What contenders took, turn by turn. */
export interface Turns<Name extends string> {
	ms: Record<Name, number>;
	/** Processor time, which a busy machine lengthens less. */
	cpuMs: Record<Name, number>;
	/** The median of a figure worked out for each round from what was measured in that round. */
	ofRounds(figure: (ms: Record<Name, number>) => number): number;
	/** The same of processor time. */
	ofRoundsCpu(figure: (cpuMs: Record<Name, number>) => number): number;
}

/**
 * Has contenders take turns, one run each in every round, so that whatever slows the machine down
 * for a while slows all of them. Every other round goes the other way round.
 */
export async function takeTurns<Name extends string>(
	rounds: number,
	contenders: Record<Name, () => Promise<Timed>>,
	onRound: (round: number, ms: Record<Name, number>) => void = () => undefined,
): Promise<Turns<Name>> {
	const names = Object.keys(contenders) as Name[];
	const measured: Array<Record<Name, Timed>> = [];
	for (let round = 0; round < rounds; round++) {
		const results = {} as Record<Name, Timed>;
		for (const name of round % 2 === 0 ? names : [...names].reverse()) {
			results[name] = await contenders[name]();
		}
		measured.push(results);
		onRound(round + 1, valuesOf(results, 'ms'));
	}

	const medians = (kind: keyof Timed) =>
		Object.fromEntries(
			names.map((name) => [name, median(measured.map((round) => round[name][kind]))]),
		) as Record<Name, number>;
	const figureOf = (kind: keyof Timed, figure: (values: Record<Name, number>) => number) =>
		median(measured.map((round) => figure(valuesOf(round, kind))));
	return {
		ms: medians('ms'),
		cpuMs: medians('cpuMs'),
		ofRounds: (figure) => figureOf('ms', figure),
		ofRoundsCpu: (figure) => figureOf('cpuMs', figure),
	};
}

function valuesOf<Name extends string>(
	results: Record<Name, Timed>,
	kind: keyof Timed,
): Record<Name, number> {
	return Object.fromEntries(
		Object.entries<Timed>(results).map(([name, timed]) => [name, timed[kind]]),
	) as Record<Name, number>;
}
