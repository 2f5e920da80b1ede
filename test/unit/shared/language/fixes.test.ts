import { describe, expect, it } from 'vitest';
import { fixes, hints, openDocument } from '../../../../src/shared/language/index.ts';
import { applyEdits } from '../../../../src/shared/yaml/edit/index.ts';
import { marked } from './support.ts';

const HEAD = 'specificationVersion: jobtemplate-2023-09\n';
const ACTION = `${HEAD}name: x\nsteps:\n  - name: A\n    script:\n      actions:\n        onRun:\n          command: bash\n`;

/** The text after the fix with that title at the cursor. */
function fixed(source: string, title: string, format: 'yaml' | 'json' = 'yaml'): string {
  const { document, offset, text } = marked(source, format);
  const found = fixes(document, { start: offset, end: offset });
  const fix = found.find((each) => each.title === title);
  if (fix === undefined) throw new Error(`Only ${found.map((each) => each.title).join(', ')}`);
  return applyEdits(text, fix.edits);
}

describe('fixes', () => {
  it.each([
    [
      'declares an extension',
      `${ACTION}          timeout: "{{Par|am.T}}"\n`,
      'Declare the extension FEATURE_BUNDLE_1',
      `${ACTION.replace('\nname', '\nextensions:\n  - FEATURE_BUNDLE_1\nname')}          timeout: "{{Param.T}}"\n`,
    ],
    [
      'declares one more',
      `${HEAD}extensions: [EXPR]\nname: x\nsteps:\n  - name: A\n    ba|sh: {script: x}\n`,
      'Declare the extension FEATURE_BUNDLE_1',
      `${HEAD}extensions: [EXPR, FEATURE_BUNDLE_1]\nname: x\nsteps:\n  - name: A\n    bash: {script: x}\n`,
    ],
    ['corrects a key', `${HEAD}nam|: x\n`, 'Change to name', `${HEAD}name: x\n`],
    [
      'corrects a name in a literal',
      `${HEAD.replace('\n', '\nparameterDefinitions: [{name: Frame, type: INT, default: 1}]\n')}name: x\nsteps:\n  - name: A\n    script:\n      actions: {onRun: {command: x}}\n      embeddedFiles:\n        - name: f\n          type: TEXT\n          data: ¦\n            a\n              {{Param.F|ramee}}\n`,
      'Change to Param.Frame',
      `${HEAD.replace('\n', '\nparameterDefinitions: [{name: Frame, type: INT, default: 1}]\n')}name: x\nsteps:\n  - name: A\n    script:\n      actions: {onRun: {command: x}}\n      embeddedFiles:\n        - name: f\n          type: TEXT\n          data: |\n            a\n              {{Param.Frame}}\n`,
    ],
    [
      'corrects a quoted value',
      `${ACTION}          cancelation: {mode: "TERMI|NAT"}\n`,
      'Change to TERMINATE',
      `${ACTION}          cancelation: {mode: "TERMINATE"}\n`,
    ],
    [
      'corrects a step',
      `${ACTION}          args: []\n  - name: B\n    dependencies: [{dependsOn: a|}]\n`,
      'Change to A',
      `${ACTION}          args: []\n  - name: B\n    dependencies: [{dependsOn: A}]\n`,
    ],
    [
      'adds what is missing',
      `${HEAD}na|me: x\nsteps:\n  - name: A\n    script:\n      actions:\n        onRun: {args: [x]}\n`
        .replace('na|me', 'name')
        .replace('{args', '{ar|gs'),
      'Add "command"',
      `${HEAD}name: x\nsteps:\n  - name: A\n    script:\n      actions:\n        onRun: {command: echo, args: [x]}\n`,
    ],
    [
      'adds steps',
      `spec|ificationVersion: jobtemplate-2023-09\nname: x\n`,
      'Add "steps"',
      `${HEAD}name: x\nsteps:\n  - name: Name\n    script: {}\n`,
    ],
    ['puts a number in quotes', `${HEAD}name: 1|2\n`, 'Put it in quotes', `${HEAD}name: "12"\n`],
    [
      'puts braces in quotes',
      `${ACTION}          args:\n            - {{Param.X|}}\n`,
      'Put it in quotes',
      `${ACTION}          args:\n            - "{{Param.X}}"\n`,
    ],
    [
      'puts braces with a tail in quotes',
      `${HEAD}name: {{Param.X|}} b\n`,
      'Put it in quotes',
      `${HEAD}name: "{{Param.X}} b"\n`,
    ],
    [
      'removes an unused parameter',
      `${HEAD}name: x\nparameterDefinitions:\n  # never used\n  - name: P|\n    type: INT\n    default: 1\n  - {name: Q, type: INT, default: 1}\nsteps:\n  - name: A\n    script: {actions: {onRun: {command: "{{Param.Q}}"}}}\n`,
      'Remove the parameter P',
      `${HEAD}name: x\nparameterDefinitions:\n  - {name: Q, type: INT, default: 1}\nsteps:\n  - name: A\n    script: {actions: {onRun: {command: "{{Param.Q}}"}}}\n`,
    ],
    [
      'takes another control',
      `${HEAD}parameterDefinitions:\n  - name: P\n    type: INT\n    userInterface: {control: SPIN|_BOX}\n`,
      'Use HIDDEN',
      `${HEAD}parameterDefinitions:\n  - name: P\n    type: INT\n    userInterface: {control: HIDDEN}\n`,
    ],
    [
      'extracts an argument',
      `${ACTION}          args: [--scene, sh|ot.ma]\n`,
      'Extract into the parameter Scene',
      `${ACTION.replace('name: x\n', 'name: x\nparameterDefinitions:\n  - name: Scene\n    type: STRING\n    default: shot.ma\n')}          args: [--scene, "{{Param.Scene}}"]\n`,
    ],
    [
      'moves a script into a file',
      `${ACTION}          args:\n            - -c\n            - echo|\n`,
      'Move the script into an embedded file',
      `${ACTION}          args:\n            - "{{Task.File.run}}"\n      embeddedFiles:\n        - name: run\n          type: TEXT\n          data: ¦\n            echo\n`.replace(
        '¦',
        '|',
      ),
    ],
    [
      'moves a file into the arguments',
      `${ACTION}          args: ["{{Task.File.run}}|"]\n      embeddedFiles:\n        - name: run\n          type: TEXT\n          data: echo\n`,
      'Move the embedded file into the arguments',
      `${ACTION}          args: ["-c", echo]\n`,
    ],
    [
      'works in JSON',
      '{"specificationVersion": "jobtemplate-2023-09", "na|m": "x"}',
      'Change to name',
      '{"specificationVersion": "jobtemplate-2023-09", "name": "x"}',
      'json',
    ],
  ] as const)('%s', (_what, source, title, after, format?: 'json') => {
    expect(fixed(source, title, format)).toBe(after);
  });

  it('extracts the selected part', () => {
    const text = `${ACTION}          args: ["out/shot.exr"]\n`;
    const document = openDocument(text);
    const start = text.indexOf('shot');
    const [fix] = fixes(document, { start, end: start + 4 });
    expect(applyEdits(text, fix?.edits ?? [])).toContain('args: ["out/{{Param.Shot}}.exr"]');
  });
});

describe('hints', () => {
  const text = `${HEAD}name: x
parameterDefinitions:
  - {name: In, type: PATH, default: a}
steps:
  - name: A
    dependencies: [{dependsOn: B}]
    script: {actions: {onRun: {command: maya}}}
  - name: B
    dependencies: [{dependsOn: A}]
    parameterSpace: {taskParameterDefinitions: [{name: F, type: INT, range: [1, 2, 1]}]}
    script: {actions: {onRun: {command: bash}}}
`;

  it('say what is right and may still surprise', () => {
    const found = hints(openDocument(text), { commands: { maya: null, bash: '/bin/bash' } });
    expect(
      found.map(
        ({ code, severity, range }) => `${severity} ${code} ${text.slice(range.start, range.end)}`,
      ),
    ).toEqual([
      'hint path-without-data-flow In',
      'warning unreachable-step A',
      'hint command-not-installed maya',
      'warning unreachable-step B',
      'warning repeated-value [1, 2, 1]',
      'hint missing-timeout bash',
    ]);
  });
});
