import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  exportTo,
  outsideCommand,
  showOutside,
} from '../../../../src/main/services/log-outside.ts';

const batchOf = (lines: readonly string[]) => async (from: number, count: number) => {
  const part = lines.slice(from, from + count);
  return {
    first: from,
    count: part.length,
    text: part.join('\n'),
    times: part.map((_, i) => Date.UTC(2026, 0, 1) + from + i),
    kinds: 'o'.repeat(part.length),
    total: lines.length,
    complete: true,
  };
};

it('writes a log of any length without escapes, and keeps what was there when it fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-export-'));
  const path = join(folder, 'out.log');
  writeFileSync(path, 'before');
  const lines = Array.from({ length: 12_000 }, (_, i) => `\u001b[32mline\u001b[0m ${i}`);
  const failing = async (from: number, count: number) => {
    if (from > 0) throw new Error('gone');
    return batchOf(lines)(from, count);
  };
  await expect(exportTo(path, failing, 'off')).rejects.toThrow('gone');
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(await exportTo(path, batchOf(lines), 'off')).toEqual({ lines: 12_000, bytes: 120_890 });
  expect(readFileSync(path, 'utf8')).toBe(lines.map((_, i) => `line ${i}\n`).join(''));
  await exportTo(path, batchOf(lines.slice(0, 2)), 'utc');
  expect(readFileSync(path, 'utf8')).toBe('00:00:00.000Z  line 0\n00:00:00.001Z  line 1\n');
  expect(readdirSync(folder)).toEqual(['out.log']);
  await expect(exportTo(folder, batchOf(lines), 'off')).rejects.toMatchObject({
    code: 'not-writable',
  });
});

it('makes arguments of a command, never a line for a shell', () => {
  const file = '/tmp/a; rm -rf $(x) "b".log';
  expect(outsideCommand(['code', '--goto', '{file}:{line}'], file, 7)).toEqual([
    'code',
    '--goto',
    `${file}:7`,
  ]);
  expect(outsideCommand(['vi'], file, 7)).toEqual(['vi', file]);
  expect(outsideCommand([], file, 7).at(-1)).toBe(file);
  expect(outsideCommand(['x', '{file}'], '/{line}', 7)).toEqual(['x', '/{line}']);
});

it('starts the editor, and says which one is missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-editor-'));
  const file = join(folder, 'a.log');
  const shown = join(folder, 'shown');
  await showOutside(
    ['sh', '-c', 'echo "$1" "$2" > "$3"', 'sh', '{file}', '{line}', shown],
    file,
    3,
  );
  await expect
    .poll(() => {
      try {
        return readFileSync(shown, 'utf8');
      } catch {
        return '';
      }
    })
    .toBe(`${file} 3\n`);
  await expect(showOutside(['no-such-editor'], file, 1)).rejects.toMatchObject({
    code: 'not-found',
  });
});
