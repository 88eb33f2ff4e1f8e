import { gatewayError, GATEWAY_ERRORS } from '../../../../nodes/cm/messaging/answers/errorCodes.ts';
import {
	allStandardErrors,
	standardError,
} from '../../../../nodes/cm/messaging/answers/standardErrors.ts';
import { DELIVERY_STATUSES } from '../../../../nodes/cm/messaging/answers/statusCodes.ts';

it('knows every error code of the document', () => {
	expect(GATEWAY_ERRORS.map(({ code }) => code)).toEqual([
		101, 102, 103, 201, 202, 203, 301, 302, 303, 304, 305, 401, 402, 403, 500, 999,
	]);
	for (const { meaning, remedy } of GATEWAY_ERRORS) {
		expect(meaning).toMatch(/^[a-z].*[^.]$/);
		expect(remedy).toMatch(/^[A-Z].*\.$/);
	}
});

it('has words for an error that is not documented', () => {
	expect(gatewayError(777, 'Something new')).toEqual({
		code: 777,
		meaning: 'the request was refused',
		remedy: 'Fix what it names and try again.',
	});
});

it('knows every standard error of the document, and 47 of Safeguard', () => {
	expect(allStandardErrors().map(({ code }) => code)).toEqual([
		5, 7, 8, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36, 37, 47,
	]);
	expect(standardError(27)?.temporary).toBe(false);
	expect(standardError(24)?.temporary).toBe(true);
	expect(standardError(23)?.temporary).toBeNull();
	expect(standardError(32)).toBeUndefined();
});

it('names the statuses', () => {
	expect(Object.values(DELIVERY_STATUSES).map(({ name }) => name)).toEqual([
		'accepted',
		'rejected',
		'delivered',
		'failed',
		'read',
	]);
});
