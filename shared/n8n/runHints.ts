import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from '../delivery/outcome';
import { addHint } from './executionHints';
import { MOST_REMEMBERED, nearlyFull } from './memorySize';

/** What is worth saying of a run, beside its items. */
export interface RunFacts {
	/** In the order of the jobs; nothing for those that were not sent. */
	outcomes: Array<Outcome | undefined>;
	/** How many jobs another run may send again. */
	unprotected: number;
	/** Those of them that are unprotected since the workflow was never saved. */
	unsaved: number;
	/** Whether keys were recorded. */
	isProtected: boolean;
	/** What a person knows of how jobs without a reference are told apart, where there are any. */
	dayNote?: string;
}

/** Shows, above the output, what was skipped, refused or is unknown, and what is not protected. */
export async function addRunHints(context: IExecuteFunctions, facts: RunFacts): Promise<void> {
	const { outcomes, unprotected, unsaved, isProtected, dayNote } = facts;
	const of = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome?.kind === kind);
	const total = outcomes.length;
	const [skipped, refused, unknown] = [of('skipped'), of('refused'), of('unknown')];
	if (skipped.length > 0) {
		const why = 'they were done before, or are the same as an earlier row; see their notes.';
		addHint(context, `${skipped.length} of ${total} skipped: ${why}`, 'info');
	}
	if (refused.length > 0) {
		addHint(context, `${refused.length} of ${total} refused; each says why.`, 'warning');
	}
	if (unknown.length > 0) {
		const advice = 'Look each up before it is sent again; nothing sends it again by itself.';
		addHint(
			context,
			`It is unknown whether ${unknown.length} of ${total} were sent. ${advice}`,
			'warning',
		);
	}
	if (unsaved > 0) {
		const why = 'since the workflow was never saved: running it once more sends them again.';
		addHint(
			context,
			`${unsaved} of ${total} were not protected against a second sending, ${why}`,
			'warning',
		);
	} else if (unprotected > 0) {
		const why = 'Running the workflow once more sends them again.';
		addHint(
			context,
			`${unprotected} of ${total} were not protected against a second sending. ${why}`,
			'info',
		);
	}
	if (dayNote !== undefined) addHint(context, dayNote, 'info');
	const percentage = isProtected ? await nearlyFull(context) : undefined;
	if (percentage !== undefined) {
		const limit = MOST_REMEMBERED.toLocaleString('en-US');
		addHint(
			context,
			`This workflow's memory of what was sent is ${percentage} % full. Beyond about ${limit} the oldest are forgotten.`,
			'info',
		);
	}
}
