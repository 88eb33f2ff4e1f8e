import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Outcome, Problem } from '../delivery/outcome';
import type { Finding } from '../delivery/protection';
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
		/** Absent where other runs may do it again. */
		protect?: ProtectedOperation<Input, Api>;
	};
}

/** How what one run did is known to all other runs. */
export interface ProtectedOperation<Input, Api> {
	/** What is guarded, for operations that do the same kind of thing, e.g. `letter`. */
	subject: string;
	/** What every run gives that means the same thing; nothing where it is not to be protected. */
	key(input: Input): string | undefined;
	/** Why the service cannot be asked whether it has it, as a sentence; nothing where it can. */
	whyNotFindable(input: Input): string | undefined;
	/** Asks the service what it has. */
	find(api: Api): Promise<Found<Input>>;
}

/** What the service has. */
export type Found<Input> =
	| { readable: true; of(input: Input): Finding[] }
	/** @property reason why it could not be told, as a sentence */
	| { readable: false; reason: string };

interface OneByOne<Input, Api> {
	/**
	 * Asks the service and says what became of it. Never throws.
	 * @param until no request that changes something begins after this moment (milliseconds since 1970)
	 */
	perform(input: Input, api: Api, until: number): Promise<Outcome>;
	/** What is read before it is changed, e.g. a letter's ID: items about the same take turns. */
	subject?(input: Input): string;
}

interface Together<Input, Api> {
	together: {
		/** One item may ask for several things, such as a message to several recipients. */
		split(input: Input): Input[];
		/** Asks for all of them in one request and says what became of each, in order. */
		perform(inputs: Input[], api: Api, until: number): Promise<Outcome[]>;
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
