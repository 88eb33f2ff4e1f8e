import { executionDay } from '../../../../shared/n8n/executionDay.ts';
import { contextWith } from './context.mts';

/** Half past eleven in the evening in London, half past midnight in Amsterdam. */
const LATE = Date.UTC(2026, 10, 26, 23, 30);

afterEach(() => {
	jest.restoreAllMocks();
});

it.each([
	['UTC', '2026-11-26'],
	['Europe/London', '2026-11-26'],
	['Europe/Amsterdam', '2026-11-27'],
	['America/New_York', '2026-11-26'],
	['Pacific/Auckland', '2026-11-27'],
	['Pacific/Kiritimati', '2026-11-27'],
	['Asia/Kolkata', '2026-11-27'],
])('the day is that of %s', (timezone, day) => {
	expect(executionDay(contextWith({ timezone, startTimes: [LATE] }).context)).toBe(day);
});

it.each([
	[Date.UTC(2026, 11, 31, 22, 59, 59), '2026-12-31'],
	[Date.UTC(2026, 11, 31, 23, 0, 0), '2027-01-01'],
	// The clocks go back at three.
	[Date.UTC(2026, 9, 25, 0, 30), '2026-10-25'],
	[Date.UTC(2026, 2, 1, 5, 0), '2026-03-01'],
])('at midnight a new one begins (%i)', (time, day) => {
	const { context } = contextWith({ timezone: 'Europe/Amsterdam', startTimes: [time] });
	expect(executionDay(context)).toBe(day);
});

it('is that of the first node, whenever this one runs', () => {
	const startTimes = [LATE, LATE + 3_600_000, LATE - 3_600_000, 0];
	const { context } = contextWith({ timezone: 'Europe/Amsterdam', startTimes });
	expect(executionDay(context)).toBe('2026-11-26');
});

it('is now where nothing is known of the execution', () => {
	jest.spyOn(Date, 'now').mockReturnValue(LATE);
	expect(executionDay(contextWith().context)).toBe('2026-11-26');
	expect(executionDay(contextWith({ startTimes: [] }).context)).toBe('2026-11-26');
});

it('stays the same at every try of the execution', () => {
	const memory = {};
	const first = contextWith({ memory, startTimes: [LATE] });
	const retried = contextWith({ memory, startTimes: [LATE + 86_400_000] });
	expect(executionDay(first.context)).toBe('2026-11-26');
	expect(executionDay(retried.context)).toBe('2026-11-26');
});
