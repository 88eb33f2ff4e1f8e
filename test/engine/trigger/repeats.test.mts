import { useAccount } from '../../../harness/engine/useAccount.mts';
import { TriggerHost } from '../../../harness/engine/triggerHost.mts';

const account = useAccount();
const EVENTS = 2_000;

/** The URL that was registered, with its secret and its replace keys. */
async function registeredUrl(): Promise<string> {
	const { lettersUrl, accountId, productToken } = account.simulator;
	const answer = await fetch(`${lettersUrl}/accounts/${accountId}/callbacks`, {
		headers: { 'X-CM-PRODUCTTOKEN': productToken },
	});
	const [callback] = (await answer.json()) as Array<{ endpoint: string }>;
	return callback?.endpoint ?? '';
}

/** Reports status changes, several at once. */
async function report(url: string, events: readonly number[]): Promise<void> {
	const queue = events.values();
	const sendAll = async () => {
		for (const event of queue) {
			const filled = url.replace('[LETTER]', `letter-${event}`).replace('[STATUS]', 'sent');
			expect((await fetch(filled, { method: 'POST' })).status).toBe(200);
		}
	};
	await Promise.all(Array.from({ length: 10 }, sendAll));
}

it('a repeat is known among thousands of events; nothing of it is in static data', async () => {
	const trigger = await TriggerHost.start(account.loaded, { credential: account.credential });
	await trigger.activate();
	const registered = JSON.stringify(trigger.staticData);
	const url = await registeredUrl();
	const events = Array.from({ length: EVENTS }, (_, index) => index);
	await report(url, events);
	expect(trigger.runs).toHaveLength(EVENTS);
	await report(url, events);
	expect(trigger.runs).toHaveLength(EVENTS);
	expect(JSON.stringify(trigger.staticData)).toBe(registered);
	await trigger.close();
}, 120_000);
