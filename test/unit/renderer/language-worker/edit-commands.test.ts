import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditCommand } from '../../../../src/renderer/language-worker/contract.ts';
import { openedDocument } from '../../../../src/renderer/language-worker/documents.ts';
import { runCommand } from '../../../../src/renderer/language-worker/edit-commands.ts';
import { copyItems } from '../../../../src/renderer/language-worker/paste-command.ts';
import { applyEdits, invertEdits, type TextEdit } from '../../../../src/shared/yaml/edit/index.ts';
import { parseDocument, toPlain } from '../../../../src/shared/yaml/index.ts';

const TEXT = `# head
specificationVersion: jobtemplate-2023-09
name: G   # name
steps:
- name: A
  script: {actions: {onRun: {command: echo}}}
# about B
- name: B
  dependencies: [{dependsOn: A}]
  script: {actions: {onRun: {command: echo}}}

- name: C
  dependencies:
  - dependsOn: A   # first
  - dependsOn: B   # then
  script: {actions: {onRun: {command: echo}}}
`;

function edit(command: EditCommand, text = TEXT): string {
  const answer = runCommand(text, 'yaml', command);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.batches.reduce<string>((now, edits) => applyEdits(now, edits), text);
}

const refusal = (command: EditCommand, text = TEXT) => {
  const answer = runCommand(text, 'yaml', command);
  return 'refused' in answer ? answer.refused : undefined;
};

interface Plain {
  readonly steps: readonly { readonly name: string; readonly dependencies?: unknown }[];
}

const plain = (text: string): Plain => {
  const { root } = parseDocument(text);
  return (root && toPlain(root)) as unknown as Plain;
};

describe('changes of the graph', () => {
  it('take several steps at once, and what others say of them', () => {
    expect(edit({ kind: 'remove-steps', steps: ['B', 'A'] })).toBe(
      `${TEXT.slice(0, TEXT.indexOf('- name: A'))}\n- name: C\n  script: {actions: {onRun: {command: echo}}}\n`,
    );
  });

  it('add a dependency where the others stand', () => {
    expect(edit({ kind: 'add-dependency', step: 'A', on: 'X' })).toBe(
      TEXT.replace('- name: A\n', '- name: A\n  dependencies:\n  - dependsOn: X\n'),
    );
  });

  it('refuse a circle with its chain', () => {
    expect(refusal({ kind: 'add-dependency', step: 'A', on: 'C' })).toMatch(
      /^That would be a circle: A → C → (?:B → )?A\.$/,
    );
    expect(refusal({ kind: 'add-dependency', step: 'A', on: 'A' })).toBe(
      'That would be a circle: A → A.',
    );
    expect(refusal({ kind: 'add-dependency', step: 'B', on: 'A' })).toBe('B depends on A already.');
  });

  it('take the list with its last dependency', () => {
    expect(edit({ kind: 'remove-dependency', step: 'B', on: 'A' })).toBe(
      TEXT.replace('  dependencies: [{dependsOn: A}]\n', ''),
    );
    expect(edit({ kind: 'remove-dependency', step: 'C', on: 'A' })).toBe(
      TEXT.replace('  - dependsOn: A   # first\n', ''),
    );
  });

  it('take a step with what others say of it', () => {
    const text = edit({ kind: 'remove-steps', steps: ['A'] });
    expect(text).not.toContain('dependsOn: A');
    expect(text).toContain('  - dependsOn: B   # then');
    expect(text).toContain('# about B\n- name: B\n  script');
  });

  it('add a step with a free name behind another', () => {
    const text = edit({ kind: 'add-step', name: 'A', after: 'A' });
    expect(text.indexOf('- name: A 2')).toBeGreaterThan(text.indexOf('- name: A\n'));
    expect(text.indexOf('- name: A 2')).toBeLessThan(text.indexOf('- name: B'));
  });

  it('touch nothing that cannot be read', () => {
    expect(refusal({ kind: 'remove-steps', steps: ['A'] }, `${TEXT}"`)).toBe(
      'The template cannot be read right now. Mend its text first.',
    );
  });
});

