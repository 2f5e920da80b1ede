import { afterAll, afterEach, TestRunner } from 'vitest';
import { closeBrowser } from './browser.ts';
import { keepEvidence } from './evidence.ts';
import { beforeClosing, openWindows } from './window.ts';

/** What a failed test left on the screen, before its window is gone. */
beforeClosing(async (window, failed) => {
  const test = TestRunner.getCurrentTest();
  if (test && (failed || test.result?.state === 'fail'))
    await keepEvidence(window, `${test.file.name} ${test.name}`);
});
afterEach(async () => {
  // What a test that failed did not come to close.
  for (const window of openWindows()) await window.close();
});
afterAll(closeBrowser);
