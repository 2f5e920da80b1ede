import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeExr, shownChannels } from '../../../src/renderer/features/files/exr/decode.ts';
import { halfTable, toHalf } from '../../../src/renderer/features/files/exr/half.ts';
import type { Light } from '../../../src/renderer/features/files/exr/light.ts';
import { shrink } from '../../../src/renderer/features/files/exr/shrink.ts';
import { readExrHeader } from '../../../src/shared/picture/exr-header.ts';
import { type ExrOptions, writeExr } from '../../support/exr.ts';

const RGB = { B: 'half', G: 'half', R: 'half' } as const;

/** Another number at every place, exact in 16 bits. */
const value = (channel: string, x: number, y: number) =>
  ('BGRAYZ'.indexOf(channel) + 1) * 0.25 + x * 2 + y * 16;

const base = { width: 5, height: 19, channels: RGB, value } satisfies ExrOptions;

function pixels({ width, height, data }: Light): number[][] {
  const values = halfTable();
  return Array.from({ length: width * height }, (_, at) =>
    [0, 1, 2].map((color) => values[data[at * 3 + color] ?? 0] ?? 0),
  );
}

function expected(width: number, height: number, names: string): number[][] {
  return Array.from({ length: width * height }, (_, at) =>
    [...names].map((name) => value(name, at % width, Math.floor(at / width))),
  );
}

async function problem(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return decodeExr(bytes).then(
    () => 'decoded',
    (error: Error) => error.message,
  );
}