describe('changes of the form', () => {
  it('write a new property where the schema lists it', () => {
    expect(edit({ kind: 'set', path: ['steps', 0, 'description'], value: 'Hi' })).toBe(
      TEXT.replace('- name: A\n', '- name: A\n  description: Hi\n'),
    );
  });

  it('lead back to the same bytes, whatever was done', () => {
    const path = fc.constantFrom<readonly (string | number)[]>(
      ['steps'],
      ['steps', 2, 'dependencies'],
    );
    const command: fc.Arbitrary<EditCommand> = fc.oneof(
      fc.record({
        kind: fc.constant('set' as const),
        path: fc.constantFrom(['name'], ['steps', 1, 'name'], ['steps', 0, 'description']),
        value: fc.string({ minLength: 1 }),
      }),
      fc.record({
        kind: fc.constant('move' as const),
        path,
        from: fc.nat({ max: 1 }),
        to: fc.nat({ max: 1 }),
      }),
      fc.record({ kind: fc.constant('duplicate' as const), path, index: fc.nat({ max: 1 }) }),
      fc.record({
        kind: fc.constant('remove' as const),
        path: path.map((list) => [...list, 0]),
        prune: fc.boolean(),
      }),
      fc.constant<EditCommand>({ kind: 'add-step', name: 'New' }),
      fc.constant<EditCommand>({ kind: 'add-dependency', step: 'A', on: 'New' }),
      fc.constant<EditCommand>({ kind: 'remove-dependency', step: 'C', on: 'B' }),
      fc.constant<EditCommand>({ kind: 'remove-steps', steps: ['B'] }),
    );
    fc.assert(
      fc.property(
        fc.array(command, { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        (list, eol) => {
          const start = TEXT.replaceAll('\n', eol);
          const undo: TextEdit[][] = [];
          let text = start;
          for (const one of list) {
            const answer = runCommand(text, 'yaml', one);
            if ('refused' in answer) continue;
            for (const edits of answer.batches) {
              undo.push(invertEdits(text, edits));
              text = applyEdits(text, edits);
            }
          }
          for (const edits of undo.reverse()) text = applyEdits(text, edits);
          expect(text).toBe(start);
        },
      ),
    );
  });
});

describe('host requirements from what was measured', () => {
  const amounts = [
    { name: 'amount.worker.vcpu', min: 4 },
    { name: 'amount.worker.memory', min: 1536 },
  ];
  const require = (step: string): EditCommand => ({ kind: 'require', step, amounts });
  const within = (requirements: string) =>
    TEXT.replace('- name: B\n', `- name: B\n  hostRequirements:\n${requirements}`);

  it('are added to a step that has none', () => {
    expect(edit(require('B'))).toBe(
      TEXT.replace(
        '  dependencies: [{dependsOn: A}]\n',
        `  dependencies: [{dependsOn: A}]
  hostRequirements:
    amounts:
    - name: amount.worker.vcpu
      min: 4
    - name: amount.worker.memory
      min: 1536
`,
      ),
    );
  });

  it('are merged with what is there, which stays as it is written', () => {
    const before = within(
      `    attributes:   # keep
    - {name: attr.worker.os.family, anyOf: [linux]}
    amounts:
    - {name: Amount.Worker.VCPU, min: 2}   # was enough
    - {name: amount.licence, min: 1}
`,
    );
    expect(edit(require('B'), before)).toBe(
      before.replace('VCPU, min: 2', 'VCPU, min: 4').replace(
        '    - {name: amount.licence, min: 1}\n',
        `    - {name: amount.licence, min: 1}
    - name: amount.worker.memory
      min: 1536
`,
      ),
    );
    const once = edit(require('B'), before);
    expect(edit(require('B'), once)).toBe(once);
  });

  it('are refused where the step itself asks for less', () => {
    const before = within('    amounts: [{name: amount.worker.memory, max: 1024}]\n');
    expect(refusal(require('B'), before)).toBe(
      'B asks for at most 1024 of amount.worker.memory, which is less than the 1536 that were measured.',
    );
  });
});

describe('values that the form has no field for', () => {
  const text = TEXT.replace('name: G   # name\n', 'name: G   # name\nextra: {a: 1}   # mine\n');

  it('are written as they stand', () => {
    expect(edit({ kind: 'write', path: ['extra'], text: '[1, "two"]' }, text)).toBe(
      text.replace('{a: 1}', '[1, "two"]'),
    );
  });

  it('are refused when the template could not be read any more', () => {
    expect(refusal({ kind: 'write', path: ['extra'], text: '{a: [1}' }, text)).toBeDefined();
    expect(refusal({ kind: 'write', path: ['gone'], text: '1' }, text)).toBe(
      'What was edited is gone.',
    );
  });
});

describe('what was copied', () => {
  const copied =
    'name: A\nscript:\n  actions:\n    onRun: {command: echo, args: ["{{Param.X}}"]}\n';

  it('becomes an item with a name that is free', () => {
    const pasted = edit({ kind: 'paste', path: ['steps'], index: 1, text: copied });
    expect(pasted).toContain('- name: A2\n  script:\n    actions:\n      onRun:');
    // All else is as it was.
    const [before, after] = TEXT.split('# about B\n');
    expect(pasted.startsWith(before ?? '')).toBe(true);
    expect(pasted.endsWith(`# about B\n${after}`)).toBe(true);
  });

  it.each([
    [['A'], 'A', 'A2'],
    [['Shot1', 'Shot2'], 'Shot1', 'Shot3'],
    [['Measure tiles'], 'Measure tiles', 'Measure tiles 2'],
    [['Tile 1', 'Tile 2'], 'Tile 1', 'Tile 3'],
  ])('is counted on beside %j: %s becomes %s', (taken, name, next) => {
    const text = `steps:\n${taken.map((one) => `- name: ${one}\n`).join('')}`;
    const command = { kind: 'paste', path: ['steps'], index: 9, text: `name: ${name}` } as const;
    expect(plain(edit(command, text)).steps.at(-1)?.name).toBe(next);
  });

  it('may be several, and makes a list where there is none', () => {
    const two = '- name: Tools\n  variables: {A: "1"}\n- name: Tools\n  variables: {A: "2"}\n';
    expect(edit({ kind: 'paste', path: ['jobEnvironments'], index: 0, text: two })).toContain(
      'jobEnvironments:\n- name: Tools\n  variables: {A: "1"}\n- name: Tools2\n',
    );
  });

  it.each([
    ['just words', 'The clipboard holds a text, and no step: “just words”.'],
    ['  \n', 'The clipboard holds no text.'],
    ['[]', 'The list on the clipboard is empty.'],
    ['- a\n- name: B', 'Item 1 of what is on the clipboard is no step.'],
    [
      '{name: Quality, type: INT, default: 2}',
      'What is on the clipboard is no step: that has no type, default.',
    ],
    ['script: {}', 'What is on the clipboard is no step: it lacks name.'],
    ['- name: A\n- {script: {}}', 'Item 2 of what is on the clipboard is no step: it lacks name.'],
  ])('is refused with what is wrong when it is no item: %j', (text, message) => {
    expect(refusal({ kind: 'paste', path: ['steps'], index: 0, text, foreign: true })).toBe(
      message,
    );
  });

  it('is refused with the place when it cannot be read', () => {
    expect(refusal({ kind: 'paste', path: ['steps'], index: 0, text: '{a: [1}' })).toMatch(
      /^The clipboard holds neither YAML nor JSON: /,
    );
  });

  it.each([
    [
      'a whole property',
      `steps:\n${copied.replace(/^/gm, '    ').replace('    name', '  - name')}`,
    ],
    ['a list in JSON', JSON.stringify([{ name: 'A', script: { actions: {} } }])],
    ['a whole property in JSON', JSON.stringify({ steps: [{ name: 'A', script: {} }] })],
    ['an item from its dash on', '- name: A\n      script: {}\n'],
    ['an item from its name on', 'name: A\n      script: {}\n'],
    ['an item in the lines of another system', copied.replaceAll('\n', '\r\n')],
  ])('is taken from other programs as %s', (_what, text) => {
    const command = { kind: 'paste', path: ['steps'], index: 9, text, foreign: true } as const;
    const pasted = plain(edit(command));
    expect(pasted.steps.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'A2']);
    expect(pasted.steps.at(-1)).toHaveProperty('script');
  });

  it('may be several steps, which depend on one another as those they are copies of', () => {
    for (const format of ['yaml', 'json'] as const) {
      const text = format === 'yaml' ? TEXT : JSON.stringify(plain(TEXT), null, 2);
      const several = copyItems(openedDocument(text, format), ['steps'], [0, 1]);
      const answer = runCommand(text, format, {
        kind: 'paste',
        path: ['steps'],
        index: 9,
        text: several,
      });
      const duplicated = runCommand(text, format, {
        kind: 'duplicate-steps',
        steps: ['B', 'A'],
      });
      for (const made of [answer, duplicated]) {
        if ('refused' in made) throw new Error(made.refused);
        const after = plain(made.batches.reduce(applyEdits, text));
        const copies = after.steps.filter(({ name }) => /^[AB]2$/.test(name));
        expect(copies.map(({ name }) => name)).toEqual(['A2', 'B2']);
        expect(copies[1]?.dependencies).toEqual([{ dependsOn: 'A2' }]);
        expect(after.steps.find(({ name }) => name === 'B')?.dependencies).toEqual([
          { dependsOn: 'A' },
        ]);
      }
    }
  });

  const COMMENTED = `specificationVersion: jobtemplate-2023-09
name: Source
steps:
    # What renders.
    - name: A   # the first
      script:
          actions:
              # quoted as it was
              onRun: {command: 'echo', args: ["1"]}   # short

      # below
      description: >-
          folded
          text
    - {name: Flat, script: {actions: {onRun: {command: echo}}}}  # flat
`;
  const copyFrom = (text: string, index: number, format: 'yaml' | 'json' = 'yaml') =>
    copyItems(openedDocument(text, format), ['steps'], [index]);

  it('brings its comments, quotes and block styles along, moved to the list that takes it', () => {
    expect(copyFrom(COMMENTED, 0)).toBe(`# What renders.
- name: A   # the first
  script:
      actions:
          # quoted as it was
          onRun: {command: 'echo', args: ["1"]}   # short

  # below
  description: >-
      folded
      text
`);
    const pasted = edit({ kind: 'paste', path: ['steps'], index: 1, text: copyFrom(COMMENTED, 0) });
    const [before, after] = TEXT.split('# about B\n');
    expect(pasted).toContain(before ?? '');
    expect(pasted.endsWith(`# about B\n${after}`)).toBe(true);
    expect(pasted.slice(before?.length, -`# about B\n${after}`.length).trimEnd()).toBe(
      copyFrom(COMMENTED, 0).replace('name: A ', 'name: A2 ').trimEnd(),
    );
    expect(
      edit({ kind: 'paste', path: ['steps'], index: 9, text: copyFrom(COMMENTED, 1) }),
    ).toContain('- {name: Flat, script: {actions: {onRun: {command: echo}}}}  # flat\n');
  });

  it('keeps them also in a list that it makes, and with another line end', () => {
    const environments = COMMENTED.replace('steps:', 'jobEnvironments:');
    const copied = copyItems(openedDocument(environments, 'yaml'), ['jobEnvironments'], [0]);
    const crlf = TEXT.replaceAll('\n', '\r\n');
    const pasted = edit({ kind: 'paste', path: ['jobEnvironments'], index: 0, text: copied }, crlf);
    expect(pasted).toContain(
      'jobEnvironments:\r\n# What renders.\r\n- name: A   # the first\r\n  script:\r\n      actions:',
    );
    expect(pasted.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('is written as JSON in JSON, and as YAML where it comes from JSON', () => {
    const json = `{
  "specificationVersion": "jobtemplate-2023-09",
  "name": "J",
  "steps": [
    {
      "name": "A",
      "script": { "actions": { "onRun": { "command": "echo" } } }
    }
  ]
}
`;
    const answer = runCommand(json, 'json', {
      kind: 'paste',
      path: ['steps'],
      index: 1,
      text: copyFrom(COMMENTED, 0),
    });
    if ('refused' in answer) throw new Error(answer.refused);
    const pasted = JSON.parse(answer.batches.reduce(applyEdits, json)) as { steps: unknown[] };
    expect(pasted.steps[1]).toEqual({
      name: 'A2',
      script: { actions: { onRun: { command: 'echo', args: ['1'] } } },
      description: 'folded text',
    });
    expect(
      edit({ kind: 'paste', path: ['steps'], index: 9, text: copyFrom(json, 0, 'json') }),
    ).toContain('- name: A2\n  script:\n    actions:\n      onRun:\n        command: echo\n');
  });

  it('is its value where its text needs an anchor that stands elsewhere', () => {
    const text = COMMENTED.replace("'echo'", '&one echo').replace(
      'command: echo}',
      'command: *one}',
    );
    expect(copyFrom(text, 1)).toBe(
      '- name: Flat\n  script:\n    actions:\n      onRun:\n        command: echo\n',
    );
  });
});

describe('a copy beside its item', () => {
  const text = `specificationVersion: jobtemplate-2023-09
name: J
jobEnvironments:
- name: Env   # the job's
  variables: {A: "1"}
parameterDefinitions:
- {name: Frames, type: STRING}
steps:
- name: Step one
  hostRequirements:
    amounts:
    - name: amount.worker.vcpu
      min: 1
    - {name: amount.licenses, min: 1}
  stepEnvironments:
  - {name: Env3, variables: {A: "1"}}
  parameterSpace:
    taskParameterDefinitions:
    - {name: Frame7, type: INT, range: 1-2}
  script:
    embeddedFiles:
    - {name: Run, type: TEXT, data: x}
    actions: {onRun: {command: echo, args: [a]}}
`;
  const step = ['steps', 0];
  it.each([
    ['a parameter', ['parameterDefinitions'], 0, '- {name: Frames2, type: STRING}'],
    ['a step', ['steps'], 0, '- name: Step one 2\n'],
    ['an environment', ['jobEnvironments'], 0, '- name: Env2   # the job'],
    ["a step's environment", [...step, 'stepEnvironments'], 0, '- {name: Env2, '],
    [
      'a task parameter',
      [...step, 'parameterSpace', 'taskParameterDefinitions'],
      0,
      '- {name: Frame2, ',
    ],
    ['an embedded file', [...step, 'script', 'embeddedFiles'], 0, '- {name: Run2, '],
    [
      'a capability of the specification',
      [...step, 'hostRequirements', 'amounts'],
      0,
      '- name: amount.worker.memory\n      min: 1',
    ],
    [
      'a capability',
      [...step, 'hostRequirements', 'amounts'],
      1,
      '- {name: amount.licenses2, min: 1}',
    ],
  ] as const)('%s has a name that is free', (_, path, index, copy) => {
    const after = edit({ kind: 'duplicate', path, index }, text);
    expect(text).not.toContain(copy);
    expect(after).toContain(copy);
    const errors = openedDocument(after, 'yaml').diagnostics.filter(
      (one) => one.severity === 'error',
    );
    expect(errors).toEqual([]);
  });

  it('is as it is where it has no name', () => {
    const path = [...step, 'script', 'actions', 'onRun', 'args'];
    expect(edit({ kind: 'duplicate', path, index: 0 }, text)).toContain('args: [a, a]');
  });
});
