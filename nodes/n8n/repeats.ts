import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

/** How many events one process remembers per trigger; they take about 10 MB. */
const REMEMBERED = 100_000;

/**
 * How many of them, the latest, are kept in n8n's static data. It is written to n8n's database
 * whole at every new event, so it has to be small: these take 12 KB.
 */
const KEPT = 1_000;

/** Marks stand one after the other, each of 11 characters without a space. */
const BETWEEN = ' ';

interface StaticData {
	seenEvents?: string;
}

/** What was reported to one trigger, as far back as it is remembered. */
class SeenEvents {
	private readonly known = new Set<string>();
	private readonly latest: string[] = [];
	private kept = '';

	/** Whether it is new; then it is remembered. */
	add(mark: string): boolean {
		if (this.known.has(mark)) return false;
		this.known.add(mark);
		const [oldest] = this.known;
		if (this.known.size > REMEMBERED && oldest !== undefined) this.known.delete(oldest);
		this.latest.push(mark);
		if (this.latest.length > KEPT) this.latest.shift();
		return true;
	}

	/** Takes over what this process or another one kept, and did not know yet. */
	recall({ seenEvents = '' }: StaticData): void {
		if (seenEvents === this.kept || seenEvents === '') return;
		for (const mark of seenEvents.split(BETWEEN)) this.add(mark);
	}

	keepIn(memory: StaticData): void {
		this.kept = this.latest.join(BETWEEN);
		memory.seenEvents = this.kept;
	}
}

/**
 * Per trigger, what this process has seen. n8n hands each request its own copy of the static data,
 * so two requests at the same moment see nothing of each other there.
 */
const seenByProcess = new Map<string, SeenEvents>();

/**
 * Whether the same event was reported to this trigger before; if not, it is remembered.
 *
 * As long as n8n runs, a repeat is known among the latest 100,000 events of its trigger, however
 * many arrive at once. After a restart the latest 1,000 are still known. Where several processes
 * receive webhooks, a repeat that reaches another one than the first report did is known among the
 * latest 1,000, unless both arrive at the same moment.
 * @param event what makes two reports the same, as text
 */
export function isRepeat(context: IWebhookFunctions, event: string): boolean {
	const memory = context.getWorkflowStaticData('node') as StaticData;
	// Each listening for a test event in the editor starts anew.
	const seen =
		context.getMode() === 'manual'
			? new SeenEvents()
			: seenBy(`${context.getWorkflow().id} ${context.getNode().id}`);
	seen.recall(memory);
	if (!seen.add(markOf(event))) return true;
	seen.keepIn(memory);
	return false;
}

function seenBy(trigger: string): SeenEvents {
	const seen = seenByProcess.get(trigger) ?? new SeenEvents();
	seenByProcess.set(trigger, seen);
	return seen;
}

/** 64 bits of a hash: that a new event is taken for another one of 100,000 has odds of 1 in 10^14. */
function markOf(event: string): string {
	return createHash('sha256').update(event).digest().subarray(0, 8).toString('base64url');
}
