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
import * as priceGet from './price/get.operation';
import * as priceGetAll from './price/getAll.operation';

/** Every operation of the node, by resource and by the operation's value. */
export const operations = {
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
};
