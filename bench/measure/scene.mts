import type { EngineOptions } from '../engine/engine.mts';
import type { Figure } from './figure.mts';

/** What every row has to work with. */
export interface Scene extends Pick<EngineOptions, 'host' | 'packageFolder' | 'server'> {
	/** A rough look: fewer rows, fewer rounds. */
	quick: boolean;
	/** How often contenders take turns. */
	rounds: number;
	/** Prints what is going on. */
	say(line: string): void;
}

/** Measures one row of the table. */
export type Row = (scene: Scene) => Promise<Figure[]>;
