import fc from 'fast-check';

// `npm test` draws the same cases every time, so that what fails is what was changed; `npm run test:long`
// draws new ones, and more.
if (process.env.JOBWRIGHT_LONG === undefined) fc.configureGlobal({ seed: 20_230_900 });
