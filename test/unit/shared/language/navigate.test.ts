import { describe, expect, it } from 'vitest';
import {
  definition,
  folding,
  highlights,
  hover,
  links,
  openDocument,
  outline,
  references,
  rename,
  renameable,
  type SymbolNode,
  semanticTokens,
  signatureHelp,
} from '../../../../src/shared/language/index.ts';
import { applyEdits } from '../../../../src/shared/yaml/edit/index.ts';
import { marked } from './support.ts';

/** Every name that can be renamed, in every place where it can stand. */
const TEXT = `specificationVersion: jobtemplate-2023-09
extensions: [EXPR]
name: "J \\"{{Param.Frames}}\\""
parameterDefinitions:
  - name: Frames
    type: STRING
    default: "1-3"
  - {name: Out, type: PATH, default: out/img.png}
jobEnvironments:
  - name: Env
    script:
      actions:
        onEnter: {command: '{{Env.File.enter}}'}
      embeddedFiles:
        - name: enter
          type: TEXT
          data: echo
steps:
  - name: Render
    let: ["n = len(Param.Frames)", m = n + 1]
    parameterSpace:
      taskParameterDefinitions:
        - {name: F, type: INT, range: "{{ Param.Frames }}"}
        - {name: G, type: INT, range: [1, 2]}
      combination: (F, G)
    script:
      let:
        - p = Param.Out.stem
      actions:
        onRun:
          command: bash
          args:
            - '{{Task.File.run}}'
            - >-
              folded
              {{Task.Param.F + n}} {{p.upper()}}
          timeout: 60
      embeddedFiles:
        - name: run
          type: TEXT
          data: |
            echo "{{RawParam.Out}}"
              # {{Param.Frames}} {{Task.RawParam.F}}
  - name: Publish
    dependencies:
      - dependsOn: Render
    bash:
      script: "\\u007b {{Param.Frames}}"
`;

function at(needle: string, shift = 0): number {
  const found = TEXT.indexOf(needle);
  if (found < 0) throw new Error(needle);
  return found + shift;
}
const document = openDocument(TEXT);
const lineOf = (offset: number): string => {
  const { line } = document.lines.positionAt(offset);
  return TEXT.slice(document.lines.lineStart(line), document.lines.lineEnd(line)).trim();
};

describe('definition and references', () => {
  it.each([
    ['a parameter in escapes', at('Param.Frames', 7), '- name: Frames', 6],
    [
      'a raw parameter in a literal',
      at('RawParam.Out', 10),
      '- {name: Out, type: PATH, default: out/img.png}',
      3,
    ],
    [
      'a task parameter in a folded text',
      at('Task.Param.F', 11),
      '- {name: F, type: INT, range: "{{ Param.Frames }}"}',
      4,
    ],
    [
      'a task parameter in a combination',
      at('(F, G)', 4),
      '- {name: G, type: INT, range: [1, 2]}',
      2,
    ],
    ['a step', at('dependsOn: Render', 12), '- name: Render', 2],
    ['a file of a step', at('Task.File.run', 11), '- name: run', 2],
    ['a file of an environment', at('Env.File.enter', 10), '- name: enter', 2],
    ['a binding of a step', at('F + n', 4), 'let: ["n = len(Param.Frames)", m = n + 1]', 3],
    ['a binding of a script', at('{{p.upper', 2), '- p = Param.Out.stem', 2],
  ])('%s', (_what, offset, line, count) => {
    const [found] = definition(document, offset);
    expect(lineOf(found?.range.start ?? 0)).toBe(line);
    expect(references(document, offset)).toHaveLength(count);
    expect(highlights(document, offset).filter(({ kind }) => kind === 'write')).toHaveLength(1);
  });

  it('finds nothing where nothing is', () => {
    expect(definition(document, at('bash'))).toEqual([]);
    expect(references(document, 0)).toEqual([]);
  });
});

