/**
 * What rows (b) and (c) hold the package against: the least that a node written by hand can do and
 * still send letters, a loop over n8n's own request helper at a concurrency. It reads no parameter,
 * checks nothing, remembers nothing, and makes an item of each answer as it came.
 */
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

const description = (name: string): INodeTypeDescription => ({
	displayName: name,
	name,
	group: ['output'],
	version: 1,
	description: 'Of the bench',
	defaults: { name },
	inputs: ['main'],
	outputs: ['main'],
	credentials: [{ name: 'cmApi', required: true }],
	properties: [
		{ displayName: 'URL', name: 'url', type: 'string', default: '' },
		{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 1 },
	],
});

const LETTER = ['destination', 'recipient', 'message', 'reference'];

type Body = (context: IExecuteFunctions, item: INodeExecutionData, index: number) => unknown;

async function loop(context: IExecuteFunctions, body: Body): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const url = context.getNodeParameter('url', 0) as string;
	const concurrency = context.getNodeParameter('concurrency', 0) as number;
	const output: INodeExecutionData[] = [];
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < items.length; index = next++) {
			const options: IHttpRequestOptions = {
				method: 'POST',
				url,
				body: (await body(context, items[index] ?? { json: {} }, index)) as object,
				disableFollowRedirect: true,
			};
			const json = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				'cmApi',
				options,
			)) as INodeExecutionData['json'];
			output[index] = { json, pairedItem: { item: index } };
		}
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
	return [output];
}

/** Sends the letter that stands in each item. */
export class MinimalLetters implements INodeType {
	description = description('minimalLetters');

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await loop(this, (_, { json: { destination, recipient, message, reference } }) => ({
			destination,
			addresses: [{ recipient }],
			message,
			...(reference === undefined ? {} : { reference }),
		}));
	}
}

/** The same, with the letter read from the node's parameters: the least that a node for people does. */
export class ReadingLetters implements INodeType {
	description: INodeTypeDescription = {
		...description('readingLetters'),
		properties: [
			...description('readingLetters').properties,
			...LETTER.map((name) => ({
				displayName: name,
				name,
				type: 'string' as const,
				default: '',
			})),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await loop(this, (context, _, index) => {
			const [destination, recipient, message, reference] = LETTER.map((name) =>
				context.getNodeParameter(name, index),
			);
			return {
				destination,
				addresses: [{ recipient }],
				message,
				...(reference === '' ? {} : { reference }),
			};
		});
	}
}

/** Sends the file of each item, read when its turn comes. */
export class MinimalPdf implements INodeType {
	description = description('minimalPdf');

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await loop(this, async (context, { json }, index) => {
			const file = await context.helpers.getBinaryDataBuffer(index, 'data');
			const form = new FormData();
			form.append('destination', String(json.destination));
			form.append(
				'pdf',
				new Blob([new Uint8Array(file.buffer, file.byteOffset, file.length)], {
					type: 'application/pdf',
				}),
				'letter.pdf',
			);
			return form;
		});
	}
}
