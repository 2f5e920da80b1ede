import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditCommand, EditPath } from '../../../../src/renderer/language-worker/contract.ts';
import { runCommand } from '../../../../src/renderer/language-worker/edit-commands.ts';
import {
  STANDARD_AMOUNTS,
  STANDARD_ATTRIBUTES,
} from '../../../../src/shared/model/capabilities.ts';
import { applyEdits, invertEdits } from '../../../../src/shared/yaml/edit/index.ts';
import { parseDocument, toPlain } from '../../../../src/shared/yaml/index.ts';

const YAML = Object.values(
  import.meta.glob<string>('../../../../assets/samples/*/template.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);
const plainOf = (text: string): unknown => {
  const { root } = parseDocument(text);
  return root && toPlain(root);
};
const noBigInt = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
/** The same templates as JSON, on one line and on many. */
const TEMPLATES = [
  ...YAML.map((text) => ({ text, format: 'yaml' as const })),
  ...YAML.map((text) => ({ text: text.replaceAll('\n', '\r\n'), format: 'yaml' as const })),
  ...YAML.map((text, at) => ({
    text: JSON.stringify(plainOf(text), noBigInt, at % 2 === 0 ? 2 : 0),
    format: 'json' as const,
  })),
];

const LARGER = TEMPLATES.filter(({ text }) => placesOf(plainOf(text)).steps.length > 2);

interface Places {
  readonly data: Data;
  readonly values: readonly EditPath[];
  readonly lists: readonly { readonly path: EditPath; readonly size: number }[];
  readonly keys: readonly EditPath[];
  readonly steps: readonly string[];
  readonly dependencies: readonly { readonly step: string; readonly on: string }[];
}

function placesOf(data: unknown): Places {
  const values: EditPath[] = [];
  const lists: { path: EditPath; size: number }[] = [];
  const keys: EditPath[] = [];
  const walk = (here: unknown, path: EditPath): void => {
    if (path.length > 0) values.push(path);
    if (Array.isArray(here)) {
      if (here.length > 0) lists.push({ path, size: here.length });
      here.forEach((item, at) => {
        walk(item, [...path, at]);
      });
    } else if (typeof here === 'object' && here !== null)
      for (const [key, item] of Object.entries(here)) {
        keys.push([...path, key]);
        walk(item, [...path, key]);
      }
  };
  walk(data, []);
  const { steps } = data as {
    steps: { name: string; dependencies?: { dependsOn: string }[] }[];
  };
  const dependencies = steps.flatMap(({ name, dependencies: own = [] }) =>
    own.map(({ dependsOn }) => ({ step: name, on: dependsOn })),
  );
  return { data, values, lists, keys, steps: steps.map(({ name }) => name), dependencies };
}

type Pick = <T>(from: readonly T[]) => T;

/** What an edit is, what it makes of the data, and the places outside of which the text must stay. */
interface Drawn {
  readonly command: EditCommand;
  readonly expected: (data: Data) => Data;
  readonly within: EditPath;
}

/** Every kind of edit that the window makes: a new one does not compile until it is drawn here. */
const KINDS: {
  readonly [K in EditCommand['kind']]: (places: Places, pick: Pick) => Drawn;
} = {
  set: ({ values }, pick) => {
    const [path, value] = [pick(values), pick(FRESH)];
    return {
      command: { kind: 'set', path, value },
      expected: (data) => changed(data, path, () => value),
      within: path,
    };
  },
  remove: ({ values, data: before }, pick) => {
    const [path, prune] = [pick(values), pick([true, false])];
    const gone = prune ? prunedPath(before, path) : path;
    return {
      command: { kind: 'remove', path, prune },
      expected: (data) => without(data, gone),
      within: gone,
    };
  },
  insert: ({ lists }, pick) => {
    const [{ path, size }, value] = [pick(lists), pick(FRESH)];
    const index = pick(indices(size + 1));
    return {
      command: { kind: 'insert', path, index, value },
      expected: (data) => changed(data, path, (list) => list.toSpliced(index, 0, value)),
      within: path,
    };
  },
  move: ({ lists }, pick) => {
    const { path, size } = pick(lists);
    const [from, to] = [pick(indices(size)), pick(indices(size))];
    return {
      command: { kind: 'move', path, from, to },
      expected: (data) =>
        changed(data, path, (list) => list.toSpliced(from, 1).toSpliced(to, 0, list[from])),
      within: path,
    };
  },
  duplicate: ({ lists }, pick) => {
    const { path, size } = pick(lists);
    const index = pick(indices(size));
    return {
      command: { kind: 'duplicate', path, index },
      expected: (data) =>
        changed(data, path, (list) =>
          list.toSpliced(index + 1, 0, copyOf(data, path, list, index)),
        ),
      within: path,
    };
  },
  write: ({ values }, pick) => {
    const path = pick(values);
    const [text, value] = pick([
      ['"x"', 'x'],
      ['[1, 2]', [1n, 2n]],
      ['7', 7n],
    ] as const);
    return {
      command: { kind: 'write', path, text },
      expected: (data) => changed(data, path, () => value),
      within: path,
    };
  },
  paste: ({ lists }, pick) => {
    const { path, size } = pick(lists);
    const [text, items] = pick([
      ['name: Copy\nvariables: {A: "1"}\n', [{ name: 'Copy', variables: { A: '1' } }]],
      ['[{a: 1}, {a: 2}]', [{ a: 1n }, { a: 2n }]],
      [
        '# What it is for\n- name: Copy   # a name\n  data: |+\n    kept\n\n  # below\n  last: >-\n    folded\n',
        [{ name: 'Copy', data: 'kept\n\n', last: 'folded' }],
      ],
    ] as const);
    const index = pick(indices(size + 1));
    return {
      command: { kind: 'paste', path, index, text },
      expected: (data) => changed(data, path, (list) => list.toSpliced(index, 0, ...items)),
      within: path,
    };
  },
  'rename-key': ({ keys }, pick) => {
    const path = pick(keys);
    return {
      command: { kind: 'rename-key', path, key: 'another' },
      expected: (data) =>
        changed(data, path.slice(0, -1), (map) =>
          Object.fromEntries(
            Object.entries(map).map(([key, value]) => [
              key === path.at(-1) ? 'another' : key,
              value,
            ]),
          ),
        ),
      within: path,
    };
  },
  'add-dependency': ({ steps }, pick) => {
    const [step, on] = [pick(steps), pick(steps)];
    return {
      command: { kind: 'add-dependency', step, on },
      expected: (data) =>
        ofStep(data, step, (one) => ({
          ...one,
          dependencies: [...(one.dependencies ?? []), { dependsOn: on }],
        })),
      within: ['steps', steps.indexOf(step)],
    };
  },
  'remove-dependency': ({ steps, dependencies }, pick) => {
    const { step, on } = pick([...dependencies, { step: pick(steps), on: pick(steps) }]);
    return {
      command: { kind: 'remove-dependency', step, on },
      expected: (data) => ofStep(data, step, (one) => withoutDependencies(one, [on])),
      within: ['steps', steps.indexOf(step)],
    };
  },
  'add-step': ({ steps }, pick) => {
    const after = pick(steps);
    const action = { onRun: { command: 'echo', args: ['New'] } };
    return {
      command: { kind: 'add-step', name: 'New', after },
      expected: (data) =>
        changed(data, ['steps'], (all) =>
          all.toSpliced(steps.indexOf(after) + 1, 0, {
            name: 'New',
            dependencies: [{ dependsOn: after }],
            script: { actions: action },
          }),
        ),
      within: ['steps'],
    };
  },
  'remove-steps': ({ steps }, pick) => {
    const names = [pick(steps), pick(steps)];
    return {
      command: { kind: 'remove-steps', steps: names },
      expected: (data) =>
        changed(data, ['steps'], (all: Data[]) =>
          all
            .filter(({ name }) => !names.includes(name))
            .map((one) => withoutDependencies(one, names)),
        ),
      within: ['steps'],
    };
  },
  'duplicate-steps': ({ steps }, pick) => {
    const names = steps.filter((name, at, all) => pick(all) === name || at === 0);
    const counted = (name: string) => (/ /.test(name) ? `${name} 2` : `${name}2`);
    const copy = (one: Data): Data => ({
      ...one,
      name: counted(one.name),
      ...(one.dependencies && {
        dependencies: one.dependencies.map(({ dependsOn: on }: Data) => ({
          dependsOn: names.includes(on) ? counted(on) : on,
        })),
      }),
    });
    return {
      command: { kind: 'duplicate-steps', steps: names.toReversed() },
      expected: (data) =>
        changed(data, ['steps'], (all: Data[]) => {
          const chosen = all.filter(({ name }) => names.includes(name));
          return all.toSpliced(all.indexOf(chosen.at(-1)) + 1, 0, ...chosen.map(copy));
        }),
      within: ['steps'],
    };
  },
  require: ({ steps }, pick) => {
    const [step, min] = [pick(steps), pick([1, 2])];
    return {
      command: { kind: 'require', step, amounts: [{ name: 'amount.worker.vcpu', min }] },
      expected: (data) =>
        ofStep(data, step, (one) => ({
          ...one,
          hostRequirements: {
            ...one.hostRequirements,
            amounts: [
              ...(one.hostRequirements?.amounts ?? []).filter(
                ({ name }: Data) => name !== 'amount.worker.vcpu',
              ),
              { name: 'amount.worker.vcpu', min },
            ],
          },
        })),
      within: ['steps', steps.indexOf(step)],
    };
  },
};

/** A copy has a name of its own where the item has one: also none of the job's or the steps' environments. */
function copyOf(data: Data, path: EditPath, list: Data[], index: number): Data {
  const { name } = list[index];
  if (typeof name !== 'string') return list[index];
  const around =
    path.at(-1) === 'stepEnvironments'
      ? (data.jobEnvironments ?? [])
      : path.at(-1) === 'jobEnvironments'
        ? data.steps.flatMap(({ stepEnvironments = [] }: Data) => stepEnvironments)
        : [];
  const taken = [...list, ...around].map((one) => one.name);
  const standard = STANDARD.find((names) => names.includes(name));
  if (standard)
    return { ...list[index], name: standard.find((one) => !taken.includes(one)) ?? name };
  const stem = name.replace(/\d+$/, '');
  const free = indices(9).map(
    (at) => `${stem}${stem === name && name.includes(' ') ? ' ' : ''}${at + 2}`,
  );
  return { ...list[index], name: free.find((one) => !taken.includes(one)) };
}

const STANDARD = [STANDARD_AMOUNTS, Object.keys(STANDARD_ATTRIBUTES)];

const FRESH = ['text', 'two\nlines\n', 5, true, ['a', 'b'], { name: 'X', list: [1] }] as const;

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

// biome-ignore lint/suspicious/noExplicitAny: data of a test, looked at by its places.
type Data = any;

function changed(data: Data, path: EditPath, change: (here: Data) => Data): Data {
  const [first, ...rest] = path;
  if (first === undefined) return change(data);
  if (Array.isArray(data))
    return data.map((item, at) => (at === first ? changed(item, rest, change) : item));
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [
      key,
      key === first ? changed(item, rest, change) : item,
    ]),
  );
}

