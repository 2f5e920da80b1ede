import { describe, expect, it } from 'vitest';
import { callableNames, FUNCTIONS, propertyNames } from '../../../../src/shared/expr/library.ts';
import {
  complete,
  definition,
  fixes,
  hover,
  type LanguageDocument,
  openDocument,
  references,
  rename,
  type SymbolKind,
  signatureHelp,
} from '../../../../src/shared/language/index.ts';
import {
  type ObjectName,
  type PropertySchema,
  SCHEMA,
  type ValueSchema,
} from '../../../../src/shared/model/schema/index.ts';
import { applyEdits } from '../../../../src/shared/yaml/edit/index.ts';
import { PLACES } from './places.ts';

/**
 * What the tables of the schema and of the library list, each inside every way in which YAML writes a text: what is
 * new there is tried here without a word about it, and fails where the language service does not know it.
 */

const EXTENSIONS =
  'extensions: [EXPR, FEATURE_BUNDLE_1, TASK_CHUNKING, WRAP_ACTIONS, REDACTED_ENV_VARS]\n';
const DEFINITIONS = 'parameterDefinitions:\n  - {name: Frames, type: STRING, default: "1-3"}\n';

/** How an expression is written in a text; `column` is where the lines of a block begin. */
const STYLES: Readonly<Record<string, (expression: string, column: number) => string>> = {
  plain: (expression) => `a {{ ${expression} }} b`,
  'double-quoted': (expression) => `"é 😀 {{ ${quotable(expression)} }} b"`,
  escaped: (expression) =>
    `"\\u00e9\\t\\"{{ ${quotable(expression).replace(/[a-z]/, (letter) => `\\x${letter.charCodeAt(0).toString(16)}`)} }} b"`,
  'single-quoted': (expression) => `'it''s {{ ${expression.replaceAll("'", "''")} }} b'`,
  literal: (expression, column) =>
    `|\n${' '.repeat(column)}first 😀\n${' '.repeat(column + 2)}{{ ${expression} }} b`,
  folded: (expression, column) =>
    `>-\n${' '.repeat(column)}first\n${' '.repeat(column)}{{ ${expression} }} b\n`,
};

