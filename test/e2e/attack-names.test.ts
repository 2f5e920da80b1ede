import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { drawn } from './support/still.ts';
import {
  button,
  makeBundle,
  openWindow,
  ready,
  trust,
  type Window,
  waitForStatus,
  wholeLog,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

/** Markup of each kind that would run when it were taken for more than text. */
const HTML = '<img src=x onerror=window.attacked=1>';
const SVG = '<svg onload=attacked=1><script>attacked=1</script></svg>';
const BIDI = '\u202eevil\u2066';

const EVERYWHERE = `specificationVersion: jobtemplate-2023-09
name: 'Job ${HTML}'
parameterDefinitions:
  - name: Word
    type: STRING
    default: '${SVG}'
    allowedValues: ['${SVG}', '${HTML}']
    userInterface: { control: DROPDOWN_LIST, label: 'Label ${SVG}', groupLabel: 'Group ${HTML}' }
  - { name: Scene, type: PATH, dataFlow: IN, objectType: FILE, default: 'gone ${HTML}', userInterface: { control: CHOOSE_INPUT_FILE, label: 'Scene ${HTML}', fileFilters: [{ label: '${HTML}', patterns: ["*.x"] }] } }
  - { name: Out, type: PATH, dataFlow: OUT, objectType: DIRECTORY, default: out }
jobEnvironments:
  - name: 'Env ${SVG}'
    description: '${SVG}'
    variables: { EVIL: '${HTML}' }
    script: { actions: { onEnter: { command: echo, args: ['${HTML}'] } } }
steps:
  - name: 'Step ${SVG}'
    description: '${HTML}'
    hostRequirements: { attributes: [{ name: attr.evil, anyOf: ['x'] }] }
    parameterSpace:
      taskParameterDefinitions:
        - { name: Part, type: STRING, range: ['${HTML}', '${SVG}', '${BIDI}'] }
    script:
      embeddedFiles: [{ name: Run, type: TEXT, filename: 'run.py', data: '${HTML}' }]
      actions:
        onRun: { command: python3, args: ["{{Param.Out}}/../attack.py", "{{Param.Out}}", "{{Task.Param.Part}}"] }
  - name: 'After ${HTML}'
    dependencies: [{ dependsOn: 'Step ${SVG}' }]
    script: { actions: { onRun: { command: '${HTML}' } } }
`;

/** What a log may hold: each escape with each of its ends, and what turns text round. */
const ESCAPES = [
  '\\x1b]0;stolen\\x07',
  '\\x1b]2;stolen\\x1b\\\\',
  '\\x1b]52;c;c3RvbGVu\\x1b\\\\',
  '\\x1b]8;;https://example.org\\x07link\\x1b]8;;\\x07',
  '\\x1bP+q544e\\x1b\\\\',
  '\\x1bP1$r0m\\x07',
  '\\x1b_apc\\x1b\\\\',
  '\\x1b^pm\\x1b\\\\',
  '\\x1b[2J\\x1b[H',
  '\\x1b[?1049h',
  '\\x1b[6n',
  '\\x1bc',
  '\\u0090dcs\\u009c',
  '\\u009d0;stolen\\u009c',
  '\\u009b31m',
  '\\u202eevil\\u202c',
  '\\u2066a\\u2069',
  '\\u200fb',
  '\\x00\\x08\\x7f',
];

const SCRIPT = `
import os, sys
bundle = os.path.dirname(os.path.abspath(__file__))
out, part = sys.argv[1], sys.argv[2]
os.makedirs(out, exist_ok=True)
sys.stdout.reconfigure(encoding='utf8', errors='surrogateescape')
print('openjd_status: ${SVG}')
print('${SVG}')
for at, text in enumerate([${ESCAPES.map((text) => `'${text}'`).join(', ')}]):
    print(f'[{at}]' + text + f'[/{at}]')
with open(os.path.join(out, '${HTML.replaceAll('/', '')}.svg'), 'w') as file:
    file.write('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>parent.attacked=1</script></svg>')
print('openjd_fail: ${HTML}') if 'svg' in part else None
print('safe end')
`;

const LAYER = `specificationVersion: environment-2023-09
environment:
  name: 'Layer ${HTML}'
  variables: { LAYERED: '${SVG}' }
`;

async function untouched(page: Page): Promise<void> {
  expect(await page.evaluate('window.attacked')).toBeUndefined();
  expect(await page.locator('svg script, [onload], [onerror]').count()).toBe(0);
  expect(await page.title()).not.toContain('stolen');
}

describe.skipIf(skipReason)('names and logs that others wrote', () => {
  it('are text in every view, before, while and after a run', async () => {
    const layer = join(mkdtempSync(join(tmpdir(), 'jobwright-layer-')), `${'layer <b>'}.yaml`);
    writeFileSync(layer, LAYER);
    const bundle = makeBundle(EVERYWHERE, {
      'attack.py': SCRIPT,
      'out/before.txt': 'x',
      '<img src=x onerror=window.attacked=1>.txt': 'x',
    });
    window = await openWindow({ path: bundle });
    const { page, errors, foreign } = window;
    await page.evaluate('navigator.clipboard.writeText("mine")');
    await page.getByText('3 tasks', { exact: true }).waitFor();
    const bottom = page.getByRole('tablist', { name: 'Tasks, problems and logs' });
    const everyTab = async () => {
      for (const name of [
        'Tasks',
        'Dry run',
        'Set-up',
        'Problems',
        'Log',
        'Timeline',
        'Files',
        'History',
        'Terminal',
      ]) {
        await bottom.getByRole('tab', { name }).click();
        await drawn(page);
        await untouched(page);
      }
      for (const view of ['Graph', 'Form', 'YAML']) {
        await page.getByRole('tab', { name: view, exact: true }).click();
        await drawn(page);
        await untouched(page);
      }
      await bottom.getByRole('tab', { name: 'Tasks' }).click();
    };

    await page.getByRole('tab', { name: 'Set-up' }).click();
    await button(page, 'Add').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.files-entry').first().waitFor();
    await dialog.getByLabel('Path').fill(layer);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(`Layer ${HTML}`).first().waitFor();
    await everyTab();

    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: 'All 4 tasks' }).click();
    await page.getByRole('alertdialog').getByText(HTML).first().waitFor();
    await trust(page);
    await waitForStatus(page, 'Failed');
    await untouched(page);
    await everyTab();

    await page.getByRole('tab', { name: 'Log', exact: true }).click();
    await page.locator('.log-action', { hasText: 'evil' }).click();
    const log = page.getByRole('log');
    await log.getByText('safe end', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('mine');
    const lines = await wholeLog(page);
    // All of it can be read, none of it is acted upon.
    for (let at = 0; at < ESCAPES.length; at++) {
      const line = lines.find((one) => one.startsWith(`[${at}]`)) ?? '';
      expect(line, `escape ${at}`).toMatch(new RegExp(`^\\[${at}\\].+\\[/${at}\\]$`));
      expect(line, `escape ${at}`).not.toMatch(
        /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
      );
    }
    expect(await log.locator('a, img, script, svg').count()).toBe(0);

    // And once more from the history, in a page that comes anew.
    await page.reload();
    await ready(page);
    await everyTab();
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  });
});