/** Whole numbers of any size alike, and without what is undefined. */
const plainData = (data: Data): Data =>
  Array.isArray(data)
    ? data.map(plainData)
    : typeof data === 'object' && data !== null
      ? Object.fromEntries(
          Object.entries(data).flatMap(([key, item]) =>
            item === undefined ? [] : [[key, plainData(item)]],
          ),
        )
      : typeof data === 'number' && Number.isInteger(data)
        ? BigInt(data)
        : data;

const ofStep = (data: Data, step: string, change: (one: Data) => Data): Data =>
  changed(data, ['steps'], (all: Data[]) =>
    all.map((one) => (one.name === step ? change(one) : one)),
  );

function withoutDependencies({ dependencies = [], ...rest }: Data, names: readonly string[]): Data {
  const left = dependencies.filter(({ dependsOn }: Data) => !names.includes(dependsOn));
  return left.length > 0 ? { ...rest, dependencies: left } : rest;
}

function without(data: Data, path: EditPath): Data {
  const key = path.at(-1);
  return changed(data, path.slice(0, -1), (here) =>
    Array.isArray(here)
      ? here.filter((_, at) => at !== key)
      : Object.fromEntries(Object.entries(here).filter(([name]) => name !== key)),
  );
}

/** A list or a mapping that would be empty goes too; an item of a list stays. */
function prunedPath(data: Data, path: EditPath): EditPath {
  const parent = path.slice(0, -1);
  const here = parent.reduce<Data>((at, segment) => at[segment], data);
  if (parent.length === 0 || typeof parent.at(-1) === 'number') return path;
  return Object.keys(here).length > 1 ? path : prunedPath(data, parent);
}

