import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  makeBundle,
  openWindow,
  status,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Quiet
steps:
  - name: Wait
    script:
      actions:
        onRun: { command: sh, args: [-c, "echo begun; sleep 4; echo over"] }
`;

/** What the system is asked to show. */
const WATCH_NOTIFICATIONS = `
  window.shown = [];
  window.asked = 0;
  window.Notification = class {
    static permission = 'default';
    static async requestPermission() {
      window.asked++;
      return (this.permission = 'granted');
    }
    constructor(title, { body }) { window.shown.push(title + ' / ' + body); }
    close() {}
  };
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('notices of a run', () => {
  it('point out what stalls, and tell of the end only to who looks elsewhere and asked for it', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE) });
    const { page, errors } = window;
    await page.evaluate(WATCH_NOTIFICATIONS);
    await page.getByText('1 task', { exact: true }).waitFor();
    await button(page, 'Scout').click();
    await trust(page);
    await status(page).getByText('no estimate yet').waitFor();
    await waitForStatus(page, 'Finished');
    expect(await page.evaluate('[window.asked, window.shown]')).toEqual([0, []]);
    await button(page, 'More for this log').click();
    await page.getByRole('menuitem', { name: 'Settings…' }).click();
    await page.getByLabel('Seconds until an action counts as stalled').fill('1');
    await page.getByText('Tell me when a run is over').click();
    expect(await findings(page)).toEqual([]);
    await button(page, 'Save').last().click();
    await page.evaluate('document.hasFocus = () => false');
    await button(page, 'Scout').click();
    await button(page, '1 action stalled').waitFor();
    await page.getByText(/^no sign of work for/).waitFor();
    await waitForStatus(page, 'Finished');
    expect(await page.evaluate('[window.asked, window.shown]')).toEqual([
      1,
      ['Quiet: Finished / 1 of 1 task'],
    ]);
    await button(page, '1 action stalled').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });
});
