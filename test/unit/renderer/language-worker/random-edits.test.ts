import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditCommand, EditPath } from '../../../../src/renderer/language-worker/contract.ts';
import { runCommand } from '../../../../src/renderer/language-worker/edit-commands.ts';
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
  return { values, lists, keys, steps: steps.map(({ name }) => name), dependencies };
}

type Pick = <T>(from: readonly T[]) => T;

/** What an edit is, and the place outside of which nothing may change. */
interface Drawn {
  readonly command: EditCommand;
  readonly within: EditPath;
}

/** Every kind of edit that the window makes: a new one does not compile until it is drawn here. */
const KINDS: {
  readonly [K in EditCommand['kind']]: (places: Places, pick: Pick) => Drawn;
} = {
  set: ({ values }, pick) => {
    const path = pick(values);
    return { command: { kind: 'set', path, value: pick(FRESH) }, within: path };
  },
  remove: ({ values }, pick) => {
    const path = pick(values);
    return { command: { kind: 'remove', path, prune: pick([true, false]) }, within: [] };
  },
  insert: ({ lists }, pick) => {
    const { path, size } = pick(lists);
    const index = pick(indices(size + 1));
    return { command: { kind: 'insert', path, index, value: pick(FRESH) }, within: path };
  },
  move: ({ lists }, pick) => {
    const { path, size } = pick(lists);
    const [from, to] = [pick(indices(size)), pick(indices(size))];
    return { command: { kind: 'move', path, from, to }, within: path };
  },
  duplicate: ({ lists }, pick) => {
    const { path, size } = pick(lists);
    return { command: { kind: 'duplicate', path, index: pick(indices(size)) }, within: path };
  },
  write: ({ values }, pick) => {
    const path = pick(values);
    return { command: { kind: 'write', path, text: pick(['"x"', '[1, 2]', '7']) }, within: path };
  },
  paste: ({ lists }, pick) => {
    const { path, size } = pick(lists);
    const text = pick([
      'name: Copy\nvariables: {A: "1"}\n',
      '[{a: 1}, {a: 2}]',
      '# What it is for\n- name: Copy   # a name\n  data: |+\n    kept\n\n  # below\n  last: >-\n    folded\n',
    ]);
    return { command: { kind: 'paste', path, index: pick(indices(size + 1)), text }, within: path };
  },
  'rename-key': ({ keys }, pick) => {
    const path = pick(keys);
    return { command: { kind: 'rename-key', path, key: 'another' }, within: path.slice(0, -1) };
  },
  'add-dependency': ({ steps }, pick) => ({
    command: { kind: 'add-dependency', step: pick(steps), on: pick(steps) },
    within: ['steps'],
  }),
  'remove-dependency': ({ steps, dependencies }, pick) => ({
    command: {
      kind: 'remove-dependency',
      ...pick([...dependencies, { step: pick(steps), on: pick(steps) }]),
    },
    within: ['steps'],
  }),
  'add-step': ({ steps }, pick) => ({
    command: { kind: 'add-step', name: 'New', after: pick(steps) },
    within: ['steps'],
  }),
  'remove-steps': ({ steps }, pick) => ({
    command: { kind: 'remove-steps', steps: [pick(steps), pick(steps)] },
    within: ['steps'],
  }),
  'duplicate-steps': ({ steps }, pick) => ({
    command: { kind: 'duplicate-steps', steps: [pick(steps), pick(steps)] },
    within: ['steps'],
  }),
  require: ({ steps }, pick) => ({
    command: {
      kind: 'require',
      step: pick(steps),
      amounts: [{ name: 'amount.worker.vcpu', min: pick([1, 2]) }],
    },
    within: ['steps'],
  }),
};

const FRESH = ['text', 'two\nlines\n', 5, true, ['a', 'b'], { name: 'X', list: [1] }] as const;

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** The data without what stands at a path. */
function without(data: unknown, path: EditPath): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  if (Array.isArray(data))
    return data.map((item, at) => (at === first ? without(item, rest) : item));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [key, key === first ? without(item, rest) : item]),
  );
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
          const { command, within } = KINDS[kind](placesOf(before), pick);
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
          expect(without(plainOf(now), within)).toEqual(without(before, within));
          expect(undo.reduce<string>((back, edits) => applyEdits(back, edits), now)).toBe(text);
          if (text.includes('\r\n')) expect(now.replaceAll('\r\n', '')).not.toContain('\n');
        },
      ),
      { numRuns: 150 },
    );
    expect(made).toBeGreaterThan(10);
  });
});