/** The lines that may change: those of a value and its key, and the comments and blank lines about it. */
function roomOf(text: string, within: EditPath): readonly [number, number] {
  const { root } = parseDocument(text);
  let [node, parent] = [root, root];
  for (const segment of within) {
    parent = node;
    if (node?.kind === 'seq') node = node.items[Number(segment)];
    else if (node?.kind === 'map')
      node = node.entries.find(({ key }) => key.text === segment)?.value;
  }
  // What stands in brackets has its commas there.
  const place = parent && parent.kind !== 'scalar' && parent.flow ? parent : node;
  if (!place) throw new Error(`Nothing stands at ${within.join('.')}`);
  const lines = text.split('\n');
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const lineAt = (offset: number) => starts.findLastIndex((start) => start <= offset);
  const isLoose = (line: string | undefined) =>
    line !== undefined && /^[ \t]*(?:#.*)?\r?$/.test(line);
  let first = lineAt(place.range.start);
  let last = lineAt(text.slice(0, place.range.end).trimEnd().length);
  // A value may begin below its key.
  if (
    text.slice(starts[first], place.range.start).trim() === '' &&
    typeof within.at(-1) === 'string'
  ) {
    do first--;
    while (isLoose(lines[first]));
  }
  while (isLoose(lines[first - 1])) first--;
  while (isLoose(lines[last + 1])) last++;
  const next = starts[last + 1] ?? text.length;
  // The first key of an item goes with the blanks before the second.
  const blanks = text.slice(next).search(/[^ ]|$/);
  // A list that is empty now is `[]` on the line of its key.
  const before = text.slice(0, starts[Math.max(0, first)]).replace(/\r?\n$/, '');
  return [before.length, next + blanks];
}

describe.each(Object.keys(KINDS) as EditCommand['kind'][])('random edits: %s', (kind) => {
  it('change the data where they say and nothing else, and undo restores the bytes', () => {
    let made = 0;
    fc.assert(
      fc.property(
        // Only steps beside others have something to depend on.
        fc.constantFrom(...(kind.endsWith('dependency') ? LARGER : TEMPLATES)),
        fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
        ({ text, format }, numbers) => {
          const before = plainOf(text);
          let at = 0;
          const pick: Pick = (from) => {
            const found = from[(numbers[at++ % numbers.length] ?? 0) % from.length];
            if (found === undefined) throw new Error('Nothing to pick from');
            return found;
          };
          const { command, expected, within } = KINDS[kind](placesOf(before), pick);
          const answer = runCommand(text, format, command);
          // What cannot be done is said, and nothing has changed.
          if ('refused' in answer) {
            expect(answer.refused).not.toBe('');
            return;
          }
          const undo: (typeof answer.batches)[number][] = [];
          let now = text;
          for (const edits of answer.batches) {
            undo.unshift(invertEdits(now, edits));
            now = applyEdits(now, edits);
          }
          if (now !== text) made++;
          expect(parseDocument(now, { format }).diagnostics).toEqual([]);
          expect(plainData(plainOf(now))).toEqual(plainData(expected(before)));
          const [from, to] = roomOf(text, within);
          expect(now.startsWith(text.slice(0, from))).toBe(true);
          expect(now.endsWith(text.slice(to))).toBe(true);
          expect(undo.reduce<string>((back, edits) => applyEdits(back, edits), now)).toBe(text);
          if (text.includes('\r\n')) expect(now.replaceAll('\r\n', '')).not.toContain('\n');
        },
      ),
      { numRuns: 150 },
    );
    expect(made).toBeGreaterThan(10);
  });
});
