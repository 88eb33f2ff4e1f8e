import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Wanted } from '../delivery/keyTexts';
import type { Outcome, Problem, Sending } from '../delivery/outcome';
import type { Findings } from '../delivery/protection';
import type { Checked } from '../checks/refusal';
import type { KeyMemory } from './keyMemory';

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
		/**
		 * Corrects what is known of keys after something was changed or removed.
		 * @returns a note for the output, where that was not possible
		 */
		afterwards?(
			input: Input,
			outcome: Extract<Outcome, { kind: 'accepted' }>,
			api: Api,
			memory: KeyMemory,
		): Promise<string | undefined>;
	};
}

/** How what one run did is known to all other runs. */
export interface ProtectedOperation<Input, Api> {
	/** What every run gives that means the same thing; nothing where it is not to be protected. */
	identity(input: Input): Wanted | undefined;
	/** Why the service cannot be asked whether it has it, as a sentence; nothing where it can. */
	whyNotFindable(input: Input): string | undefined;
	/** Asks the service what it has of these. */
	find(sought: Array<Sought<Input>>, api: Api): Promise<Findings<Input>>;
	/** Whether it is usual to go without: then it is not said that something is not protected. */
	isOptional?: boolean;
	/** Whether it is sent without protection where the workflow was never saved. */
	mayGoUnsaved?(input: Input): boolean;
	/** How long the service is left alone between two looks for what it turned away, in ms. */
	lookForTurnedAwayEvery?: number;
	/** Brings what exists in a lesser state into the wanted one. */
	advance?: {
		claimKey(id: string, api: Api): string;
		perform(input: Input, id: string, api: Api, until: number): Promise<Sending>;
		gone: Problem;
	};
	/** Of what was done before, by its state, e.g. `It was sent before.` */
	doneBefore(state: string): string;
	conflict: Problem;
	/** What to say of those that are known for a day only, where there are any. */
	dayNote?(inputs: Input[]): string | undefined;
}

export interface Sought<Input> {
	input: Input;
	/** When this run first sent it (milliseconds since 1970), where it did. */
	begunAt?: number;
}

interface OneByOne<Input, Api> {
	/**
	 * Asks the service and says what became of it. Never throws.
	 * @param until no request that changes something begins after this moment (milliseconds since 1970)
	 */
	perform(input: Input, api: Api, until: number): Promise<Sending>;
	/** What is read before it is changed, e.g. a letter's ID: items about the same take turns. */
	about?(input: Input): string;
}

interface Together<Input, Api> {
	together: {
		/** One item may ask for several things, such as a message to several recipients. */
		split(input: Input): Input[];
		/** Asks for all of them in one request and says what became of each, in order. */
		perform(inputs: Input[], api: Api, until: number): Promise<Sending[]>;
	};
}

export interface OutputDetails<Input> {
	input: Input;
	/** ID in the answer, where one could be found. */
	id?: string;
	/** It had been done before; nothing was done now. */
	skipped: boolean;
	/** What a person should know of it, as a sentence. */
	note?: string;
	/** The service refused it, and the user wants refusals among the items. */
	refusal?: Problem;
}
