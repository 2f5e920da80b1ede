import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import {
  applyEdits,
  duplicateItem,
  insertItem,
  invertEdits,
  moveItem,
  type PlainInput,
  removeAt,
  renameKey,
  setValue,
  type TextEdit,
  tryEdit,
} from '../../../../../src/shared/yaml/edit/index.ts';
import { parseDocument } from '../../../../../src/shared/yaml/index.ts';
import { documentOf, type Format, plainOf } from './support.ts';

type Path = (string | number)[];
type Data = PlainInput[] | { [key: string]: PlainInput };

const samples = fileURLToPath(new URL('../../../../../assets/samples/', import.meta.url));
const SAMPLES = readdirSync(samples).map((name) =>
  readFileSync(`${samples}${name}/template.yaml`, 'utf8'),
);

const text = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b: c',
    '- d',
    '# e',
    'x\ny',
    'x\n\ny\n',
    'yes',
    '1',
    '{{Param.X}}',
    "it's",
  ),
  fc.constantFrom(
    ' lead',
    'tail ',
    '\ttab',
    'say "hi"',
    'C:\\dir',
    'ü🎬',
    'null',
    '- -',
    '*x',
    '\n',
    'a\n\n',
    'end:',
  ),
  fc.string({
    unit: fc.constantFrom('a', ' ', '\n', ':', '#', '"', "'", ',', '-', '{', '\\', '🎬'),
  }),
);
const scalar: fc.Arbitrary<PlainInput> = fc.oneof(
  text,
  fc.boolean(),
  fc.integer().map(BigInt),
  fc.constant(null),
  fc.constant(1.5),
);
const key = fc.constantFrom('a', 'b', 'c', 'name', 'd e', 'x: y', '1', 'true');
const { value } = fc.letrec<{ value: PlainInput }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ) as fc.Arbitrary<PlainInput>,
}));

/** Templates as programs write them, in every style that the printer knows. */
const printed = fc
  .record({
    data: fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    flow: fc.boolean(),
    indentSeq: fc.boolean(),
    indent: fc.constantFrom(2, 4),
    width: fc.constantFrom(0, 20),
    quote: fc.constantFrom(
      'BLOCK_LITERAL',
      'BLOCK_FOLDED',
      'QUOTE_SINGLE',
      'QUOTE_DOUBLE',
      'PLAIN',
    ),
    comments: fc.boolean(),
    crlf: fc.boolean(),
    bom: fc.boolean(),
    final: fc.boolean(),
  })
  .map((o) => {
    let result = stringify(o.data, {
      collectionStyle: o.flow ? 'flow' : 'any',
      indentSeq: o.indentSeq,
      indent: o.indent,
      lineWidth: o.width,
      defaultStringType: o.quote as 'PLAIN',
      defaultKeyType: 'PLAIN',
    });
    if (o.comments && !o.flow) result = withComments(result);
    if (!o.final) result = result.replace(/\n$/, '');
    if (o.crlf) result = result.replaceAll('\n', '\r\n');
    return (o.bom ? '\ufeff' : '') + result;
  })
  // The printer writes some plain texts that no parser reads.
  .filter((source) => parseDocument(source).diagnostics.length === 0);

/** Puts comments and blank lines before keys and dashes, and behind values, where that changes no value. */
function withComments(source: string): string {
  const lines = source.split('\n');
  const data = JSON.stringify(plainOf(source), noBigInt);
  for (let i = lines.length - 1; i >= 0; i--) {
    for (const change of [
      (all: string[]) => all.splice(i, 0, `${/^ */.exec(all[i] ?? '')?.[0]}# about ${i}`),
      (all: string[]) => i % 3 === 0 && all.splice(i, 0, ''),
      (all: string[]) => i % 2 === 0 && all.splice(i, 1, `${all[i]} # behind ${i}`),
    ]) {
      const changed = [...lines];
      change(changed);
      try {
        if (JSON.stringify(plainOf(changed.join('\n')), noBigInt) !== data) continue;
      } catch {
        continue;
      }
      lines.splice(0, lines.length, ...changed);
    }
  }
  return lines.join('\n');
}