describe('pictures in OpenEXR', () => {
  it.each(['none', 'rle', 'zips', 'zip'] as const)('decodes lines, %s', async (compression) => {
    const light = await decodeExr(writeExr({ ...base, compression }));
    expect(light).toMatchObject({ width: 5, height: 19 });
    expect(pixels(light)).toEqual(expected(5, 19, 'RGB'));
  });

  it.each([
    ['tiles', { tile: 4 }],
    ['tiles that are packed', { tile: 4, compression: 'zip' as const }],
    ['lines from the lowest up', { decreasing: true, compression: 'zip' as const }],
    ['a window that begins elsewhere', { top: -7 }],
    ['32 bits', { channels: { B: 'float', G: 'float', R: 'float' } as const }],
    [
      'numbers and identifiers beside the colours',
      { channels: { A: 'half', B: 'half', G: 'half', ID: 'uint', R: 'half', Z: 'float' } as const },
    ],
  ])('decodes %s', async (_, options) => {
    expect(pixels(await decodeExr(writeExr({ ...base, ...options })))).toEqual(
      expected(5, 19, 'RGB'),
    );
  });

  it('shows luminance as grey', async () => {
    const light = await decodeExr(writeExr({ ...base, channels: { Y: 'half' } }));
    expect(pixels(light)).toEqual(expected(5, 19, 'YYY'));
  });

  it.each([
    ['the picture before its layers', ['B', 'G', 'R', 'aov.B', 'aov.G', 'aov.R'], [2, 1, 0]],
    ['the first layer with colours', ['N.X', 'beauty.B', 'beauty.G', 'beauty.R'], [3, 2, 1]],
    ['luminance', ['A', 'Y'], [1]],
    ['what there is', ['Z'], [0]],
  ])('chooses %s', (_, names, chosen) => {
    expect(
      shownChannels(names.map((name) => ({ name, type: 'half', logarithmic: false }))),
    ).toEqual(chosen);
  });

  it('has nothing to show of identifiers alone', async () => {
    const bytes = writeExr({ ...base, channels: { ID: 'uint' }, value: () => 1 });
    expect(await problem(bytes)).toBe('channels');
  });

  // Written by another program: from red above to blue below.
  it.each(['piz', 'pxr24', 'zip', 'zips'])('reads files of others, %s', async (compression) => {
    const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, `${compression}.exr`)));
    expect(readExrHeader(bytes)).toMatchObject({ width: 37, height: 40, compression });
    const found = pixels(await decodeExr(bytes));
    expect(found[0]).toEqual([1, 0, 0]);
    expect(found.at(-1)).toEqual([0, 0, 1]);
    // Each line is one colour, and red goes down line by line.
    const lines = Array.from({ length: 40 }, (_, y) => found.slice(y * 37, y * 37 + 37));
    for (const line of lines) expect(new Set(line.map(String)).size).toBe(1);
    const reds = lines.map(([first]) => first?.[0] ?? 0);
    expect(reds).toEqual([...reds].sort((a, b) => b - a));
  });

  // Written by OpenEXR's own library, beside what that library reads of it.
  it.each([
    ['dwaa-rgba', 'dwaa', 3],
    ['dwab-y', 'dwab', 3],
    ['aov-dwaa', 'dwaa', 3],
    ['b44-rgba', 'b44', 0],
    ['b44a-y', 'b44a', 0],
  ] as const)('reads %s as its own library does', async (name, compression, apart) => {
    const read = (file: string) =>
      new Uint8Array(readFileSync(join(import.meta.dirname, `${file}.exr`)));
    expect(readExrHeader(read(name))).toMatchObject({ compression });
    const found = await decodeExr(read(name));
    const right = await decodeExr(read(`${name}.decoded`));
    expect([found.width, found.height]).toEqual([right.width, right.height]);
    // Cosines are sums whose order is free: the last bits may differ.
    const most = found.data.reduce(
      (worst, one, at) => Math.max(worst, Math.abs(one - (right.data[at] ?? 0))),
      0,
    );
    expect(most).toBeLessThanOrEqual(apart);
    expect(new Set(found.data).size).toBeGreaterThan(50);
  });

  it('shows the first part of several', async () => {
    const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, 'parts.exr')));
    expect(readExrHeader(bytes)).toMatchObject({ part: 0, compression: 'zip', width: 37 });
    expect(pixels(await decodeExr(bytes))[0]?.[0]).toBe(0.25);
  });

  it.each(['dwaa-rgba', 'aov-dwaa', 'b44-rgba', 'b44a-y', 'parts'])(
    'takes %s for damaged, whatever byte of it is another',
    async (name) => {
      const good = readFileSync(join(import.meta.dirname, `${name}.exr`));
      const ends = new Set<string>();
      for (let at = 8; at < good.length; at += 13) {
        const bytes = new Uint8Array(good);
        bytes[at] = (bytes[at] ?? 0) ^ 0xa5;
        ends.add(await problem(bytes));
      }
      for (const end of ends)
        expect([
          'decoded',
          'cut',
          'grown',
          'place',
          'large',
          'header',
          'channels',
          'compression',
          'kinds',
        ]).toContain(end);
    },
  );

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 10), 'cut'],
    ['cut in its header', (bytes: Buffer) => bytes.subarray(0, 40), 'header'],
    [
      'a chunk that lies outside',
      (bytes: Buffer) => {
        // The first line's number, behind the header and the table.
        bytes.writeInt32LE(4000, bytes.length - 19 * (8 + 30));
        return bytes;
      },
      'place',
    ],
    [
      'a line that is there twice',
      (bytes: Buffer) => {
        bytes.writeInt32LE(1, bytes.length - 19 * (8 + 30));
        return bytes;
      },
      'place',
    ],
  ])('says what is damaged: %s', async (_, damage, words) => {
    expect(await problem(new Uint8Array(damage(writeExr(base))))).toBe(words);
  });

  it('refuses what it cannot decode', async () => {
    for (const compressionByte of [6, 7, 8, 9])
      expect(await problem(writeExr({ ...base, compressionByte, compression: 'zips' }))).toMatch(
        /^(cut|grown|place|compression)$/,
      );
    const deep = writeExr({ ...base, flags: 0x800 });
    expect(readExrHeader(deep)).toBe('it holds deep data alone');
    expect(readExrHeader(writeExr({ ...base, flags: 0x1000 }))).toBe('its header has no type');
    expect(readExrHeader(Buffer.from('no picture at all'))).toBe(
      'it does not begin as an OpenEXR file does',
    );
  });

  it('never unpacks more than a chunk should hold', async () => {
    // Zeros without end: of 200 × 16 pixels stored as ten times as many.
    const honest = writeExr({
      width: 200,
      height: 16,
      channels: RGB,
      value: () => 0,
      compression: 'zip',
    });
    const large = writeExr({
      width: 200,
      height: 160,
      channels: RGB,
      value: () => 0,
      compression: 'zip',
    });
    const bomb = deflateSync(Buffer.alloc(500_000));
    const head = honest.subarray(
      0,
      honest.length - honest.readUInt32LE(honest.length - tail(honest)),
    );
    const bytes = Buffer.concat([head, bomb]);
    bytes.writeUInt32LE(bomb.length, head.length - 4);
    expect(await problem(new Uint8Array(bytes))).toBe('grown');
    expect(await problem(new Uint8Array(large))).toBe('decoded');
  });

  it('makes pictures smaller by their light', () => {
    const light = { width: 8, height: 4, data: new Uint16Array(8 * 4 * 3) };
    for (let at = 0; at < 32; at++)
      light.data.fill(toHalf(at % 2 === 0 ? 4 : 0), at * 3, at * 3 + 3);
    expect(shrink(light, 8)).toBe(light);
    const small = shrink(light, 4);
    expect(small).toMatchObject({ width: 4, height: 2 });
    expect(pixels(small)).toEqual(Array.from({ length: 8 }, () => [2, 2, 2]));
  });

  it('keeps 16 bits as they are', () => {
    const values = halfTable();
    for (const half of [0, 1, 0x3ff, 0x400, 0x3c00, 0x7bff, 0x7c00, 0x8001, 0xc500, 0xfc00])
      expect(toHalf(values[half] ?? 0)).toBe(half);
    expect(toHalf(1e9)).toBe(0x7c00);
    expect(values[toHalf(Number.NaN)]).toBeNaN();
  });
});

/** How far from the end the size of the only chunk stands. */
function tail(bytes: Buffer): number {
  for (let at = 4; at < bytes.length; at++)
    if (bytes.readUInt32LE(bytes.length - at) === at - 4) return at;
  throw new Error('no chunk');
}
