/** How the bench tells an engine process what to run, and what it hears back. */
export type ContenderName =
	| 'cmMessaging'
	| 'cmLetters'
	| 'cmLettersPdf'
	| 'cmLettersPdfUnprotected'
	| 'parameterReader'
	| 'bareScript'
	| 'httpRequestMessages'
	| 'httpRequestMessagesInTurn'
	| 'httpRequestLettersInTurn'
	| 'minimalLetters'
	| 'minimalPdf'
	| 'readingLetters';

/** One run of one contender. */
export interface Task {
	contender: ContenderName;
	/** How many items it is given. */
	items: number;
	/** Of the bench's server. */
	serverUrl: string;
	/** Requests under way at once, where the contender has such a setting. */
	concurrency?: number;
	/** Letters with a reference of their own, which the node protects against being sent twice. */
	references?: boolean;
	/** Messages whose expressions compute something, so that only n8n can evaluate them. */
	computed?: boolean;
	/** Texts that n8n's store of processed items holds of the workflow before; it starts anew with them. */
	stored?: number;
	/** Letters that an earlier run with this sent: the service is to get none of them. */
	known?: boolean;
	/** Bytes of each PDF. */
	fileSize?: number;
	/** Whether to watch the process's memory meanwhile; needs --expose-gc. */
	memory?: boolean;
}

export interface TaskResult {
	ms: number;
	/** Processor time of the engine's process meanwhile, which other programs on the machine do not lengthen. */
	cpuMs: number;
	/** Items that came out; the bench compares them with what its server counted. */
	itemsOut: number;
	/** What the first failed item said, if any failed. */
	failure?: string;
	/** Longest time that the process's event loop stood still, in ms. */
	longestHold: number;
	memory?: {
		/** Most memory of the process (resident set) above what it had before, in bytes. */
		peak: number;
		/** Most JavaScript heap and buffers above before, as garbage collections found it. */
		peakUsed: number;
	};
}

/**
 * Where expressions are evaluated. `vm`: in an isolate, as n8n does unless told otherwise. `legacy`:
 * in n8n's own process, which n8n 2.40 still can, and did by default before.
 */
export type Expressions = 'vm' | 'legacy';

/** Where n8n's store of processed items keeps its rows. */
export type StoreKind = 'memory' | 'sqlite' | 'postgres';

export type EngineReport =
	| { kind: 'ready' }
	| { kind: 'done'; result: TaskResult }
	| { kind: 'failed'; message: string };
