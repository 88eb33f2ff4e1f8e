import type { Unanswered } from '../../shared/delivery/attempt';
import type { Problem } from '../../shared/delivery/outcome';

/** What to say of a request that never left this n8n; nothing of one that may have. */
export function unsentProblem({ unsent, message }: Unanswered): Problem | undefined {
	switch (unsent) {
		case 'cancelled':
			return {
				message: 'It was not sent: the execution was cancelled before its turn came',
				description: 'Nothing was done for this item. Run the workflow again to send it.',
			};
		case 'credential':
			return {
				message: 'n8n could not use the credential',
				description: `Nothing was sent. n8n says: "${message}" Check the credential in the node: it was there when the run began.`,
			};
		case 'file':
			return {
				message: 'n8n no longer has the file',
				description:
					'Nothing was sent for this item. Run the workflow from the node that produces the file.',
			};
		default:
			return undefined;
	}
}