function quotable(expression: string): string {
  return expression.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

/** The paths below a property at which a format string may stand, as lines with `§` for it. */
function textsOf(key: string, value: ValueSchema, column: number): readonly string[] {
  const below = ' '.repeat(column + 2);
  switch (value.kind) {
    case 'text':
      return value.format === undefined ? [] : [`${key}: §`];
    case 'integer':
    case 'number':
    case 'enum':
      return value.format === undefined ? [] : [`${key}: §`];
    case 'variables':
      return [`${key}:\n${below}NAME: §`];
    case 'list':
      return textsOf('-', value.item, column).map(
        (item) => `${key}:\n${below}${item.replace('-:', '-')}`,
      );
    case 'range':
      return [
        `${key}: §`,
        ...textsOf('-', value.item, column).map(
          (item) => `${key}:\n${below}${item.replace('-:', '-')}`,
        ),
      ];
    default:
      return [];
  }
}

/** What an object needs beside a property to be one that others can name. */
function needed(object: ObjectName, key: string, start: string, column: number): string {
  if (object === 'Chunks') return '';
  const { name, type } = SCHEMA[object].properties;
  const line = start.slice(start.lastIndexOf('\n') + 1);
  return [
    ...(name?.required && key !== 'name' && !/name:/.test(line) ? ['name: Own'] : []),
    ...(type?.required && key !== 'type' && object === 'EmbeddedFile' ? ['type: TEXT'] : []),
  ]
    .map((one) => `${one}\n${' '.repeat(column)}`)
    .join('');
}

interface Place {
  readonly what: string;
  readonly before: string;
  readonly line: string;
  readonly column: number;
}

/** Every property of the schema in which a format string is allowed, in a template that is ready for it. */
const TEXTS: readonly Place[] = Object.entries(SCHEMA).flatMap(([object, { properties }]) =>
  Object.entries(properties).flatMap(([key, { value }]: [string, PropertySchema]) => {
    const found = PLACES[object];
    if (found === undefined) throw new Error(`Nothing says where ${object} stands.`);
    const [start = ''] = found.split('|');
    const column = start.length - start.lastIndexOf('\n') - 1;
    const before = start + needed(object as ObjectName, key, start, column);
    return textsOf(key, value, column).map((line) => ({
      what: `${object}.${key}${line.includes('- §') ? '[]' : ''}`,
      before: before.replace(/^(specificationVersion: .*\n)/, `$1${EXTENSIONS}${DEFINITIONS}`),
      line,
      column: column + (line.includes('\n') ? 4 : 2),
    }));
  }),
);

const CASES = TEXTS.flatMap((place) =>
  Object.keys(STYLES).map((style) => ({ ...place, style, name: `${place.what} (${style})` })),
);

interface Written {
  readonly text: string;
  readonly document: LanguageDocument;
  /** Where the expression begins in the text. */
  readonly at: (needle: string) => number;
}

function write(place: Place & { readonly style: string }, expression: string): Written {
  const scalar = STYLES[place.style]?.(expression, place.column) ?? '';
  const text = `${place.before}${place.line.replace('§', () => scalar)}\n`;
  const from = place.before.length;
  return {
    text,
    document: openDocument(text),
    at: (needle) => {
      const found = text.indexOf(needle, from);
      if (found < 0) throw new Error(`${needle} is not in ${text.slice(from)}`);
      return found;
    },
  };
}

describe.each(CASES)('$name', (place) => {
  it('completes, explains and finds a parameter', () => {
    const { document, at, text } = write(place, 'Param.Frames');
    const offset = at('.Frames') + 2;
    const [label, replaced] = ['Param.Frames', complete(document, offset)].map((one) =>
      typeof one === 'string' ? one : one.find((each) => each.label === 'Param.Frames')?.replace,
    ) as [string, { start: number; end: number } | undefined];
    expect(replaced && text.slice(replaced.start, replaced.end)).toMatch(
      /(?:P|\\x50)(?:a|\\x61)ram\.Frames$/,
    );
    expect(hover(document, offset)?.markdown).toContain(`**${label}**`);
    const [found] = definition(document, offset);
    expect(found && text.slice(found.range.start, found.range.end)).toBe('Frames');
    expect(found?.range.start).toBeLessThan(place.before.length);
  });

  it('renames it, and changes what was mistyped', () => {
    const { document, at, text } = write(place, 'Param.Frames');
    const renamed = rename(document, at('.Frames') + 2, 'Range');
    if ('problem' in renamed) throw new Error(renamed.problem);
    expect(applyEdits(text, renamed.edits[''] ?? [])).toBe(text.replaceAll('Frames', 'Range'));
    const wrong = write(place, 'Param.Framse');
    const offset = wrong.at('.Framse') + 2;
    const offered = fixes(wrong.document, { start: offset, end: offset });
    const fix = offered.find(({ title }) => title === 'Change to Param.Frames');
    const mended = applyEdits(wrong.text, fix?.edits ?? []);
    expect(openDocument(mended).diagnostics.filter(({ code }) => code === 'unknown-name')).toEqual(
      [],
    );
    expect(mended).toMatch(/\.Frames }}/);
  });

  it('explains every symbol that it offers', () => {
    const empty = write(place, '');
    const offset = empty.at('{{ ') + 3;
    const names = complete(empty.document, offset).filter(({ kind }) => kind === 'symbol');
    expect(names.length).toBeGreaterThan(0);
    for (const { label } of names) {
      const { document, at } = write(place, label);
      const tail = `${label.slice(label.lastIndexOf('.') + 2)} }}`;
      expect([label, hover(document, at(tail))?.markdown.includes(`**${label}**`)]).toEqual([
        label,
        true,
      ]);
    }
  });
});

describe('the places of format strings', () => {
  it('are those of the schema, and no style is left out', () => {
    expect(new Set(TEXTS.map(({ what }) => what)).size).toBeGreaterThan(25);
    expect(CASES).toHaveLength(TEXTS.length * Object.keys(STYLES).length);
    // Properties that take format strings by the specification (§2, §3, §4, §5, §6), counted by hand once.
    for (const what of [
      'JobTemplate.name',
      'Action.command',
      'Action.args[]',
      'Action.timeout',
      'EmbeddedFile.data',
      'Environment.variables',
      'IntTaskParameterDefinition.range',
      'AttributeRequirement.anyOf[]',
    ])
      expect(TEXTS.map((place) => place.what)).toContain(what);
  });
});

