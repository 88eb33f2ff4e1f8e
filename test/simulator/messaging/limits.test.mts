import type { LoggedRequest, StoredMessage } from '../../../simulator/cm/server.mts';
import { MessageBook } from '../../../simulator/cm/messaging/messageBook.mts';
import { RequestLog } from '../../../simulator/framework/requestLog.mts';
import { withSimulator } from '../harness.mts';
import { sendOne } from './gateway.mts';

const client = withSimulator();

function logged(path: string, bytes: number, contentType = 'application/json'): LoggedRequest {
	return {
		...{ at: '', method: 'POST', path, query: {}, contentType, body: null, status: null },
		headers: { 'content-length': String(bytes) },
	};
}

test('the log of requests forgets the oldest when their bodies get too many', () => {
	const log = new RequestLog();
	for (const path of ['/1', '/2', '/3']) log.push(logged(path, 40 * 1024 * 1024));
	expect(log.all().map(({ path }) => path)).toEqual(['/1', '/2', '/3']);
	log.push(logged('/4', 40 * 1024 * 1024));
	expect(log.all().map(({ path }) => path)).toEqual(['/3', '/4']);
	// Of a file, only a digest is kept.
	log.push(logged('/5', 200 * 1024 * 1024, 'multipart/form-data; boundary=x'));
	expect(log.all().map(({ path }) => path)).toEqual(['/3', '/4', '/5']);
});

test('the latest hundred thousand messages are kept, and counted', async () => {
	await sendOne(client().simulator);
	const [message] = client().simulator.messages() as [StoredMessage];
	const book = new MessageBook();
	for (let index = 0; index < 100_000; index++) {
		expect(book.put({ ...message, id: String(index) })).toBeNull();
	}
	expect(book.put({ ...message, id: 'last', status: 'delivered' })).toBe('0');
	expect(book.put({ ...message, id: 'last', status: 'read' })).toBeNull();
	expect(book.size).toBe(100_000);
	expect(book.counts()).toEqual({ accepted: 99_999, read: 1 });
	expect(book.latest(1)).toMatchObject([{ id: 'last' }]);
});
