import { Delivery, type DeliveryOptions, type Job, type Service } from './delivery';
import type { Outcome } from './outcome';
import type { Protection } from './protection';

export interface DispatchOptions<J extends Job> extends DeliveryOptions {
	/** Against sending what another run sent; jobs without a duplicate key go without. */
	protection?: Protection<J>;
}

/**
 * Sends each job at most once and says what became of each, in the order of the jobs.
 * @returns one outcome per job; nothing for a job that was not sent because of a stop
 */
export async function dispatch<J extends Job>(
	jobs: J[],
	service: Service<J>,
	{ protection, ...options }: DispatchOptions<J>,
): Promise<Array<Outcome | undefined>> {
	const delivery = new Delivery(service, options);
	const open = delivery.withoutSettled(jobs);
	if (protection === undefined) {
		await delivery.send(open);
	} else {
		const { deliverOnce } = await import('./protection');
		await deliverOnce(open, delivery, protection);
	}
	return jobs.map((job) => delivery.outcomeOf(job));
}
