import { describe, expect, it } from 'vitest';
import { completed, labels } from './support.ts';

const HEAD = 'specificationVersion: jobtemplate-2023-09\n';
const PARAMETER = `${HEAD}parameterDefinitions:\n  - name: P\n    type: `;
const STEP = `${HEAD}steps:\n  - name: A\n  - name: B\n`;
const SPACE = `${STEP}    parameterSpace:\n      taskParameterDefinitions:\n        - {name: X, type: INT, range: 1-3}\n        - {name: Y, type: INT, range: 1-3}\n`;
const HOST = `${STEP}    hostRequirements:\n`;

describe('values', () => {
  it.each([
    ['the version', 'specificationVersion: |\n', ['jobtemplate-2023-09']],
    [
      'the version of an environment',
      'environment: {}\nspecificationVersion: |\n',
      ['environment-2023-09'],
    ],
    [
      'extensions that are not declared',
      `${HEAD}extensions: [EXPR, |]\n`,
      ['TASK_CHUNKING', 'REDACTED_ENV_VARS', 'FEATURE_BUNDLE_1', 'WRAP_ACTIONS'],
    ],
    [
      'extensions on lines',
      `${HEAD}extensions:\n  - |\n`,
      ['TASK_CHUNKING', 'REDACTED_ENV_VARS', 'FEATURE_BUNDLE_1', 'EXPR', 'WRAP_ACTIONS'],
    ],
    [
      'types',
      `${PARAMETER}|`,
      [
        'STRING',
        'PATH',
        'INT',
        'FLOAT',
        'BOOL',
        'RANGE_EXPR',
        'LIST[STRING]',
        'LIST[PATH]',
        'LIST[INT]',
        'LIST[FLOAT]',
        'LIST[BOOL]',
        'LIST[LIST[INT]]',
      ],
    ],
    [
      'task types',
      `${STEP}    parameterSpace:\n      taskParameterDefinitions:\n        - {name: F, type: |}\n`,
      ['INT', 'FLOAT', 'STRING', 'PATH', 'CHUNK[INT]'],
    ],
    [
      'controls of the type',
      `${PARAMETER}INT\n    userInterface: {control: |}\n`,
      ['SPIN_BOX', 'DROPDOWN_LIST', 'HIDDEN'],
    ],
    ['object types', `${PARAMETER}PATH\n    objectType: |`, ['FILE', 'DIRECTORY']],
    ['data flows', `${PARAMETER}PATH\n    dataFlow: I|`, ['NONE', 'IN', 'OUT', 'INOUT']],
    [
      'a default of those allowed',
      `${PARAMETER}STRING\n    allowedValues: [a, b]\n    default: |`,
      ['a', 'b'],
    ],
    [
      'booleans',
      `${STEP}    script:\n      embeddedFiles:\n        - runnable: |`,
      ['true', 'false'],
    ],
    [
      'ends of lines',
      `${STEP}    script:\n      embeddedFiles:\n        - endOfLine: |`,
      ['AUTO', 'LF', 'CRLF'],
    ],
    ['the type of a file', `${STEP}    script:\n      embeddedFiles:\n        - type: |`, ['TEXT']],
    [
      'modes',
      `${STEP}    script:\n      actions:\n        onRun:\n          cancelation: {mode: |}\n`,
      ['TERMINATE', 'NOTIFY_THEN_TERMINATE'],
    ],
    [
      'constraints of chunks',
      `${STEP}    parameterSpace:\n      taskParameterDefinitions:\n        - type: CHUNK[INT]\n          chunks:\n            rangeConstraint: |`,
      ['CONTIGUOUS', 'NONCONTIGUOUS'],
    ],
    ['other steps', `${STEP}    dependencies:\n      - dependsOn: |`, ['A']],
    [
      'steps that it does not wait for yet',
      `${STEP}  - name: C\n    dependencies:\n      - dependsOn: A\n      - dependsOn: |`,
      ['B'],
    ],
    ['task parameters', `${SPACE}      combination: |`, ['X', 'Y']],
    ['task parameters that are not used yet', `${SPACE}      combination: X * |`, ['Y']],
    ['task parameters in brackets', `${SPACE}      combination: "(X, |)"`, ['Y']],
    [
      'amounts',
      `${HOST}      amounts:\n        - name: |`,
      [
        'amount.worker.vcpu',
        'amount.worker.memory',
        'amount.worker.gpu',
        'amount.worker.gpu.memory',
        'amount.worker.disk.scratch',
      ],
    ],
    [
      'attributes',
      `${HOST}      attributes:\n        - name: |`,
      ['attr.worker.os.family', 'attr.worker.cpu.arch'],
    ],
    [
      'values of attributes',
      `${HOST}      attributes:\n        - name: attr.worker.cpu.arch\n          allOf: [|]\n`,
      ['x86_64', 'arm64'],
    ],
    ['nothing for texts', `${HEAD}name: |`, []],
  ])('%s', (_what, source, expected) => {
    expect(labels(source)).toEqual(expected);
  });

  it('knows files and commands of its surroundings', () => {
    const context = { files: ['scripts/a.py'], commands: { bash: '/bin/bash', maya: null } };
    const action = `${STEP}    script:\n      embeddedFiles:\n        - name: run\n          type: TEXT\n          data: x\n      actions:\n        onRun:\n`;
    expect(labels(`${action}          command: |`, context)).toEqual(['{{Task.File.run}}', 'bash']);
    expect(labels(`${action}          args: [|]`, context)).toEqual(['scripts/a.py']);
    expect(labels(`${PARAMETER}PATH\n    default: |`, context)).toEqual(['scripts/a.py']);
  });

  it.each([
    ['plain', `${HEAD}extensions: [E|]\n`, 'EXPR', `${HEAD}extensions: [EXPR]\n`],
    ['double', `${HEAD}extensions: ["E|"]\n`, 'EXPR', `${HEAD}extensions: ["EXPR"]\n`],
    ['single', `${HEAD}extensions: ['|E']\n`, 'EXPR', `${HEAD}extensions: ['EXPR']\n`],
    [
      'brackets that need quotes',
      `${HEAD}parameterDefinitions: [{name: P, type: |}]\n`,
      'LIST[INT]',
      `${HEAD}parameterDefinitions: [{name: P, type: "LIST[INT]"}]\n`,
    ],
  ])('keeps the quotes: %s', (_what, source, label, after) => {
    expect(completed(source, label)).toBe(after);
  });
});
