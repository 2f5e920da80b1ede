import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportBundle } from '../../../../src/main/services/export-service.ts';
import {
  compareFiles,
  keepFiles,
  keptPath,
  keptSources,
} from '../../../../src/main/services/kept-files.ts';
import { executableContent } from '../../../../src/main/services/trust-service.ts';

let root: string;
let runs: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
  runs = mkdtempSync(join(tmpdir(), 'jobwright-runs-'));
  mkdirSync(join(root, 'scripts'));
  writeFileSync(join(root, 'template.yaml'), 'specificationVersion: jobtemplate-2023-09\n');
  writeFileSync(join(root, 'scripts/draw.py'), 'print(1)\n');
  writeFileSync(join(root, 'tool'), '#!/bin/sh\n');
  chmodSync(join(root, 'tool'), 0o755);
  writeFileSync(join(root, 'scene.bin'), 'scene');
});

const keep = async (name: string, earlier?: string) =>
  keepFiles(root, await executableContent(root), join(runs, name), earlier && join(runs, earlier));

describe('the files of a run', () => {
  it('are kept where they execute, and of all others it is known what they were', async () => {
    await keep('a');
    expect(await compareFiles(root, join(runs, 'a'))).toEqual([
      { path: 'scene.bin', kept: false, state: 'same' },
      { path: 'scripts/draw.py', kept: true, state: 'same' },
      { path: 'template.yaml', kept: true, state: 'same' },
      { path: 'tool', kept: true, state: 'same' },
    ]);
    writeFileSync(join(root, 'scripts/draw.py'), 'print(2)\n');
    writeFileSync(join(root, 'scene.bin'), 'another scene');
    rmSync(join(root, 'tool'));
    writeFileSync(join(root, 'new.py'), 'print(3)\n');
    expect(await compareFiles(root, join(runs, 'a'))).toEqual([
      { path: 'scene.bin', kept: false, state: 'changed' },
      { path: 'scripts/draw.py', kept: true, state: 'changed' },
      { path: 'template.yaml', kept: true, state: 'same' },
      { path: 'tool', kept: true, state: 'gone' },
    ]);
    expect(readFileSync(keptPath(join(runs, 'a'), 'scripts/draw.py'), 'utf8')).toBe('print(1)\n');
  });

  it('leaves out what lies where the job writes', async () => {
    mkdirSync(join(root, 'out'));
    writeFileSync(join(root, 'out/a.png'), 'from before');
    const content = await executableContent(root);
    await keepFiles(root, content, join(runs, 'a'), undefined, {
      outputs: [join(root, 'out')],
      inputs: [root],
    });
    const paths = (await compareFiles(root, join(runs, 'a'))).map(({ path }) => path);
    expect(paths).toEqual(['scene.bin', 'scripts/draw.py', 'template.yaml', 'tool']);
  });

  it('are kept where they hold values, and where the job reads them; the largest are not', async () => {
    mkdirSync(join(root, 'cache'));
    writeFileSync(join(root, 'cache/points.bin'), Buffer.from([0, 255, 1]));
    writeFileSync(join(root, 'cache/huge.bin'), Buffer.alloc(4 * 1024 * 1024 + 1));
    writeFileSync(join(root, 'parameter_values.yaml'), 'parameterValues: []\n');
    writeFileSync(join(root, 'asset_references.yaml'), 'assetReferences: {}\n');
    const paths = { outputs: [], inputs: [join(root, 'cache'), '/elsewhere/scene.bin'] };
    const content = await executableContent(root);
    const first = await keepFiles(root, content, join(runs, 'a'), undefined, paths);
    writeFileSync(join(root, 'cache/points.bin'), Buffer.from([0, 255, 2]));
    rmSync(join(root, 'parameter_values.yaml'));
    expect(await compareFiles(root, join(runs, 'a'))).toEqual([
      { path: 'asset_references.yaml', kept: true, state: 'same' },
      { path: 'cache/huge.bin', kept: false, state: 'same' },
      { path: 'cache/points.bin', kept: true, state: 'changed' },
      { path: 'parameter_values.yaml', kept: true, state: 'gone' },
      { path: 'scene.bin', kept: false, state: 'same' },
      { path: 'scripts/draw.py', kept: true, state: 'same' },
      { path: 'template.yaml', kept: true, state: 'same' },
      { path: 'tool', kept: true, state: 'same' },
    ]);
    expect(readFileSync(keptPath(join(runs, 'a'), 'cache/points.bin'))).toEqual(
      Buffer.from([0, 255, 1]),
    );
    // What the next run finds unchanged takes no room again.
    expect(first).toBeGreaterThan(100);
    expect(await keepFiles(root, content, join(runs, 'b'), join(runs, 'a'), paths)).toBe(3);
  });

  it('are kept but for one that cannot be copied', async () => {
    // A folder in its place, as it fails for root too.
    mkdirSync(keptPath(join(runs, 'a'), 'scripts/draw.py'), { recursive: true });
    await keep('a');
    expect(await compareFiles(root, join(runs, 'a'))).toEqual([
      { path: 'scene.bin', kept: false, state: 'same' },
      { path: 'scripts/draw.py', kept: false, state: 'same' },
      { path: 'template.yaml', kept: true, state: 'same' },
      { path: 'tool', kept: true, state: 'same' },
    ]);
  });

  it('take no room twice', async () => {
    const first = await keep('a');
    expect(first).toBe('specificationVersion: jobtemplate-2023-09\nprint(1)\n#!/bin/sh\n'.length);
    writeFileSync(join(root, 'tool'), '#!/bin/bash\n');
    expect(await keep('b', 'a')).toBe('#!/bin/bash\n'.length);
    const inode = (run: string) => statSync(keptPath(join(runs, run), 'scripts/draw.py')).ino;
    expect(inode('b')).toBe(inode('a'));
    // The older run may go: what is shared stays.
    rmSync(join(runs, 'a'), { recursive: true });
    expect(readFileSync(keptPath(join(runs, 'b'), 'scripts/draw.py'), 'utf8')).toBe('print(1)\n');
  });

  it('are exported as they were, permissions included, also those that are gone', async () => {
    await keep('a');
    writeFileSync(join(root, 'scripts/draw.py'), 'print(2)\n');
    rmSync(join(root, 'tool'));
    const directory = mkdtempSync(join(tmpdir(), 'jobwright-export-'));
    const request = {
      root,
      directory,
      name: 'then',
      texts: [{ path: 'template.yaml', text: 'the text of the run' }],
      overwrite: false,
    };
    const path = join(directory, 'then');
    expect(await exportBundle(request, await keptSources(join(runs, 'a')))).toEqual({
      path,
      files: 4,
    });
    expect(readFileSync(join(path, 'scripts/draw.py'), 'utf8')).toBe('print(1)\n');
    expect(readFileSync(join(path, 'template.yaml'), 'utf8')).toBe('the text of the run');
    expect(readFileSync(join(path, 'scene.bin'), 'utf8')).toBe('scene');
    expect(statSync(join(path, 'tool')).mode & 0o777).toBe(0o755);
  });

  it('are unknown for a run that kept none, and for a list that is damaged', async () => {
    expect(await compareFiles(root, join(runs, 'none'))).toEqual([]);
    await keep('a');
    writeFileSync(join(runs, 'a/files.json'), '{"files": [{}]}');
    expect(await compareFiles(root, join(runs, 'a'))).toEqual([]);
    expect((await keptSources(join(runs, 'a'))).size).toBe(0);
  });
});
