import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleHash } from '../../../../src/main/trust/bundle-hash.ts';
import { listBundle } from '../../../../src/main/trust/bundle-listing.ts';

const parent = (): string => mkdtempSync(join(tmpdir(), 'jobwright-trust-'));

function git(cwd: string, ...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** What git lists of a folder that was just added. */
function gitListing(folder: string): string {
  git(folder, 'init', '-q');
  git(folder, 'add', '-A', 'bundle');
  return git(folder, 'ls-files', '-s', 'bundle');
}

function write(root: string, files: Record<string, string | Buffer>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
  }
}

describe('the listing of a bundle', () => {
  it('is what git lists: modes, links, names beyond ASCII, the order of bytes, without empty folders', async () => {
    const folder = parent();
    const root = join(folder, 'bundle');
    write(root, {
      'template.yaml': 'name: Größe\n',
      empty: '',
      'a.b/one': '1',
      'a/two': '2',
      'a-b': '3',
      'Ünï/çödé "quoted" \\back.txt': 'x',
      'tab\tand\nline': 'y',
      '.hidden': 'z',
      'bell\u0007\u001b\u007f': '',
      'binary.bin': Buffer.from([0, 13, 10, 255, 13]),
    });
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x66, 0xff, 0xfe])]),
      'bytes',
    );
    writeFileSync(join(root, 'run.sh'), '#!/bin/sh\n');
    chmodSync(join(root, 'run.sh'), 0o755);
    writeFileSync(join(root, 'group.sh'), '');
    chmodSync(join(root, 'group.sh'), 0o655);
    symlinkSync('../outside/ñ', join(root, 'link'));
    symlinkSync('a', join(root, 'folder-link'));
    mkdirSync(join(root, 'nothing', 'in', 'here'), { recursive: true });
    const listed = await listBundle(root);
    expect(listed).toEqual({ ok: true, text: gitListing(folder), files: 15, ignored: [] });
    // Once the repository is there, nothing changes and nothing of it was touched by listing.
    const before = readFileSync(join(folder, '.git', 'index'));
    expect(await listBundle(root)).toEqual(listed);
    expect(readFileSync(join(folder, '.git', 'index'))).toEqual(before);
    if (listed.ok) {
      const hash = execFileSync('git', ['hash-object', '--stdin'], {
        input: listed.text,
      }).toString();
      expect(`${bundleHash(listed.text)}\n`).toBe(hash);
    }
  });

  it('leaves out what git ignores, by the rules of every level', async () => {
    const folder = parent();
    const root = join(folder, 'bundle');
    git(folder, 'init', '-q');
    write(folder, {
      '.gitignore': '*.log\n/bundle/cache/\n!keep.log\n',
      '.git/info/exclude': 'Secret*\n',
    });
    write(root, {
      '.gitignore': '__pycache__/\n*.tmp\n!out/\nout/*\n!out/keep.txt\n',
      'template.yaml': 'x',
      'a.log': '',
      'A.LOG': '',
      'keep.log': '',
      'cache/one': '',
      'deep/cache/one': '',
      'scripts/__pycache__/draw.pyc': '',
      'scripts/draw.py': '',
      'scripts/.gitignore': '!b.tmp\n*.py\n!draw.py\n',
      'scripts/b.tmp': '',
      'scripts/other.py': '',
      'Secrets/one': '',
      'secret.txt': '',
      'out/keep.txt': '',
      'out/frame.png': '',
      __pycache__: 'a file, not a folder',
    });
    expect(await listBundle(root)).toEqual({
      ok: true,
      text: gitListing(folder),
      files: 11,
      ignored: expect.arrayContaining(['Secrets/', 'a.log', 'cache/', 'out/frame.png']),
    });
  });

  it('is what git lists of any names', { timeout: 120_000 }, async () => {
    const name = fc
      .string({
        minLength: 1,
        maxLength: 6,
        unit: fc.constantFrom(...'aB.- "\\\t\u00e9\u{1f600}~'),
      })
      .filter((text) => !['.', '..'].includes(text) && !/^\.git/i.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 3 })),
        async (paths) => {
          const folder = parent();
          const root = join(folder, 'bundle');
          write(root, { 'template.yaml': '' });
          for (const path of paths)
            try {
              write(root, { [path.join('/')]: path.join('') });
            } catch {
              // A file stands where this one needs a folder.
            }
          const listed = await listBundle(root);
          expect(listed.ok && listed.text).toBe(gitListing(folder));
        },
      ),
      { numRuns: 30 },
    );
  });

  const refused: [string, (root: string) => void, object][] = [
    ['a folder without files', () => {}, { code: 'empty', path: '' }],
    [
      'a repository inside',
      (root) => write(root, { 'vendor/tool/.git/HEAD': 'ref: x', 'vendor/tool/a': '' }),
      { code: 'nested-repository', path: 'vendor/tool' },
    ],
    [
      'what is neither file, folder nor link',
      (root) => execFileSync('mkfifo', [join(root, 'pipe')]),
      { code: 'special-file', path: 'pipe' },
    ],
  ];
  it.each(refused)('is refused for %s', async (_, make, problem) => {
    const root = join(parent(), 'bundle');
    mkdirSync(root);
    make(root);
    expect(await listBundle(root)).toEqual({ ok: false, problem });
  });

  it('is refused for a file, and for what is not there', async () => {
    const folder = parent();
    writeFileSync(join(folder, 'file'), '');
    const problem = { code: 'not-a-folder', path: '' };
    expect(await listBundle(join(folder, 'file'))).toEqual({ ok: false, problem });
    expect(await listBundle(join(folder, 'none'))).toEqual({ ok: false, problem });
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('ends when it is told to', async () => {
    const root = join(parent(), 'bundle');
    write(root, { a: 'x' });
    await expect(listBundle(root, AbortSignal.abort())).rejects.toThrow();
  });
});