const ACTION: Place = {
  what: 'an argument',
  before: `${(PLACES.Action ?? '').split('|')[0]}`.replace(
    /^(specificationVersion: .*\n)/,
    `$1${EXTENSIONS}${DEFINITIONS.replace('\n', '\n  - {name: Out, type: PATH}\n')}`,
  ),
  line: 'args:\n            - §',
  column: 14,
};

describe.each(Object.keys(STYLES))('functions in a text that is %s', (style) => {
  const place = { ...ACTION, style };

  const ofDeclared = callableNames().filter((name) => FUNCTIONS.get(name)?.extension !== 'SERVICE');
  it.each(ofDeclared)('%s is completed, explained and told its parameters', (name) => {
    const half = write(place, name.slice(0, 2));
    const end = half.at(` }}`);
    expect(complete(half.document, end).map(({ label }) => label)).toContain(name);
    const whole = write(place, `${name}(Param.Frames)`);
    const offset = whole.at('(Param') - 1;
    expect(hover(whole.document, offset)?.markdown).toContain(`${name}(`);
    const help = signatureHelp(whole.document, whole.at('(Param') + 1);
    expect(help?.label).toMatch(new RegExp(`^${name}\\(`));
    expect(help?.documentation).not.toBe('');
  });

  it.each(propertyNames())('the property %s is explained', (name) => {
    const overloads = FUNCTIONS.get(`__property_${name}__`)?.overloads ?? [];
    expect(overloads.length).toBeGreaterThan(0);
    const { document, at } = write(place, `Param.Out.${name}`);
    expect(hover(document, at(`.${name} }}`) + 2)?.markdown).toContain(name);
  });
});

/** A template in which something has a name, with `§` where it is used, and what is written there. */
const NAMED: Readonly<Record<SymbolKind, { before: string; use: string; name: string }>> = {
  parameter: { before: '', use: 'Param.Frames', name: 'Frames' },
  taskParameter: {
    before:
      '    parameterSpace:\n      taskParameterDefinitions:\n        - {name: Camera, type: INT, range: 1-3}\n',
    use: 'Task.Param.Camera',
    name: 'Camera',
  },
  file: {
    before: '',
    use: 'Task.File.runner',
    name: 'runner',
  },
  let: { before: '    let: ["total = 1 + 2"]\n', use: 'total', name: 'total' },
  // Steps and environments are named by whole texts, see below.
  step: { before: '', use: '', name: '' },
  environment: { before: '', use: '', name: '' },
};

describe.each(Object.keys(STYLES))('names in a text that is %s', (style) => {
  const kinds = Object.entries(NAMED).filter(([, { use }]) => use !== '');

  it.each(kinds)(
    'a %s is found from its use, and renamed with it',
    (_kind, { before, use, name }) => {
      const scalar = STYLES[style]?.(use, 16) ?? '';
      const text = `specificationVersion: jobtemplate-2023-09
${EXTENSIONS}name: N
${DEFINITIONS}steps:
  - name: A
${before}    script:
      actions:
        onRun:
          command: bash
          args:
            - ${scalar}
      embeddedFiles:
        - {name: runner, type: TEXT, data: x}
`;
      const document = openDocument(text);
      const offset = text.indexOf(`${name.slice(1)} }}`);
      const [found] = definition(document, offset);
      expect(found && text.slice(found.range.start, found.range.end)).toBe(name);
      expect(found?.range.start).not.toBe(offset - 1);
      expect(
        references(document, offset).map(({ start, end }) => text.slice(start, end)),
      ).toHaveLength(2);
      const renamed = rename(document, offset, 'another');
      if ('problem' in renamed) throw new Error(renamed.problem);
      const after = applyEdits(text, renamed.edits[''] ?? []);
      expect(openDocument(after).diagnostics.filter(({ code }) => code === 'unknown-name')).toEqual(
        [],
      );
      expect(after.match(/another/g)).toHaveLength(2);
    },
  );

  it('a step is completed, found and renamed', () => {
    const whole: Record<string, (name: string) => string> = {
      plain: (one) => one,
      'double-quoted': (one) => `"${one}"`,
      escaped: (one) => `"\\x${one.charCodeAt(0).toString(16)}${one.slice(1)}"`,
      'single-quoted': (one) => `'${one}'`,
      literal: (one) => `|-\n          ${one}`,
      folded: (one) => `>-\n          ${one}`,
    };
    const template = (name: string) => `specificationVersion: jobtemplate-2023-09
name: N
steps:
  - name: Render
    script: {actions: {onRun: {command: echo}}}
  - name: Publish
    dependencies:
      - dependsOn: ${whole[style]?.(name)}
    script: {actions: {onRun: {command: echo}}}
`;
    const text = template('Render');
    const document = openDocument(text);
    const offset = text.indexOf('ender', text.indexOf('dependsOn')) + 2;
    expect(complete(document, offset).map(({ label }) => label)).toContain('Render');
    expect(hover(document, offset)?.markdown).toContain('**Render**: step');
    expect(definition(document, offset)[0]?.range.start).toBe(text.indexOf('Render'));
    const renamed = rename(document, offset, 'Beauty');
    if ('problem' in renamed) throw new Error(renamed.problem);
    const after = openDocument(applyEdits(text, renamed.edits[''] ?? []));
    expect(after.diagnostics).toEqual([]);
    const wrong = template('Rendr');
    const place = wrong.indexOf('endr', wrong.indexOf('dependsOn')) + 1;
    expect(
      fixes(openDocument(wrong), { start: place, end: place }).map(({ title }) => title),
    ).toContain('Change to Render');
  });
});

