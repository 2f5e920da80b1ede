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
  runAll,
  sample,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

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

/** The brightest value of any colour on the stage, but for the border. */
function brightest(page: Page): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('.stage canvas');
    if (!canvas || canvas.width === 0) return 0;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let most = 0;
    for (let i = 0; i < data.length; i += 4) most = Math.max(most, data[i], data[i + 1], data[i + 2]);
    return most;
  })()`) as Promise<number>;
}

describe.skipIf(skipReason)('the files of a run', () => {
  it('shows what tasks wrote: sequences, frames, thumbnails, comparison', async () => {
    window = await openWindow({ path: sample('turntable'), colorScheme: 'dark' });
    const { page, errors, foreign } = window;
    await page.getByRole('region', { name: 'Parameters' }).getByLabel('Frames').fill('1-8');
    await page.getByText('16 tasks', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Files' }).click();
    await page.getByText('What a run writes appears here').waitFor();
    await keepPicture(page, 'files-empty-dark');
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
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
    expect(await findings(page)).toEqual([]);

    await page.getByRole('listbox', { name: 'Frames' }).focus();
    await page.keyboard.press('End');
    await page.getByText('matte.0008.png', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Frames a second' }).selectOption('12');
    await button(page, 'Play').click();
    await expect.poll(() => page.locator('.player-frame').textContent()).not.toBe('8');
    await button(page, 'Pause').click();

    await list(page).getByText('beauty.[1–8].png').click();
    await page.getByRole('option', { name: 'Frame 1', exact: true }).click();
    await button(page, 'Compare').click();
    await page.getByRole('option', { name: 'Frame 5', exact: true }).click();
    await page.getByRole('slider', { name: 'Where the pictures meet' }).waitFor();
    await keepPicture(page, 'files-wipe-dark');
    await button(page, 'Difference').click();
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
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page
      .locator('.outline')
      .getByRole('button', { name: /^Render/ })
      .click();
    await page.getByRole('grid', { name: 'Tasks' }).getByRole('row').nth(3).click();
    const output = page.getByRole('region', { name: 'Output' });
    await output.getByRole('button', { name: /^Show .*beauty\.0002\.png$/ }).click();
    await page.getByRole('listbox', { name: 'Frames' }).waitFor();
    await keepPictures(page, 'files');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('shows pictures of light at any exposure', async () => {
    window = await openWindow({ path: makeBundle(LIGHT, RENDERER), colorScheme: 'dark' });
    const { page, errors, foreign } = window;
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('tab', { name: 'Files' }).click();
    const row = (name: string) => list(page).getByRole('row').filter({ hasText: name });
    await row('beauty.[1–4].exr').click();
    await page.getByText('320 × 180').waitFor();
    await expect.poll(() => brightest(page)).toBeGreaterThan(0);
    const before = await brightest(page);
    await keepPicture(page, 'files-exr-dark');
    const exposure = page.getByRole('slider', { name: 'Exposure' });
    await exposure.focus();
    for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowLeft');
    await page.getByText('−2 EV').waitFor();
    // Two stops down is a quarter of the light: never brighter, and not black.
    await expect.poll(() => brightest(page)).toBeLessThan(before);
    expect(await brightest(page)).toBeGreaterThan(0);
    await button(page, 'As rendered').click();
    await expect.poll(() => brightest(page)).toBe(before);
    // The strip has a thumbnail for each frame.
    await expect.poll(() => page.locator('.strip .thumb canvas').count()).toBe(4);
    await button(page, 'Compare').click();
    await page.getByRole('option', { name: 'Frame 4', exact: true }).click();
    await page.getByRole('slider', { name: 'Where the pictures meet' }).waitFor();
    await page.emulateMedia({ colorScheme: 'light' });
    await keepPicture(page, 'files-exr-light');
    expect(await findings(page)).toEqual([]);
    await row('huge.exr').click();
    await page
      .getByText('This picture has 60,000 × 60,000 pixels; at most 40,000,000 in all are shown.')
      .first()
      .waitFor();
    await row('broken.exr').click();
    await page.getByText('This picture is damaged: a part of it is not there.').first().waitFor();
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('flags what is missing, empty or from before, and refuses what is too large', async () => {
    window = await openWindow({ path: makeBundle(WRITES, ATTACKS), colorScheme: 'dark' });
    const { page, errors, foreign } = window;
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('tab', { name: 'Files' }).click();
    const row = (name: string) => list(page).getByRole('row').filter({ hasText: name });
    await row('frame.[1–6].png').getByText('1 missing').waitFor();
    await row('frame.[1–6].png').getByText('1 empty').waitFor();
    await row('old.txt').getByText('unchanged').waitFor();
    // A number in the name of what is no picture makes no sequence of it.
    expect(await row('line^Jbreak').getByText('missing').count()).toBe(0);
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

const LIGHT = `specificationVersion: jobtemplate-2023-09
name: Light
parameterDefinitions:
  - { name: OutDir, type: PATH, objectType: DIRECTORY, dataFlow: OUT, default: out }
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: 1-4 }
    script:
      actions:
        onRun: { command: python3, args: ["{{Param.OutDir}}/../render.py", "{{Task.Param.Frame}}", "{{Param.OutDir}}"] }
`;

/** Light that moves from frame to frame, three quarters of white at most; and files that are no good. */
const RENDERER = {
  'out/notes.txt': 'from before',
  'render.py': `
import os, struct, sys
frame, out = int(sys.argv[1]), sys.argv[2]
os.makedirs(out, exist_ok=True)
def exr(width, height, lines, window=None):
    def attribute(name, kind, value):
        return name + b'\\0' + kind + b'\\0' + struct.pack('<i', len(value)) + value
    channels = b''.join(c + b'\\0' + struct.pack('<4i', 1, 0, 1, 1) for c in (b'B', b'G', b'R')) + b'\\0'
    box = struct.pack('<4i', 0, 0, *(window or (width - 1, height - 1)))
    head = struct.pack('<2i', 20000630, 2) + attribute(b'channels', b'chlist', channels)
    head += attribute(b'compression', b'compression', b'\\0') + attribute(b'dataWindow', b'box2i', box)
    head += attribute(b'displayWindow', b'box2i', box) + attribute(b'lineOrder', b'lineOrder', b'\\0') + b'\\0'
    size = 8 + width * 6
    at = len(head) + height * 8
    table = b''.join(struct.pack('<Q', at + y * size) for y in range(height))
    return head + table + b''.join(struct.pack('<2i', y, width * 6) + lines(y) for y in range(height))
def line(y):
    def value(color, x):
        dx, dy = x - 60 - frame * 40, y - 90
        return 0.75 * max(0.0, 1 - (dx * dx + dy * dy) / (2000.0 + 900 * color))
    return b''.join(struct.pack('<e', value(color, x)) for color in range(3) for x in range(320))
picture = exr(320, 180, line)
with open(os.path.join(out, f'beauty.{frame:04}.exr'), 'wb') as file:
    file.write(picture)
if frame == 1:
    with open(os.path.join(out, 'huge.exr'), 'wb') as file:
        file.write(exr(1, 1, lambda y: b'\\0' * 6, (59999, 59999)))
    with open(os.path.join(out, 'broken.exr'), 'wb') as file:
        file.write(picture[:-1000])
`,
};
