/**
 * Letters sent by the node in n8n's engine to a service that fails one request in five: none may be
 * lost, none sent twice, and every item has to tell the truth. For each kind of fault and all mixed,
 * for ten seeds. `node --import tsx test/faults/engine/run.mts`, after a build.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { TROUBLES } from './kinds.mts';
import { runInLanes } from './lanes.mts';
import type { ScenarioResult } from './scenario.mts';
import { tableOf } from './table.mts';

const { values } = parseArgs({
	options: {
		letters: { type: 'string', default: '2000' },
		seeds: { type: 'string', default: '10' },
		/** Only these kinds of faults. */
		fault: { type: 'string', multiple: true },
		share: { type: 'string', default: '0.2' },
		/** How many processes run at once; they spend most of their time waiting. */
		lanes: { type: 'string', default: String(availableParallelism() * 4) },
	},
});

const troubles = TROUBLES.filter(({ name }) => values.fault?.includes(name) ?? true);
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
const scenarios = seeds.flatMap((seed) =>
	troubles.map(({ name }) => ({
		trouble: name,
		seed,
		letters: Number(values.letters),
		share: Number(values.share),
	})),
);

const began = performance.now();
const results: ScenarioResult[] = [];
await runInLanes(scenarios, Number(values.lanes), (result) => {
	results.push(result);
	const { trouble, seed, complaints, seconds } = result;
	const verdict = complaints.length === 0 ? 'passed' : 'FAILED';
	console.log(`${verdict}: ${trouble}, seed ${seed} (${seconds.toFixed(1)} s)`);
	for (const complaint of complaints) console.log(`    ${complaint}`);
});

const order = new Map(troubles.map(({ name }, index) => [name, index]));
results.sort((one, other) => (order.get(one.trouble) ?? 0) - (order.get(other.trouble) ?? 0));
const failed = results.filter(({ complaints }) => complaints.length > 0).length;
console.log(`\n${tableOf(results)}\n`);
console.log(`Took ${Math.round((performance.now() - began) / 1000)} s.`);
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
