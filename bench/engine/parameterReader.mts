import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/**
 * What row (a) holds the package against: a node with the parameters of CM Messaging that reads
 * those of every item and does nothing with them. What it takes is what n8n itself takes.
 */
export class ParameterReader implements INodeType {
	description: INodeTypeDescription;

	constructor(messaging: INodeTypeDescription) {
		this.description = { ...messaging, displayName: 'Parameter Reader', name: 'parameterReader' };
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		for (let index = 0; index < items.length; index++) {
			for (const name of NAMES) this.getNodeParameter(name, index);
		}
		return [items];
	}
}

/** Those that Send Text has for each item. */
const NAMES = ['from', 'to', 'allowedChannels', 'content', 'reference', 'additionalFields'];
