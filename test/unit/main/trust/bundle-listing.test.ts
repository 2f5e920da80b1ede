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
    expect(listed).toEqual({
      ok: true,
      text: gitListing(folder),
      files: 15,
      contents: { blobs: expect.any(Map), links: ['folder-link', 'link'], ignored: [] },
    });
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
      contents: expect.objectContaining({
        ignored: expect.arrayContaining(['Secrets/', 'a.log', 'cache/', 'out/frame.png']),
      }),
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

  it('is what git lists under any rules at any level', { timeout: 240_000 }, async () => {
    const part = fc.constantFrom('a', 'b', 'ab', 'a.b', '!a', '#b', 'é', 'a ');
    const piece = fc.constantFrom(
      ...['a', 'b', '.', '*', '**', '?', '/', '[ab]', '[!a]', '[a-]', '[]a]', '[[:alpha:]]', '[b'],
      ...['\\', ' ', '!', '#', '\u00e9'],
    );
    const likely = fc.constantFrom('a/', '/a', '!a', '!a/', 'a/**', '**/b', '!**/b', 'a/*', '!a/b');
    const line = fc.oneof(
      likely,
      fc.array(piece, { maxLength: 5 }).map((all) => all.join('')),
    );
    const rules = fc
      .array(line, { maxLength: 4 })
      .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.array(part, { minLength: 1, maxLength: 3 }), { maxLength: 10 }),
        fc.tuple(rules, rules, rules, rules),
        async (paths, [exclude, outer, inner, innermost]) => {
          const folder = parent();
          const root = join(folder, 'bundle');
          git(folder, 'init', '-q');
          write(folder, { '.git/info/exclude': exclude, '.gitignore': outer });
          write(root, { 'template.yaml': '', '.gitignore': inner, 'a/.gitignore': innermost });
          for (const path of paths)
            try {
              write(root, { [path.join('/')]: '' });
            } catch {
              // A file stands where this one needs a folder.
            }
          let expected = '';
          try {
            expected = gitListing(folder);
          } catch {
            // git refuses to add a folder that is ignored as a whole.
          }
          const listed = await listBundle(root);
          expect(listed.ok ? listed.text : '').toBe(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('knows the rules of a linked work tree and of a submodule', async () => {
    const folder = parent();
    const main = join(folder, 'main');
    mkdirSync(main);
    const as = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    git(main, 'init', '-q');
    git(main, ...as, 'commit', '-q', '--allow-empty', '-m', 'first');
    git(main, 'worktree', 'add', '-q', join(folder, 'linked'));
    git(main, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', main, 'sub');
    write(main, {
      '.git/info/exclude': '*.log\n',
      '.git/modules/sub/info/exclude': '*.log\n',
    });
    for (const place of [join(folder, 'linked'), join(main, 'sub')]) {
      write(join(place, 'bundle'), { 'template.yaml': '', 'a.log': '' });
      expect(await listBundle(join(place, 'bundle'))).toMatchObject({
        ok: true,
        text: gitListing(place),
        contents: { ignored: ['a.log'] },
      });
    }
  });

  it('takes no rules from a link, as git does', async () => {
    const folder = parent();
    const root = join(folder, 'bundle');
    write(folder, { rules: 'evil.sh\n' });
    write(root, { 'evil.sh': '' });
    symlinkSync('../rules', join(root, '.gitignore'));
    expect(await listBundle(root)).toMatchObject({ ok: true, text: gitListing(folder), files: 2 });
  });

  it('is made in no time of rules that could match in countless ways', async () => {
    const root = join(parent(), 'bundle');
    write(root, {
      '.gitignore': `${'*a'.repeat(60)}b\n${' '.repeat(60_000)}\\x\n`,
      ['a'.repeat(200)]: '',
    });
    git(join(root, '..'), 'init', '-q');
    expect(await listBundle(root)).toMatchObject({ ok: true, files: 2 });
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
    [
      'a pipe where rules would be',
      (root) => execFileSync('mkfifo', [join(root, '.gitignore')]),
      { code: 'special-file', path: '.gitignore' },
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
    expect(await listBundle('/')).toEqual({ ok: false, problem });
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('ends when it is told to', async () => {
    const root = join(parent(), 'bundle');
    write(root, { a: 'x' });
    await expect(listBundle(root, AbortSignal.abort())).rejects.toThrow();
  });
});
