import { defineConfig } from 'vitest/config';

/**
 * Real processes and a real browser on a machine that others load: in CI a test that fails is tried once
 * more, and the report says so. At a desk nothing is tried twice.
 */
const retry = process.env.CI === 'true' ? 1 : 0;

/**
 * What is waited for comes when the machine gets to it: how long that takes says nothing. Vitest's own second is
 * a wager on an idle machine.
 */
const expect = { poll: { timeout: 30_000, interval: 50 } };

/** Files wait for processes more than they compute: every core has one. */
const maxWorkers = '100%';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          retry,
          expect,
          maxWorkers,
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/unit/setup.ts'],
          testTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'conformance',
          retry,
          expect,
          maxWorkers,
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'contract',
          retry,
          expect,
          maxWorkers,
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          retry,
          expect,
          maxWorkers: 2,
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/e2e/support/setup.ts'],
          globalSetup: ['test/e2e/support/build.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
