import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { addHint } from '../../../shared/n8n/executionHints';

/** What somebody should know of a run that ended well: what was rejected, and what costs more. */
export function hintAtOutput(context: IExecuteFunctions, items: INodeExecutionData[]): void {
	const sent = items.map(({ json }) => json).filter(({ outcome }) => typeof outcome === 'string');
	const rejected = sent.filter(({ outcome }) => outcome === 'refused').length;
	if (rejected > 0) {
		addHint(
			context,
			`CM.com rejected ${rejected} of ${sent.length} messages: see the columns status and reason.`,
			'warning',
		);
	}
	const parts = sent
		.filter(({ outcome }) => outcome === 'accepted')
		.map((json) => Number(json.parts))
		.filter((count) => count > 1);
	if (parts.length > 0) {
		const all = parts.reduce((sum, count) => sum + count, 0);
		addHint(
			context,
			`${parts.length} of ${sent.length} texts take more than one SMS part: ${all} parts, each paid for.`,
			'info',
		);
	}
}
