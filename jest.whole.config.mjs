/** All suites, without samples: `npm run test:whole`. */
process.env.TEST_WHOLE = 'true';

export { default } from './jest.config.mjs';
