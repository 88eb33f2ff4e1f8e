/**
 * `npm run bench`: what the package costs, against what people would use otherwise. Prints a table,
 * writes bench/results.json, and puts the table into bench/README.md.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';

import { ensureHost, repositoryRoot } from '../scripts/host/install.mts';
import { stopAll } from '../scripts/host/shutdown.mts';
import { isReached, type Figure, type RowLetter } from './measure/figure.mts';
import type { Row, Scene } from './measure/scene.mts';
import { installedPackage } from './package.mts';
import { putIntoReadme } from './report/readme.mts';
import { keepResults, readResults } from './report/results.mts';
import { table } from './report/table.mts';
import { callbacks } from './rows/callbacks.mts';
import { fullMemory } from './rows/fullMemory.mts';
import { growth } from './rows/growth.mts';
import { lettersAgainstMinimal } from './rows/lettersAgainstMinimal.mts';
import { messagingAgainstHttpRequest } from './rows/messagingAgainstHttpRequest.mts';
import { pdfLetters } from './rows/pdfLetters.mts';
import { startup } from './rows/startup.mts';
import { startServer } from './server/server.mts';

const ROWS: Record<RowLetter, { title: string; measure: Row }> = {
	a: { title: 'CM Messaging against HTTP Request', measure: messagingAgainstHttpRequest },
	b: { title: 'CM Letters against a minimal node', measure: lettersAgainstMinimal },
	c: { title: 'PDFs', measure: pdfLetters },
	d: { title: 'Growth', measure: growth },
	e: { title: "n8n's start", measure: startup },
	f: { title: 'Callbacks', measure: callbacks },
	g: { title: 'Letters with a full memory', measure: fullMemory },
};

const USAGE = `npm run bench -- [rows] [options]

  a b c d e f g        these rows only; all when none is named
  --quick              a rough look: fewer rows, one round; nothing is written
  --package <folder>   another built copy of the package, to compare with
  --results <file>     where to keep the results; with it, the README stays as it is`;

function readArguments() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			quick: { type: 'boolean', default: false },
			package: { type: 'string', default: repositoryRoot },
			results: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const letters = positionals.length > 0 ? positionals : Object.keys(ROWS);
	const unknown = letters.find((letter) => !(letter in ROWS));
	if (unknown !== undefined) throw new Error(`There is no row ${unknown}\n\n${USAGE}`);
	return { ...values, letters: letters as RowLetter[] };
}

function machine(): string {
	return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
}

async function main(): Promise<void> {
	const chosen = readArguments();
	if (chosen.help) {
		console.log(USAGE);
		return;
	}
	const say = (line: string) => console.log(line);
	const host = await ensureHost({ log: say });
	const server = await startServer(host.node);
	const scene: Scene = {
		host,
		server,
		packageFolder: await installedPackage(chosen.package, host.dir),
		quick: chosen.quick,
		rounds: chosen.quick ? 1 : 5,
		say,
	};
	const began = performance.now();
	const figures: Figure[] = [];
	for (const letter of chosen.letters) {
		const { title, measure } = ROWS[letter];
		const elapsed = Math.round((performance.now() - began) / 1000);
		say(`(${letter}) ${title} (after ${elapsed} s)`);
		figures.push(...(await measure(scene)));
	}
	say(`\n${table(figures)}\n`);
	const missed = figures.filter((figure) => isReached(figure) === false).length;
	say(
		`${missed} missed; ${Math.round((performance.now() - began) / 1000)} s on ${machine()}, n8n ${host.version}`,
	);
	if (chosen.quick) return;

	const results = {
		date: new Date().toISOString().slice(0, 10),
		machine: machine(),
		n8n: host.version,
		figures,
	};
	if (chosen.results !== undefined) {
		await keepResults(chosen.results, results, chosen.letters);
		return;
	}
	const kept = await keepResults(new URL('results.json', import.meta.url), results, chosen.letters);
	const before = await readResults(new URL('before.json', import.meta.url));
	await putIntoReadme(
		new URL('README.md', import.meta.url),
		`${kept.date}, ${kept.machine}, n8n ${kept.n8n}\n\n${table(kept.figures, before?.figures)}`,
	);
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? (error.stack ?? error.message) : error);
	process.exitCode = 1;
} finally {
	await stopAll();
}
process.exit();