function noBigInt(_key: string, each: unknown): unknown {
  return typeof each === 'bigint' ? `${each}n` : each;
}

/** What an edit should make of the data, and the edit. */
interface Change {
  readonly edits: (document: ReturnType<typeof documentOf>) => TextEdit[];
  readonly expected: (data: Data) => PlainInput;
}

const KINDS = ['set', 'add', 'remove', 'insert', 'move', 'duplicate', 'rename'] as const;

function changeAt(
  kind: (typeof KINDS)[number],
  data: Data,
  pick: (count: number) => number,
  fresh: PlainInput,
): Change | undefined {
  const places = [...placesOf(data, [])];
  const lists = places.filter(({ here }) => Array.isArray(here));
  const mappings = places.filter(({ here }) => isMapping(here));
  const inner = places.filter(({ path }) => path.length > 0);
  switch (kind) {
    case 'set': {
      const { path } = inner[pick(inner.length)] ?? {};
      if (path === undefined) return undefined;
      return {
        edits: (d) => setValue(d, path, fresh),
        expected: (all) => withAt(all, path, () => fresh),
      };
    }
    case 'add': {
      const { path, here } = mappings[pick(mappings.length)] ?? {};
      if (path === undefined || !isMapping(here) || Object.hasOwn(here, 'new')) return undefined;
      const order = { orderOf: () => ['a', 'new', 'b', 'name'] };
      return {
        edits: (d) => setValue(d, [...path, 'new'], fresh, order),
        expected: (all) => withAt(all, path, (each) => ({ ...(each as object), new: fresh })),
      };
    }
    case 'remove': {
      const { path } = inner[pick(inner.length)] ?? {};
      const last = path?.at(-1);
      if (path === undefined || last === undefined) return undefined;
      return {
        edits: (d) => removeAt(d, path),
        expected: (all) =>
          withAt(all, path.slice(0, -1), (each) =>
            Array.isArray(each)
              ? each.filter((_, index) => index !== last)
              : Object.fromEntries(
                  Object.entries(each as object).filter(([name]) => name !== last),
                ),
          ),
      };
    }
    case 'rename': {
      const named = inner.filter(({ path }) => typeof path.at(-1) === 'string');
      const { path } = named[pick(named.length)] ?? {};
      if (path === undefined) return undefined;
      return {
        edits: (d) => renameKey(d, path, 'other: key'),
        expected: (all) =>
          withAt(all, path.slice(0, -1), (each) =>
            Object.fromEntries(
              Object.entries(each as object).map(([name, item]) => [
                name === path.at(-1) ? 'other: key' : name,
                item,
              ]),
            ),
          ),
      };
    }
    default: {
      const { path, here } = lists[pick(lists.length)] ?? {};
      if (path === undefined || !Array.isArray(here)) return undefined;
      const [from, to] = [pick(here.length), pick(here.length)];
      if (kind !== 'insert' && here.length === 0) return undefined;
      const list = (make: (items: PlainInput[]) => void) => (all: Data) =>
        withAt(all, path, (each) => {
          const items = [...(each as PlainInput[])];
          make(items);
          return items;
        });
      if (kind === 'insert')
        return {
          edits: (d) => insertItem(d, path, to, fresh),
          expected: list((items) => items.splice(to, 0, fresh)),
        };
      if (kind === 'move')
        return {
          edits: (d) => moveItem(d, path, from, to),
          expected: list((items) => items.splice(to, 0, ...items.splice(from, 1))),
        };
      return {
        edits: (d) => duplicateItem(d, path, from),
        expected: list((items) => items.splice(from, 0, items[from] ?? null)),
      };
    }
  }
}

function isMapping(here: unknown): here is { [key: string]: PlainInput } {
  return typeof here === 'object' && here !== null && !Array.isArray(here);
}

function* placesOf(here: PlainInput, path: Path): Iterable<{ path: Path; here: PlainInput }> {
  yield { path, here };
  if (Array.isArray(here))
    for (const [index, item] of here.entries()) yield* placesOf(item, [...path, index]);
  else if (isMapping(here))
    for (const [name, item] of Object.entries(here)) yield* placesOf(item, [...path, name]);
}

