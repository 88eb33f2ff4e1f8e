import { useAccount } from '../harness/account.mts';
import { TriggerHost } from '../harness/triggerHost.mts';

const account = useAccount();
/** Twice what static data remembers. */
const EVENTS = 2_000;
const LATEST = 900;
/** n8n's database takes it whole at every new event. */
const LARGEST_STATIC_DATA = 16 * 1024;

const options = () => ({
	credential: account.credential,
	parameters: { options: { dropRepeats: true } },
});

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

it('a repeat is known among thousands of events, and the latest after a restart', async () => {
	const trigger = await TriggerHost.start(account.loaded, options());
	await trigger.activate();
	const url = await registeredUrl();
	const events = Array.from({ length: EVENTS }, (_, index) => index);
	await report(url, events);
	expect(trigger.runs).toHaveLength(EVENTS);
	await report(url, events);
	expect(trigger.runs).toHaveLength(EVENTS);
	expect(JSON.stringify(trigger.staticData).length).toBeLessThan(LARGEST_STATIC_DATA);

	const restarted = await TriggerHost.start(account.loaded, options());
	// Another node ID: what this process remembers of the trigger does not count.
	restarted.nodeId = 'b0d5c1f3-5a0e-4f7f-8a63-9a1b2c3d4e5f';
	restarted.staticData = trigger.staticData;
	await report(url.replace(trigger.url, restarted.url), events.slice(-LATEST));
	expect(restarted.runs).toEqual([]);
	await Promise.all([trigger.close(), restarted.close()]);
}, 120_000);
