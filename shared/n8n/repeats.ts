import { createHash } from 'crypto';
import { sleep, type IWebhookFunctions } from 'n8n-workflow';

/** How many events one process remembers per trigger; they take about 10 MB. */
const REMEMBERED = 100_000;

/** How long n8n may take to record a run after the caller has hung up, in milliseconds. */
const LONGEST_RECORDING = 60_000;
const LOOK_EVERY = 100;

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** True: a run was recorded. A promise: a request with it is under way, and whether it was. */
type Fate = true | Promise<boolean>;

/**
 * Per trigger, what this process has seen. Nothing of it is in n8n's static data: n8n does not save
 * what a trigger changes there when n8n itself answers (seen in 2.40:
 * workflow-runner.js, establishContextForPersistence), and answering first could lose the event.
 */
const seenByProcess = new Map<string, Map<string, Fate>>();

/**
 * Which of the events of one request have not started a run before. They are remembered only once
 * n8n has answered the request with success, which it does when it has recorded the run (n8n 2.20
 * and newer): what n8n could not take starts a run when the service sends it again.
 *
 * An event that another request is just bringing waits for what becomes of that one. A repeat is
 * known among the latest 100,000 events of its trigger, as long as this process of n8n runs.
 * @param events IDs of events, each once
 */
export async function newEvents(
	context: IWebhookFunctions,
	events: string[],
): Promise<Set<string>> {
	// Each listening for a test event in the editor starts anew.
	if (context.getMode() === 'manual' || events.length === 0) return new Set(events);

	const seen = seenBy(`${context.getWorkflow().id} ${context.getNode().id}`);
	const recorded = isRecorded(context.getResponseObject());
	const fresh = new Set<string>();
	const take = (event: string) => {
		fresh.add(event);
		remember(seen, markOf(event), recorded);
	};
	const underWay = new Map<string, Promise<boolean>>();
	// All are taken before anything is waited for, so that no two requests wait for each other.
	for (const event of events) {
		const fate = seen.get(markOf(event));
		if (fate === undefined) take(event);
		else if (fate !== true) underWay.set(event, fate);
	}
	for (const [event, fate] of underWay) {
		if (!(await fate)) take(event);
	}
	return fresh;
}

function remember(seen: Map<string, Fate>, mark: string, recorded: Promise<boolean>): void {
	seen.delete(mark);
	seen.set(mark, recorded);
	const [oldest] = seen.keys();
	if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
	void recorded.then((isTrue) => {
		if (seen.get(mark) !== recorded) return;
		if (isTrue) seen.set(mark, true);
		else seen.delete(mark);
	});
}

/**
 * Whether the request is answered with success in the end. When the caller hangs up before, n8n
 * still records the run and writes an answer that nobody reads.
 */
async function isRecorded(response: Response): Promise<boolean> {
	await new Promise<void>((resolve) => {
		response.once('finish', resolve);
		response.once('close', resolve);
	});
	for (let waited = 0; !response.writableEnded && waited < LONGEST_RECORDING; ) {
		await sleep(LOOK_EVERY);
		waited += LOOK_EVERY;
	}
	return response.writableEnded && response.statusCode >= 200 && response.statusCode < 300;
}

function seenBy(trigger: string): Map<string, Fate> {
	const seen = seenByProcess.get(trigger) ?? new Map<string, Fate>();
	seenByProcess.set(trigger, seen);
	return seen;
}

/** 64 bits of a hash: that a new event is taken for another one of 100,000 has odds of 1 in 10^14. */
function markOf(event: string): string {
	return createHash('sha256').update(event).digest().subarray(0, 8).toString('base64url');
}
