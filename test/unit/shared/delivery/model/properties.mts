import { succeeded } from '../../../../../shared/delivery/outcome.ts';
import type { History } from './commands.mts';
import { CONFLICT, type Execution } from './execution.mts';
import type { LetterJob, ModelLetter } from './service.mts';

/** What must hold in the end of every history; a sentence for each that does not. */
export function brokenPromises(history: History): string[] {
	return [
		...history.failures.map((failure) => `It threw: ${String(failure)}`),
		...tooMany(history),
		...releasedTwice(history),
		...triedTooOften(history),
		...untrueOutcomes(history),
		...sharedIds(history),
	];
}

const keyOf = ({ identity }: LetterJob) => identity.key;
const groupOf = ({ reference, identity }: LetterJob) => `${reference} ${identity.content}`;

/** Never two letters for one key, unless sent again on purpose. */
function tooMany({ executions, service }: History): string[] {
	const jobs = executions.flatMap(({ plan }) => plan.jobs);
	return [...new Set(jobs.map(keyOf))].flatMap((key) => {
		const wanted = jobs.filter((job) => keyOf(job) === key);
		const once = wanted.some(({ identity }) => !identity.again) ? 1 : 0;
		const again = wanted.filter(({ identity }) => identity.again).length;
		const letters = service.letters.filter(({ job }) => keyOf(job) === key);
		return letters.length > once + again
			? [`${letters.length} letters of ${key}, wanted ${once} and ${again} again`]
			: [];
	});
}

function releasedTwice({ service }: History): string[] {
	return service.letters
		.filter(({ job, releases }) => releases + (job.identity.states[0] === 'mailed' ? 1 : 0) > 1)
		.map(({ id }) => `${id} was mailed twice`);
}

/**
 * A doubt leads to one new try. What was refused or never left is no try; the list had shown before
 * that there is no letter, so whoever comes next begins anew.
 */
function triedTooOften({ executions, service }: History): string[] {
	const again = keysSentAgain(executions);
	const unheard = new Map<string, number>();
	return service.requests.flatMap(({ key, answer, isHeard }) => {
		const isRefusal = isHeard && !answer.startsWith('created');
		const count = isRefusal ? 0 : (unheard.get(key) ?? 0) + 1;
		unheard.set(key, count);
		return count > 2 && !again.has(key)
			? [`${key} was tried ${count} times: ${JSON.stringify(service.requests)}`]
			: [];
	});
}

function untrueOutcomes({ executions, service, killedAsking }: History): string[] {
	const again = keysSentAgain(executions);
	return executions.flatMap((execution) =>
		(execution.outcomes ?? []).flatMap((outcome, index) => {
			const job = execution.plan.jobs[index];
			if (job === undefined || outcome === undefined) return [];
			const told = `${execution.name}, ${groupOf(job)}: ${JSON.stringify(outcome)}`;
			if (outcome.kind === 'unknown') return [];
			if (succeeded(outcome)) {
				const there = service.letters.filter(
					(letter) =>
						keyOf(letter.job) === keyOf(job) &&
						letter.job.identity.content === job.identity.content &&
						(outcome.id === undefined || letter.id === outcome.id),
				);
				if (there.length === 0) return [`No letter for ${told}`];
				// A letter that is sent again looks like the one before.
				const isToBeMailed = job.identity.states[0] === 'mailed' && !again.has(keyOf(job));
				return !isToBeMailed || there.some(({ isMailed }) => isMailed)
					? []
					: [`Not mailed: ${told}`];
			}
			const own = service.letters.filter((letter) => isBy(letter, execution, job));
			// Its letter may have been taken for the one before, which was in doubt.
			if (own.length > 0 && !again.has(keyOf(job))) return [`There is a letter for ${told}`];
			const isConflict = outcome.problem.message === CONFLICT;
			const others = service.letters.some((letter) => keyOf(letter.job) === keyOf(job));
			// A process killed while it asks can leave a doubt that looks like a conflict: nothing is sent.
			return isConflict && !others && killedAsking === 0
				? [`No letter to be in conflict with for ${told}`]
				: [];
		}),
	);
}

function keysSentAgain(executions: Execution[]): Set<string> {
	return new Set(
		executions.flatMap(({ plan }) => plan.jobs.filter(({ identity }) => identity.again).map(keyOf)),
	);
}

const isBy = (letter: ModelLetter, { name }: Execution, { place }: LetterJob) =>
	letter.by === name && letter.job.place === place;

/** No two keys are told the same letter. */
function sharedIds({ executions }: History): string[] {
	const keys = new Map<string, string>();
	return executions.flatMap(({ plan, outcomes = [] }) =>
		outcomes.flatMap((outcome, index) => {
			const job = plan.jobs[index];
			if (!job || !outcome || !succeeded(outcome) || outcome.id === undefined) return [];
			const other = keys.get(outcome.id);
			keys.set(outcome.id, keyOf(job));
			return other !== undefined && other !== keyOf(job)
				? [`${outcome.id} is told for ${other} and ${keyOf(job)}`]
				: [];
		}),
	);
}
