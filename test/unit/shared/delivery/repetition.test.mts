import { cmReading } from '../../../../nodes/cm/classification.ts';
import type { Attempt } from '../../../../shared/delivery/attempt.ts';
import type { Clock } from '../../../../shared/delivery/clock.ts';
import { pace } from '../../../../shared/delivery/pace.ts';
import { repeat, type Late, type RepetitionRules } from '../../../../shared/delivery/repetition.ts';

/** A clock that only moves when somebody waits. */
function clockThat(runs: { cancelledAfter?: number; random?: number } = {}) {
	const waits: number[] = [];
	let time = 0;
	const clock: Clock = {
		now: () => time,
		random: () => runs.random ?? 0,
		pause: async (ms) => {
			if (ms > 0) waits.push(ms);
			time += ms;
			return await Promise.resolve(waits.length !== runs.cancelledAfter);
		},
	};
	return { clock, waits };
}

const answered = (status: number, headers: Record<string, string> = {}): Attempt => ({
	kind: 'answered',
	status,
	headers,
	text: '',
});
const unanswered = (code: string): Attempt => ({ kind: 'unanswered', code, message: 'no answer' });

const RULES: RepetitionRules = { idempotent: false, maxTries: 4, maxTime: 60_000 };

async function tried(
	attempts: Array<Attempt | Late>,
	rules: Partial<RepetitionRules> = {},
	time = clockThat(),
) {
	let count = 0;
	const last = await repeat(
		async () =>
			await Promise.resolve(attempts[Math.min(count++, attempts.length - 1)] as Attempt | Late),
		{ ...RULES, ...rules },
		cmReading,
		time.clock,
	);
	return { count, last, waits: time.waits };
}

describe('repeating a request that changes something', () => {
	it.each([
		['connection refused', unanswered('ECONNREFUSED')],
		['name not found', unanswered('ENOTFOUND')],
		['name look-up failed', unanswered('EAI_AGAIN')],
		['429', answered(429)],
		['503 with Retry-After', answered(503, { 'retry-after': '0' })],
	])('is done after %s: nothing happened', async (_name, attempt) => {
		const { count, last } = await tried([attempt, attempt, answered(201)]);
		expect(count).toBe(3);
		expect(last).toMatchObject({ status: 201, tries: 3 });
		expect(last).not.toHaveProperty('followsDoubt');
	});

	it.each([
		['a reset', unanswered('ECONNRESET')],
		['a time-out', unanswered('ECONNABORTED')],
		['500', answered(500)],
		['503 without Retry-After', answered(503)],
		['408', answered(408)],
		['a success that cannot be read', { ...answered(200), text: '{"id"' } as Attempt],
	])('is not done after %s: it may have happened', async (_name, attempt) => {
		const { count, waits } = await tried([attempt]);
		expect(count).toBe(1);
		expect(waits).toEqual([]);
	});
});

describe('repeating a request that may be repeated', () => {
	it.each([
		['a reset', unanswered('ECONNRESET')],
		['500', answered(500)],
		['503', answered(503)],
	])('is done after %s', async (_name, attempt) => {
		const { count, last } = await tried([attempt, answered(200)], { idempotent: true });
		expect(count).toBe(2);
		expect(last).toMatchObject({ status: 200, tries: 2, followsDoubt: true });
	});

	it.each([
		['400', answered(400)],
		['401', answered(401)],
		['404', answered(404)],
		['a redirect', answered(302, { location: '/' })],
		['a certificate that ran out', unanswered('CERT_HAS_EXPIRED')],
		['a certificate of another name', unanswered('ERR_TLS_CERT_ALTNAME_INVALID')],
		['a certificate that was revoked', unanswered('CERT_REVOKED')],
		['a missing credential', { ...unanswered(''), unsent: 'credential' } as Attempt],
	])('is not done after %s', async (_name, attempt) => {
		expect((await tried([attempt], { idempotent: true })).count).toBe(1);
	});
});

describe('waiting between tries', () => {
	it('doubles, half of it at random', async () => {
		expect((await tried([answered(429)])).waits).toEqual([250, 500, 1000]);
		const most = await tried([answered(429)], {}, clockThat({ random: 1 }));
		expect(most.waits).toEqual([500, 1000, 2000]);
	});

	it('is as long as the service asks for', async () => {
		const { waits } = await tried([answered(429, { 'retry-after': '7' }), answered(201)]);
		expect(waits).toEqual([7000]);
	});

	it('ends with the tries, the time, the claim, or the execution', async () => {
		expect((await tried([answered(429)], { maxTries: 1 })).count).toBe(1);
		expect((await tried([answered(429)], { maxTime: 800 })).count).toBe(3);
		const tooLong = answered(429, { 'retry-after': '61' });
		expect(await tried([tooLong])).toMatchObject({ count: 1, last: { ...tooLong, tries: 1 } });
		const cancelled = await tried([answered(429)], {}, clockThat({ cancelledAfter: 2 }));
		expect(cancelled).toMatchObject({ count: 2, last: { status: 429, tries: 2 } });
	});
});

describe('what leaves too late', () => {
	it('is said by whoever sends', async () => {
		expect(await tried([{ kind: 'late', waitMs: 9 }])).toMatchObject({
			count: 1,
			last: { kind: 'late', waitMs: 9 },
		});
	});

	it('is a try that would begin after its end, with the wait before it', async () => {
		const { count, last } = await tried([answered(429)], { until: 250 });
		expect(count).toBe(2);
		expect(last).toEqual({ kind: 'late', waitMs: 500 });
	});

	it('is not what the service answered for good', async () => {
		expect((await tried([answered(400)], { until: -1 })).last).toMatchObject({ status: 400 });
	});
});

describe('what the service turned away', () => {
	it.each([
		['429', answered(429)],
		['503 with Retry-After', answered(503, { 'retry-after': '0' })],
	])('is left to whoever asked, where he wants that: %s', async (_name, attempt) => {
		expect((await tried([attempt], { leavesTurnedAway: true })).count).toBe(1);
	});

	it('leaves the rest as it is', async () => {
		const { count } = await tried([unanswered('ECONNREFUSED')], { leavesTurnedAway: true });
		expect(count).toBe(4);
	});
});

describe('pace', () => {
	it('spaces requests evenly', async () => {
		const { clock, waits } = clockThat();
		const turn = pace(4, clock);
		for (let request = 0; request < 3; request++) expect(await turn()).toBe(true);
		expect(waits).toEqual([250, 250]);
	});

	it('keeps nobody waiting without a limit', async () => {
		const { clock, waits } = clockThat();
		const turn = pace(0, clock);
		for (let request = 0; request < 3; request++) await turn();
		expect(waits).toEqual([]);
	});

	it('tells of a cancelled execution', async () => {
		const turn = pace(1, clockThat({ cancelledAfter: 1 }).clock);
		expect(await turn()).toBe(true);
		expect(await turn()).toBe(false);
	});
});
