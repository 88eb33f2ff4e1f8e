import { startEngine } from '../engine/engine.mts';
import type { ContenderName } from '../engine/protocol.mts';
import type { Figure } from '../measure/figure.mts';
import type { Row, Scene } from '../measure/scene.mts';
import { megabytes, median, rounded, seconds } from '../measure/statistics.mts';

const row = 'd';
/** Runs of the same size differ by about this much. */
const LINEAR = 1.25;

/**
 * Row (d): what an item costs, in time and memory, as the items become many. A process of its own
 * for each run; a first small run takes out what has to be loaded and compiled once.
 */
export const growth: Row = async (scene) => [
	...(await grown(scene, 'cmMessaging', 'messages')),
	...(await grown(scene, 'cmLetters', 'letters')),
];

/** A workflow remembers some 21,000 letters: more are refused. */
const SIZES = { cmMessaging: [100, 1_000, 10_000, 50_000], cmLetters: [1_000, 5_000, 20_000] };
const QUICK = [100, 1_000];

interface PerItem {
	ms: number;
	/** Bytes of heap and buffers, most at any moment. */
	used: number;
	detail: string;
}

async function grown(scene: Scene, contender: keyof typeof SIZES, what: string): Promise<Figure[]> {
	const sizes = scene.quick ? QUICK : SIZES[contender];
	const perItem: PerItem[] = [];
	for (const size of sizes) {
		const each = await measured(scene, contender, size);
		perItem.push(each);
		scene.say(`  ${size} ${what}: ${each.detail}`);
	}
	return sizes.slice(1).flatMap((size, index): Figure[] => {
		const [before, now] = [perItem[index], perItem[index + 1]];
		if (!before || !now) return [];
		const name = `${size} ${what} against ${sizes[index] ?? 0}`;
		return [
			{
				row,
				name: `${name}: time per item`,
				value: now.ms / before.ms,
				unit: '×',
				target: { atMost: LINEAR },
				detail: `${now.detail}; before: ${before.detail}`,
			},
			{
				row,
				name: `${name}: memory per item`,
				value: now.used / before.used,
				unit: '×',
				target: { atMost: LINEAR },
				detail: `${rounded(now.used / 1000)} kB an item against ${rounded(before.used / 1000)}`,
			},
		];
	});
}

async function measured(scene: Scene, contender: ContenderName, items: number): Promise<PerItem> {
	const runs = [];
	for (let round = 0; round < (items > 10_000 ? 1 : 3); round++) {
		const engine = await startEngine(scene);
		const settings = { contender, delay: 0, concurrency: 25 };
		await engine.run({ ...settings, items: 500, stored: 0 });
		runs.push(await engine.run({ ...settings, items, memory: true, stored: 0 }));
		await engine.stop();
	}
	const ms = median(runs.map((run) => run.ms));
	const used = median(runs.map(({ memory }) => memory?.peakUsed ?? 0));
	const peak = median(runs.map(({ memory }) => memory?.peak ?? 0));
	return {
		ms: ms / items,
		used: used / items,
		detail: `${seconds(ms)}, ${rounded((ms * 1000) / items)} µs an item; ${rounded(megabytes(used))} MB used, ${rounded(megabytes(peak))} MB of the system's`,
	};
}
