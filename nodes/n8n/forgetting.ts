import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { usable, type Checked } from '../delivery/refusal';
import { duplicateKey } from './keyHash';
import type { Operation, ServiceApi } from './operation';

/** What is to be forgotten. */
export interface Forgotten {
	/** The keys, as a person knows them. */
	keys: string[];
	/** What the output shows of it. */
	shown: IDataObject;
}

interface Forgetting extends Forgotten {
	context: IExecuteFunctions;
}

/**
 * An operation that forgets what Duplicate Protection knows.
 * @param subject what is guarded, as the operations name it that are protected
 * @param read what an item names
 */
export function forgetting<Api extends ServiceApi>(
	subject: string,
	read: (context: IExecuteFunctions, itemIndex: number) => Promise<Checked<Forgotten>>,
): Operation<Forgetting, Api> {
	return {
		async prepare(context, itemIndex) {
			const forgotten = await read(context, itemIndex);
			return forgotten.ok ? usable({ ...forgotten.value, context }) : forgotten;
		},

		async perform({ keys, shown, context }, { identity }) {
			const { guardOf } = await import('./duplicateProtection');
			const stored = await guardOf(context, subject, identity, 0).forget(keys.map(duplicateKey));
			return stored.ok
				? { kind: 'accepted', answer: { ...shown, forgotten: true } }
				: {
						kind: 'refused',
						problem: {
							message: 'The key could not be forgotten',
							description: `n8n's store of processed items says: ${stored.reason}. Save the workflow and try again.`,
						},
					};
		},

		output: (answer) => [answer as IDataObject],
	};
}
