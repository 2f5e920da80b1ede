import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../../../src/main/services/machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'jobwright-path-'));
writeFileSync(join(folder, 'tool'), '#!/bin/sh\n');
chmodSync(join(folder, 'tool'), 0o755);
writeFileSync(join(folder, 'data'), 'not a program');

describe('findProgram', () => {
  it.each([
    ['tool', join(folder, 'tool')],
    ['data', null],
    ['no-such-tool', null],
    ['', null],
    ['./tool', join(folder, 'tool')],
    [join(folder, 'tool'), join(folder, 'tool')],
    ['./data', null],
    [folder, null],
  ])('%j', async (name, expected) => {
    expect(await findProgram(name, folder, { PATH: `/nowhere:${folder}` })).toBe(expected);
  });
});
