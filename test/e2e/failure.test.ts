import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  keepPictures,
  makeBundle,
  openWindow,
  runAll,
  sample,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('a task that fails', () => {
  it('says why, where, and offers to run it again', async () => {
    window = await openWindow({ path: sample('failing'), colorScheme: 'dark' });
    const { page, errors } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Failed');
    const card = page.getByRole('region', { name: 'Failed' });
    await card.waitFor();
    await expect.poll(() => card.textContent()).toContain('Exit code 1');
    await expect.poll(() => card.textContent()).toMatch(/template\.yaml:\d+/);
    // One selection: the table, the log and the preview speak of the same task.
    await page.getByRole('log', { name: 'Log of Render #3' }).waitFor();
    await page.getByText('Task 3 will run').waitFor();
    await page.locator('[role=row][aria-selected=true]').getByText('failed').waitFor();
    await keepPicture(page, 'failure');

    await page.getByLabel('Repair the scene').check();
    await card.getByRole('button', { name: 'Run this task again' }).click();
    await waitForStatus(page, 'Finished');
    expect(errors).toEqual([]);
  });

  it('says in words how each kind of it ended, and leads to its place', async () => {
    window = await openWindow({ path: makeBundle(KINDS, { 'tools/shade.py': SHADE }) });
    const { page, errors } = window;
    const card = page.getByRole('region', { name: 'Failed' });
    const fail = async (step: string) => {
      await page
        .locator('.outline')
        .getByRole('button', { name: new RegExp(`^${step} `) })
        .click();
      await button(page, 'Run').click();
      await page.getByRole('menuitem', { name: new RegExp(`^Step ${step}`) }).click();
      if (step === 'Exit') await trust(page);
      await page.getByRole('log', { name: `Log of ${step} #1` }).waitFor();
      await waitForStatus(page, 'Failed');
      await card.waitFor();
    };
    const told = async () => {
      const lines = (await card.innerText()).split('\n').filter((line) => line !== '');
      return lines.slice(0, 2).map((line) => line.replace(/ · [\d.]+ m?s.*$/, ''));
    };
    const line = (text: string) => KINDS.split('\n').findIndex((one) => one.includes(text)) + 1;
    // The action stands below the name of its step.
    const at = (step: string) => `template.yaml:${line(`- name: ${step}`) + 1}`;
    await fail('Exit');
    await expect
      .poll(told)
      .toEqual([
        'ERROR: the scene has no camera',
        `Exit code 2: wrong usage, in most programs · log:6 · ${at('Exit')}`,
      ]);
    await fail('Signal');
    await expect
      .poll(told)
      .toEqual([
        'Ended by SIGSEGV: it accessed memory that is not its own',
        `working · log:5 · ${at('Signal')}`,
      ]);
    await fail('Timeout');
    await expect
      .poll(told)
      .toEqual(['It did not end within its timeout of 1 s.', `slow · log:5 · ${at('Timeout')}`]);
    await fail('Missing');
    await expect
      .poll(async () => (await told())[0])
      .toMatch(/^The command "no-such-renderer" was not found;/);
    await fail('Fail');
    await expect
      .poll(told)
      .toEqual(['the cache is empty', `Exit code 1: a general error · ${at('Fail')}`]);
    // A script of the bundle opens at its line, also from the artist's arrangement.
    await fail('Script');
    await expect.poll(async () => (await told()).join(' ')).toContain('tools/shade.py:2');
    await button(page, 'Artist').click();
    await card.getByRole('button', { name: 'tools/shade.py:2' }).click();
    await page.getByRole('tab', { name: /shade\.py/ }).waitFor();
    await page.locator('.view-line').getByText('raise ValueError').waitFor();
    // Without a folder the terminal says so, and a run that keeps it is one click away.
    await card.getByRole('button', { name: 'Open terminal here' }).click();
    await button(page, 'Run this task again and keep its folder').click();
    await waitForStatus(page, 'Failed');
    await page.getByRole('button', { name: 'Open in session 1' }).waitFor();
    await keepPictures(page, 'failure-no-folder');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('names the environment that could not be entered', async () => {
    window = await openWindow({ path: makeBundle(ENTER) });
    const { page, errors } = window;
    await page.getByText('1 task', { exact: true }).waitFor();
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Failed');
    const card = page.getByRole('region', { name: 'Failed' });
    await card.getByText('no licence server', { exact: true }).waitFor();
    await card.getByText(/Exit code 9 · log:\d+ · template\.yaml:7/).waitFor();
    expect(errors).toEqual([]);
  });

  it('runs what failed, and what that kept from running, from the header', async () => {
    window = await openWindow({ path: sample('failing') });
    const { page } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Failed');
    await page.getByLabel('Repair the scene').check();
    await page.getByRole('button', { name: /^Run remaining \d+$/ }).click();
    await waitForStatus(page, 'Finished');
  });
});

const onRun = (command: string, rest = '') =>
  `script: { actions: { onRun: { command: sh, args: ["-c", "${command}"]${rest} } } }`;

const KINDS = `specificationVersion: jobtemplate-2023-09
name: Kinds of failure
parameterDefinitions:
  - { name: Tools, type: PATH, objectType: DIRECTORY, dataFlow: IN, default: tools, userInterface: { control: HIDDEN } }
steps:
  - name: Exit
    ${onRun("echo before; echo 'ERROR: the scene has no camera' >&2; exit 2")}
  - name: Signal
    ${onRun('echo working; kill -SEGV $$')}
  - name: Timeout
    ${onRun('echo slow; sleep 30', ', timeout: 1')}
  - name: Missing
    script: { actions: { onRun: { command: no-such-renderer, args: ["-b"] } } }
  - name: Fail
    ${onRun("echo 'openjd_fail: the cache is empty'; exit 1")}
  - name: Script
    script: { actions: { onRun: { command: python3, args: ["{{Param.Tools}}/shade.py"] } } }
`;

const SHADE = `def shade():
    raise ValueError("no object in the matte pass")

shade()
`;

const ENTER = `specificationVersion: jobtemplate-2023-09
name: Enter
steps:
  - name: Render
    stepEnvironments:
      - name: Licence
        script: { actions: { onEnter: { command: sh, args: ["-c", "echo 'no licence server' >&2; exit 9"] } } }
    script: { actions: { onRun: { command: echo, args: [never] } } }
`;