interface Choice {
  readonly what: string;
  readonly before: string;
  readonly key: string;
  readonly value: string;
}

/** Every word that a property can be. */
const CHOICES: readonly Choice[] = Object.entries(SCHEMA).flatMap(([object, { properties }]) =>
  Object.entries(properties).flatMap(([key, { value }]) =>
    (value.kind === 'enum' ? value.values : []).map((one) => ({
      what: `${object}.${key}: ${one}`,
      before: (PLACES[object] ?? '').split('|')[0] ?? '',
      key,
      value: one,
    })),
  ),
);

describe('words to choose from', () => {
  const quoted = { plain: '§', 'double-quoted': '"§"', 'single-quoted': "'§'" };
  const all = CHOICES.flatMap((choice) =>
    Object.entries(quoted).map(([style, scalar]) => ({ ...choice, style, scalar })),
  );

  it.each(all)('$what ($style) is completed, and mended when mistyped', (choice) => {
    const { before, key, value, scalar } = choice;
    const written = (word: string) => `${before}${key}: ${scalar.replace('§', word)}\n`;
    const half = written('');
    const offset = half.length - 1 - (scalar.length - scalar.indexOf('§') - 1);
    const found = complete(openDocument(half), offset).find(({ label }) => label === value);
    if (!found) throw new Error(`${value} is not offered`);
    const { start, end } = found.replace;
    const completed = half.slice(0, start) + found.insert + half.slice(end);
    expect(completed.slice(before.length).replace(/["']/g, '').trim()).toBe(`${key}: ${value}`);
    const wrong = written(`${value.slice(0, -1)}Q`);
    const place = wrong.lastIndexOf(value.slice(0, -1)) + 1;
    const titles = fixes(openDocument(wrong), { start: place, end: place }).map(
      ({ title }) => title,
    );
    if (value.length > 4) expect(titles).toContain(`Change to ${value}`);
  });
});

describe('keys', () => {
  const all = Object.entries(SCHEMA).flatMap(([object, { properties }]) =>
    Object.entries(properties).map(([key, property]) => ({
      object: object as ObjectName,
      key,
      property,
    })),
  );

  it.each(all)('$key of $object is explained, plain and in quotes', ({ object, key, property }) => {
    const start = (PLACES[object] ?? '').split('|')[0] ?? '';
    for (const written of [key, `"${key}"`, `'${key}'`]) {
      // What tells the object apart stands there already.
      const there = start.lastIndexOf(`${key}:`);
      const isThere = there >= 0 && isOwnKey(start, there);
      const text = isThere
        ? `${start.slice(0, there)}${written}${start.slice(there + key.length)}`
        : `${start}${written}: \n`;
      const markdown = hover(openDocument(text), (isThere ? there : start.length) + 2)?.markdown;
      expect(markdown).toContain(`**${key}**`);
      expect(markdown).toContain(property.description);
      expect(markdown).toContain(property.section);
    }
  });
});

/** True for a key of the mapping that a text ends in: nothing behind it is less indented. */
function isOwnKey(text: string, at: number): boolean {
  const column = at - text.lastIndexOf('\n', at) - 1;
  const end = text.length - text.lastIndexOf('\n') - 1;
  return column === end || (at === 0 && end === 0);
}