describe('rename', () => {
  it.each([
    [
      'a parameter',
      at('name: Frames', 6),
      'Range',
      /Param\.Frames|name: Frames/g,
      (each: string) => each.replace('Frames', 'Range'),
    ],
    [
      'a path parameter',
      at('name: Out', 6),
      'Target',
      /Param\.Out|name: Out/g,
      (each: string) => each.replace('Out', 'Target'),
    ],
    [
      'a task parameter',
      at('name: F,', 6),
      'Frame',
      /Param\.F\b|name: F,|\(F,/g,
      (each: string) => each.replace('F', 'Frame'),
    ],
    ['a step', at('name: Render', 6), 'Beauty', /Render/g, () => 'Beauty'],
    ['an environment', at('name: Env', 6), 'World', /name: Env/g, () => 'name: World'],
    [
      'a file',
      at('name: run', 6),
      'go',
      /File\.run|name: run/g,
      (each: string) => each.replace('run', 'go'),
    ],
    ['a binding', at('n = len'), 'count', /\bn\b(?= = len| \+ 1|\}\})/g, () => 'count'],
  ])('%s', (_what, offset, newName, pattern, change) => {
    const result = rename(document, offset, newName);
    if ('problem' in result) throw new Error(result.problem);
    expect(applyEdits(TEXT, result.edits[''] ?? [])).toBe(TEXT.replace(pattern, change));
  });

  it('puts quotes around a name that needs them', () => {
    const result = rename(document, at('name: Render', 6), 'a: b');
    if ('problem' in result) throw new Error(result.problem);
    expect(applyEdits(TEXT, result.edits[''] ?? [])).toBe(TEXT.replaceAll('Render', '"a: b"'));
  });

  it('renames in other files of the bundle', () => {
    const others = [
      {
        path: 'parameter_values.yaml',
        text: 'parameterValues:\n# all\n- {name: "Frames", value: 1}\n',
      },
      { path: 'values.json', text: '{"Frames": "1-9", "Out": "x"}' },
      {
        path: 'env.yaml',
        text: 'specificationVersion: environment-2023-09\nparameterDefinitions: [{name: Frames, type: STRING}]\nenvironment: {name: E, variables: {A: "{{Param.Frames}}"}}\n',
      },
      { path: 'notes.yaml', text: 'other: Frames\n' },
    ];
    const result = rename(document, at('name: Frames', 6), 'Range', others);
    if ('problem' in result) throw new Error(result.problem);
    const after = others.map(({ path, text }) => applyEdits(text, result.edits[path] ?? []));
    expect(after).toEqual(
      others.map(({ path, text }) =>
        path === 'notes.yaml' ? text : text.replaceAll('Frames', 'Range'),
      ),
    );
    expect(Object.keys(result.edits)).toEqual([
      '',
      'parameter_values.yaml',
      'values.json',
      'env.yaml',
    ]);
  });

  it.each([
    [
      'no identifier',
      at('name: Frames', 6),
      '1a',
      '"1a" is no identifier: letters, digits and "_", not starting with a digit.',
    ],
    ['taken', at('name: Frames', 6), 'Out', 'There is another parameter named "Out".'],
    [
      'an uppercase binding',
      at('n = len'),
      'N',
      '"N" cannot be the name of a binding: a lowercase letter or "_", then letters, digits or "_".',
    ],
    [
      'a line break',
      at('name: Render', 6),
      'a\nb',
      'A name needs at least one character and no line breaks.',
    ],
    ['nothing', 0, 'x', 'Nothing that has a name stands here.'],
  ])('refuses %s', (_what, offset, newName, problem) => {
    expect(rename(document, offset, newName)).toEqual({ problem });
  });

  it('shows what it would rename', () => {
    const start = at('Param.Frames', 6);
    expect(renameable(document, start + 2)).toEqual({
      range: { start, end: start + 6 },
      name: 'Frames',
      kind: 'parameter',
    });
    expect(renameable(document, at('bash'))).toBeUndefined();
  });
});

