import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { usable, type Checked } from '../checks/refusal';
import type { Operation, ServiceApi } from './operation';

/** What is to be forgotten. */
export interface Forgotten {
	/** Keys that it may be known by. */
	keys: string[];
	/** What the output shows of it. */
	shown: IDataObject;
}

interface Forgetting extends Forgotten {
	context: IExecuteFunctions;
}

/**
 * An operation that forgets what Duplicate Protection knows.
 * @param read what an item names
 */
export function forgetting<Api extends ServiceApi>(
	read: (context: IExecuteFunctions, itemIndex: number, api: Api) => Promise<Checked<Forgotten>>,
): Operation<Forgetting, Api> {
	return {
		async prepare(context, itemIndex, api) {
			const forgotten = await read(context, itemIndex, api);
			return forgotten.ok ? usable({ ...forgotten.value, context }) : forgotten;
		},

		async perform({ keys, shown, context }, { identity }) {
			const { guardOf } = await import('./keyMemory');
			const known = await guardOf(context, identity, 0).forget(keys);
			if (known.ok) {
				return { kind: 'accepted', answer: { ...shown, forgotten: known.value.size > 0 } };
			}
			return {
				kind: 'refused',
				problem: {
					message: 'The key could not be forgotten',
					description: `n8n's store of processed items says: ${known.reason}. Save the workflow and try again.`,
				},
			};
		},

		output: (answer) => {
			const { forgotten } = answer as { forgotten: boolean };
			const note = 'Nothing was known of this key in this workflow.';
			return [{ ...(answer as IDataObject), ...(forgotten ? {} : { note }) }];
		},
	};
}
