import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  type EditDocument,
  invertEdits,
  moveItem,
  type PlainInput,
  removeAt,
  setValue,
  type TextEdit,
} from '../../../../../src/shared/yaml/edit/index.ts';
import { parseDocument } from '../../../../../src/shared/yaml/index.ts';
import { realTemplates } from '../../../../support/real-bundles.ts';
import { plainOf } from './support.ts';

const folders = ['../../../../../assets/samples', '../../../../conformance/own'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const own = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .map((name) => join(folder, name)),
);

const files = [...own, ...realTemplates()];

type Path = (string | number)[];
type Change = (here: PlainInput) => PlainInput;

function withAt(here: PlainInput, [first, ...rest]: Path, change: Change): PlainInput {
  if (first === undefined) return change(here);
  const next = (key: string | number, item: PlainInput): PlainInput =>
    key === first ? withAt(item, rest, change) : item;
  if (Array.isArray(here)) return here.map((item, index) => next(index, item));
  return Object.fromEntries(
    Object.entries(here as object).map(([key, item]) => [key, next(key, item)]),
  );
}

function* pathsOf(here: PlainInput, path: Path = []): Iterable<Path> {
  if (path.length > 0) yield path;
  if (typeof here !== 'object' || here === null) return;
  for (const [key, item] of Object.entries(here)) {
    yield* pathsOf(item as PlainInput, [...path, Array.isArray(here) ? Number(key) : key]);
  }
}

const without =
  (last: string | number | undefined): Change =>
  (here) =>
    Array.isArray(here)
      ? here.filter((_, index) => index !== last)
      : Object.fromEntries(Object.entries(here as object).filter(([key]) => key !== last));

const toFront =
  (index: number): Change =>
  (here) => {
    const items = [...(here as PlainInput[])];
    items.unshift(...items.splice(index, 1));
    return items;
  };

describe('every place of every template that is at hand', () => {
  it('is set, removed and moved, and nothing else changes', () => {
    let edits = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const format = file.endsWith('.json') ? 'json' : 'yaml';
      const { root, diagnostics } = parseDocument(text, { format });
      if (root === undefined || diagnostics.length > 0 || text.length > 20_000) continue;
      const document: EditDocument = { text, root, format };
      const data = plainOf(text, format);
      const holds = (made: TextEdit[], expected: PlainInput, path: Path): void => {
        edits++;
        const after = applyEdits(text, made);
        expect(plainOf(after, format), `${file} ${path.join('.')}`).toEqual(expected);
        expect(applyEdits(after, invertEdits(text, made))).toBe(text);
      };
      const paths = [...pathsOf(data)];
      const stride = Math.max(1, Math.floor(paths.length / 15));
      for (const path of paths.filter((_, index) => index % stride === 0)) {
        const [parent, last] = [path.slice(0, -1), path.at(-1)];
        for (const value of ['zz: #', { a: ['x\ny\n'] }]) {
          holds(
            setValue(document, path, value),
            withAt(data, path, () => value),
            path,
          );
        }
        holds(removeAt(document, path), withAt(data, parent, without(last)), path);
        if (typeof last !== 'number') continue;
        holds(moveItem(document, parent, last, 0), withAt(data, parent, toFront(last)), path);
      }
    }
    expect(edits).toBeGreaterThan(3000);
  });
});
