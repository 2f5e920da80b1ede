import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  status,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

/** Each task waits for its own permission to go on. */
const STEADY = (gate: string) => `specificationVersion: jobtemplate-2023-09
name: Steady
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: 1-4 }
    script:
      actions:
        onRun:
          command: sh
          args:
            - "-c"
            - |
              echo "openjd_progress: 25"
              echo "openjd_status: tile 1 of 4"
              echo "openjd_progress: lots"
              sleep 0.3
              while [ {{Task.Param.Frame}} = 3 ] && [ ! -e ${gate} ]; do sleep 0.05; done
  - name: Encode
    dependencies: [{ dependsOn: Render }]
    script: { actions: { onRun: { command: "true" } } }
`;

const SCRIPTED = `specificationVersion: jobtemplate-2023-09
name: Scripted
steps:
  - name: Work
    script:
      embeddedFiles:
        - name: Run
          type: TEXT
          filename: run.py
          data: |
            import sys
            def work():
                raise ValueError("first")
            try:
                work()
            except ValueError:
                import traceback
                traceback.print_exc(file=sys.stdout)
            print("fine")
            print("WARNING: thin walls")
            print("ERROR: second")
            print("end")
      actions:
        onRun: { command: python3, args: ["{{Task.File.Run}}"] }
`;

const choose = async (menu: string | RegExp, item: string | RegExp) => {
  const { page } = window;
  await page.getByRole('button', { name: menu }).first().click();
  await page.getByRole('menuitem', { name: item }).click();
};

describe.skipIf(skipReason)('while it runs', () => {
  it('shows progress and status of each task, step and run, with an estimate once there is one', async () => {
    const gate = join(mkdtempSync(join(tmpdir(), 'jobwright-gate-')), 'open');
    window = await openWindow({ path: makeBundle(STEADY(gate)) });
    const { page, errors } = window;
    await page.getByText('4 tasks', { exact: true }).waitFor();
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: 'All 5 tasks' }).click();
    await trust(page);
    const row = (number: number) => page.locator('.task-row').nth(number - 1);
    await row(3).getByText('25 %').waitFor();
    await row(3).getByText('tile 1 of 4').waitFor();
    // A value that is no progress is flagged, and the task goes on.
    await row(3)
      .getByRole('img', { name: /nearly a directive/ })
      .waitFor();
    await row(1).getByText('done').waitFor();
    await row(4).getByText('waiting').waitFor();
    await expect.poll(() => status(page).innerText()).toContain('2 of 5 tasks');
    // Two of the five have told how long a task takes; the step behind has told nothing.
    const outline = page.locator('.outline');
    await outline.getByText('2/4').waitFor();
    await outline
      .getByText(/left|tile 1 of 4/)
      .first()
      .waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'while-it-runs');

    // The graph has the same, live.
    await page.getByRole('tab', { name: 'Graph', exact: true }).click();
    const node = page.locator('.react-flow__node', { hasText: 'Render' });
    await node.locator('.glyph-running').waitFor();
    await node.getByText('2/4').waitFor();
    writeFileSync(gate, '');
    await waitForStatus(page, 'Finished');
    await node.locator('.glyph-done').waitFor();
    await node.getByText('4/4').waitFor();
    expect(errors).toEqual([]);
  });

  it('goes from error to error and from a line to its action, its script and the template', async () => {
    window = await openWindow({ path: makeBundle(SCRIPTED) });
    const { page, errors } = window;
    await page.getByText('1 task', { exact: true }).waitFor();
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('tab', { name: 'Log', exact: true }).click();
    const log = page.getByRole('log');
    await log.getByText('end', { exact: true }).waitFor();
    const level = (name: string) => log.getByRole('img', { name, exact: true });
    expect([await level('Error').count(), await level('Warning').count()]).toEqual([3, 1]);

    const current = page.locator('.log-row-current .log-text');
    const said = ['Traceback (most recent call last):', 'ValueError: first', 'ERROR: second'];
    // And round the end.
    for (const text of [said[0], said[1], said[2], said[0], said[1], said[2]]) {
      await button(page, 'Next error').click();
      await expect.poll(() => current.innerText()).toBe(text);
    }
    await button(page, 'Previous error').click();
    await expect.poll(() => current.innerText()).toBe(said[1]);

    // Its line of the script is a line of the template.
    const line = SCRIPTED.split('\n').findIndex((text) => text.includes('raise ValueError')) + 1;
    await button(page, `Run line 3 → template line ${line}`).click();
    await page
      .locator('.monaco-editor .view-line', { hasText: 'raise ValueError' })
      .first()
      .waitFor();
    await page.locator('.monaco-editor.focused').waitFor();
    await page.locator('.log-line-bar').getByRole('button', { name: 'Work #1' }).waitFor();

    for (const [form, pattern] of [
      ['Since the start', /^\+0:\d\d\.\d{3}$/],
      ['Local time', /^\d\d:\d\d:\d\d\.\d{3}$/],
      ['UTC', /^\d\d:\d\d:\d\d\.\d{3}Z$/],
    ] as const) {
      await choose('View of the log', form);
      await expect
        .poll(() => page.locator('.log-time').first().getAttribute('data-time'))
        .toMatch(pattern);
    }
    await choose('View of the log', 'Off');
    await page.locator('.log-time').first().waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('opens a log in the editor of the settings, at the line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobwright-editor-'));
    const editor = join(folder, 'editor');
    const opened = join(folder, 'opened');
    writeFileSync(
      editor,
      `#!/bin/sh\ncp "$1" ${folder}/log\necho "$2" > ${opened}.new\nmv ${opened}.new ${opened}\n`,
    );
    chmodSync(editor, 0o755);
    window = await openWindow({ path: makeBundle(SCRIPTED) });
    const { page, errors } = window;
    await page.getByText('1 task', { exact: true }).waitFor();
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    await choose('More for this log', 'Settings…');
    await page
      .getByLabel('Editor for logs: program and arguments, one a line')
      .fill(`${editor}\n{file}\n{line}`);
    await button(page, 'Save').last().click();
    await button(page, 'Next error').click();
    await page.locator('.log-row-current').waitFor();
    await choose('More for this log', 'Open in an editor');
    await expect.poll(() => existsSync(opened)).toBe(true);
    const lines = readFileSync(join(folder, 'log'), 'utf8').split('\n');
    expect(lines[Number(readFileSync(opened, 'utf8')) - 1]).toBe(
      'Traceback (most recent call last):',
    );
    expect(errors).toEqual([]);
  });
});
