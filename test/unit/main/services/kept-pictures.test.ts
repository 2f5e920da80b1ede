import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  dropPictures,
  hasKept,
  keepPictures,
  keptFolder,
  keptSummary,
  spread,
} from '../../../../src/main/services/kept-pictures.ts';
import type { Place } from '../../../../src/main/services/results-roots.ts';
import type { RunRecord } from '../../../../src/shared/protocol/index.ts';

describe('pictures that are kept with a run', () => {
  const STARTED = 1_700_000_000_000;

  function make(files: Readonly<Record<string, { readonly size?: number; readonly at?: number }>>) {
    const out = mkdtempSync(join(tmpdir(), 'jobwright-out-'));
    mkdirSync(join(out, 'deep'));
    for (const [name, { size = 10, at = STARTED + 1000 }] of Object.entries(files)) {
      writeFileSync(join(out, name), Buffer.alloc(size, 1));
      utimesSync(join(out, name), at / 1000, at / 1000);
    }
    const place: Place = {
      id: 'output:Out',
      kind: 'output',
      label: 'Out',
      path: out,
      missing: false,
      single: false,
      folder: out,
    };
    const run = { startedAt: STARTED, endedAt: STARTED + 5000 } as RunRecord;
    const folder = mkdtempSync(join(tmpdir(), 'jobwright-run-'));
    const keep = () => keepPictures(run, [place], folder);
    const kept = () =>
      readdirSync(keptFolder(folder, 'Out'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    return { out, keep, kept, folder };
  }

  it('are those that the run wrote, and nothing else', async () => {
    const { out, keep, kept, folder } = make({
      'a.png': {},
      'deep/b.EXR': {},
      'notes.txt': {},
      'before.png': { at: STARTED - 60_000 },
      'after.png': { at: STARTED + 60_000 },
      'empty.png': { size: 0 },
      'large.png': { size: 64 * 1024 * 1024 + 1 },
    });
    symlinkSync('/etc/hostname', join(out, 'away.png'));
    expect(await keep()).toBe(20);
    expect(kept()).toEqual(['a.png', 'b.EXR']);
    expect(await keptSummary(folder)).toEqual({ kept: 2, found: 3, bytes: 20 });
  });

  it('are all frames of a sequence, and can be let go', async () => {
    const names = Array.from(
      { length: 100 },
      (_, at) => `beauty.${String(at + 1).padStart(4, '0')}.png`,
    );
    const { keep, kept, folder } = make(Object.fromEntries(names.map((name) => [name, {}])));
    expect(await keep()).toBe(1000);
    expect(kept()).toEqual(names);
    expect(await dropPictures(folder)).toBe(1000);
    expect(await hasKept(keptFolder(folder, 'Out'))).toBe(false);
    expect(await keptSummary(folder)).toEqual({ kept: 0, found: 100, bytes: 0 });
    expect(await dropPictures(folder)).toBe(0);
  });

  it('take 256 MB at most: those that say most', async () => {
    const size = 60 * 1024 * 1024;
    const { keep, kept, folder } = make(
      Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.png`, { size }])),
    );
    expect(await keep()).toBe(4 * size);
    expect(kept()).toEqual(['a.png', 'b.png', 'c.png', 'd.png']);
    expect(await keptSummary(folder)).toEqual({ kept: 4, found: 5, bytes: 4 * size });
    expect(statSync(keptFolder(folder, 'Out')).isDirectory()).toBe(true);
  });

  it('come in an order of which every beginning says most', () => {
    const frames = (name: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${name}.${at + 1}.png`);
    expect(spread([...frames('beauty', 9), ...frames('matte', 2)], (path) => path)).toEqual([
      'beauty.1.png',
      'matte.1.png',
      'beauty.9.png',
      'matte.2.png',
      'beauty.5.png',
      'beauty.3.png',
      'beauty.7.png',
      'beauty.2.png',
      'beauty.4.png',
      'beauty.6.png',
      'beauty.8.png',
    ]);
    expect(spread([], (path: string) => path)).toEqual([]);
  });
});
