import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  embedScript,
  type Fix,
  fixes,
  openDocument,
} from '../../../../src/shared/language/index.ts';
import { applyEdits } from '../../../../src/shared/yaml/edit/index.ts';
import { toPlain } from '../../../../src/shared/yaml/index.ts';

const folder = fileURLToPath(new URL('../../../../src/shared/language/fixes/', import.meta.url));
const sources = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8'));

/** The same text in every way in which YAML writes one; `column` is where the lines of a block begin. */
const STYLES: Readonly<Record<string, (text: string, column: number) => string>> = {
  plain: (text) => text,
  'double-quoted': (text) => JSON.stringify(text),
  escaped: (text) =>
    `"${[...text].map((one) => (/[a-m"]/.test(one) ? `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}` : one)).join('')}"`,
  'single-quoted': (text) => `'${text.replaceAll("'", "''")}'`,
  literal: (text, column) => `|-\n${' '.repeat(column)}${text}`,
  folded: (text, column) => `>-\n${' '.repeat(column)}${text}`,
};

const HEAD = 'specificationVersion: jobtemplate-2023-09\nname: N\n';
const FRAMES = 'parameterDefinitions:\n- {name: Frames, type: STRING, default: "1-3"}\n';

interface Kind {
  /** Matches the titles that the source gives to this kind of fix. */
  readonly title: string;
  /** A template with `§` where the text stands whose style differs, and what is written there. */
  readonly source: string;
  readonly text: string;
  readonly column: number;
  /** Where the cursor stands, from the beginning of the text; absent: inside of it. */
  readonly cursor?: string;
  readonly styles?: readonly string[];
  readonly files?: readonly string[];
  /** What is true of the data afterwards. */
  readonly after: (data: Data, text: string) => void;
}

// biome-ignore lint/suspicious/noExplicitAny: data of a test, looked at by its places.
type Data = any;

const step = (more: string) => `${HEAD}${FRAMES}steps:\n- name: A\n  script:\n${more}`;
const SCRIPT = "echo it's done";

const KINDS: Readonly<Record<string, Kind>> = {
  'declare an extension': {
    title: 'Declare the extension EXPR',
    source: step('    actions:\n      onRun:\n        command: bash\n        args:\n        - §\n'),
    text: 'x {{ len(Param.Frames) }}',
    column: 12,
    after: (data) => expect(data.extensions).toEqual(['EXPR']),
  },
  'did you mean': {
    title: 'Change to Param.Frames',
    source: step('    actions:\n      onRun:\n        command: bash\n        args:\n        - §\n'),
    text: 'x {{ Param.Frmes }}',
    column: 12,
    after: (data) =>
      expect(data.steps[0].script.actions.onRun.args[0]).toBe('x {{ Param.Frames }}'),
  },
  'extract a literal': {
    title: 'Extract into the parameter Scene',
    source: step(
      '    actions:\n      onRun:\n        command: bash\n        args:\n        - --scene\n        - §\n',
    ),
    text: 'shot one.ma',
    column: 12,
    after: (data, text) => {
      expect(data.parameterDefinitions[1]).toMatchObject({ name: 'Scene', default: text });
      expect(data.steps[0].script.actions.onRun.args[1]).toBe('{{Param.Scene}}');
    },
  },
  'inline script to embedded file': {
    title: 'Move the script into an embedded file',
    source: step(
      '    actions:\n      onRun:\n        command: bash\n        args:\n        - -c\n        - §\n',
    ),
    text: SCRIPT,
    column: 12,
    after: (data, text) => {
      const { embeddedFiles, actions } = data.steps[0].script;
      expect(embeddedFiles[0].data.trimEnd()).toBe(text);
      expect(actions.onRun.args).toEqual(['{{Task.File.run}}']);
    },
  },
  'embedded file to inline script': {
    title: 'Move the embedded file into the arguments',
    source: step(
      '    actions:\n      onRun:\n        command: bash\n        args: ["{{Task.File.run}}"]\n    embeddedFiles:\n    - name: run\n      type: TEXT\n      data: §\n',
    ),
    text: SCRIPT,
    column: 10,
    cursor: '{{Task.File',
    after: (data, text) => {
      expect(data.steps[0].script.embeddedFiles).toBeUndefined();
      expect(data.steps[0].script.actions.onRun.args).toEqual(['-c', text]);
    },
  },
  'embedded file to bundle file': {
    title: 'Move the script into scripts/run.sh',
    source: step(
      '    actions:\n      onRun:\n        command: bash\n        args: ["{{Task.File.run}}"]\n    embeddedFiles:\n    - name: run\n      type: TEXT\n      data: §\n',
    ),
    text: SCRIPT,
    column: 10,
    after: (data) => {
      expect(data.parameterDefinitions[1]).toMatchObject({ name: 'Run', type: 'PATH' });
      expect(data.steps[0].script.actions.onRun.args).toEqual(['{{Param.Run}}']);
    },
  },
  'bundle file to embedded file': {
    title: 'Embed scripts/old.sh into the template',
    source: step(
      '    actions:\n      onRun:\n        command: bash\n        args:\n        - §\n',
    ).replace(
      '"1-3"}\n',
      '"1-3"}\n- {name: Old, type: PATH, objectType: FILE, default: scripts/old.sh}\n',
    ),
    text: '{{Param.Old}}',
    column: 12,
    styles: ['double-quoted', 'single-quoted', 'literal', 'folded'],
    files: ['scripts/old.sh'],
    after: (data) => {
      expect(data.steps[0].script.embeddedFiles[0].data.trimEnd()).toBe('echo old');
      expect(data.steps[0].script.actions.onRun.args).toEqual(['{{Task.File.old}}']);
    },
  },
  'another control': {
    title: 'Use MULTILINE_EDIT',
    source: `${HEAD}parameterDefinitions:\n- name: P\n  type: STRING\n  userInterface:\n    control: §\nsteps: []\n`,
    text: 'LINE_EDIT',
    column: 8,
    after: (data) =>
      expect(data.parameterDefinitions[0].userInterface.control).toBe('MULTILINE_EDIT'),
  },
  'put in quotes': {
    title: 'Put it in quotes',
    source: 'specificationVersion: jobtemplate-2023-09\nname: §\n',
    text: '12',
    column: 2,
    styles: ['plain'],
    after: (data) => expect(data.name).toBe('12'),
  },
  'add what is missing': {
    title: 'Add "command"',
    source: step('    actions:\n      onRun:\n        args:\n        - §\n'),
    text: 'one',
    column: 12,
    cursor: 'args:',
    after: (data) => {
      expect(data.steps[0].script.actions.onRun.args).toEqual(['one']);
      expect(data.steps[0].script.actions.onRun.command).toBe('echo');
    },
  },
  'remove an unused parameter': {
    title: 'Remove the parameter Quality',
    source: `${HEAD}parameterDefinitions:\n- name: §\n  type: INT\n  default: 1\nsteps:\n- {name: A, script: {actions: {onRun: {command: x}}}}\n`,
    text: 'Quality',
    column: 4,
    after: (data) => expect(data.parameterDefinitions).toBeUndefined(),
  },
  'remove what is there twice': {
    title: 'Remove it',
    source: `specificationVersion: jobtemplate-2023-09\nextensions:\n- EXPR\n- §\nname: N\n`,
    text: 'EXPR',
    column: 4,
    after: (data) => expect(data.extensions).toEqual(['EXPR']),
  },
  'remove what nobody knows': {
    title: 'Remove "zzzzzzzz"',
    source: `${HEAD}zzzzzzzz: §\n`,
    text: 'x',
    column: 2,
    cursor: 'zzzz',
    after: (data) => expect(data.zzzzzzzz).toBeUndefined(),
  },
};

