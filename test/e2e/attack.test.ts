import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import {
  button,
  makeBundle,
  openWindow,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

const HTML = '<img src=x onerror=window.attacked=1><script>window.attacked=1</script>';
const EVIL = `specificationVersion: jobtemplate-2023-09
name: '${HTML}'
description: '${HTML}'
parameterDefinitions:
  - name: Text
    type: STRING
    default: '${HTML}'
    description: '${HTML}'
    userInterface: { control: LINE_EDIT, label: '<b>bold</b>', groupLabel: '<i>group</i>' }
steps:
  - name: '<b>Step</b>'
    script:
      embeddedFiles:
        - name: Run
          type: TEXT
          data: |
            print("\\x1b]0;stolen title\\x07after")
            print("\\x1b]52;c;c3RvbGVu\\x07after")
            print("\\x1b]8;;https://example.org\\x1b\\\\link\\x1b]8;;\\x1b\\\\")
            print("\\x9b31mC1", "\\u202eevil\\u202c")
            print("${HTML.replaceAll('"', '')}")
            print("openjd_status: ${HTML.replaceAll('"', '')}")
            print("x" * 300000)
            print("done here")
      actions:
        onRun: { command: python3, args: ["{{Task.File.Run}}"] }
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('what others wrote', () => {
  it('is text and nothing else', async () => {
    window = await openWindow({ path: makeBundle(EVIL, { 'evil\n<b>name</b>.sh': 'echo' }) });
    const { page, errors, foreign } = window;
    await page.getByText('<b>bold</b>').first().waitFor();
    await page.getByText('<i>group</i>').first().waitFor();
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    const log = page.getByRole('log');
    await log.getByText('done here', { exact: true }).waitFor();
    await log.focus();
    await page.keyboard.press('Home');
    await log.getByText('^[]0;stolen title^Gafter').waitFor();
    await log.getByText('^[]52;c;c3RvbGVu^Gafter').waitFor();
    await log.getByText(/\\x9b31mC1 \\u202eevil\\u202c/).waitFor();
    expect(await log.locator('a, img, script').count()).toBe(0);
    expect(await page.evaluate('window.attacked')).toBeUndefined();
    expect(await page.title()).not.toContain('stolen');
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('runs nothing before it was agreed to', async () => {
    window = await openWindow({ path: makeBundle(EVIL) });
    const { page } = window;
    await button(page, 'Scout').click();
    const sheet = page.getByRole('alertdialog');
    await sheet.getByText('stolen title').first().waitFor();
    await button(page, 'Cancel').click();
    await page.getByText('Restricted').waitFor();
    expect(await page.getByRole('log').count()).toBe(0);
    await waitForStatus(page, 'Ready');
  });
});
