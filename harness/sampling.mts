/** Whether the suites do all they can: `npm run test:whole`. Otherwise each takes a sample. */
export const IS_WHOLE = process.env.TEST_WHOLE === 'true';

/** How much of something a suite looks at: all of it, or the sample that `npm test` takes. */
export function sampled<T>(whole: T, sample: T): T {
	return IS_WHOLE ? whole : sample;
}
