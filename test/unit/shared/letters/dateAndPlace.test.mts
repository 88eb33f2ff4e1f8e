import { DateTime } from 'luxon';

import { checkDateAndPlace } from '../../../../shared/letters/dateAndPlace.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

const check = (value: unknown) => checkDateAndPlace(value, 'Date and Place');

describe('date and place', () => {
	it.each([
		['Amsterdam, 21 November 2026', 'Amsterdam, 21 November 2026'],
		['21-11-2026', '21-11-2026'],
		['10115 Berlin', '10115 Berlin'],
		['Köln 50667', 'Köln 50667'],
		['2026', '2026'],
		['2026-11-21', '2026-11-21'],
		['2026-11-21T00:00:00.000+01:00', '2026-11-21'],
		['', ''],
		[undefined, ''],
		[new Date('2026-11-21T10:00:00Z'), '2026-11-21'],
		[DateTime.fromISO('2026-11-21T00:30:00', { zone: 'Europe/Amsterdam' }), '2026-11-21'],
	])('%j is printed as "%s"', (value, text) => {
		expect(valueOf(check(value))).toBe(text);
	});

	it.each([44197, 44197.5, '44197', 'Amsterdam, 46351'])('%j is a number of Excel', (value) => {
		const { parameter, reason, remedy } = refusalIn(check(value));
		expect(parameter).toBe('Date and Place');
		expect(reason).toContain('looks like the number by which Excel keeps a date');
		expect(remedy).toContain("DateTime.fromISO('1899-12-30')");
	});

	it('is no cell without a value, and no object', () => {
		expect(refusalIn(check('#N/A')).reason).toContain('#N/A');
		expect(refusalIn(check({ day: 1 })).reason).toContain('not text');
		expect(refusalIn(check(new Date(NaN))).reason).toContain('not text');
	});
});
