import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const src = join(root, 'src');

interface Import {
  /** Both relative to src, with `/`; a package by its name. */
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function sources(): string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(path: string): Import[] {
  const from = relative(src, path).split(sep).join('/');
  return [...readFileSync(path, 'utf8').matchAll(IMPORT)].map((match) => {
    const name = match[2] ?? match[3] ?? '';
    const to = name.startsWith('.')
      ? relative(src, resolve(dirname(path), name))
          .split(sep)
          .join('/')
      : `package:${name}`;
    return { from, to, typeOnly: match[1] !== undefined };
  });
}

const all = sources().flatMap(importsOf);

/** Folders of the shared core, from the bottom up: each may import itself and what stands before it. */
const SHARED_LAYERS = [
  'shared/text',
  'shared/yaml',
  'shared/expr',
  'shared/model',
  'shared/language',
];
const MAIN_LAYERS = [
  'main/process',
  'main/session',
  'main/trust',
  'main/python-env',
  'main/runs',
  'main/services',
];

function layerOf(layers: string[], path: string): number {
  return layers.findIndex((layer) => path === layer || path.startsWith(`${layer}/`));
}

function violations(rule: (found: Import) => boolean): string[] {
  return all.filter(rule).map(({ from, to }) => `${from} imports ${to}`);
}

describe('who may import whom', () => {
  it('finds imports at all', () => {
    expect(all.length).toBeGreaterThan(100);
  });

  it('keeps the shared core in layers: text ← yaml, expr ← model ← language', () => {
    expect(
      violations(({ from, to }) => {
        const lower = layerOf(SHARED_LAYERS, from);
        const upper = layerOf(SHARED_LAYERS, to);
        if (lower < 0 || upper < 0) return false;
        if (SHARED_LAYERS[lower] === 'shared/expr' && SHARED_LAYERS[upper] === 'shared/yaml')
          return true;
        return upper > lower;
      }),
    ).toEqual([]);
  });

  it('keeps Node, the DOM and the rest of the application out of shared', () => {
    expect(
      violations(
        ({ from, to }) =>
          from.startsWith('shared/') &&
          (to.startsWith('package:node:') || to.startsWith('main/') || to.startsWith('renderer/')),
      ),
    ).toEqual([]);
  });

  it('lets only shared/yaml import the yaml package and only the protocol import zod', () => {
    expect(
      violations(
        ({ from, to }) =>
          (to === 'package:yaml' && !from.startsWith('shared/yaml/')) ||
          (to === 'package:zod' &&
            from.startsWith('shared/') &&
            !from.startsWith('shared/protocol/')),
      ),
    ).toEqual([]);
  });

  it('lets the protocol import nothing of the core but types', () => {
    expect(
      violations(
        ({ from, to, typeOnly }) =>
          from.startsWith('shared/protocol/') &&
          to.startsWith('shared/') &&
          !to.startsWith('shared/protocol/') &&
          !typeOnly,
      ),
    ).toEqual([]);
  });

  it('keeps the main process in layers: process ← session ← runs ← services ← hosts', () => {
    expect(
      violations(({ from, to }) => {
        const lower = layerOf(MAIN_LAYERS, from);
        const upper = layerOf(MAIN_LAYERS, to);
        if (to.startsWith('main/hosts/') && !from.startsWith('main/hosts/')) return true;
        return lower >= 0 && upper > lower;
      }),
    ).toEqual([]);
  });

  it('lets only the Electron host import electron, and only main/process import node-pty', () => {
    expect(
      violations(
        ({ from, to }) =>
          (to === 'package:electron' && !from.startsWith('main/hosts/electron/')) ||
          (to === 'package:node-pty' && !from.startsWith('main/process/')),
      ),
    ).toEqual([]);
  });

  it('lets the preload see the protocol only', () => {
    expect(
      violations(
        ({ from, to }) =>
          from === 'main/hosts/electron/preload.ts' &&
          to !== 'package:electron' &&
          to !== 'main/hosts/electron/channels.ts' &&
          !to.startsWith('shared/protocol/'),
      ),
    ).toEqual([]);
  });

  it('keeps main and renderer apart', () => {
    expect(
      violations(
        ({ from, to }) =>
          (from.startsWith('renderer/') &&
            (to.startsWith('main/') || to.startsWith('package:node:'))) ||
          (from.startsWith('main/') && to.startsWith('renderer/')),
      ),
    ).toEqual([]);
  });

  it('keeps features apart: features → stores → backend', () => {
    const feature = (path: string): string | undefined =>
      /^renderer\/features\/([^/]+)\//.exec(path)?.[1];
    expect(
      violations(({ from, to }) => {
        const own = feature(from);
        const other = feature(to);
        if (own !== undefined && other !== undefined && own !== other) return true;
        return (
          (from.startsWith('renderer/stores/') || from.startsWith('renderer/backend/')) &&
          other !== undefined
        );
      }),
    ).toEqual([]);
  });
});
