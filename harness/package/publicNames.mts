import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

/** A resource with one of its operations. */
export interface OperationName {
	resource: string;
	operation: string;
}

type Entry = NonNullable<INodeProperties['options']>[number];

const isProperty = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isCollection = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;
const isOption = (entry: Entry): entry is INodePropertyOptions => 'value' in entry;

/** The values one can choose from in a parameter of type options. */
export function valuesOf(property: INodeProperties | undefined): unknown[] {
	return (property?.options ?? []).filter(isOption).map(({ value }) => value);
}

/** Every resource of a node with every operation of it, as a workflow stores them. */
export function operationsOf({ properties }: INodeTypeDescription): OperationName[] {
	const resources = valuesOf(properties.find(({ name }) => name === 'resource')).map(String);
	return resources.flatMap((resource) =>
		properties
			.filter(({ name, displayOptions }) =>
				name === 'operation' ? displayOptions?.show?.resource?.includes(resource) : false,
			)
			.flatMap(valuesOf)
			.map((operation) => ({ resource, operation: String(operation) })),
	);
}

/** The parameters that an operation shows, whatever else is chosen. */
export function parametersOf(
	{ properties }: INodeTypeDescription,
	{ resource, operation }: OperationName,
): INodeProperties[] {
	return properties.filter(({ displayOptions }) => {
		const show = displayOptions?.show;
		return (
			(show?.resource?.includes(resource) ?? false) &&
			(show?.operation?.includes(operation) ?? false)
		);
	});
}

/** Names of parameters and of what is inside them (`options.timeout`), sorted. */
export function namesOf(properties: INodeProperties[], within = ''): string[] {
	return properties
		.flatMap(({ name, options = [] }) => [
			`${within}${name}`,
			...namesOf(options.filter(isProperty), `${within}${name}.`),
			...options
				.filter(isCollection)
				.flatMap((group) => namesOf(group.values, `${within}${name}.${group.name}.`)),
		])
		.sort();
}
