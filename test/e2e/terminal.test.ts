import { afterEach, describe, expect, it } from 'vitest';
import { ptyAvailability } from '../../src/main/process/index.ts';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  ready,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Terminal
jobEnvironments:
  - name: Tools
    variables: { JOB_VAR: from the job }
steps:
  - name: Fail
    script:
      actions:
        onRun: { command: sh, args: [-c, "echo made > result.txt; exit 127"] }
`;

/** What a hostile file would do to whoever looks at it. */
const ATTACK = [
  "printf '\\033]0;stolen title\\007'",
  "printf '\\033]52;c;c3RvbGVu\\007'",
  "printf '\\033]8;;https://example.org\\033\\\\link\\033]8;;\\033\\\\\\n'",
  "printf '\\033[21t\\033P+q544e\\033\\\\'",
].join(';');

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason !== undefined || !ptyAvailability().available)('a terminal', () => {
  it('opens on purpose in the folder of the session that failed, with its variables', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE) });
    const { page, errors, foreign } = window;
    await page.getByText('1 task', { exact: true }).waitFor();
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: 'Keep session folders' }).click();
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Failed');
    await page.getByText('Exit code 127: a command was not found').waitFor();
    expect(await page.locator('.xterm').count()).toBe(0);
    await button(page, 'Open terminal here').click();
    const screen = page.locator('.xterm');
    await screen.waitFor();
    const shown = page.locator('.xterm-accessibility-tree');
    await page.keyboard.type('echo "[$JOB_VAR]"; pwd; cat result.txt\n');
    await shown.getByText('[from the job]', { exact: true }).waitFor();
    await shown
      .getByText(/^\/.*session-/)
      .first()
      .waitFor();
    await shown.getByText('made', { exact: true }).waitFor();
    await keepPictures(page, 'terminal');
    expect(await findings(page)).toEqual([]);

    await page.evaluate('navigator.clipboard.writeText("mine")');
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.type(`${ATTACK}; echo safe-end\n`);
    await shown.getByText('safe-end', { exact: true }).waitFor();
    expect(await page.title()).not.toContain('stolen');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('mine');
    expect(await screen.locator('a').count()).toBe(0);

    // F6 leaves it, and what is typed then goes elsewhere.
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.press('F6');
    await expect
      .poll(() => page.evaluate('document.activeElement?.closest(".xterm") === null'))
      .toBe(true);
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.type('exit 5\n');
    await page.getByText('The shell has ended with exit code 5.').waitFor();
    await button(page, 'Close the terminal of Session 1').click();
    await page.getByText('Nothing starts by itself.').waitFor();

    // A page that is loaded anew has none any more, and says so.
    await button(page, 'Open in session 1').click();
    await screen.waitFor();
    await page.reload();
    await ready(page);
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await page.getByText('1 terminal of this window ended when it was loaded anew').waitFor();
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
  });
});
