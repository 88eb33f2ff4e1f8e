import type { AsyncCommand, Scheduler } from 'fast-check';

import { DuplicateGuard } from '../../../../../shared/delivery/duplicateGuard.ts';
import { Execution, type Plan } from './execution.mts';
import { ModelService, type ListMode } from './service.mts';
import { Process, World } from './world.mts';

/** What holds for the whole of one history. */
export interface Setting {
	/** The list shows what a letter says; else only its reference. */
	showsContent: boolean;
	/** The service says no to some of what it does. Then its lists are whole. */
	lies: boolean;
	/** Every key has the same reference, as in a campaign; its recipient, here its content, differs. */
	sharesReference: boolean;
	/** How many keys there are. */
	keys: number;
	/** The store knows a letter that the list shows. */
	hasWitness: boolean;
}

/** Everything that happens in one history, and what is known of it. */
export class History {
	readonly world: World;
	readonly service: ModelService;
	readonly executions: Execution[] = [];
	readonly failures: unknown[] = [];
	/** Processes killed while they were asking the store. */
	killedAsking = 0;

	constructor(
		scheduler: Scheduler,
		readonly setting: Setting,
	) {
		this.world = new World(scheduler, 600);
		this.service = new ModelService(this.world, setting.showsContent);
	}

	/** Before anything else: a letter that is known, at the service. */
	async begin(): Promise<void> {
		if (!this.setting.hasWitness) return;
		const { world } = this;
		const process = new Process('witness', 0);
		const wanted = { key: 'witness', content: 'witness', states: ['mailed'] as [string] };
		this.service.letters.push({
			id: 'W',
			by: process.name,
			job: { itemIndex: 0, place: '', reference: 'witness', identity: wanted },
			isMailed: true,
			releases: 0,
			listedAt: 0,
		});
		const guard = new DuplicateGuard(
			world.storeOf(process),
			world.clockOf(process),
			'account',
			1000,
		);
		void guard.claim([wanted]).then(() => guard.record([{ kind: 'done', wanted, id: 'W' }]));
		await this.finish();
	}

	start(plan: Plan): void {
		const name = `run ${this.executions.length + 1}`;
		const execution = new Execution(name, plan, this.world, this.service);
		this.executions.push(execution);
		execution.run().catch((error: unknown) => this.failures.push(error));
	}

	running(): Execution[] {
		return this.executions.filter(({ isRunning }) => isRunning);
	}

	/** One of those that run. */
	pick(which: number): Execution | undefined {
		const running = this.running();
		return running[which % running.length];
	}

	/** Lets everything come to its end. */
	async finish(): Promise<void> {
		for (let steps = 0; await this.world.advance(); steps++) {
			if (steps > 100_000) throw new Error('It never ends');
		}
	}
}

/** A step of a history. The model is the history itself: what it must hold is looked at in the end. */
abstract class Step implements AsyncCommand<History, History> {
	check(history: Readonly<History>): boolean {
		return history.failures.length === 0;
	}
	abstract run(history: History, same: History): Promise<void>;
	abstract toString(): string;
}

export class Start extends Step {
	constructor(private readonly plan: Plan) {
		super();
	}
	override check({ executions }: Readonly<History>): boolean {
		return executions.length < 4;
	}
	override async run(history: History): Promise<void> {
		history.start(this.plan);
		await Promise.resolve();
	}
	toString(): string {
		const { jobs, ...rest } = this.plan;
		const shown = jobs.map(
			({ identity: { key, content, states, again } }) =>
				`${key} ${content} ${states[0]}${again ? ' again' : ''}`,
		);
		return `Start(${shown.join(', ')}; ${JSON.stringify(rest)})`;
	}
}

/** Lets so many things happen. */
export class Go extends Step {
	constructor(private readonly steps: number) {
		super();
	}
	async run({ world }: History): Promise<void> {
		for (let step = 0; step < this.steps; step++) await world.advance();
	}
	toString(): string {
		return `Go(${this.steps})`;
	}
}

/**
 * Kills a process at whatever it awaits. The one exception that is documented is left out: a second
 * process killed in the middle of its questions to the store.
 */
export class Kill extends Step {
	constructor(private readonly which: number) {
		super();
	}
	override check(history: Readonly<History>): boolean {
		const process = (history as History).pick(this.which)?.process;
		return process !== undefined && !(process.isAsking && history.killedAsking > 0);
	}
	async run(history: History): Promise<void> {
		const process = history.pick(this.which)?.process;
		if (process === undefined) return;
		if (process.isAsking) history.killedAsking++;
		process.isDead = true;
		await Promise.resolve();
	}
	toString(): string {
		return `Kill(${this.which})`;
	}
}

/** Does something to a process that runs. */
export class Disturb extends Step {
	constructor(
		private readonly which: number,
		private readonly how: 'cancel' | 'store fails' | { frozenMs: number },
	) {
		super();
	}
	override check(history: Readonly<History>): boolean {
		return (history as History).pick(this.which) !== undefined;
	}
	async run(history: History): Promise<void> {
		const process = history.pick(this.which)?.process;
		if (process === undefined) return;
		if (this.how === 'cancel') process.isCancelled = true;
		else if (this.how === 'store fails') process.failures++;
		else process.frozenUntil = history.world.now + this.how.frozenMs;
		await Promise.resolve();
	}
	toString(): string {
		return `Disturb(${this.which}, ${JSON.stringify(this.how)})`;
	}
}

/** The list is shown otherwise from now on. */
export class Show extends Step {
	constructor(private readonly mode: ListMode) {
		super();
	}
	override check({ setting }: Readonly<History>): boolean {
		return !setting.lies;
	}
	async run({ service }: History): Promise<void> {
		service.mode = this.mode;
		await Promise.resolve();
	}
	toString(): string {
		return `Show(${this.mode})`;
	}
}
