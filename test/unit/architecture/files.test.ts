import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../../src/main/version.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('documents and metadata', () => {
  it('names only files that exist in docs/architecture.md and README.md', () => {
    for (const document of ['docs/architecture.md', 'README.md']) {
      const text = readFileSync(join(root, document), 'utf8');
      const named = [...text.matchAll(/`((?:src|test|assets|scripts|bin|docs)\/[\w./-]+)`/g)].map(
        (match) => match[1] as string,
      );
      expect(named.length).toBeGreaterThan(5);
      expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    }
  });

  it('knows its own version', () => {
    const packaged = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(VERSION).toBe(packaged.version);
  });
});
