import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { LIMITS, type Counted } from '../../../../../shared/checks/pdf/budget.ts';
import { examinePdf } from '../../../../../shared/checks/pdf/checkPdf.ts';
import { sampled } from '../../../../../harness/sampling.mts';
import { goodPdfs, HOSTILE_PDFS } from '../../../../../harness/pdf/hostilePdfs.mts';

const run = promisify(execFile);
const CHILD = fileURLToPath(
	new URL('../../../../../harness/pdf/measurePdfChecks.mts', import.meta.url),
);
const CASES = new URL('../../../../cases/pdf/', import.meta.url);
const MEMORY_LIMIT = 100_000_000;
/** What one step may go over a limit by: what it had begun when it was told to stop. */
const ONE_STEP = {
	inflated: LIMITS.inflatedAtATime,
	parsed: LIMITS.object,
	searched: 60_000_000,
	objects: 1,
	contents: 1,
};

describe('hostile files', () => {
	it.each(HOSTILE_PDFS.map((hostile) => [hostile.name, hostile] as const))(
		'%s',
		async (_name, { make, expected }) => {
			const finding = await examinePdf(make(), async () => undefined);
			expect(finding.ok ? finding.value.pages : finding.fault).toBe(expected);
			for (const what of Object.keys(finding.counts) as Counted[]) {
				expect(finding.counts[what]).toBeLessThanOrEqual(LIMITS[what] + ONE_STEP[what]);
			}
		},
	);

	it('all of them, in a process of its own, take less than 100 MB', async () => {
		const { stdout } = await run(process.execPath, ['--expose-gc', '--import', 'tsx', CHILD]);
		const measured = JSON.parse(stdout) as Array<{ name: string; memory: number }>;
		expect(measured).toHaveLength(HOSTILE_PDFS.length);
		expect(measured.filter(({ memory }) => memory > MEMORY_LIMIT)).toEqual([]);
	});

	it.each(sampled([400, 1500], [400]))('make-pdf-bomb.cjs %i', async (megabytes) => {
		const folder = mkdtempSync(join(tmpdir(), 'bomb-'));
		try {
			const file = join(folder, 'bomb.pdf');
			await run(process.execPath, [
				fileURLToPath(new URL('make-pdf-bomb.cjs', CASES)),
				String(megabytes),
				file,
			]);
			const { counts } = await examinePdf(readFileSync(file), async () => undefined);
			// Nothing needs what the bomb holds, so nobody inflates it.
			expect(counts.inflated).toBe(0);
			const { stdout } = await run(process.execPath, [
				'--expose-gc',
				'--import',
				'tsx',
				CHILD,
				file,
			]);
			const [measured] = JSON.parse(stdout) as Array<{ memory: number }>;
			expect(measured?.memory).toBeLessThan(MEMORY_LIMIT);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});

/** A sequence that is the same each time. */
function seeded(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const WORDS = [
	'obj',
	'stream',
	'<<',
	'>>',
	'[',
	']',
	'(',
	')',
	'}',
	'99999999999',
	'-1',
	'R',
	'/Kids',
	'/Prev',
	'/Length',
	'/Filter',
];

/** A file with some of its bytes changed, moved, doubled, taken out, or other words put in. */
function mutated(file: Buffer, random: (below: number) => number): Buffer {
	let bytes = Buffer.from(file);
	for (let times = 1 + random(8); times > 0; times--) {
		const at = random(bytes.length);
		const end = Math.min(bytes.length, at + 1 + random(200));
		const cut = [bytes.subarray(0, at), bytes.subarray(end)] as const;
		switch (random(5)) {
			case 0:
				bytes[at] = random(256);
				break;
			case 1:
				bytes = Buffer.concat(cut);
				break;
			case 2:
				bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
				break;
			case 3:
				bytes = Buffer.concat([
					cut[0],
					Buffer.from(WORDS[random(WORDS.length)] ?? ''),
					bytes.subarray(at),
				]);
				break;
			default:
				bytes = Buffer.from(
					bytes
						.toString('latin1')
						.replace(/\d+/g, (digits) => (random(40) === 0 ? String(random(100_000)) : digits)),
					'latin1',
				);
		}
	}
	return bytes;
}

it('a thousand good files, changed at random, come to an end', async () => {
	const names = [
		'acroform',
		'enc-empty-user-aes256',
		'linearised',
		'objstm',
		'plain-a4',
		'signed',
		'xfa-dynamic',
	];
	const good = [...goodPdfs(), ...names.map((name) => readFileSync(new URL(`${name}.pdf`, CASES)))];
	const random = seeded(20261125);
	const verdicts = new Set<string>();
	for (let i = 0; i < 1_000; i++) {
		const file = good[i % good.length] ?? Buffer.alloc(0);
		const finding = await examinePdf(mutated(file, random), async () => undefined);
		verdicts.add(finding.ok ? 'taken' : finding.fault);
	}
	expect([...verdicts]).toEqual(expect.arrayContaining(['taken', 'damaged', 'cutOff']));
});
