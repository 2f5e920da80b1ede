import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const EXPORT =
  /^export (?:async )?(?:function\*?|const|let|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;

function texts(folder: string): [path: string, text: string][] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(root, path), readFileSync(path, 'utf8')];
    });
}

it('exports nothing from a file that no other file uses', () => {
  const files = ['src', 'test', 'scripts', 'docs'].flatMap(texts);
  const users = new Map<string, number>();
  for (const [, text] of files)
    for (const word of new Set(text.match(/[A-Za-z_$][\w$]*/g)))
      users.set(word, (users.get(word) ?? 0) + 1);
  const alone = files
    .filter(([path]) => path.startsWith('src'))
    .flatMap(([path, text]) =>
      [...text.matchAll(EXPORT)]
        .filter(([, name = '']) => users.get(name) === 1)
        .map(([, name]) => `${path}: ${name}`),
    );
  expect(alone).toEqual([]);
});
