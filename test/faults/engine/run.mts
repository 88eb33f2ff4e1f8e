/**
 * Letters sent by the node in n8n's engine to a service that fails one request in five, denies what
 * it did, or shows little: none may be lost, none sent twice, and every item has to tell the truth.
 * For each kind of trouble, for ten seeds. `node --import tsx test/faults/engine/run.mts`, after a
 * build; with `--sample`, for one seed and fewer letters.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { KINDS } from './kinds.mts';
import { runInLanes } from './lanes.mts';
import type { ScenarioResult } from './scenario.mts';
import { tableOf } from './table.mts';

const { values } = parseArgs({
	options: {
		sample: { type: 'boolean', default: false },
		letters: { type: 'string' },
		seeds: { type: 'string' },
		/** Only this seed. */
		seed: { type: 'string' },
		/** Only these kinds. */
		kind: { type: 'string', multiple: true },
		share: { type: 'string', default: '0.2' },
		/** How many processes run at once; they spend most of their time waiting. */
		lanes: { type: 'string', default: String(availableParallelism() * 2) },
	},
});

const usual = values.sample ? { letters: 600, seeds: 1 } : { letters: 2000, seeds: 10 };
const kinds = KINDS.filter(({ name }) => values.kind?.includes(name) ?? true);
const seeds =
	values.seed === undefined
		? Array.from({ length: Number(values.seeds ?? usual.seeds) }, (_, index) => index + 1)
		: [Number(values.seed)];
const scenarios = seeds.flatMap((seed) =>
	kinds.map(({ name }) => ({
		kind: name,
		seed,
		letters: Number(values.letters ?? usual.letters),
		share: Number(values.share),
	})),
);

const began = performance.now();
const results: ScenarioResult[] = [];
await runInLanes(scenarios, Number(values.lanes), (result) => {
	results.push(result);
	const { kind, seed, complaints, seconds } = result;
	const verdict = complaints.length === 0 ? 'passed' : 'FAILED';
	console.log(`${verdict}: ${kind}, seed ${seed} (${seconds.toFixed(1)} s)`);
	for (const complaint of complaints) console.log(`    ${complaint}`);
});

const order = new Map(kinds.map(({ name }, index) => [name, index]));
results.sort((one, other) => (order.get(one.kind) ?? 0) - (order.get(other.kind) ?? 0));
const failed = results.filter(({ complaints }) => complaints.length > 0).length;
console.log(`\n${tableOf(results)}\n`);
console.log(`Took ${Math.round((performance.now() - began) / 1000)} s.`);
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
