import type { Refused, Sending } from '../../../../../shared/delivery/outcome.ts';
import type { Findings } from '../../../../../shared/delivery/protection.ts';
import type { Process, World } from './world.mts';

/** Milliseconds within which a request is carried out and its letter listed, if at all. */
export const TIMEOUT = 5000;

/** What the model sends: a letter. */
export interface LetterJob {
	itemIndex: number;
	place: string;
	reference: string;
	identity: {
		key: string;
		content: string;
		states: [string, ...string[]];
		lesser?: string[];
		again?: boolean;
	};
}

export interface ModelLetter {
	id: string;
	/** Who sent it, and as what. */
	by: string;
	job: LetterJob;
	isMailed: boolean;
	/** How often it was released that way. */
	releases: number;
	listedAt: number;
}

/** How the service treats a request. */
export const ANSWERS = [
	'created',
	'created, unheard',
	'lost',
	'refused',
	'turned away',
	'never left',
	'conflict',
	'created, turned away',
	'created, conflict',
] as const;
export type Answer = (typeof ANSWERS)[number];

/** How the service shows what it has. */
export const LISTS = ['whole', 'paged', 'away', 'forbidden'] as const;
export type ListMode = (typeof LISTS)[number];

export interface RequestMade {
	by: string;
	key: string;
	answer: Answer;
	/** Whether whoever sent it heard what became of it. */
	isHeard: boolean;
}

const refused = (message: string): Refused => ({
	kind: 'refused',
	problem: { message, description: '' },
});

/** A service of which the truth is known. */
export class ModelService {
	readonly letters: ModelLetter[] = [];
	readonly requests: RequestMade[] = [];
	mode: ListMode = 'whole';
	private count = 0;

	constructor(
		private readonly world: World,
		/** Whether lists show what a letter says. */
		private readonly showsContent: boolean,
	) {}

	/** Sends a letter. @param ms until it is created, and until it is listed */
	async send(
		process: Process,
		job: LetterJob,
		until: number,
		answer: Answer,
		ms: { create: number; list: number },
	): Promise<Sending> {
		const { world } = this;
		await world.step(process, `sends ${job.identity.key}`);
		// The last look and the leaving are one.
		if (world.now > until) return { kind: 'late' };
		const request: RequestMade = {
			by: process.name,
			key: job.identity.key,
			answer,
			isHeard: false,
		};
		this.requests.push(request);
		if (answer === 'never left') {
			request.isHeard = true;
			return { ...refused('never left'), neverLeft: true };
		}
		const left = world.now;
		const isCreated = answer.startsWith('created');
		// What says no though it does it is listed at once.
		const isHonest = answer === 'created' || answer === 'created, unheard';
		const letter: ModelLetter = {
			id: `L${++this.count}`,
			by: process.name,
			job,
			isMailed: job.identity.states[0] === 'mailed',
			releases: 0,
			listedAt: left + (isHonest ? Math.max(ms.create, ms.list) : ms.create),
		};
		if (isCreated) world.at(left + ms.create, () => this.letters.push(letter));
		const isHeard = answer !== 'created, unheard' && answer !== 'lost';
		await world.until(left + (isHeard ? ms.create : TIMEOUT));
		await world.step(process, `hears of ${job.identity.key}`);
		request.isHeard = isHeard;
		switch (answer) {
			case 'created':
				return { kind: 'accepted', id: letter.id, answer: letter };
			case 'refused':
				return refused('refused');
			case 'turned away':
			case 'created, turned away':
				return { kind: 'turnedAway', outcome: refused('too many'), waitMs: 500 };
			case 'conflict':
			case 'created, conflict': {
				const said = refused('conflict');
				return { kind: 'unknown', problem: said.problem, ifAbsent: said };
			}
			default:
				return { kind: 'unknown', problem: { message: 'unheard', description: '' } };
		}
	}

	/** Mails a letter that is stored; it is read first, and left alone where it was mailed before. */
	async release(process: Process, id: string, until: number, answer: Answer): Promise<Sending> {
		const { world } = this;
		await world.step(process, `reads ${id}`);
		const letter = this.letters.find((each) => each.id === id);
		const wasMailed = letter?.isMailed === true;
		await world.step(process, `releases ${id}`);
		if (wasMailed) return { kind: 'skipped', id, answer: letter };
		if (world.now > until) return { kind: 'late' };
		if (answer === 'refused' || letter === undefined) return refused('refused');
		if (answer !== 'lost') {
			letter.releases++;
			letter.isMailed = true;
		}
		await world.step(process, `hears of ${id}`);
		return answer === 'created'
			? { kind: 'accepted', id, answer: letter }
			: { kind: 'unknown', problem: { message: 'unheard', description: '' } };
	}

	/** Shows what it has. */
	async find(process: Process, latency: number): Promise<Findings<LetterJob>> {
		const { world, mode } = this;
		await world.step(process, 'looks');
		if (mode === 'away' || mode === 'forbidden') {
			return { readable: false, reason: mode, isRefused: mode === 'forbidden' };
		}
		// The newest first.
		const shown = this.letters.filter(({ listedAt }) => listedAt <= world.now).reverse();
		if (latency > 0) await world.until(world.now + latency);
		await world.step(process, 'sees');
		const ids = shown.map(({ id }) => id);
		return {
			readable: true,
			of: ({ reference, identity }) => {
				const listed = shown.filter(({ job }) => job.reference === reference);
				const matching = this.showsContent
					? listed.filter(({ job }) => job.identity.content === identity.content)
					: listed;
				const found = (letters: ModelLetter[]) =>
					letters.map((letter) => ({ id: letter.id, answer: letter }));
				return {
					listed: found(listed),
					matching: found(matching),
					onlyIfSingle: !this.showsContent,
				};
			},
			absence:
				mode === 'paged'
					? { kind: 'unsure', reason: 'paged' }
					: { kind: 'sureIfKnown', ids: ids.slice(0, 20), all: new Set(ids), reason: 'no witness' },
		};
	}
}