function fixAt(kind: Kind, style: string): { text: string; fix: Fix; offset: number } {
  const scalar = STYLES[style]?.(kind.text, kind.column) ?? '';
  const from = kind.source.indexOf('§');
  const text = kind.source.replace('§', () => scalar);
  // In a name: behind its first letter, as far as the style lets one see.
  const inside = from + scalar.length - Math.min(6, kind.text.length);
  const name = text.indexOf('.Fr', from);
  const offset =
    kind.cursor !== undefined
      ? text.indexOf(kind.cursor) + 3
      : name > 0 && kind.text.includes('.Fr')
        ? name + 2
        : inside;
  const document = openDocument(text);
  const found = fixes(document, { start: offset, end: offset }, { files: kind.files ?? [] });
  const fix = found.find(({ title }) => title === kind.title);
  if (!fix)
    throw new Error(`${kind.title} is not among ${found.map(({ title }) => title).join(', ')}`);
  return { text, fix, offset };
}

const CASES = Object.entries(KINDS).flatMap(([what, kind]) =>
  (kind.styles ?? Object.keys(STYLES)).map((style) => ({ what, kind, style })),
);

describe('fixes', () => {
  it.each(CASES)('$what in a text that is $style', ({ kind, style }) => {
    const { text, fix, offset } = fixAt(kind, style);
    const edits =
      fix.reads === undefined
        ? fix.edits
        : embedScript(openDocument(text), { start: offset, end: offset }, fix.reads, 'echo old\n');
    const after = openDocument(applyEdits(text, edits));
    expect(after.diagnostics.filter(({ code }) => /^(?:yaml|document)-/.test(code))).toEqual([]);
    kind.after(after.root && toPlain(after.root), kind.text);
    if (fix.creates) expect(fix.creates.text.trimEnd()).toBe(kind.text);
  });

  it('are all tried here: each title that the sources give is one of the table', () => {
    const given = sources.flatMap((source) =>
      [...source.matchAll(/(?:title:|const title =|fixOf\()\s*(?:'([^']+)'|`([^`]+)`)/g)].map(
        ([, plain, template]) => plain ?? template ?? '',
      ),
    );
    expect(given.length).toBeGreaterThan(10);
    const tried = Object.values(KINDS).map(({ title }) => title);
    const missing = given.filter((title) => {
      const pattern = title
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&'))
        .join('.+');
      return !tried.some((one) => new RegExp(`^${pattern}$`).test(one));
    });
    expect(missing).toEqual([]);
  });
});
