import type { Service } from '../delivery/delivery';
import type { Sending } from '../delivery/outcome';
import { chunks } from '../delivery/questioning';
import type { InputJob } from './duplicateProtection';
import type { Operation, ServiceApi } from './operation';

/** How an operation sends what was read from the items. */
export function operationService<Input, Api extends ServiceApi>(
	operation: Operation<Input, Api>,
	api: Api,
	batchSize: number,
): Service<InputJob<Input>> {
	const stillUnknown = ({ input }: InputJob<Input>) =>
		operation.once?.stillUnknown(input) ?? { message: '', description: '' };

	if ('together' in operation) {
		return {
			stillUnknown,
			group: (jobs) => chunks(jobs, batchSize),
			send: async (jobs, until) =>
				await operation.together.perform(
					jobs.map(({ input }) => input),
					api,
					until,
				),
		};
	}
	return {
		stillUnknown,
		group: (jobs) => inTurns(jobs, operation.about),
		send: async (jobs, until) => {
			const sendings: Sending[] = [];
			for (const { input } of jobs) sendings.push(await operation.perform(input, api, until));
			return sendings;
		},
	};
}

/** Items about the same thing take turns: what one changes, the next has to read first. */
function inTurns<Input>(
	jobs: Array<InputJob<Input>>,
	about?: (input: Input) => string,
): Array<Array<InputJob<Input>>> {
	if (!about) return jobs.map((job) => [job]);
	const groups = new Map<string, Array<InputJob<Input>>>();
	for (const job of jobs) {
		const group = groups.get(about(job.input));
		if (group) group.push(job);
		else groups.set(about(job.input), [job]);
	}
	return [...groups.values()];
}
