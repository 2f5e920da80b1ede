// Draws the icon files of the three systems from icon.svg with an installed Chromium. Run it after the
// drawing has changed; the results are committed, so that packing needs no browser.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureBrowser } from './browser.mjs';
import { root } from './lib.mjs';

const folder = join(root, 'assets', 'icons');
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: (await ensureBrowser(console.error)).path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

async function draw(size) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{width:${size}px;height:${size}px;display:block}</style>${svg}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

/** Windows: a directory of PNG pictures. */
function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(size === 256 ? 0 : size, at);
    header.writeUInt8(size === 256 ? 0 : size, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** macOS: chunks of a four-letter type, a length and a PNG picture. */
function icns(pictures) {
  const chunks = pictures.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

const drawn = new Map();
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) drawn.set(size, await draw(size));
await browser.close();
writeFileSync(join(folder, 'icon.png'), drawn.get(512));
writeFileSync(
  join(folder, 'icon.ico'),
  ico([16, 32, 48, 64, 128, 256].map((size) => ({ size, png: drawn.get(size) }))),
);
writeFileSync(
  join(folder, 'icon.icns'),
  icns([
    { type: 'icp4', png: drawn.get(16) },
    { type: 'icp5', png: drawn.get(32) },
    { type: 'icp6', png: drawn.get(64) },
    { type: 'ic07', png: drawn.get(128) },
    { type: 'ic08', png: drawn.get(256) },
    { type: 'ic09', png: drawn.get(512) },
    { type: 'ic10', png: drawn.get(1024) },
  ]),
);
