import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  makeBundle,
  openWindow,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

const STUBBORN = `specificationVersion: jobtemplate-2023-09
name: Stubborn
steps:
  - name: Wait
    script:
      embeddedFiles:
        - name: Run
          type: TEXT
          data: |
            trap 'echo asked to stop' TERM
            echo ready
            while true; do sleep 0.2; done
      actions:
        onRun:
          command: bash
          args: ["{{Task.File.Run}}"]
          cancelation: { mode: NOTIFY_THEN_TERMINATE, notifyPeriodInSeconds: 60 }
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('stopping', () => {
  it('notifies, counts down, and kills when told to', async () => {
    window = await openWindow({ path: makeBundle(STUBBORN) });
    const { page, errors } = window;
    await button(page, 'Scout').click();
    await trust(page);
    await page.getByRole('log').getByText('ready', { exact: true }).waitFor();
    await button(page, 'Stop').click();
    await page
      .getByRole('timer')
      .getByText(/ends in \d+ s/)
      .waitFor();
    await page.getByRole('log').getByText('asked to stop', { exact: true }).first().waitFor();
    await waitForStatus(page, 'Stopping');
    const before = Date.now();
    await button(page, 'Kill now').click();
    await waitForStatus(page, 'Canceled', 5000);
    expect(Date.now() - before).toBeLessThan(3000);
    await button(page, 'Stop').waitFor();
    expect(errors).toEqual([]);
  });

  it('lets what runs come to its end, and changes its mind when told to', async () => {
    const slow = STUBBORN.replace(/while true.*/, 'sleep 3; echo whole').replace(
      '    script:',
      `    parameterSpace:
      taskParameterDefinitions: [{ name: Frame, type: INT, range: "1-9" }]
    script:`,
    );
    window = await openWindow({ path: makeBundle(slow) });
    const { page, errors } = window;
    const stopAfter = async () => {
      await button(page, 'Other ways to stop').click();
      await page.getByRole('menuitem', { name: 'Stop after the running tasks' }).click();
      await page.getByText('finishing what runs…').waitFor();
    };
    await button(page, 'Scout').click();
    await trust(page);
    await page.getByRole('log').getByText('ready', { exact: true }).waitFor();
    await stopAfter();
    await keepPicture(page, 'stop-after-1280');
    expect(await findings(page)).toEqual([]);
    await waitForStatus(page, 'Canceled');
    await page.getByRole('log').getByText('whole', { exact: true }).waitFor();
    expect(await page.getByRole('log').getByText('asked to stop').count()).toBe(0);
    await button(page, 'Scout').click();
    await page.getByRole('log').getByText('ready', { exact: true }).waitFor();
    await stopAfter();
    await button(page, 'Stop').click();
    await page.getByRole('timer').waitFor();
    await button(page, 'Kill now').click();
    await waitForStatus(page, 'Canceled', 5000);
    expect(errors).toEqual([]);
  });
});
