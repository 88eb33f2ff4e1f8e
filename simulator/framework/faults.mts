import type { FaultKind, FaultRule } from './contract.mts';

/** What is to happen to one request. */
export interface FaultPlan {
	/** In milliseconds. */
	delayMs: number;
	/** The rule that won, if any. */
	rule: FaultRule | null;
	/** The names or kinds of what fired, joined by +; empty if nothing did. */
	name: string;
}

/** No trouble. */
export const NO_FAULT: FaultPlan = Object.freeze({ delayMs: 0, rule: null, name: '' });

const DEFAULT_LATENCY_MS = 1000;

interface ArmedRule {
	rule: FaultRule;
	path: RegExp | null;
	matched: number;
	fired: number;
}

/** A small seeded generator (mulberry32) of numbers from 0 up to 1. */
function randomSequence(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The fault rules in force, with how often each has fired. */
export class FaultBook {
	private armed: ArmedRule[] = [];
	private random: () => number;

	constructor(private readonly seed: number) {
		this.random = randomSequence(seed);
	}

	/** @param seed of the probabilities; the book's own unless given */
	set(rules: readonly FaultRule[], seed = this.seed): void {
		this.random = randomSequence(seed);
		this.armed = rules.map((rule) => ({
			rule,
			path: rule.path === undefined ? null : new RegExp(rule.path),
			matched: 0,
			fired: 0,
		}));
	}

	/** Decides what happens to a request, and counts it. */
	plan(method: string, path: string): FaultPlan {
		let delayMs = 0;
		const names: string[] = [];
		for (const armed of this.armed) {
			if (!this.fires(armed, method, path)) continue;
			const { rule } = armed;
			names.push(rule.name ?? rule.kind);
			delayMs += rule.latencyMs ?? (rule.kind === 'latency' ? DEFAULT_LATENCY_MS : 0);
			if (rule.kind !== 'latency') return { delayMs, rule, name: names.join('+') };
		}
		return names.length === 0 ? NO_FAULT : { delayMs, rule: null, name: names.join('+') };
	}

	private fires(armed: ArmedRule, method: string, path: string): boolean {
		const { rule } = armed;
		if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
		if (armed.path !== null && !armed.path.test(path)) return false;
		armed.matched += 1;
		if (rule.times !== undefined && armed.fired >= rule.times) return false;
		if (rule.every !== undefined && armed.matched % rule.every !== 0) return false;
		if (rule.probability !== undefined && this.random() >= rule.probability) return false;
		armed.fired += 1;
		return true;
	}
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isPositive: Check = (value) => isCount(value) && value !== 0;
const isStatus: Check = (value) =>
	isCount(value) && (value as number) >= 200 && (value as number) <= 599;

const KINDS: readonly FaultKind[] = [
	'status',
	'resetBefore',
	'resetAfter',
	'hang',
	'hangAfter',
	'truncated',
	'slowBody',
	'html',
	'latency',
	'empty',
];

const MEMBERS: { [Name in keyof Required<FaultRule>]: [check: Check, expected: string] } = {
	kind: [(value) => KINDS.includes(value as FaultKind), `one of ${KINDS.join(', ')}`],
	name: [isText, 'a text'],
	method: [isText, 'a request method'],
	path: [isRegularExpression, 'a regular expression, as text'],
	status: [isStatus, 'a status code from 200 to 599'],
	retryAfter: [(value) => isText(value) || isCount(value), 'seconds or an HTTP date'],
	body: [() => true, 'anything'],
	latencyMs: [isCount, 'milliseconds'],
	every: [isPositive, 'a whole number from 1 up'],
	probability: [
		(value) => typeof value === 'number' && value >= 0 && value <= 1,
		'a number from 0 to 1',
	],
	times: [isCount, 'a whole number from 0 up'],
	after: [(value) => typeof value === 'boolean', 'true or false'],
};

function isRegularExpression(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	try {
		new RegExp(value);
		return true;
	} catch {
		return false;
	}
}

/**
 * Checks fault rules that came from outside (a request, a file, a caller).
 *
 * @throws TypeError that names the rule, counted from 1, and what is wrong with it.
 */
export function parseFaultRules(value: unknown): FaultRule[] {
	if (!Array.isArray(value)) {
		throw new TypeError('Fault rules are a list, such as [{"kind": "status", "status": 429}]');
	}
	const members: Record<string, [Check, string]> = MEMBERS;
	value.forEach((rule: unknown, index) => {
		const where = `Fault rule ${index + 1}`;
		if (typeof rule !== 'object' || rule === null) throw new TypeError(`${where} is no object`);
		if (!('kind' in rule)) throw new TypeError(`${where} has no kind`);
		for (const [name, member] of Object.entries(rule)) {
			const known = Object.hasOwn(members, name) ? members[name] : undefined;
			if (known === undefined) throw new TypeError(`${where} has an unknown member "${name}"`);
			if (member !== undefined && !known[0](member)) {
				throw new TypeError(`${where}: ${name} is ${known[1]}`);
			}
		}
	});
	return value as FaultRule[];
}
