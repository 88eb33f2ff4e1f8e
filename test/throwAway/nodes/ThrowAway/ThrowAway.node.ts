import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { refusalSentence } from '../../../../shared/checks/refusal';

export class ThrowAway implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Throw Away',
		name: 'throwAway',
		icon: {
			light: 'file:../../icons/throwAway.svg',
			dark: 'file:../../icons/throwAway.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["country"] }}',
		description: 'Tells the code of a country',
		defaults: { name: 'Throw Away' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		properties: [{ displayName: 'Country', name: 'country', type: 'string', default: '' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { checkCountry } = await import('../../../../shared/letters/addresses');
		const items = this.getInputData().map((_, itemIndex): INodeExecutionData => {
			const country = checkCountry(this.getNodeParameter('country', itemIndex), 'Country');
			if (country.ok) return { json: { country: country.value }, pairedItem: { item: itemIndex } };
			const said = country.refusals.map(refusalSentence).join('; ');
			throw new NodeOperationError(this.getNode(), said, { itemIndex });
		});
		return [items];
	}
}
