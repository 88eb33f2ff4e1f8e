import { PACKAGE_NAME } from '../../scripts/demo/examples.mts';
import type { WorkflowFile, WorkflowNode } from '../../scripts/host/entities.mts';

/** The node whose outputs are looked at. */
export const LETTERS = 'Letters';
export const TRIGGER = 'Status';

const to = (name: string) => ({ node: name, type: 'main', index: 0 });

/** What letters are made from: text, with their recipient as text or in columns of the row; a PDF. */
export type Content = 'text' | 'columns' | 'pdf';

/** A webhook that takes rows, or a PDF; each becomes a letter, and failures leave by themselves. */
export function lettersWorkflow(path: string, content: Content): WorkflowFile {
	const hasRows = content !== 'pdf';
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', 2, {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		options: {},
	});
	const split = node('Rows', 'n8n-nodes-base.splitOut', 1, {
		fieldToSplitOut: 'body.rows',
		options: {},
	});
	const letters = {
		...node(LETTERS, `${PACKAGE_NAME}.cmLetters`, 1, {
			resource: 'letter',
			operation: 'createAndSend',
			destination: { __rl: true, mode: 'country', value: 'Netherlands' },
			...(hasRows
				? {
						...(content === 'text' && {
							recipientInput: 'text',
							recipient: 'Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam',
						}),
						message: '={{ $json.text }}',
						reference: '={{ $json.reference }}',
					}
				: { contentFrom: 'pdf', pdf: 'pdf', reference: 'PDF-1' }),
		}),
		onError: 'continueErrorOutput',
	};
	const ends = ['Posted', 'Failed'].map((name) => node(name, 'n8n-nodes-base.noOp', 1));
	return {
		name: `Letters ${path}`,
		nodes: [webhook, ...(hasRows ? [split] : []), letters, ...ends],
		connections: {
			Webhook: { main: [[to(hasRows ? 'Rows' : LETTERS)]] },
			...(hasRows ? { Rows: { main: [[to(LETTERS)]] } } : {}),
			[LETTERS]: { main: [[to('Posted')], [to('Failed')]] },
		},
	};
}

/** A workflow that every new status of a letter starts. */
export function triggerWorkflow(): WorkflowFile {
	return {
		name: 'Status',
		nodes: [
			node(TRIGGER, `${PACKAGE_NAME}.cmLettersTrigger`, 1, { triggerOn: 'anyStatus', options: {} }),
			node('Next', 'n8n-nodes-base.noOp', 1),
		],
		connections: { [TRIGGER]: { main: [[to('Next')]] } },
	};
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	return {
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		webhookId: `${name}-1`,
	};
}
