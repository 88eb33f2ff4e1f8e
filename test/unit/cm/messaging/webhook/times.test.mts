import fc from 'fast-check';

import {
	centralEuropeanTime,
	withOffset,
	withZ,
} from '../../../../../nodes/cm/messaging/centralEuropeanTime.ts';

describe('CM local time', () => {
	it.each([
		['2026-07-01T12:00:00', '2026-07-01T12:00:00+02:00'],
		['2026-01-01 12:00:00', '2026-01-01T12:00:00+01:00'],
		['2026-03-29T01:59:59', '2026-03-29T01:59:59+01:00'],
		['2026-03-29T02:30:00', '2026-03-29T02:30:00+01:00'], // skipped
		['2026-03-29T03:00:00', '2026-03-29T03:00:00+02:00'],
		['2026-10-25T01:59:59', '2026-10-25T01:59:59+02:00'],
		['2026-10-25T02:30:00', '2026-10-25T02:30:00+02:00'], // twice; the first
		['2026-10-25T03:00:00', '2026-10-25T03:00:00+01:00'],
		['2026-07-01T12:00:00.123', '2026-07-01T12:00:00.123+02:00'],
		['2026-07-01T12:00:00Z', '2026-07-01T12:00:00Z'],
		['2026-07-01T12:00:00-07:00', '2026-07-01T12:00:00-07:00'],
		['01-07-2026 12:00', '01-07-2026 12:00'],
		['2026-13-01T12:00:00', '2026-13-01T12:00:00'],
		['[CREATED_S]', '[CREATED_S]'],
	])('%s is %s', (text, expected) => {
		expect(withOffset(text)).toBe(expected);
	});

	it('is what the clocks of Amsterdam show', () => {
		const clock = new Intl.DateTimeFormat('sv-SE', {
			timeZone: 'Europe/Amsterdam',
			dateStyle: 'short',
			timeStyle: 'medium',
		});
		const dates = fc.date({
			min: new Date('2000-01-01'),
			max: new Date('2060-01-01'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(dates, (date) => {
				const written = centralEuropeanTime(date);
				expect(written.slice(0, 19).replace('T', ' ')).toBe(clock.format(date));
				expect(Date.parse(written)).toBe(Math.floor(date.getTime() / 1000) * 1000);
			}),
			{ numRuns: 1000 },
		);
	});
});

it.each([
	['2026-07-01T12:00:00', '2026-07-01T12:00:00Z'],
	['2026-07-01 12:00:00', '2026-07-01T12:00:00Z'],
	['2026-07-01T12:00:00Z', '2026-07-01T12:00:00Z'],
	['now', 'now'],
])('UTC: %s is %s', (text, expected) => {
	expect(withZ(text)).toBe(expected);
});