describe('hover', () => {
  const context = { parameterValues: { Frames: '5-9' } };
  it.each([
    [
      'a key',
      at('dependencies:', 3),
      '**dependencies** — list of mapping\n\nSteps that must have succeeded before this one starts.\n\n_Template Schemas §3.2_',
    ],
    [
      'a parameter in escapes, with its value',
      at('Param.Frames', 3),
      '**Param.Frames**: `string`\n\nSTRING parameter.\n\nValue: `5-9`\n\n_Template Schemas §2_',
    ],
    [
      'a raw path in a literal',
      at('RawParam.Out', 3),
      '**RawParam.Out**: `string`\n\nPATH parameter, as it was given, before path mapping.\n\nValue: `out/img.png`\n\n_Template Schemas §2_',
    ],
    [
      'a task parameter in a folded text',
      at('Task.Param.F', 3),
      '**Task.Param.F**: `int`\n\nINT task parameter, range `{{ Param.Frames }}`.\n\n_Template Schemas §3.4.1_',
    ],
    [
      'a file in single quotes',
      at('Task.File.run', 3),
      '**Task.File.run**: `path`\n\nThe path of the embedded file in the session directory.\n\n_Template Schemas §6_',
    ],
    [
      'a binding',
      at('F + n', 4),
      '**n**: `int`\n\n`n = len(Param.Frames)`\n\n_Template Schemas §3.6_',
    ],
    [
      'a property',
      at('Out.stem', 5),
      '`stem(p: path) -> string`\n\nThe final part without its last suffix.\n\n_Expression Language §2.2.6_',
    ],
    ['a step', at('dependsOn: Render', 12), '**Render**: step\n\nUsed once in this file.'],
    [
      'a type',
      at('type: STRING', 7),
      '**type** — type, required\n\nWhat kind of value it takes.\n\n_Template Schemas §2_',
    ],
    ['plain text', at('bash'), undefined],
  ])('%s', (_what, offset, markdown) => {
    const found = hover(document, offset, context);
    if (_what === 'a property')
      expect(found?.markdown).toMatch(/stem.*\n\n.*\n\n_Expression Language/);
    else expect(found?.markdown).toBe(markdown);
  });
});

describe('signature help', () => {
  const help = (call: string) => {
    const { document: opened, offset } = marked(
      `specificationVersion: jobtemplate-2023-09\nextensions: [EXPR]\nname: "{{ ${call} }}"\n`,
    );
    return signatureHelp(opened, offset);
  };

  it('tells the parameter that is being written', () => {
    expect(help("replace('a', |)")).toMatchObject({ active: 1 });
    expect(help("'a'.replace('b', |)")).toMatchObject({ active: 2 });
    expect(help("len(upper('a')|)")?.label).toMatch(/^len\(/);
    expect(help('1 + |')).toBeUndefined();
    expect(help('nothing(|')).toBeUndefined();
  });
});

describe('outline, folding, links and colours', () => {
  it('shows what people look for', () => {
    const names = (nodes: readonly SymbolNode[]): unknown[] =>
      nodes.map(({ name, kind, children }) =>
        children.length === 0 ? `${kind} ${name}` : [`${kind} ${name}`, names(children)],
      );
    expect(names(outline(document))).toEqual([
      'parameter Frames',
      'parameter Out',
      ['environment Env', ['action onEnter', 'file enter']],
      ['step Render', ['taskParameter F', 'taskParameter G', 'action onRun', 'file run']],
      ['step Publish', ['action onRun']],
    ]);
    expect(outline(document)[3]?.selection).toEqual({ start: at('Render'), end: at('Render', 6) });
  });

  it('folds what stands on several lines', () => {
    const small = openDocument(
      '# a\n# b\n# c\nname: x\nsteps:\n  - name: A\n    bash:\n      script: |\n        a\n        b\n',
    );
    expect(
      folding(small).map(({ start, end }) => small.text.slice(start, end).split('\n')[0]),
    ).toEqual(['# a', 'steps:', 'name: A', 'bash:', 'script: |']);
  });

  it('links to files of the bundle', () => {
    const start = at('out/img.png');
    expect(links(document)).toEqual([{ range: { start, end: start + 11 }, target: 'out/img.png' }]);
  });

  it('colours expressions', () => {
    const words = semanticTokens(document)
      .filter(({ range }) => range.start > at('folded') && range.start < at('timeout'))
      .map(({ range, type }) => `${type} ${TEXT.slice(range.start, range.end)}`);
    expect(words).toEqual([
      'formatBrace {{',
      'parameter Task.Param.F',
      'operator +',
      'variable n',
      'formatBrace }}',
      'formatBrace {{',
      'variable p',
      'function upper',
      'formatBrace }}',
    ]);
  });
});
