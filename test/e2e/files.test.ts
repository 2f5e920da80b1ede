import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  keepPictures,
  makeBundle,
  openWindow,
  sample,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

async function runAll(page: Page): Promise<void> {
  await button(page, 'Run').click();
  await page.getByRole('menuitem', { name: /^All/ }).click();
  await trust(page);
}

const list = (page: Page) => page.getByRole('grid', { name: 'Files of this run' });

/** Colours that a canvas shows: more than one is a picture. */
function coloursOf(page: Page, selector: string): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector(${JSON.stringify(selector)});
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 40) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
    return seen.size;
  })()`) as Promise<number>;
}

describe.skipIf(skipReason)('the files of a run', () => {
  it('shows what tasks wrote: sequences, frames, thumbnails, comparison', async () => {
    window = await openWindow({ path: sample('turntable'), colorScheme: 'dark' });
    const { page, errors, foreign } = window;
    await page.getByRole('region', { name: 'Parameters' }).getByLabel('Frames').fill('1-8');
    await page.getByText('16 tasks', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Files' }).click();
    await page.getByText('What a run writes appears here.').waitFor();
    await keepPicture(page, 'files-empty-dark');
    await runAll(page);
    await waitForStatus(page, 'Finished', 60_000);
    await list(page).getByText('beauty.[1–8].png').waitFor();
    await list(page).getByText('matte.[1–8].png').waitFor();
    await list(page).getByText('contact-sheet.png').waitFor();
    await list(page).getByText('matte.[1–8].png').click();
    await page.getByRole('option', { name: 'Frame 3', exact: true }).click();
    await page.getByText('matte.0003.png').waitFor();
    await expect.poll(() => coloursOf(page, '.stage canvas')).toBeGreaterThan(1);

    // The file's task is one click away, and lit everywhere.
    await button(page, 'Render #6').click();
    await page.getByRole('heading', { name: 'Task 6 will run' }).waitFor();
    const output = page.getByRole('region', { name: 'Output' });
    await button(page, 'Show out/matte.0003.png').or(output.getByRole('button').first()).waitFor();
    await page.waitForTimeout(600);
    expect(await findings(page)).toEqual([]);

    await page.getByRole('listbox', { name: 'Frames' }).focus();
    await page.keyboard.press('End');
    await page.getByText('matte.0008.png', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Frames a second' }).selectOption('12');
    await button(page, 'Play').click();
    await page.waitForTimeout(600);
    await button(page, 'Pause').click();
    expect(await page.locator('.player-frame').textContent()).not.toBe('8');

    await list(page).getByText('beauty.[1–8].png').click();
    await page.getByRole('option', { name: 'Frame 1', exact: true }).click();
    await button(page, 'Compare').click();
    await page.getByRole('option', { name: 'Frame 5', exact: true }).click();
    await page.getByRole('slider', { name: 'Where the pictures meet' }).waitFor();
    await page.waitForTimeout(400);
    await keepPicture(page, 'files-wipe-dark');
    await button(page, 'Difference').click();
    await page.waitForTimeout(300);
    await keepPicture(page, 'files-difference-dark');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it('fits a large window in the light theme and opens a picture from the side', async () => {
    window = await openWindow({
      path: sample('turntable'),
      colorScheme: 'light',
      viewport: { width: 1920, height: 1080 },
    });
    const { page, errors } = window;
    await page.getByRole('region', { name: 'Parameters' }).getByLabel('Frames').fill('1-24');
    await page.getByText('48 tasks', { exact: true }).waitFor();
    await runAll(page);
    await waitForStatus(page, 'Finished', 80_000);
    await page.getByRole('grid', { name: 'Tasks' }).getByRole('row').nth(3).click();
    const output = page.getByRole('region', { name: 'Output' });
    await output.getByRole('button', { name: /^Show .*beauty\.0002\.png$/ }).click();
    await page.getByRole('listbox', { name: 'Frames' }).waitFor();
    await page.waitForTimeout(1200);
    await keepPictures(page, 'files');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('flags what is missing, empty or from before, and refuses what is too large', async () => {
    window = await openWindow({ path: makeBundle(WRITES, ATTACKS), colorScheme: 'dark' });
    const { page, errors, foreign } = window;
    await runAll(page);
    await waitForStatus(page, 'Finished', 60_000);
    await page.getByRole('tab', { name: 'Files' }).click();
    const row = (name: string) => list(page).getByRole('row').filter({ hasText: name });
    await row('frame.[1–6].png').getByText('1 missing').waitFor();
    await row('frame.[1–6].png').getByText('1 empty').waitFor();
    await row('old.txt').getByText('unchanged').waitFor();
    await row('away').getByText('leads elsewhere').waitFor();
    await row('away').click();
    await page.getByText('This link leads out of the folder').waitFor();
    await page.getByText('frame.[1–6].png').click();
    await page.getByRole('option', { name: 'Frame 4, missing' }).waitFor();
    await keepPicture(page, 'files-flags-dark');

    await row('huge.png').click();
    await page
      .getByText('This picture has 60,000 × 60,000 pixels; at most 100,000,000 in all are shown.')
      .first()
      .waitFor();
    await row('broken.png').click();
    await page.getByText('This picture is damaged.').first().waitFor();
    // A name with a line break and markup is one line of text.
    await row('line^Jbreak <img src=x onerror=window.attacked=1>.txt').click();
    await page.getByText('^[]0;title^Gtext <script>window.attacked=1</script>').waitFor();
    await row('script.svg').click();
    await page.locator('.stage img').waitFor();
    await row('table.csv').click();
    await page.getByRole('columnheader', { name: 'frame' }).waitFor();
    await page.getByRole('cell', { name: 'a "quoted", cell' }).waitFor();
    await row('data.json').click();
    await page.getByText('"frames": [').waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPicture(page, 'files-text-dark');
    expect(await page.evaluate('window.attacked')).toBeUndefined();
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
    await page.getByRole('tab', { name: 'Tasks' }).click();
  });
});

const WRITES = `specificationVersion: jobtemplate-2023-09
name: Writes
parameterDefinitions:
  - { name: OutDir, type: PATH, objectType: DIRECTORY, dataFlow: OUT, default: out }
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: 1-6 }
    script:
      actions:
        onRun: { command: python3, args: ["{{Param.OutDir}}/../write.py", "{{Task.Param.Frame}}", "{{Param.OutDir}}"] }
`;

const ATTACKS = {
  'out/old.txt': 'from before',
  'write.py': `
import base64, os, struct, sys
frame, out = int(sys.argv[1]), sys.argv[2]
png = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==')
def write(name, data):
    with open(os.path.join(out, name), 'wb') as file:
        file.write(data)
if frame != 4:
    write(f'frame.{frame:04}.png', b'' if frame == 3 else png)
if frame == 1:
    write('huge.png', png[:16] + struct.pack('>II', 60000, 60000) + png[24:])
    write('broken.png', png[:40] + b'x' * 60)
    write('line\\nbreak <img src=x onerror=window.attacked=1>.txt', b'\\x1b]0;title\\x07text <script>window.attacked=1</script>')
    write('script.svg', b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" onload="parent.attacked=1"><script>parent.attacked=1</script><image href="https://example.org/x.png"/><rect width="80" height="40" fill="teal"/></svg>')
    write('table.csv', b'frame,note\\n1,"a ""quoted"", cell"\\n2,plain\\n')
    write('data.json', b'{"frames":[1,2,3],"name":"<b>x</b>"}')
    os.symlink('/etc', os.path.join(out, 'away'))
`,
};