function withAt(
  here: PlainInput,
  path: Path,
  change: (each: PlainInput) => PlainInput,
): PlainInput {
  const [first, ...rest] = path;
  if (first === undefined) return change(here);
  if (Array.isArray(here))
    return here.map((item, index) => (index === first ? withAt(item, rest, change) : item));
  return Object.fromEntries(
    Object.entries(here as { [key: string]: PlainInput }).map(([name, item]) => [
      name,
      name === first ? withAt(item, rest, change) : item,
    ]),
  );
}

/** Comments of a text, each once; what an edit must not lose unless it removes. */
function commentsOf(source: string): string[] {
  return source.match(/# (?:about|behind) \d+/g) ?? [];
}

function check(
  source: string,
  format: Format,
  kind: (typeof KINDS)[number],
  seeds: number[],
  fresh: PlainInput,
): boolean {
  const before = plainOf(source, format) as Data;
  let at = 0;
  const pick = (count: number): number =>
    count === 0 ? 0 : (seeds[at++ % seeds.length] ?? 0) % count;
  const change = changeAt(kind, before, pick, fresh);
  if (change === undefined) return false;
  const document = documentOf(source, format);
  const result = tryEdit(() => change.edits(document));
  if ('refused' in result) throw new Error(result.reason);
  const after = applyEdits(source, result.edits);
  expect(plainOf(after, format)).toEqual(change.expected(before));
  expect(applyEdits(after, invertEdits(source, result.edits))).toBe(source);
  if (kind === 'add' || kind === 'insert' || kind === 'move' || kind === 'rename') {
    const kept = commentsOf(after);
    for (const comment of commentsOf(source)) expect(kept).toContain(comment);
  }
  if (source.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  return true;
}

const seeds = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });

describe.each(KINDS)('%s', (kind) => {
  it('changes only what it names, in any style', () => {
    let drawn = 0;
    fc.assert(
      fc.property(printed, seeds, value, (source, numbers, fresh) => {
        if (check(source, 'yaml', kind, numbers, fresh)) drawn++;
      }),
      { numRuns: 400 },
    );
    expect(drawn).toBeGreaterThan(100);
  });

  it('changes only what it names, in JSON', () => {
    let drawn = 0;
    const json = fc.record({
      data: fc.dictionary(key, value, { minKeys: 1, noNullPrototype: true }),
      tall: fc.boolean(),
    });
    fc.assert(
      fc.property(json, seeds, value, ({ data, tall }, numbers, fresh) => {
        const source = JSON.stringify(
          data,
          (_, each) => (typeof each === 'bigint' ? Number(each) : each),
          tall ? 2 : 0,
        );
        if (check(source, 'json', kind, numbers, fresh)) drawn++;
      }),
      { numRuns: 200 },
    );
    expect(drawn).toBeGreaterThan(50);
  });

  it('changes only what it names, in the samples', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), seeds, value, (source, numbers, fresh) => {
        check(source, 'yaml', kind, numbers, fresh);
      }),
      { numRuns: 100 },
    );
  });
});

describe('move and back', () => {
  it('restores the bytes', () => {
    fc.assert(
      fc.property(printed, seeds, (source, numbers) => {
        // A block scalar without text claims the blank lines behind it, which then cannot stay between items.
        fc.pre(!/[|>][-+\d]*[ \t]*\r?\n[ \t]*(?:\r?\n|#|$)/.test(source));
        // So does one that keeps its line ends (`|+`): they move with it.
        fc.pre(!/[|>]\d?\+/.test(source));
        const data = plainOf(source) as Data;
        const lists = [...placesOf(data, [])].filter(
          ({ here }) => Array.isArray(here) && here.length > 1,
        );
        const list = lists[(numbers[0] ?? 0) % Math.max(1, lists.length)];
        if (list === undefined || !Array.isArray(list.here)) return;
        const from = (numbers[1] ?? 0) % list.here.length;
        const to = (numbers[2] ?? 0) % list.here.length;
        const there = applyEdits(source, moveItem(documentOf(source), list.path, from, to));
        expect(applyEdits(there, moveItem(documentOf(there), list.path, to, from))).toBe(source);
      }),
      { numRuns: 300 },
    );
  });
});
