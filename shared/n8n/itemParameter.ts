import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * A parameter of an item, as getNodeParameter gives it, without evaluating what needs no evaluation.
 * n8n evaluates every expression of every item in an isolate of its own, half a millisecond each:
 * of ten thousand messages that is all but the whole run.
 * - What holds no expression is read once, as it is the same for all items. Do not change it.
 * - Text that only puts fields of the item in (`{{ $json.phone }}`, `Dear {{ $json["First name"] }},`)
 *   is put together here, where these fields are there and are plain text or whole numbers.
 * - Everything else, and whatever could mean anything else, n8n evaluates.
 */
export function itemParameter(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	fallback?: unknown,
): unknown {
	const run = runOf(context);
	let how = run.parameters.get(name);
	if (how === undefined) {
		how = howToRead(context, name, fallback);
		run.parameters.set(name, how);
	}
	if (how.kind === 'fixed') return how.value;
	const json = how.kind === 'fields' ? run.items?.[itemIndex]?.json : undefined;
	const text = how.kind === 'fields' && json !== undefined ? filledIn(how.pieces, json) : undefined;
	return text ?? context.getNodeParameter(name, itemIndex, fallback);
}

/** What a resource locator of an item names, as its mode extracts it. */
export function locatorParameter(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
): unknown {
	return context.getNodeParameter(name, itemIndex, '', { extractValue: true });
}

type Reading =
	| { kind: 'fixed'; value: unknown }
	| { kind: 'fields'; pieces: Piece[] }
	| { kind: 'evaluated' };

/** A text as it stands, or the path of a field of the item. */
type Piece = string | string[];

interface NodeRun {
	parameters: Map<string, Reading>;
	/** What $json stands for; not given to tools, whose input comes from an agent. */
	items?: INodeExecutionData[];
}

/** Every run of a node has a context of its own. */
const runs = new WeakMap<IExecuteFunctions, NodeRun>();

function runOf(context: IExecuteFunctions): NodeRun {
	let run = runs.get(context);
	if (run === undefined) {
		const isTool = context.getNode().type.endsWith('Tool');
		run = { parameters: new Map(), ...(isTool ? {} : { items: context.getInputData() }) };
		runs.set(context, run);
	}
	return run;
}

function howToRead(context: IExecuteFunctions, name: string, fallback: unknown): Reading {
	const raw: unknown = context.getNodeParameter(name, 0, fallback, { rawExpressions: true });
	if (!holdsExpression(raw)) {
		return { kind: 'fixed', value: context.getNodeParameter(name, 0, fallback) };
	}
	const pieces = typeof raw === 'string' ? piecesOf(raw.slice(1)) : undefined;
	return pieces === undefined ? { kind: 'evaluated' } : { kind: 'fields', pieces };
}

/** Whether n8n would evaluate anything in it. */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}

/** Text around fields: none of the signs that mean something to n8n. */
const PLAIN_TEXT = /^[^{}\\]*$/;
const FIELD =
	/\{\{\s*\$json((?:\.[A-Za-z_]\w*|\["[^"\\{}\p{C}\p{Zl}\p{Zp}]+"\]|\['[^'\\{}\p{C}\p{Zl}\p{Zp}]+'\])+)\s*\}\}/u;
const STEP = /\.(\w+)|\["([^"]+)"\]|\['([^']+)'\]/g;

/** The pieces of an expression that only puts fields in; nothing of any other. */
function piecesOf(expression: string): Piece[] | undefined {
	// n8n refuses the word anywhere, also in the text around fields.
	if (expression.includes('constructor')) return undefined;
	// Every second part is the path that the pattern caught.
	const parts = expression.split(FIELD);
	if (parts.length < 3) return undefined;
	const pieces = parts.map((part, index) => (index % 2 === 0 ? part : stepsOf(part)));
	const isPlain = pieces.every((piece) => typeof piece !== 'string' || PLAIN_TEXT.test(piece));
	return isPlain ? pieces.filter((piece) => piece !== '') : undefined;
}

function stepsOf(path: string): string[] {
	return [...path.matchAll(STEP)].map(([, ...names]) => names.find((name) => name) ?? '');
}

/** The text, or the field where there is nothing around it; nothing where n8n has to decide. */
function filledIn(pieces: Piece[], json: object): string | number | undefined {
	const values = pieces.map((piece) => (typeof piece === 'string' ? piece : fieldOf(piece, json)));
	const [only] = values;
	if (values.length === 1) return only;
	return values.includes(undefined) ? undefined : values.join('');
}

/** A field that is plain text or a whole number, on a path of plain objects. */
function fieldOf(path: string[], json: object): string | number | undefined {
	let value: unknown = json;
	for (const step of path) {
		// What is inherited, and the names n8n forbids in expressions, are not for us to read.
		if (!isPlainObject(value) || !Object.hasOwn(value, step) || FORBIDDEN.test(step)) {
			return undefined;
		}
		value = value[step];
	}
	return typeof value === 'string' || Number.isSafeInteger(value)
		? (value as string | number)
		: undefined;
}

/** As n8n's sandbox of expressions has them, and more. */
const FORBIDDEN =
	/proto|constructor|define|lookup|getter|setter|^(mainModule|_?binding|_linkedBinding|_load|prepareStackTrace|call.*|arguments|getBuiltinModule|getOwn.*|dlopen|execve|loadEnvFile)$/i;

function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
