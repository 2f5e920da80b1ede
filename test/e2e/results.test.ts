import { copyFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  editorText,
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

describe.skipIf(skipReason)('what came out of a run', () => {
  it('says what a step needs, and writes it into the template by one click', async () => {
    const bundle = join(mkdtempSync(join(tmpdir(), 'jobwright-bundle-')), 'turntable');
    cpSync(sample('turntable'), bundle, { recursive: true });
    window = await openWindow({ path: bundle });
    const { page, errors } = window;
    await page.getByLabel('Frames').fill('1-2');
    await page.getByText('4 tasks', { exact: true }).waitFor();
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    const before = await editorText(page);
    expect(before).toBe(readFileSync(join(bundle, 'template.yaml'), 'utf8'));
    await page
      .locator('.outline')
      .getByRole('button', { name: /^Render/ })
      .click();
    await button(page, 'Insert as hostRequirements').click();
    await expect.poll(() => editorText(page)).not.toBe(before);
    const after = await editorText(page);
    // Nothing else was touched: what is new stands in one piece among what was there.
    const lines = after.split('\n');
    const added = lines.filter((line) => !before.split('\n').includes(line));
    expect(added.join('\n')).toMatch(
      /^ {4}hostRequirements:\n {6}amounts:\n(?: {8}- name: amount\.worker\.\w+\n {10}min: \d+\n?)+$/,
    );
    expect(lines.filter((line) => !added.includes(line)).join('\n')).toBe(before);
    await page.keyboard.press('Control+Z');
    await expect.poll(() => editorText(page)).toBe(before);
    expect(errors).toEqual([]);
  });

  it('is kept to be compared, and let go', async () => {
    window = await openWindow({ path: sample('turntable') });
    const { page, errors } = window;
    await page.getByLabel('Frames').fill('1-3');
    await page.getByText('6 tasks', { exact: true }).waitFor();
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('tab', { name: 'History', exact: true }).click();
    await page.getByText(/^all 7 pictures \([\d.]+ KB\)/).waitFor();
    await page.getByText(/^[\d.]+ [KM]B of 4\.?\d* GB, then the oldest go$/).waitFor();
    await page.getByText(/^4 files, unchanged since this run\.$/).waitFor();
    await button(page, 'Let its pictures go').click();
    await page.getByText(/^none of 7 pictures:/).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('is shown whatever its compression: DWAA, B44 and the first of several parts', async () => {
    const bundle = makeBundle(COPIES);
    for (const name of Object.values(LIGHTS))
      copyFileSync(join(import.meta.dirname, '../unit/pictures', name), join(bundle, name));
    window = await openWindow({ path: bundle, colorScheme: 'light' });
    const { page, errors } = window;
    await page.getByText('1 task', { exact: true }).waitFor();
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('tab', { name: 'Files', exact: true }).click();
    for (const name of Object.values(LIGHTS)) {
      await page.getByRole('grid', { name: 'Files of this run' }).getByText(name).click();
      await page.locator('.viewer-facts').getByText(name, { exact: true }).waitFor();
      await page
        .locator('.viewer-facts')
        .getByText(/\d+ × \d+/)
        .waitFor();
      // Many shades: a picture, and not a flat one.
      await expect.poll(() => shades(page)).toBeGreaterThan(20);
      expect(await page.locator('.stage-trouble').count()).toBe(0);
    }
    await keepPictures(page, 'files-compressed');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('is shown as JPEG and WebP, in the viewer and small; a damaged one says so', async () => {
    const bundle = makeBundle(COPIES.replaceAll('*.exr', '*.jpg *.webp'));
    window = await openWindow({ path: bundle });
    const { page, errors } = window;
    const files = { 'look.jpg': 'image/jpeg', 'look.webp': 'image/webp' };
    for (const [name, type] of Object.entries(files))
      writeFileSync(join(bundle, name), await written(page, type));
    writeFileSync(join(bundle, 'upright.jpg'), sideways(await written(page, 'image/jpeg')));
    const half = readFileSync(join(bundle, 'look.webp')).subarray(0, 60);
    writeFileSync(join(bundle, 'torn.webp'), half);
    await page.getByText('1 task', { exact: true }).waitFor();
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('tab', { name: 'Files', exact: true }).click();
    const list = page.getByRole('grid', { name: 'Files of this run' });
    for (const name of Object.keys(files)) {
      await list.getByText(name).click();
      await page.locator('.viewer-facts').getByText(name, { exact: true }).waitFor();
      await page.locator('.viewer-facts').getByText('320 × 180').waitFor();
      await expect.poll(() => shades(page)).toBeGreaterThan(20);
      await expect.poll(() => sides(page)).toEqual(['red', 'blue']);
      expect(await page.locator('.stage-trouble').count()).toBe(0);
    }
    // Taken sideways: the camera says in the file which side is up.
    await list.getByText('upright.jpg').click();
    await page.locator('.viewer-facts').getByText('180 × 320').waitFor();
    await expect.poll(() => ends(page)).toEqual({ ends: ['red', 'blue'], isUpright: true });
    const small = page
      .getByRole('region', { name: 'Output' })
      .getByRole('button', { name: /^Show .*upright\.jpg$/ })
      .locator('canvas');
    await page.locator('.outline').getByRole('button', { name: /^Copy/ }).click();
    const size = () =>
      small.evaluate((one) => [one.getAttribute('width'), one.getAttribute('height')]);
    await expect.poll(size).toEqual(['99', '176']);
    await keepPicture(page, 'files-upright');
    await list.getByText('torn.webp').click();
    await page.locator('.stage-trouble').getByText('This picture is damaged.').waitFor();
    await keepPicture(page, 'files-damaged');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

/** A picture of many colours as the browser writes it: red on the left, blue on the right. */
async function written(page: Page, type: string): Promise<Buffer> {
  const address = await page.evaluate(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const context = canvas.getContext('2d');
    const sweep = context.createLinearGradient(0, 0, 320, 0);
    sweep.addColorStop(0, '#d02010');
    sweep.addColorStop(1, '#1020d0');
    context.fillStyle = sweep;
    context.fillRect(0, 0, 320, 180);
    return canvas.toDataURL(${JSON.stringify(type)}, 0.9);
  })()`);
  const [head, data = ''] = String(address).split(',');
  expect(head).toBe(`data:${type};base64`);
  return Buffer.from(data, 'base64');
}

/** The same picture as a camera held sideways writes it: "the first row is the right side" (Exif orientation 6). */
function sideways(jpeg: Buffer): Buffer {
  const exif = Buffer.alloc(36);
  exif.writeUInt16BE(0xffe1, 0);
  exif.writeUInt16BE(exif.length - 2, 2);
  exif.write('Exif\0\0MM\0*', 4, 'latin1');
  exif.writeUInt32BE(8, 14);
  exif.writeUInt16BE(1, 18);
  exif.writeUInt16BE(0x0112, 20);
  exif.writeUInt16BE(3, 22);
  exif.writeUInt32BE(1, 24);
  exif.writeUInt16BE(6, 28);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

/** The colours of the shown picture near its upper and lower edge, and whether it is higher than wide. */
function ends(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('.stage canvas:not([hidden])');
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(width >> 1, 0, 1, height);
    const at = (y) => (data[y * 4] > data[y * 4 + 2] ? 'red' : 'blue');
    return { ends: [at(4), at(height - 5)], isUpright: height > width };
  })()`);
}

/** The colours of the shown picture near its left and right edge, by which of red and blue is stronger. */
function sides(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('.stage canvas:not([hidden])');
    if (!canvas || canvas.width === 0) return [];
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, height >> 1, width, 1);
    const drawn = [];
    for (let x = 0; x < width; x++) if (data[x * 4 + 3] > 250) drawn.push(x);
    return [drawn[4], drawn.at(-5)].map((x) => (data[x * 4] > data[x * 4 + 2] ? 'red' : 'blue'));
  })()`) as Promise<string[]>;
}

function shades(page: Page): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('.stage canvas:not([hidden])');
    if (!canvas || canvas.width === 0) return 0;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
    return seen.size;
  })()`) as Promise<number>;
}

const LIGHTS = {
  dwaa: 'dwaa-rgba.exr',
  layers: 'aov-dwaa.exr',
  b44: 'b44-rgba.exr',
  parts: 'parts.exr',
};

const COPIES = `specificationVersion: jobtemplate-2023-09
name: Copies
parameterDefinitions:
  - { name: OutDir, type: PATH, objectType: DIRECTORY, dataFlow: OUT, default: out }
steps:
  - name: Copy
    script:
      actions:
        onRun: { command: sh, args: ["-c", "cd {{Param.OutDir}}/.. && mkdir -p out && cp *.exr out/"] }
`;
