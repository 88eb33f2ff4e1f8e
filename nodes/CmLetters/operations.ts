import type { Operation } from '../../shared/n8n/operation';
import * as callbackCreate from './callback/create.operation';
import * as callbackDelete from './callback/delete.operation';
import * as callbackGet from './callback/get.operation';
import * as callbackGetAll from './callback/getAll.operation';
import * as callbackUpdate from './callback/update.operation';
import * as letterCreate from './letter/create.operation';
import * as letterCreateAndSend from './letter/createAndSend.operation';
import * as letterDelete from './letter/delete.operation';
import * as letterForget from './letter/forget.operation';
import * as letterGet from './letter/get.operation';
import * as letterGetAll from './letter/getAll.operation';
import * as letterGetPrice from './letter/getPrice.operation';
import * as letterSend from './letter/send.operation';
import * as letterUpdate from './letter/update.operation';
import type { LettersApi } from '../account/lettersApi';
import * as priceGet from './price/get.operation';
import * as priceGetAll from './price/getAll.operation';

/** Every operation of the node, by resource and by the operation's value. */
const operations = {
	callback: {
		create: callbackCreate,
		delete: callbackDelete,
		get: callbackGet,
		getAll: callbackGetAll,
		update: callbackUpdate,
	},
	letter: {
		create: letterCreate,
		createAndSend: letterCreateAndSend,
		delete: letterDelete,
		forget: letterForget,
		get: letterGet,
		getAll: letterGetAll,
		getPrice: letterGetPrice,
		send: letterSend,
		update: letterUpdate,
	},
	price: { get: priceGet, getAll: priceGetAll },
} as const;

/** The parameters of all operations, each shown for its own only. */
export const operationFields = Object.values(operations).flatMap((resource) =>
	Object.values(resource).flatMap(({ fields }) => fields),
);

/** The operation to run, or nothing when the node's parameters name none. */
export function findOperation(
	resource: string,
	operation: string,
): Operation<unknown, LettersApi> | undefined {
	const ofResource: Record<string, { operation: unknown }> | undefined =
		resource in operations ? operations[resource as keyof typeof operations] : undefined;
	return ofResource?.[operation]?.operation as Operation<unknown, LettersApi> | undefined;
}
