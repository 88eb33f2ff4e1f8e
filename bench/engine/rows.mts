/** The rows of a made-up mailing, as a spreadsheet node would give them. */
import type { INodeExecutionData } from 'n8n-workflow';

/** People to text: Dutch mobile numbers, nobody's in particular. */
export function messageRows(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, index) => ({
		json: {
			phone: `+316${10_000_000 + index}`,
			name: `Ms J. de Vries ${index}`,
			reference: `ROW${index}`,
		},
	}));
}

let mailings = 0;

/** People to write to. Letters are new every time, unless they are known: what was sent once is not sent again. */
export function letterRows(
	count: number,
	references: boolean,
	known = false,
): INodeExecutionData[] {
	if (!known) mailings++;
	const mailing = mailings;
	return Array.from({ length: count }, (_, index) => ({
		json: {
			destination: 'NL',
			recipient: `Ms J. de Vries ${index}\nKeizersgracht ${index + 1}\n1015 CJ Amsterdam`,
			message: `Dear Ms de Vries ${index},\n\nthis is our letter ${mailing}. ${PARAGRAPHS}`,
			...(references ? { reference: `INV-${mailing}-${index}` } : {}),
		},
	}));
}

/** About a page of text. */
const PARAGRAPHS = Array.from(
	{ length: 6 },
	() =>
		'Your membership runs until the end of the year. Should you wish to row with us next year too, you need not do anything: we shall renew it and send you an invoice in January. Please tell us if you have moved.',
).join('\n\n');
