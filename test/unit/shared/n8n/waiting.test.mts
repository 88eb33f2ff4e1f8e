import { inTime, waitUnless } from '../../../../shared/n8n/waiting.ts';

const AN_HOUR = 3_600_000;

describe('waiting', () => {
	it('looks at once, and again and again', async () => {
		let looks = 0;
		await waitUnless(() => ++looks === 3, AN_HOUR);
		expect(looks).toBe(3);
	});

	it('ends by itself', async () => {
		await waitUnless(() => false, 1);
	});
});

describe('a time limit', () => {
	it('is not met by what comes in time', async () => {
		expect(await inTime(Promise.resolve('in time'), AN_HOUR, 'late')).toBe('in time');
	});

	it('ends what takes longer', async () => {
		expect(await inTime(new Promise<string>(() => undefined), 1, 'late')).toBe('late');
	});
});
