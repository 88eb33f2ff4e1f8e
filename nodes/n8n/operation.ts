import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Outcome, Problem } from '../delivery/outcome';
import type { Checked } from '../delivery/refusal';

/**
 * One operation of a node: how the parameters of one item become what a service is asked, and how
 * its answer becomes output. Holds no retry, no batching and no error mapping.
 * @typeParam Input what was read from the parameters and checked
 * @typeParam Api the connection to the service, made once for all items
 */
export type Operation<Input, Api extends ServiceApi> = OperationBase<Input, Api> &
	(OneByOne<Input, Api> | Together<Input, Api>);

/** A connection to a service. */
export interface ServiceApi {
	/** Which account at which address: what was done for one was not done for another. */
	identity: string;
}

interface OperationBase<Input, Api> {
	/** Reads and checks the parameters of one item. Asks the service nothing. */
	prepare(context: IExecuteFunctions, itemIndex: number, api: Api): Promise<Checked<Input>>;

	/** The JSON of the output items for an answer, mostly one. */
	output(answer: unknown, details: OutputDetails<Input>): IDataObject[];

	/** Absent where doing it twice does no harm: then nothing is remembered of it. */
	once?: {
		/** Equal for inputs that ask for the same thing. Holds no secrets, no file contents. */
		fingerprint(input: Input): unknown;
		/** Tells apart what one item asks for, where it is more than one thing, e.g. the recipient. */
		part?(input: Input): string;
		/** What to say when an earlier try may or may not have done it. */
		stillUnknown(input: Input): Problem;
	};
}

interface OneByOne<Input, Api> {
	/** Asks the service, once, and says what became of it. Never throws. */
	perform(input: Input, api: Api): Promise<Outcome>;
	/** What is read before it is changed, e.g. a letter's ID: items about the same take turns. */
	subject?(input: Input): string;
}

interface Together<Input, Api> {
	together: {
		/** One item may ask for several things, such as a message to several recipients. */
		split(input: Input): Input[];
		/** Asks for all of them in one request and says what became of each, in order. */
		perform(inputs: Input[], api: Api): Promise<Outcome[]>;
	};
}

export interface OutputDetails<Input> {
	input: Input;
	/** ID in the answer, where one could be found. */
	id?: string;
	/** It had been done before; nothing was done now. */
	skipped: boolean;
	/** The service refused it, and the user wants refusals among the items. */
	refusal?: Problem;
}
